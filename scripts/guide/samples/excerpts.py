"""Excerpts: a few lines of a program that is run in the same answer, or of what it printed, held to the letter.

A fence with `excerpt="cors.py"` shows lines of the program `cors.py`; a `text` fence shows lines of its output. Every
line must stand there, in order, indentation and blank lines aside; a line `...`, alone or behind a comment mark, stands
for lines left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from guide.markdown import Fence

GAPS = frozenset({"...", "# ...", "// ...", "-- ...", "/* ... */", "<!-- ... -->"})

Fault = tuple[int, str]


def find_excerpt_faults(fence: Fence, source: str) -> Iterator[Fault]:
    """The first line of an excerpt that does not stand so, behind the earlier ones, in the text it is taken from."""
    remaining = iter([line.strip() for line in source.splitlines()])
    shown = [(number, line.strip()) for number, line in enumerate(fence.code.splitlines(), start=1) if line.strip()]
    lines = [(number, line) for number, line in shown if line not in GAPS]
    if not lines:
        yield fence.line, "the excerpt shows no line: copy some from the program"
    for number, line in lines:
        if line not in remaining:  # `in` moves the iterator on: the lines before this one are used up
            name = fence.attributes["excerpt"]
            yield fence.line + number, f"`{line}` does not stand so in {name} here: copy the lines as they are now"
            return
