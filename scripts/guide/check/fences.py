"""What a fence must say, and what it may name: one check for whoever shows samples and whoever runs them."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from guide.diagnostic import Fault
from guide.languages import LANGUAGES, TOOLS
from guide.read.document import Document
from guide.read.exchange import parse_exchanges
from guide.read.http_message import find_http_faults
from guide.read.markdown import FILE_NAME, OUTPUT_TITLE, PRINTED, Fence
from guide.read.samples import Kind, Sample, classify_fence, find_programs, is_usable

__all__ = ["MOST_FENCES", "find_fence_faults", "marked_lines"]

OTHER_NAMES = {"py": "python", "js": "javascript", "sh": "bash", "shell": "bash", "c++": "cpp", "yml": "yaml"}
GAPS = frozenset({"...", "# ...", "// ...", "-- ...", "/* ... */", "<!-- ... -->"})
"""Lines of an excerpt that stand for lines left out."""
FITTING: dict[Kind, tuple[str, frozenset[str]]] = {
    Kind.RUN: ("a program that is run", frozenset({"title", "uses", "needs", "exit", "hl_lines"})),
    Kind.PARSED: ("data", frozenset({"title", "hl_lines"})),
    Kind.UNCHECKED: ("a sample that is not checked", frozenset({"title", "unchecked", "hl_lines"})),
    Kind.EXCERPT: ("an excerpt", frozenset({"title", "excerpt", "hl_lines"})),
    Kind.OUTPUT: ("what a program printed", frozenset({"title"})),
    Kind.DIAGRAM: ("a diagram", frozenset()),
}
"""What a fence of each kind is, and the words of which something comes."""
REQUEST = ("a request that is sent", frozenset({"title", "of", "hl_lines"}))
DRAWN = frozenset({"math", "geojson", "topojson", "stl"})
"""Languages of which GitHub makes a drawing."""
MOST_FENCES, MOST_CODE = 80, 20_000
"""In an answer, and the characters in all of them; three times the most of today, read and colored within seconds."""


def find_fence_faults(document: Document) -> Iterator[Fault]:
    """Every fault of the answer's fences, each with its line in the file."""
    if len(document.fences) > MOST_FENCES:  # each is held against all others
        yield document.fences[MOST_FENCES].line, f"{len(document.fences)} fences: {MOST_FENCES} are enough, remove some"
        return
    for fence in document.fences:
        fault = find_own_fault(fence)
        faults = [fault] if fault else find_name_faults(fence, document.fences)
        yield from ((fence.line, fault) for fault in faults)
    if (size := sum(len(fence.code) for fence in document.fences)) > MOST_CODE:
        yield document.fences[-1].line, f"the fences hold {size} characters in all: {MOST_CODE} are enough, remove some"
    for sample in document.samples:
        if not sample.fence.fault:
            yield from find_sample_faults(sample, document.fences, document.samples)


def find_own_fault(fence: Fence) -> str:
    if not fence.closed:
        return "the fence is not closed: write a line with the same marks below it"
    if fence.fault:
        return fence.fault
    if fence.language in DRAWN:
        return f"GitHub makes a drawing of a fence in `{fence.language}`: use another language, such as text"
    if classify_fence(fence) is not Kind.UNKNOWN:
        return ""
    if fence.language in OTHER_NAMES:
        return f"a fence in `{fence.language}` is not known: did you mean `{OTHER_NAMES[fence.language]}`?"
    names = ", ".join(LANGUAGES)
    hint = f", or {PRINTED}" if fence.language == "text" else ""
    return f'nothing checks a fence in `{fence.language}`: use one of {names}, or say why not with unchecked="…"{hint}'


