"""Finding the samples of an answer: each fence with its output fence and the files that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guide.front_matter import Parts, split_front_matter
from guide.markdown import OUTPUT_TITLE, Fence, find_fences
from guide.model import Problem
from guide.rules import find_fence_faults
from guide.samples.excerpts import find_excerpt_faults
from guide.samples.exchange import parse_exchanges
from guide.samples.http import find_http_faults
from guide.samples.languages import LANGUAGES, TOOLS, Kind, classify_fence

LINE_END = re.compile(r"\r\n|\r|\n")
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
CONTAINER_MARKS = "> \t"

Fault = tuple[int, str]


@dataclass(frozen=True)
class Sample:
    """A fence that is checked or says why it is not.

    `output` is the fence under it that shows what it prints, `files` the other fences that it uses, by name. A request
    has the program that is to answer it as its `server`; the files are that one's.
    """

    path: str
    fence: Fence
    kind: Kind
    output: Fence | None = None
    files: tuple[tuple[str, str], ...] = ()
    server: Fence | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        if self.server:
            return f"{self.server.title} at this request"
        return self.fence.title or f"the {self.fence.language} sample"

    @property
    def place(self) -> str:
        """Where it stands, `path:line`: no two samples share one."""
        return f"{self.path}:{self.fence.line}"

    @property
    def exit_status(self) -> int:
        return int(self.fence.attributes.get("exit", "0"))

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple((self.server or self.fence).attributes.get("needs", "").split())

    @property
    def shows_itself(self) -> bool:
        """Whether what it prints stands in its own fence: a transcript, or a request with its response."""
        return self.fence.language == "console" or self.server is not None


def find_samples(path: str, text: str) -> tuple[list[Sample], list[Problem]]:
    """The samples of an answer's text in order, and the problems of their fences.

    A sample whose fence has a problem is left out: there is no sense in running it.
    """
    fences = find_answer_fences(text)
    outputs = pair_outputs(fences, LINE_END.split(text))
    faults = [fault for fence in fences for fault in find_faults(fence, fences)]
    faults += [fault for fence in fences for fault in check_excerpt(fence, fences, outputs)]
    faults += [(fence.line, orphan_message(fence)) for fence in fences if is_orphan(fence, outputs)]
    faulty = {line for line, _ in faults}
    sound = [fence for fence in fences if fence.line not in faulty]
    samples = [make_sample(path, fence, fences, outputs) for fence in sound if is_sample(fence, fences, outputs)]
    return samples, [Problem(path, line, message) for line, message in faults]


def is_sample(fence: Fence, fences: Sequence[Fence], outputs: dict[int, Fence]) -> bool:
    """Whether something is done with a fence by itself: a program that only answers requests runs with them."""
    is_server = bool(fence.title) and any(other.attributes.get("of") == fence.title for other in fences)
    is_alone = not is_server or fence.line in outputs
    return classify_fence(fence) in (Kind.RUN, Kind.PARSED, Kind.UNCHECKED) and is_alone


def make_sample(path: str, fence: Fence, fences: Sequence[Fence], outputs: dict[int, Fence]) -> Sample:
    server = next(iter(find_programs(fence.attributes.get("of", ""), fences)), None)
    files = collect_files(server or fence, fences)
    return Sample(path, fence, classify_fence(fence), outputs.get(fence.line), files, server)


def find_programs(title: str, fences: Sequence[Fence]) -> list[Fence]:
    """The fences of that title that are run."""
    return [fence for fence in fences if title and fence.title == title and classify_fence(fence) is Kind.RUN]


def check_excerpt(fence: Fence, fences: Sequence[Fence], outputs: dict[int, Fence]) -> Iterator[Fault]:
    """Hold an excerpt against the program that it names, or, for `text`, against what the program printed."""
    if classify_fence(fence) is not Kind.EXCERPT:
        return
    name = fence.attributes["excerpt"]
    programs = find_programs(name, fences)
    if len(programs) != 1:
        yield fence.line, f'excerpt="{name}": no program of this answer that is run has that title: name one'
    elif fence.language != "text":
        yield from find_excerpt_faults(fence, programs[0].code)
    elif programs[0].line in outputs:
        yield from find_excerpt_faults(fence, outputs[programs[0].line].code)
    else:
        yield fence.line, f"{name} shows no output: there is nothing to take an excerpt from"


def find_answer_fences(text: str) -> list[Fence]:
    """Every fence behind the front matter; a text without front matter is all body."""
    parts = split_front_matter(text)
    return find_fences(parts.body, parts.body_line) if isinstance(parts, Parts) else find_fences(text)


def pair_outputs(fences: Sequence[Fence], lines: Sequence[str]) -> dict[int, Fence]:
    """The output fence of each run sample, by the sample's line: the next fence, with only blank lines between."""
    return {
        fence.line: following
        for fence, following in pairwise(fences)
        if classify_fence(fence) is Kind.RUN
        and fence.language != "console"
        and classify_fence(following) is Kind.OUTPUT
        and not "".join(lines[fence.end_line : following.line - 1]).strip(CONTAINER_MARKS)
    }


