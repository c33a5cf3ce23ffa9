"""Saying what came out of a check: problems, notes, what is unchecked or skipped and why, and one line that counts."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from guide.diagnostic import count
from guide.samples.check import Report


def describe_report(report: Report, with_problems: bool = True) -> Iterator[str]:
    """The lines of a report; the last one counts."""
    yield from report.updated
    for sample in report.unchecked:
        yield f"{sample.place}: unchecked: {sample.fence.words['unchecked']}"
    for sample, missing in report.skipped:
        yield f"{sample.place}: skipped: {missing}"
    if report.problems:
        yield from map(str, report.problems if with_problems else ())
        yield count(len(report.problems), "problem")
    else:
        yield summarize(report)


def summarize(report: Report) -> str:
    """One line: how many samples, and what became of them."""
    run = len(report.run)
    total = run + len(report.parsed) + len(report.unchecked) + len(report.skipped)
    parts = [
        f"{run - report.from_cache} run",
        f"{report.from_cache} from the cache",
        f"{len(report.parsed)} parsed",
        f"{len(report.unchecked)} unchecked",
        f"{len(report.skipped)} skipped",
    ]
    updated = f"; {len(report.updated)} updated" if report.updated else ""
    return f"{count(total, 'sample')}: {', '.join(parts)}{updated}"


def show_progress(done: int, total: int) -> None:
    """One line that is written over, on a terminal alone."""
    if sys.stderr.isatty():
        end = "\r" if done < total else "\r\033[K"
        print(f"{done} of {total} samples run", end=end, file=sys.stderr, flush=True)
