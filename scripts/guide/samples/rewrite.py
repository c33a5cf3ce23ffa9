"""Writing real outputs into an answer: the lines of the output fences, and not another byte of the file."""

import io
import re

from guide.read.markdown import OUTPUT_TITLE, Fence
from guide.read.samples import Sample

__all__ = ["rewrite_output"]


LINE_END = re.compile(r"\r\n|\r|\n")
CONTAINER_MARKS = "> \t"
PREFIX = re.compile(rf"(?:[{CONTAINER_MARKS}]|(?:[-+*]|[0-9]{{1,9}}[.)])(?=[ \t]))*")
MARKS = re.compile(r"`{3,}|~{3,}")


def rewrite_output(text: str, sample: Sample, real: list[str]) -> str:
    """The text with what a sample really printed as its output, in the line ends that the text has already."""
    found = LINE_END.search(text)
    line_end = found[0] if found else "\n"
    missing = "" if text.endswith(("\n", "\r")) else line_end  # of the last line, which stays without
    lines = list(io.StringIO(text + missing, newline=""))  # with their ends
    start, end, new = plan_lines([line.rstrip("\r\n") for line in lines], sample, real)
    lines[start:end] = [line + line_end for line in new]
    return "".join(lines).removesuffix(missing)


def plan_lines(lines: list[str], sample: Sample, real: list[str]) -> tuple[int, int, tuple[str, ...]]:
    """Which lines of a text (a slice of them) are to be which others, so that a sample's page shows what it printed."""
    shown = sample.shown
    if shown is None:
        prefix = read_prefix(lines[sample.fence.line - 1])
        fence = fill_fence(f'{prefix}```text title="{OUTPUT_TITLE}"', f"{prefix}```", real)
        return sample.fence.end_line, sample.fence.end_line, (prefix.rstrip(), *fence)
    if not real:
        return find_blank_start(lines, shown) - 1, shown.end_line, ()
    return shown.line - 1, shown.end_line, fill_fence(lines[shown.line - 1], lines[shown.end_line - 1], real)


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