def find_name_faults(fence: Fence, fences: Sequence[Fence]) -> Iterator[str]:
    """Words that do not go together, and names of other fences that are not there."""
    kind = classify_fence(fence)
    if kind is not Kind.OUTPUT and fence.title.casefold() == OUTPUT_TITLE.casefold():
        yield f'title="{fence.title}" reads like what a program printed: only the ```text below it has that title'
    what, fitting = REQUEST if kind is Kind.RUN and fence.language == "http" else FITTING[kind]
    yield from (f"`{word}` does nothing for {what}: remove it" for word in fence.words if word not in fitting)
    if kind is Kind.RUN and not fence.title and fence.language not in ("console", "http"):
        yield 'the program has no file name: write it as title="…" in the fence\'s first line'
    if kind is Kind.RUN and fence.title and not FILE_NAME.fullmatch(fence.title):
        yield f'title="{fence.title}" is a path: give just the name of the file'
    yield from find_use_faults(fence, fences)
    for name in fence.words.get("needs", "").split():
        if name not in TOOLS:
            yield f"`{name}` is not in the table of tools: use one of {', '.join(TOOLS)}"
    lines = fence.code.count("\n")
    if any(number > lines or number < 1 for number in marked_lines(fence)):
        yield f"hl_lines names a line that does not exist: the fence has {lines}"
    if not all(list_marked(fence)):
        yield "hl_lines goes from a line to one before it: swap the two numbers"


def find_use_faults(fence: Fence, fences: Sequence[Fence]) -> Iterator[str]:
    """Names of no file, and names by which a file would be taken for the language's own without a word of the program.

    Node.js takes its own modules first, whatever lies beside a program.
    """
    for name in fence.uses:
        named = [other for other in fences if other.title == name]
        if len(named) != 1:
            number = f"{len(named)} fences" if named else "no fence"
            yield f'uses="{name}": {number} of this answer has that title: name exactly one'
        elif not is_usable(named[0]):
            yield f'uses="{name}": that fence is neither a program that is run nor parsed data: name one that is'
        if Path(name).suffix == ".java":
            yield f'uses="{name}": it would be taken for any class of that name: put all classes in one file'
    for name in (fence.title, *fence.uses) if fence.uses else ():
        if Path(name).suffix == ".py" and Path(name).stem in sys.stdlib_module_names:
            yield f"`{name}` would be taken for Python's own module of that name: give the file another name"


def marked_lines(fence: Fence) -> set[int]:
    """The numbers of the lines to mark, from 1."""
    return {number for numbers in list_marked(fence) for number in numbers}


def list_marked(fence: Fence) -> list[range]:
    ends = [part.split("-") for part in fence.words.get("hl_lines", "").split()]
    return [range(int(pair[0]), int(pair[-1]) + 1) for pair in ends]


def find_sample_faults(sample: Sample, fences: Sequence[Fence], samples: Sequence[Sample]) -> Iterator[Fault]:
    fence = sample.fence
    if sample.kind is Kind.OUTPUT:
        way = 'put it below its program, or, if that is not run, write ```text unchecked="the reason" without the title'
        yield fence.line, f'the "{OUTPUT_TITLE}" fence is not below a sample that is run: {way}'
    word = next((word for word in ("excerpt", "of") if word in fence.words), "")
    named = fence.words.get(word, "")
    programs = find_programs(named, fences)
    if word and len(programs) != 1:
        yield fence.line, f'{word}="{named}": no program of this answer that is run has that title: name one'
    elif sample.kind is Kind.EXCERPT:
        yield from find_excerpt_faults(fence, next(one for one in samples if one.fence is programs[0]))
    elif word:
        yield from find_exchange_faults(fence)


def find_exchange_faults(fence: Fence) -> Iterator[Fault]:
    """Requests and responses that are none, each with its line."""
    try:
        exchanges = parse_exchanges(fence.code)
    except ValueError as error:
        yield fence.line, str(error)
        return
    for message in (part for exchange in exchanges for part in (exchange.request, exchange.response) if part):
        for line, fault in find_http_faults("\n".join(message.head)):
            yield fence.line + message.first + line, f"the exchange is not valid: {fault}"


def find_excerpt_faults(fence: Fence, program: Sample) -> Iterator[Fault]:
    """Lines of a program, or for `text` of what it printed, that do not stand there to the letter and in order."""
    source = program.output if fence.language == "text" else program.fence
    if source is None:
        yield fence.line, f"{program.name} shows no output: there is nothing to take an excerpt from"
        return
    remaining = iter([line.strip() for line in source.code.splitlines()])
    shown = [(number, line.strip()) for number, line in enumerate(fence.code.splitlines(), start=1) if line.strip()]
    lines = [(number, line) for number, line in shown if line not in GAPS]
    if not lines:
        yield fence.line, "the excerpt shows no line: copy some from the program"
    for number, line in lines:
        if line not in remaining:  # `in` moves the iterator on: the lines before this one are used up
            yield fence.line + number, f"`{line}` is not in {program.name} like this: copy its lines as they are"
            return
