"""Samples: the fences of an answer, each program with the output under it. Paired here, once, for all who ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from markdown_it.token import Token

from guide.read.markdown import OUTPUT_TITLE, Fence

__all__ = ["PARSED_LANGUAGES", "RUN_LANGUAGES", "Kind", "Sample", "classify_fence", "pair_samples"]

RUN_LANGUAGES = ("python", "javascript", "java", "c", "cpp", "sql", "bash", "console")
PARSED_LANGUAGES = ("json", "yaml", "html", "http", "nginx")
DIAGRAM = "mermaid"


class Kind(Enum):
    """What becomes of a fence."""

    RUN = "run"
    PARSED = "parsed"
    UNCHECKED = "unchecked"
    EXCERPT = "excerpt"
    OUTPUT = "output"
    DIAGRAM = "diagram"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Sample:
    """A fence that is shown as code.

    path: of the answer file, as messages call it
    fence: the program, data, or excerpt
    kind: what is done with it
    output: the fence right under a program that is run, which shows what it prints
    files: names and contents of the other fences that it uses, and of those that they use in turn
    """

    path: str
    fence: Fence
    kind: Kind
    output: Fence | None = None
    files: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.fence.title or f"the {self.fence.language} sample"

    @property
    def place(self) -> str:
        """Where it stands, `path:line`: no two samples share one."""
        return f"{self.path}:{self.fence.line}"

    @property
    def exit_status(self) -> int:
        return int(self.fence.words.get("exit", "0"))

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(self.fence.words.get("needs", "").split())


def classify_fence(fence: Fence) -> Kind:
    """The kind of a fence, from its words first and from its language then."""
    if "excerpt" in fence.words:
        return Kind.EXCERPT
    if fence.language == "text" and fence.title == OUTPUT_TITLE:
        return Kind.OUTPUT
    if "unchecked" in fence.words:
        return Kind.UNCHECKED
    if fence.language in RUN_LANGUAGES:
        return Kind.RUN
    if fence.language in PARSED_LANGUAGES:
        return Kind.PARSED
    return Kind.DIAGRAM if fence.language == DIAGRAM else Kind.UNKNOWN


def pair_samples(path: str, tokens: Sequence[Token], fences: Sequence[Fence]) -> tuple[Sample, ...]:
    """Every fence that shows code, in order. An output that follows no program stands alone, as a sample of its own."""
    outputs = pair_outputs(tokens, fences)
    paired = {id(output) for output in outputs.values()}
    return tuple(
        Sample(path, fence, classify_fence(fence), outputs.get(fence.line), collect_files(fence, fences))
        for fence in fences
        if classify_fence(fence) is not Kind.DIAGRAM and id(fence) not in paired
    )


def pair_outputs(tokens: Sequence[Token], fences: Sequence[Fence]) -> dict[int, Fence]:
    """The output of each program that is run, by the program's line: the next block, and in the same container."""
    by_line = {fence.line: fence for fence in fences}
    found: dict[int, Fence] = {}
    for token, following in pairwise(tokens):
        if token.type == following.type == "fence" and token.map and following.map:
            program, output = by_line[token.map[0] + 1], by_line[following.map[0] + 1]
            is_program = classify_fence(program) is Kind.RUN and program.language != "console"
            if is_program and classify_fence(output) is Kind.OUTPUT:
                found[program.line] = output
    return found


def collect_files(fence: Fence, fences: Sequence[Fence]) -> tuple[tuple[str, str], ...]:
    titled = {other.title: other for other in fences if other.title}
    wanted, found = [*fence.uses], dict[str, str]()
    while wanted:
        name = wanted.pop(0)
        if name in titled and name not in found and name != fence.title:
            found[name] = titled[name].code
            wanted += titled[name].uses
    return tuple(sorted(found.items()))
