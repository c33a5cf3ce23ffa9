"""Speed and size, printed as tables. Measured as whole processes; never part of the tests.

    python scripts/bench.py [--sizes 50 1000 10000]

Questions are made from the guide's own answers, copied under new ids with their links, so that their text is real.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (50, 1000, 10_000)
COPIES_PER_PAGE = 12
LINK = re.compile(r"\((?:\.\./([a-z0-9-]+)/)?([a-z0-9-]+)\.md")


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds by the wall clock and peak memory in MB."""

    seconds: float
    memory: float


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the converter and the site build.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args(arguments)
    print(
        f"{'questions':>9} {'cold':>8} {'changed':>8} {'build':>8} {'share':>6} {'conv. MB':>8} {'build MB':>8}",
        flush=True,
    )
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure_size(Path(folder), size)
    return 0


def measure_size(root: Path, size: int) -> None:
    """One row: converter cold, with one answer changed, the MkDocs build alone, and the converter's share of it."""
    make_guide(root, size)
    converter = [sys.executable, "scripts/convert.py"]
    cold = run_measured(root, converter)
    answer = next((root / "answers").glob("*/*.md"))
    answer.write_text(
        answer.read_text(encoding="utf-8").replace("## Pitfalls\n", "## Pitfalls\n\nChanged.\n"), encoding="utf-8"
    )
    changed = run_measured(root, converter)
    build = run_measured(root, [sys.executable, "-m", "mkdocs", "build", "--quiet"])
    print(
        f"{size:>9} {cold.seconds:>7.2f}s {changed.seconds:>7.2f}s {build.seconds:>7.2f}s "
        f"{cold.seconds / build.seconds:>6.0%} {cold.memory:>8.0f} {build.memory:>8.0f}",
        flush=True,
    )


def run_measured(root: Path, command: list[str]) -> Cost:
    """Run a command in `root`; it must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with status {os.waitstatus_to_exitcode(status)}")
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def make_guide(root: Path, size: int) -> None:
    """A project of `size` questions in `root`: the guide's own answers, copied until there are enough."""
    for name in ("scripts", "docs", "overrides"):
        shutil.copytree(
            ROOT / name, root / name, ignore=shutil.ignore_patterns("topics", "questions.json", "__pycache__")
        )
    shutil.copy(ROOT / "mkdocs.yml", root)
    originals = sorted((ROOT / "answers").glob("*/*.md"))
    copies = range(-(-size // len(originals)))
    places = [(path, copy) for copy in copies for path in originals]
    topics = {f"{path.parent.name}-{copy // COPIES_PER_PAGE}" for path, copy in places}
    (root / "topics.yml").write_text("".join(map(describe_topic, sorted(topics))), encoding="utf-8")
    lines = [f"{number}) Question {number} of {size}?" for number in range(1, len(places) + 1)]
    (root / "questions.txt").write_text("\n".join(lines[:]), encoding="utf-8")
    for number, (path, copy) in enumerate(places, start=1):
        target = root / "answers" / f"{path.parent.name}-{copy // COPIES_PER_PAGE}" / f"{path.stem}-{copy}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(copy_answer(path, number, copy), encoding="utf-8")
    keep_pages_alive(root, originals)


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
