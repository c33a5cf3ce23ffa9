"""How long an edit takes to show in an open browser: from the file's last byte to the page that has it.

PYTHONPATH=scripts:tests python bench/measure_edits.py [--size 75] [--runs 5]
"""

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from browsing import launch_chromium
from live_site import PATIENCE, LiveSite, serve_live
from measure_converter import make_guide
from playwright.sync_api import Page, sync_playwright

HAS_TEXT = "text => document.body?.textContent.includes(text)"


@dataclass(frozen=True)
class Edit:
    """What is edited, and where it shows: behind `place` comes a text with the number of the run."""

    case: str
    name: str
    place: str
    text: str
    page: str


EDITS = (
    Edit("an answer", "answers/web-0/cors-0.md", "## Pitfalls\n", "\nEdit number {} shows.\n", "topics/web-0/"),
    Edit("the list", "questions.txt", ") A question more", ", edit number {} shows", "topics/unsorted/"),
    Edit("a topic", "topics.yml", "title: ", "Edit number {} shows, ", "topics/algorithms-0/"),
    Edit("a page", "docs/study.md", "# Study\n", "\nEdit number {} shows.\n", "study/"),
    Edit("the glossary", "docs/assets/glossary.txt", "]: ", "Edit number {} shows: ", "glossary/"),
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure how fast the live site follows an edit.")
    parser.add_argument("--size", type=int, default=75, help="questions of the guide")
    parser.add_argument("--runs", type=int, default=5, help="edits of each kind")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        count = make_guide(Path(folder), options.size)
        (Path(folder) / "questions.txt").open("a", encoding="utf-8").write(f"\n{count + 1}) A question more?\n")
        page = launch_chromium(playwright).new_page()
        with serve_live(Path(folder)) as live:
            everything = [measure_edit(live, page, edit, options.runs, count) for edit in EDITS]
    times = [seconds for row in everything for seconds in row]
    print(f"all {len(times)} edits: {statistics.median(times):.2f} s in the median")
    return 0


def measure_edit(live: LiveSite, page: Page, edit: Edit, runs: int, count: int) -> list[float]:
    """Seconds of each run of one kind of edit, printed as a line."""
    page.goto(f"http://127.0.0.1:{live.port}/{edit.page}")
    times = [time_edit(live, page, edit, run) for run in range(runs)]
    print(
        f"{count} questions: an edit of {edit.case} shows after {statistics.median(times):.2f} s "
        f"in the median, {max(times):.2f} s at most, over {runs} edits",
        flush=True,
    )
    return times


def time_edit(live: LiveSite, page: Page, edit: Edit, run: int) -> float:
    """Seconds until an edit shows; the next one starts in quiet."""
    path = live.project / edit.name
    text = path.read_text(encoding="utf-8")
    shown = edit.text.format(run)
    started = time.monotonic()
    live.edit(edit.name, edit.place, edit.place + shown)
    page.wait_for_function(HAS_TEXT, arg=shown.strip(), polling=20, timeout=PATIENCE * 1000)
    seconds = time.monotonic() - started
    time.sleep(4)
    path.write_text(text, encoding="utf-8")
    time.sleep(4)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
