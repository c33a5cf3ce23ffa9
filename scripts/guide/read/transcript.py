"""Terminal transcripts: `$ command`, then what it prints, command after command in one bash session."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import cache
from glob import escape
from itertools import pairwise, takewhile

__all__ = ["MARK", "PROMPT", "ROOT_PROMPT", "make_session", "matches", "parse_transcript", "show_transcript"]


PROMPT, CONTINUATION, ANYTHING = "$ ", "> ", "..."
ROOT_PROMPT = "# "
"""Root's, in a transcript that is not run: in one that is, which root plays no part in, such a line is printed."""
MOST_WORK = 4_000_000
"""The most pairs of a shown and a printed line that are compared; beyond, `...` is only three dots."""
MARK = "\x1e"
"""Printed by the session behind every command, so that each output finds its command."""


@dataclass(frozen=True)
class Command:
    """A command of a transcript and what it is shown to print."""

    text: str
    prompt_lines: tuple[str, ...]
    shown: tuple[str, ...]


def parse_transcript(code: str, prompts: tuple[str, ...] = (PROMPT,)) -> tuple[list[str], list[Command]]:
    """The lines before the first prompt (there should be none) and the commands."""
    lines = code.removesuffix("\n").split("\n")
    bounds = [*(i for i, line in enumerate(lines) if line.startswith(prompts)), len(lines)]
    return lines[: bounds[0]], [make_command(lines[start:end]) for start, end in pairwise(bounds)]


def make_command(lines: list[str]) -> Command:
    typed = [lines[0], *takewhile(lambda line: line.startswith(CONTINUATION), lines[1:])]
    return Command("\n".join(line[2:] for line in typed), tuple(typed), tuple(lines[len(typed) :]))


def make_session(code: str) -> str:
    """The bash script that plays a transcript. `eval` keeps a command's syntax error to that command."""
    commands = [command.text for command in parse_transcript(code)[1]]
    mark = f"status=$?; printf '{MARK}'; (exit $status)"
    return "\n".join(f"eval {shlex.quote(command)}; {mark}" for command in commands)


def show_transcript(code: str, printed: str) -> list[str]:
    """The transcript's lines with what its session, played to its end, really printed; what matches stays as it is."""
    lines: list[str] = []
    for command, part in zip(parse_transcript(code)[1], printed.split(MARK), strict=False):
        real = part.removesuffix("\n").split("\n") if part else []
        lines += [*command.prompt_lines, *(command.shown if matches(command.shown, real) else real)]
    return lines


def matches(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether printed lines are those shown, where `...` stands for any characters of a line, or any lines if alone.

    Goes back to the last `...` only, which is enough: time grows with the product of the lengths at most.
    """
    if len(shown) * len(printed) > MOST_WORK:
        return list(shown) == list(printed)
    place, start, back, resume = 0, 0, -1, 0
    while start < len(printed):
        if place < len(shown) and shown[place] == ANYTHING:
            back, resume = place, start
            place += 1
        elif place < len(shown) and compile_line(shown[place]).match(printed[start]):
            place, start = place + 1, start + 1
        elif back >= 0:
            resume += 1
            place, start = back + 1, resume
        else:
            return False
    return all(line == ANYTHING for line in shown[place:])


@cache
def compile_line(shown: str) -> re.Pattern[str]:
    """A shown line, its `...` as any characters."""
    return re.compile(translate("*".join(map(escape, shown.split(ANYTHING)))))
