"""Saying what came out of a check: problems, notes, what is unchecked or skipped and why, and one line that counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.read.samples import Sample
from guide.samples.check import Report
from guide.samples.rewrite import write_file
from guide.samples.tools import Tool, find_tool

TOOLS_FILE = "tools.json"


def describe_report(report: Report) -> Iterator[str]:
    """The lines of a report; the last one counts."""
    yield from report.updated
    for sample in report.unchecked:
        yield f"{sample.place}: unchecked: {sample.fence.words['unchecked']}"
    for sample, missing in report.skipped:
        yield f"{sample.place}: skipped: {missing}"
    if report.problems:
        yield from map(str, report.problems)
        yield count(len(report.problems), "problem")
    else:
        yield summarise(report)


def summarise(report: Report) -> str:
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


def count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def show_progress(done: int, total: int) -> None:
    """One line that is written over, on a terminal alone."""
    if sys.stderr.isatty():
        end = "\r" if done < total else "\r\033[K"
        print(f"{done} of {total} samples run", end=end, file=sys.stderr, flush=True)


def find_labels(samples: Iterable[Sample]) -> dict[str, str]:
    """What ran the samples, as readers see it: by language, and by name for what a sample needs besides."""
    names = {name for sample in samples for name in (sample.fence.language, *sample.needs)}
    tools = {name: find_tool(name) for name in sorted(names)}
    return {name: tool.label for name, tool in tools.items() if isinstance(tool, Tool)}


def record_tools(folder: Path, labels: dict[str, str]) -> bool:
    """Record which versions ran the samples, those of other languages kept; whether that changed the file."""
    path = folder / TOOLS_FILE
    known = load_tools(folder)
    new = dict(sorted({**known, **labels}.items()))
    if new == known:
        return False
    write_file(path, (json.dumps(new, indent=2) + "\n").encode())
    return True


def load_tools(folder: Path) -> dict[str, str]:
    """The recorded versions, or none yet."""
    path = folder / TOOLS_FILE
    if not path.exists():
        return {}
    tools: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return tools


def compare_tools(folder: Path, labels: dict[str, str]) -> Iterator[str]:
    """A note for every tool of another version than the recorded one: outputs may differ for that reason alone."""
    known = load_tools(folder)
    for name, label in labels.items():
        if name in known and known[name] != label:
            yield f"note: {name} samples ran with {label}, the recorded outputs are from {known[name]}"
