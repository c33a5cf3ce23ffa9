"""How long an edit takes to show on the live site: from the file's last byte to the page that has it.

python scripts/bench_serve.py [--size 50]
"""

from __future__ import annotations

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench import make_guide
from live_site import LiveSite, serve_live

RUNS = 5
EDITS = (
    ("an answer", "answers/web-0/cors-0.md", "## Pitfalls\n", "topics/web-0/"),
    ("a page", "docs/study.md", "# How to study\n", "study/"),
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure how fast the live site follows an edit.")
    parser.add_argument("--size", type=int, default=50, help="questions of the guide")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        count = make_guide(Path(folder), options.size)
        with serve_live(Path(folder)) as live:
            for case, name, place, page in EDITS:
                times = [time_edit(live, name, place, page, run) for run in range(RUNS)]
                print(
                    f"{count} questions: an edit of {case} shows after {statistics.median(times):.2f} s "
                    f"in the median, {max(times):.2f} s at most, over {RUNS} edits",
                    flush=True,
                )
    return 0


def time_edit(live: LiveSite, name: str, place: str, page: str, run: int) -> float:
    """Seconds until an edit shows; waits until its rebuild is over, so that the next one starts in quiet."""
    before = live.count_builds()
    live.edit(name, place, f"{place}\nEdit number {run} of this page.\n")
    seconds = live.wait_for(page, f"Edit number {run} of this page.")
    live.wait_for_build(before)
    time.sleep(1)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
