"""How well and how fast the search answers, typed into the site's own box in a real browser.

    python scripts/bench_search.py [--size 1000]

By kind of query: how often the right question comes first and among the first three. Then the milliseconds from the
last key to the first result, at the guide's own size and at `--size` questions.
"""

from __future__ import annotations

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench import make_guide
from browsing import FLAGS, find_browser, serve_folder

ROOT = Path(__file__).resolve().parent.parent
FILES = ("search-queries.json", "search-queries-more.json")
WATCH = """() => {
    addEventListener('input', () => { window.typed = performance.now(); window.shown = null }, true);
    new MutationObserver(() => {
        if (window.shown === null && document.querySelector('.md-search-result__item'))
            window.shown = performance.now() - window.typed;
    }).observe(document.querySelector('.md-search-result__list'), {childList: true});
}"""
HASHES = "all => all.map(one => new URL(one.href).hash.slice(1)).filter(Boolean)"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the search in a browser.")
    parser.add_argument("--size", type=int, default=1000, help="questions of the larger guide")
    options = parser.parse_args(arguments)
    queries = {name: json.loads((ROOT / "tests" / name).read_text(encoding="utf-8")) for name in FILES}
    with tempfile.TemporaryDirectory() as folder:
        build_site(ROOT, Path(folder))
        with serve_folder(Path(folder)) as url:
            for name, rows in queries.items():
                print_shares(name, rows, ask(url, rows), read_numbers(Path(folder)))
            print_times(len(read_numbers(Path(folder))), ask(url, queries[FILES[0]]))
    with tempfile.TemporaryDirectory() as folder:
        make_guide(Path(folder), options.size)
        build_site(Path(folder), Path(folder) / "site")
        with serve_folder(Path(folder) / "site") as url:
            print_times(len(read_numbers(Path(folder) / "site")), ask(url, queries[FILES[0]]))
    return 0


def build_site(root: Path, out: Path, url: str = "") -> None:
    """Convert and build a guide, for the address it is served at; raises CalledProcessError."""
    environment = {**os.environ, "GUIDE_SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    for command in (["scripts/convert.py"], ["-m", "mkdocs", "build", "--quiet", "--site-dir", str(out)]):
        subprocess.run([sys.executable, *command], cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)


def read_numbers(site: Path) -> dict[str, set[str]]:
    """The list numbers of each question, by its id."""
    rows = json.loads((site / "questions.json").read_text(encoding="utf-8"))
    return {row["id"]: set(row["numbers"]) for row in rows}


def ask(url: str, rows: list[dict[str, Any]]) -> list[tuple[list[str], float]]:
    """For each query the ids found, in the order shown, and the milliseconds from the last key to the first result."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        page = browser.new_page()
        page.goto(url)
        page.evaluate(WATCH)
        page.keyboard.press("/")
        type_words(page, "warm up")
        found = [type_words(page, row["query"]) for row in rows]
        browser.close()
    return found


def type_words(page: Page, words: str) -> tuple[list[str], float]:
    """Everything but the last letter at once, then that letter: its answer is timed."""
    page.locator(".md-search__input").fill("")
    page.wait_for_function("() => !document.querySelector('.md-search-result__item')")
    page.locator(".md-search__input").fill(words[:-1])
    page.wait_for_timeout(150)
    page.keyboard.press("End")
    page.keyboard.type(words[-1])
    try:
        page.wait_for_function("() => window.shown !== null", timeout=5000)
    except Exception:  # nothing was found, which is a place too
        return [], float("nan")
    return page.eval_on_selector_all(".md-search-result__link", HASHES), page.evaluate("window.shown")


def print_shares(
    name: str, rows: list[dict[str, Any]], found: list[tuple[list[str], float]], numbers: dict[str, set[str]]
) -> None:
    places = defaultdict(list)
    for row, (ids, _) in zip(rows, found, strict=True):
        hits = [place for place, one in enumerate(ids) if numbers[one] & set(row["expect"])]
        for kind in (row["kind"], "all"):
            places[kind].append(hits[0] if hits else 1000)
    print(f"\n{name:28} {'queries':>8} {'first':>6} {'in three':>9}")
    for kind, values in sorted(places.items(), key=lambda item: (item[0] == "all", item[0])):
        print(f"{kind:28} {len(values):>8} {share(v == 0 for v in values):>6.0%} {share(v < 3 for v in values):>9.0%}")


def share(hits: Iterable[bool]) -> float:
    return statistics.fmean(hits)


def print_times(size: int, found: list[tuple[list[str], float]]) -> None:
    times = [time for _, time in found if time == time]
    print(
        f"\n{size} questions: first result after {statistics.median(times):.0f} ms in the median, "
        f"{max(times):.0f} ms at most, over {len(times)} queries",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
