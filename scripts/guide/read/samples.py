"""Samples: the fences of an answer, each program with the output under it. Paired here, once, for all who ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from guide.languages import LANGUAGES, Kind
from guide.read.markdown import OUTPUT_TITLE, Fence

__all__ = ["Kind", "Sample", "classify_fence", "find_programs", "is_usable", "pair_samples"]


@dataclass(frozen=True)
class Sample:
    """A fence that is shown as code.

    path: of the answer file, as messages call it
    fence: the program, data, or excerpt
    kind: what is done with it
    output: the fence right under a program that is run, which shows what it prints
    files: names and contents of the other fences that it uses, and of those that they use in turn
    server: for a request, the program that is to answer it; the files are that one's
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
        return int(self.fence.words.get("exit", "0"))

    @property
    def program(self) -> Fence:
        """What runs: for a request its server."""
        return self.server or self.fence

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(self.program.words.get("needs", "").split())

    @property
    def tools(self) -> tuple[str, ...]:
        """The rows of all that runs it, each once: SQL is run by a database that it needs, all else by its language."""
        is_query = self.program.language == "sql" and self.needs
        return tuple(dict.fromkeys(self.needs if is_query else (self.program.language, *self.needs)))

    @property
    def shows_itself(self) -> bool:
        """Whether what it prints stands in its own fence: a transcript, or a request with its response."""
        return self.fence.language == "console" or self.server is not None

    @property
    def shown(self) -> Fence | None:
        """The fence that shows what it prints, if one does: its own, or the output under it."""
        return self.fence if self.shows_itself else self.output


def classify_fence(fence: Fence) -> Kind:
    """The kind of a fence. A diagram and an output are that whatever else the first line says; a request of a server
    is run.
    """
    row = LANGUAGES.get(fence.language)
    if row and row.kind is Kind.DIAGRAM:
        return row.kind
    if "excerpt" in fence.words:
        return Kind.EXCERPT
    if fence.language == "text" and fence.title == OUTPUT_TITLE:
        return Kind.OUTPUT
    if "unchecked" in fence.words:
        return Kind.UNCHECKED
    if fence.language == "http" and "of" in fence.words:
        return Kind.RUN
    return row.kind if row else Kind.UNKNOWN


def pair_samples(path: str, tokens: Sequence[Token], fences: Sequence[Fence]) -> tuple[Sample, ...]:
    """Every fence that shows code, in order. An output that follows no program stands alone, as a sample of its own."""
    outputs = pair_outputs(tokens, fences)
    paired = {id(output) for output in outputs.values()}
    return tuple(
        make_sample(path, fence, fences, outputs.get(fence.line))
        for fence in fences
        if classify_fence(fence) is not Kind.DIAGRAM and id(fence) not in paired
    )


def make_sample(path: str, fence: Fence, fences: Sequence[Fence], output: Fence | None) -> Sample:
    kind = classify_fence(fence)
    named = fence.words.get("of", "") if kind is Kind.RUN else ""  # a request that is not sent starts no server
    server = next(iter(find_programs(named, fences)), None)
    return Sample(path, fence, kind, output, collect_files(server or fence, fences), server)


def find_programs(title: str, fences: Sequence[Fence]) -> list[Fence]:
    """The programs of that title that are run. A request is none: it is sent to one."""
    named = [fence for fence in fences if title and fence.title == title and "of" not in fence.words]
    return [fence for fence in named if classify_fence(fence) is Kind.RUN]


def is_usable(fence: Fence) -> bool:
    """Whether another sample may have it beside it when it runs: a program or data, checked and shown as what it is."""
    is_checked = classify_fence(fence) in (Kind.RUN, Kind.PARSED)
    return is_checked and fence.language != "console" and "of" not in fence.words


def pair_outputs(tokens: Sequence[Token], fences: Sequence[Fence]) -> dict[int, Fence]:
    """The output of each program that is run, by the program's line: the next block, and in the same container."""
    by_line = {fence.line: fence for fence in fences}
    found: dict[int, Fence] = {}
    for token, following in pairwise(tokens):
        if token.type == following.type == "fence" and token.map and following.map:
            program, output = by_line[token.map[0] + 1], by_line[following.map[0] + 1]
            is_program = classify_fence(program) is Kind.RUN and program.language not in ("console", "http")
            if is_program and classify_fence(output) is Kind.OUTPUT:
                found[program.line] = output
    return found


def collect_files(fence: Fence, fences: Sequence[Fence]) -> tuple[tuple[str, str], ...]:
    titled = {other.title: other for other in fences if other.title and is_usable(other)}
    wanted, found = [*fence.uses], dict[str, str]()
    while wanted:
        name = wanted.pop(0)
        if name in titled and name not in found and name != fence.title:
            found[name] = titled[name].code
            wanted += titled[name].uses
    return tuple(sorted(found.items()))
