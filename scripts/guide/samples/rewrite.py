"""Writing real outputs into an answer: the lines of the output fences, and not another byte of the file."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from guide.read.markdown import OUTPUT_TITLE, Fence
from guide.read.samples import Sample

LINE_END = re.compile(r"\r\n|\r|\n")
CONTAINER_MARKS = "> \t"
PREFIX = re.compile(rf"(?:[{CONTAINER_MARKS}]|(?:[-+*]|[0-9]{{1,9}}[.)])(?=[ \t]))*")
MARKS = re.compile(r"`{3,}|~{3,}")


@dataclass(frozen=True)
class Edit:
    """Replace the lines `start` up to but not including `end` (from 1) by others, given without line ends."""

    start: int
    end: int
    lines: tuple[str, ...]


def make_edit(text: str, sample: Sample, real: list[str]) -> Edit:
    """The edit that makes a sample's page show what it really printed."""
    lines = LINE_END.split(text)
    shown = sample.shown
    if shown is None:
        prefix = read_prefix(lines[sample.fence.line - 1])
        fence = fill_fence(f'{prefix}```text title="{OUTPUT_TITLE}"', f"{prefix}```", real)
        return Edit(sample.fence.end_line + 1, sample.fence.end_line + 1, (prefix.rstrip(), *fence))
    if not real:
        return Edit(find_blank_start(lines, shown), shown.end_line + 1, ())
    fence = fill_fence(lines[shown.line - 1], lines[shown.end_line - 1], real)
    return Edit(shown.line, shown.end_line + 1, fence)


def find_blank_start(lines: list[str], output: Fence) -> int:
    """The first of the empty lines above an output: what else stands there, such as a link's address, is kept."""
    start = output.line
    while not lines[start - 2].strip(CONTAINER_MARKS):
        start -= 1
    return start


def fill_fence(opening: str, closing: str, content: list[str]) -> tuple[str, ...]:
    """A fence around other content, with longer marks only where the content itself holds such marks."""
    found = MARKS.search(opening)
    assert found is not None, opening
    prefix, marks = read_prefix(opening), found[0]
    while any(line.strip().startswith(marks) for line in content):
        marks += marks[0]
    opening, closing = opening.replace(found[0], marks, 1), closing.replace(found[0], marks, 1)
    return opening, *((prefix + line if line else prefix.rstrip()) for line in content), closing


def read_prefix(line: str) -> str:
    """What stands before a further line of a fence: the `>` of a quotation, blanks below the mark of a list."""
    found = PREFIX.match(line)
    return re.sub(r"[^>\s]", " ", found[0]) if found else ""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made, in the line ends that it has already."""
    lines = list(io.StringIO(text, newline=""))  # with their ends
    found = LINE_END.search(text)
    line_end = found[0] if found else "\n"
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        if edit.start > len(lines) and not LINE_END.search(lines[-1]):
            lines[-1] += line_end
        lines[edit.start - 1 : edit.end - 1] = keep_line_ends(lines[edit.start - 1 : edit.end - 1], edit, line_end)
    return "".join(lines)


def keep_line_ends(old: list[str], edit: Edit, line_end: str) -> list[str]:
    """New lines with ends; the last one ends as the last old one did: a file without a last line end stays so."""
    new = [line + line_end for line in edit.lines]
    if old and new and not LINE_END.search(old[-1]):
        new[-1] = edit.lines[-1]
    return new