def is_orphan(fence: Fence, outputs: dict[int, Fence]) -> bool:
    return classify_fence(fence) is Kind.OUTPUT and all(fence.line != output.line for output in outputs.values())


def orphan_message(fence: Fence) -> str:
    return (
        f'the "{OUTPUT_TITLE}" fence stands under no sample that is run: put it right under its program,'
        ' or say why nothing checks it with unchecked="…"'
    )


def find_faults(fence: Fence, fences: Sequence[Fence]) -> Iterator[Fault]:
    """What is wrong with a fence's first line, for whoever runs it."""
    shared = list(find_fence_faults(fence))
    yield from shared
    if shared:
        return
    kind = classify_fence(fence)
    if kind is Kind.UNKNOWN:
        yield fence.line, unknown_message(fence)
    if kind is Kind.OUTPUT and "unchecked" in fence.attributes:
        yield fence.line, f'an "{OUTPUT_TITLE}" fence shows what a program printed: drop unchecked, or the title'
    if kind is Kind.UNCHECKED and not fence.attributes["unchecked"].strip():
        yield fence.line, 'the fence says unchecked without a reason: write unchecked="why it cannot be run"'
    if "of" in fence.attributes:
        yield from find_request_faults(fence, fences)
    elif kind is Kind.RUN:
        yield from find_run_faults(fence, fences)


def unknown_message(fence: Fence) -> str:
    return (
        f'nothing checks a fence in "{fence.language}" (known: {", ".join(LANGUAGES)}):'
        ' say why it needs no check with unchecked="…", or show it in one of those'
    )


def find_run_faults(fence: Fence, fences: Sequence[Fence]) -> Iterator[Fault]:
    if not fence.title and fence.language != "console":
        yield fence.line, 'the program has no file name: write it as title="…" in the fence\'s first line'
    elif fence.title and not FILE_NAME.fullmatch(fence.title):
        yield fence.line, name_message(fence.title)
    status = fence.attributes.get("exit", "0")
    if not (status.isascii() and status.isdigit() and len(status) < 4 and int(status) < 256):
        yield fence.line, f'exit="{status}" is no exit status: write a number from 0 to 255'
    for name in fence.attributes.get("needs", "").split():
        if name not in TOOLS:
            yield fence.line, f'needs="{name}": no such tool is known, choose from {", ".join(TOOLS)}'
    for name in fence.attributes.get("uses", "").split():
        count = sum(other.title == name for other in fences)
        if not FILE_NAME.fullmatch(name):
            yield fence.line, name_message(name)
        elif count != 1:
            found = "no fence" if count == 0 else f"{count} fences"
            yield fence.line, f'uses="{name}": {found} of this answer has that title: name exactly one'


def name_message(name: str) -> str:
    return f'"{name}" is no plain file name: use letters, digits, ".", "_" and "-"'


def find_request_faults(fence: Fence, fences: Sequence[Fence]) -> Iterator[Fault]:
    """A fence with `of`: exchanges in HTTP, answered by one program of this answer that can be run."""
    name = fence.attributes["of"]
    programs = find_programs(name, fences)
    if fence.language != "http":
        yield fence.line, f'of="{name}" belongs to a fence in http, which shows a request'
    elif len(programs) != 1:
        yield fence.line, f'of="{name}": no program of this answer that is run has that title: name one'
    elif list(find_run_faults(programs[0], fences)):
        yield fence.line, f'of="{name}": fix the first line of {name}'
    else:
        yield from find_message_faults(fence)


def find_message_faults(fence: Fence) -> Iterator[Fault]:
    try:
        exchanges = parse_exchanges(fence.code)
    except ValueError as error:
        yield fence.line, str(error)
        return
    for message in (part for exchange in exchanges for part in (exchange.request, exchange.response) if part):
        for line, fault in find_http_faults("\n".join((*message.head, "", *message.body))):
            yield fence.line + message.first + line, f"the exchange is not valid: {fault}"


def collect_files(fence: Fence, fences: Sequence[Fence]) -> tuple[tuple[str, str], ...]:
    """Names and contents of the files that a sample uses, and of those that they use in turn."""
    titled = {other.title: other for other in fences if other.title}
    wanted, found = fence.attributes.get("uses", "").split(), dict[str, str]()
    while wanted:
        name = wanted.pop(0)
        if name in titled and FILE_NAME.fullmatch(name) and name not in found and name != fence.title:
            found[name] = titled[name].code
            wanted += titled[name].attributes.get("uses", "").split()
    return tuple(sorted(found.items()))
