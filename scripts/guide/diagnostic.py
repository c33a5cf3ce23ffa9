"""The one type for everything that is said of a line, from the reader to the terminal and to GitHub."""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from guide.characters import BLANKS

__all__ = ["Diagnostic", "Fault", "Severity", "count", "print_line", "print_problems", "refuse", "show_safely"]

Fault = tuple[int, str]
"""A line and what is wrong there, inside a module that knows the file."""

FORGED = re.compile(r"\n(?! {4})")
"""A line end that no program prints in a message: what stands under its first line is indented."""

SHOWN = f"\n{BLANKS}"
"""What `str.isprintable` refuses, and a terminal shows as it is meant."""
QUOTED = re.compile(r"`([^`\n]*)`")
LONGEST_QUOTE = 100
LONGEST, SHOWN_START, SHOWN_END = 1000, 600, 200
"""Characters of a message's first line, and of those that stay of a longer one."""


class Severity(IntEnum):
    """An error stops a build; advice is shown by the checks alone; a note is worth a look and asks for nothing."""

    ERROR = 0
    ADVICE = 1
    NOTE = 2


@dataclass(frozen=True, order=True)
class Diagnostic:
    """What is wrong, where, and what to do. Shown as `path:line: message`.

    path: as a person would type it
    line: from 1, in the file
    message: `what is wrong: what to do`, in one line; what a program printed may stand indented under it
    severity: whether it stops a build
    """

    path: str
    line: int
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        label = "advice: " if self.severity is Severity.ADVICE else ""
        return FORGED.sub(r"\\n", f"{self.path}:{self.line}: {label}{self.shown}")

    @property
    def shown(self) -> str:
        """The message with what it quotes cut short: a stranger's word may be as long as his file."""
        first, end, rest = self.message.partition("\n")
        first = first if first.count("`") % 2 else QUOTED.sub(shorten_quote, first)  # a quotation may hold such a mark
        if len(first) > LONGEST:
            first = f"{first[:SHOWN_START]} … {first[-SHOWN_END:]}"
        return first + end + rest


def shorten_quote(quote: re.Match[str]) -> str:
    return f"`{quote[1][:LONGEST_QUOTE]}…`" if len(quote[1]) > LONGEST_QUOTE else quote[0]


def count(number: int, noun: str) -> str:
    """`1 problem`, `2 problems`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def print_line(text: object) -> None:
    """Print a line that may quote a stranger's text: it commands neither the terminal nor GitHub's log.

    What the output's encoding lacks is escaped too, and an output that takes no more is left alone, so that printing
    never fails.
    """
    line = show_safely(str(text))
    if os.environ.get("GITHUB_ACTIONS"):
        line = re.sub(r":(?=:)", ": ", line).replace("##[", "## [")
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        print(line.encode(encoding, "backslashreplace").decode(encoding), flush=True)
    except OSError:  # the reader is gone, as behind `| head`, or its disk is full: the exit status says the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_problems(problems: Iterable[object], end: str) -> int:
    """Print every problem, and behind their number what came of them; the exit status."""
    lines = list(problems)
    return refuse([*lines, f"{count(len(lines), 'problem')}; {end}"])


def refuse(lines: Iterable[object]) -> int:
    """Print why something is not done; the exit status."""
    for line in lines:
        print_line(line)
    return 1


def show_safely(text: str) -> str:
    """The text with control characters, direction marks, surrogates and Unicode's line separators as escapes."""
    return "".join(c if c.isprintable() or c in SHOWN else c.encode("unicode_escape").decode() for c in text)
