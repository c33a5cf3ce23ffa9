"""The numbered question list, read as it was given: bytes in, entries and problems out. Never tidied by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase

from guide.model import Entry, Problem

ENTRY = re.compile(r"([0-9]+)[).](.*)", re.DOTALL)
BYTE_ORDER_MARK = "\ufeff"
DIRECTION_MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
HIDDEN = re.compile(f"[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\u2028\u2029\ud800-\udfff{DIRECTION_MARKS}{BYTE_ORDER_MARK}]")
"""Control characters but the tab, line separators, half characters, marks that turn the direction of reading."""


def parse_question_list(data: bytes, path: str) -> tuple[list[Entry], list[Problem], list[Problem]]:
    """Parse the list.

    In: the file's bytes and the name it is shown under. Out: its entries in order, its problems (any of them means
    that nothing may be built), and notes: numbers used again and repeats, which are fine but worth a look.
    """
    lines, problems = decode_lines(data, path)
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(lines, start=1):
        content = strip_blanks(line)
        if not content:
            continue
        fault = find_line_fault(content)
        if fault:
            problems.append(Problem(path, number, fault))
            continue
        match = ENTRY.fullmatch(content)
        assert match is not None
        found.append((number, match[1], strip_blanks(match[2])))
    if not found and not problems:
        problems.append(Problem(path, 1, "the list has no entry: write one a line, such as `1) What is CORS?`"))
    entries = list(number_entries(found))
    return entries, sorted(problems), list(note_entries(entries, path))


def decode_lines(data: bytes, path: str) -> tuple[list[str], list[Problem]]:
    """The lines of UTF-8 bytes; a line that is not UTF-8 is a problem and comes out empty."""
    lines: list[str] = []
    problems: list[Problem] = []
    for number, raw in enumerate(re.split(rb"\r\n|\n|\r", data), start=1):
        try:
            lines.append(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            problems.append(
                Problem(path, number, f"byte {error.start + 1} of the line is not UTF-8: save the file as UTF-8")
            )
            lines.append("")
    if lines:
        lines[0] = lines[0].removeprefix(BYTE_ORDER_MARK)
    return lines, problems


def strip_blanks(text: str) -> str:
    """Without spaces, tabs and no-break spaces around it; other control characters stay, to be reported."""
    start, end = 0, len(text)
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


def is_blank(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) == "Zs"


def find_line_fault(content: str) -> str:
    """What is wrong with a line of the list that is not blank, or nothing."""
    hidden = find_hidden_character(content)
    if hidden:
        return f"{hidden} stands in the line: delete it"
    match = ENTRY.fullmatch(content)
    if match is None:
        return "the line does not begin with a number: write it as `NUMBER) text` or `NUMBER. text`"
    if not any(character.isalnum() for character in match[2]):
        return f"number {match[1]} has no text: write the question behind it, or delete the line"
    return ""


def find_hidden_character(text: str) -> str:
    """The name of the first control, direction or line-separator character in a line, or nothing."""
    match = HIDDEN.search(text)
    if match is None:
        return ""
    kind = "control" if unicodedata.category(match[0]) == "Cc" else "invisible"
    return f"the {kind} character U+{ord(match[0]):04X}"


def number_entries(found: list[tuple[int, str, str]]) -> Iterator[Entry]:
    """Entries with unique numbers (the second 24 is 24b) and the number of the entry that each one repeats."""
    used: dict[str, int] = {}
    first_with: dict[str, str] = {}
    for line, digits, text in found:
        number = digits.lstrip("0") or "0"
        used[number] = used.get(number, 0) + 1
        unique = number + letter_of(used[number])
        key = comparison_key(text)
        yield Entry(unique, text, line, first_with.get(key))
        first_with.setdefault(key, unique)


def letter_of(use: int) -> str:
    """The letter of a number's USE-th use: none, b, c … z, then aa, ab …, as columns of a sheet are counted."""
    letters = ""
    while use > 1 or (letters and use):
        use, rest = divmod(use - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters


def comparison_key(text: str) -> str:
    """What is left of a text without case, blanks and punctuation: equal keys mean the same question."""
    return "".join(
        character
        for character in text.casefold()
        if not character.isspace() and not unicodedata.category(character).startswith(("P", "Z"))
    )


def note_entries(entries: list[Entry], path: str) -> Iterator[Problem]:
    for entry in entries:
        if not entry.number.isdigit():
            number = entry.number.rstrip(ascii_lowercase)
            yield Problem(path, entry.line, f"number {number} is used again: this entry is {entry.number}")
        if entry.repeats:
            yield Problem(path, entry.line, f"entry {entry.number} repeats entry {entry.repeats}")
