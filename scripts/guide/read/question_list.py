"""The numbered question list, read as it was given: bytes in, entries and problems out. Never tidied by hand."""

import re
from collections.abc import Iterator
from string import ascii_lowercase

from guide.characters import comparison_key, find_hidden_character, find_long_line, loose_key, strip_blanks
from guide.diagnostic import Diagnostic, Fault, Severity
from guide.model import Entry

__all__ = ["parse_question_list"]


ENTRY = re.compile(r"([0-9]+)[).](.*)", re.DOTALL)


def parse_question_list(data: bytes, path: str) -> tuple[list[Entry], list[Diagnostic], list[Diagnostic]]:
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
        match = ENTRY.fullmatch(content)
        fault = find_line_fault(content, match)
        if match and not fault:
            found.append((number, match[1], strip_blanks(match[2])))
        else:
            problems.append(Diagnostic(path, number, fault))
    if not found and not problems:
        problems.append(Diagnostic(path, 1, "the list has no entries: write one per line, such as `1) What is CORS?`"))
    entries = list(number_entries(found))
    notes = [Diagnostic(path, line, message, Severity.NOTE) for line, message in note_entries(entries)]
    return entries, sorted(problems), notes


def decode_lines(data: bytes, path: str) -> tuple[list[str], list[Diagnostic]]:
    """The lines of UTF-8 bytes; a line that is not UTF-8 is a problem and comes out empty."""
    lines: list[str] = []
    problems: list[Diagnostic] = []
    for number, raw in enumerate(re.split(rb"\r\n|\n|\r", data), start=1):
        try:
            lines.append(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            problems.append(
                Diagnostic(path, number, f"byte {error.start + 1} of the line is not UTF-8: save the file as UTF-8")
            )
            lines.append("")
    lines[0] = lines[0].removeprefix("\ufeff")
    return lines, problems


def find_line_fault(content: str, match: re.Match[str] | None) -> str:
    """What is wrong with a line of the list that is not blank, held against `ENTRY`, or nothing."""
    hidden = find_hidden_character(content)
    if hidden:
        return f"{hidden} is in this line: delete it"
    if match is None:
        return "the line does not begin with a number: write it as `NUMBER) text` or `NUMBER. text`"
    if not any(character.isalnum() for character in match[2]):
        return f"number {match[1]} has no text: write the question after it, or delete the line"
    return find_long_line(content)


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


def note_entries(entries: list[Entry]) -> Iterator[Fault]:
    """Notes on numbers used again, on repeats, and on entries that are nearly the same."""
    loosely: dict[str, Entry] = {}
    for entry in entries:
        if not entry.number.isdigit():
            number = entry.number.rstrip(ascii_lowercase)
            yield entry.line, f"number {number} is used again: this entry is {entry.number}"
        other = loosely.setdefault(loose_key(entry.text), entry)
        if entry.repeats:
            yield entry.line, f"entry {entry.number} repeats entry {entry.repeats}"
        elif other is not entry:
            yield entry.line, f"entry {entry.number} is almost entry {other.number}: two questions, or a typo?"
