"""Speed and size, printed as tables. Measured as whole processes; never part of the tests.

    PYTHONPATH=scripts:tests python bench/measure_converter.py [--sizes 50 1000 10000]

Questions are made from the guide's own answers, copied under new ids with their links, so that their text is real.
Cold means without the converter's cache; Python's own byte code of the scripts is there, as after any first run.
"""

import argparse
import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from page_size import measure_file, measure_page
from site_build import CONVERT, FINISH, MKDOCS

from guide.paths import ROOT

SIZES = (50, 1000, 10_000)
COPIES_PER_PAGE = 12
RUNS = 5
ENOUGH = 30.0
"""Seconds after which nothing is run once more."""
LINK = re.compile(r"\((?:\.\./([a-z0-9-]+)/)?([a-z0-9-]+)\.md")


@dataclass(frozen=True)
class Cost:
    """What one process and its children took: seconds by the wall clock and of the processor, and peak memory in MB."""

    seconds: float
    processor: float
    memory: float


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the converter and the site build.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args(arguments)
    print("Seconds by the wall clock, and of the processor in brackets, which a busy machine changes less.")
    heads = ("cold", "changed", "build")
    print(
        f"{'questions':>9} {' '.join(f'{head:>17}' for head in heads)} {'conv. MB':>8} {'build MB':>8} "
        f"{'page KB':>8} {'search KB':>9}",
        flush=True,
    )
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure_size(Path(folder), size)
    return 0


def measure_size(root: Path, size: int) -> None:
    """One row: converter cold, with one answer changed, the MkDocs build alone; what a page and the search load."""
    count = make_guide(root, size)
    compileall.compile_dir(root / "scripts", quiet=1)
    cold = run_measured(root, CONVERT, forget_pages)
    changed = run_measured(root, CONVERT, change_answer)
    build = run_measured(root, MKDOCS, forget_site)
    run_once(root, FINISH)  # what it makes small counts for the sizes alone
    times = " ".join(f"{cost.seconds:>7.2f}s ({cost.processor:>5.2f}s)" for cost in (cold, changed, build))
    print(
        f"{count:>9} {times} {cold.memory:>8.0f} {build.memory:>8.0f} "
        f"{find_heaviest(root) / 1000:>8.0f} {measure_file(root / 'site' / 'search-docs.js') / 1000:>9.0f}",
        flush=True,
    )


def find_heaviest(root: Path) -> int:
    """Bytes of the heaviest topic page at first view, compressed."""
    return max(measure_page(path) for path in (root / "site" / "topics").rglob("*.html"))


def forget_pages(root: Path) -> None:
    shutil.rmtree(root / ".cache", ignore_errors=True)
    shutil.rmtree(root / "docs" / "topics", ignore_errors=True)


def forget_site(root: Path) -> None:
    shutil.rmtree(root / "site", ignore_errors=True)


def change_answer(root: Path) -> None:
    answer = next((root / "answers").glob("*/*.md"))
    text = answer.read_text(encoding="utf-8")
    answer.write_text(text.replace("## Pitfalls\n", "## Pitfalls\n\nChanged.\n"), encoding="utf-8")


def run_measured(root: Path, command: list[str], prepare: Callable[[Path], None]) -> Cost:
    """Run a command in `root`, prepared anew each time: the quickest of several, since a busy machine only adds."""
    costs: list[Cost] = []
    while len(costs) < RUNS and sum(cost.seconds for cost in costs) < ENOUGH:
        prepare(root)
        costs.append(run_once(root, command))
    return min(costs, key=lambda cost: cost.seconds)


def run_once(root: Path, command: list[str]) -> Cost:
    """Run a command in `root`; it must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with status {os.waitstatus_to_exitcode(status)}")
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def make_guide(root: Path, size: int) -> int:
    """A project in `root` of about `size` questions: all of the guide's own answers, copied in whole rounds.

    Out: how many questions it has. An answer links to others, so that a part of a round would have dead links.
    """
    made = shutil.ignore_patterns("topics", "cards", "questions.json", "__pycache__")
    for name in ("scripts", "docs", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=made)
    shutil.copy(ROOT / "mkdocs.yml", root)
    originals = sorted((ROOT / "answers").glob("*/*.md"))
    copies = range(max(1, round(size / len(originals))))
    places = [(path, copy) for copy in copies for path in originals]
    topics = {f"{path.parent.name}-{copy // COPIES_PER_PAGE}" for path, copy in places}
    (root / "topics.yml").write_text("".join(map(describe_topic, sorted(topics))), encoding="utf-8")
    lines = [f"{number}) Question {number} of {len(places)}?" for number in range(1, len(places) + 1)]
    (root / "questions.txt").write_text("\n".join(lines), encoding="utf-8")
    for number, (path, copy) in enumerate(places, start=1):
        target = root / "answers" / f"{path.parent.name}-{copy // COPIES_PER_PAGE}" / f"{path.stem}-{copy}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(copy_answer(path, number, copy), encoding="utf-8")
    keep_pages_alive(root, originals)
    return len(places)


def describe_topic(slug: str) -> str:
    return f"- slug: {slug}\n  title: Topic {slug}\n  description: Measured.\n  icon: material/web\n"


def copy_answer(path: Path, number: int, copy: int) -> str:
    """An answer under another number and id; its links lead to the copies of the same round."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^numbers: .*$", f'numbers: ["{number}"]', text, count=1)
    text = re.sub(r"(?m)^aliases: .*$", "aliases: []", text, count=1)
    text = re.sub(r"(?m)^question: .*$", f'question: "Question {number}?"', text, count=1)

    def relink(match: re.Match[str]) -> str:
        folder = f"../{match[1]}-{copy // COPIES_PER_PAGE}/" if match[1] else ""
        return f"({folder}{match[2]}-{copy}.md"

    return LINK.sub(relink, text)


def keep_pages_alive(root: Path, originals: list[Path]) -> None:
    """The hand-written pages name questions by id: let them name the first round's copies."""
    names = {path.stem for path in originals}
    for page in (root / "docs").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(
            re.sub(r'question\("([a-z0-9-]+)"\)', lambda m: f'question("{m[1]}-0")' if m[1] in names else m[0], text),
            encoding="utf-8",
        )


if __name__ == "__main__":
    sys.exit(main())
