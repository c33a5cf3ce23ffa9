"""Terminal transcripts: `$ command`, then what it prints, command after command in one bash session."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

PROMPT, CONTINUATION, ANYTHING = "$ ", "> ", "..."
MARK = "\x1e"
"""Printed by the session behind every command, so that each output finds its command."""


@dataclass(frozen=True)
class Exchange:
    """A command of a transcript and what it is shown to print; `first` is its line within the fence, from 0."""

    first: int
    command: str
    prompt_lines: tuple[str, ...]
    shown: tuple[str, ...]


def parse_transcript(code: str) -> tuple[list[str], list[Exchange]]:
    """The lines before the first prompt (there should be none) and the exchanges."""
    lines = code.split("\n")[:-1] if code.endswith("\n") else code.split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith(PROMPT)]
    bounds = [*starts, len(lines)]
    exchanges = [make_exchange(start, lines[start:end]) for start, end in zip(starts, bounds[1:], strict=True)]
    return lines[: bounds[0]], exchanges


def make_exchange(first: int, lines: list[str]) -> Exchange:
    length = 1
    while length < len(lines) and lines[length].startswith(CONTINUATION):
        length += 1
    command = "\n".join(line[2:] for line in lines[:length])
    return Exchange(first, command, tuple(lines[:length]), tuple(lines[length:]))


def make_session(code: str) -> str:
    """The bash script that plays a transcript. `eval` keeps a command's syntax error to that command."""
    commands = [exchange.command for exchange in parse_transcript(code)[1]]
    mark = f"status=$?; printf '{MARK}'; (exit $status)"
    return "\n".join(f"eval {shlex.quote(command)}; {mark}" for command in commands)


def split_session(printed: str, count: int) -> list[list[str]]:
    """What each command printed, in lines, from the output of `make_session`; for fewer commands if it broke off."""
    parts = printed.split(MARK)[:count]
    return [part.removesuffix("\n").split("\n") if part else [] for part in parts]


def show_transcript(code: str, printed: str) -> list[str]:
    """The transcript's lines with what was really printed; a part that matches what is shown stays as it is."""
    exchanges = parse_transcript(code)[1]
    outputs = split_session(printed, len(exchanges))
    lines: list[str] = []
    for i, exchange in enumerate(exchanges):
        real = outputs[i] if i < len(outputs) else []
        lines += [*exchange.prompt_lines, *(exchange.shown if matches(exchange.shown, real) else real)]
    return lines


def matches(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Whether printed lines are those shown, where `...` stands for any characters of a line, or any lines if alone."""
    pattern = "".join(line_pattern(line) for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def line_pattern(line: str) -> str:
    if line == ANYTHING:
        return r"(?:[^\n]*\n)*?"
    return "[^\n]*?".join(re.escape(part) for part in line.split(ANYTHING)) + r"\n"
