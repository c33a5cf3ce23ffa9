"""The command line of `scripts/samples.py`."""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from guide.read.samples import Sample
from guide.samples.check import Options, Report, check_answers
from guide.samples.report import compare_tools, describe_report, find_labels, record_tools, show_progress
from guide.samples.results import forget_old_outcomes
from guide.samples.sandbox import find_why_no_room

ROOT = Path(__file__).resolve().parents[3]
ANSWERS = "answers"


def main(arguments: Sequence[str]) -> int:
    """Read the arguments, check, print the report; the exit status."""
    parser = make_parser()
    given = parser.parse_args(arguments)
    try:
        files = choose_files(given.paths, given.changed)
    except ValueError as error:
        parser.error(str(error))
    options = Options(given.update, given.repeat, given.cache, need_all=os.environ.get("CI") == "true")
    report = check_answers([(path, name_file(path)) for path in files], options, show_progress)
    if not given.paths and not given.changed:
        forget_old_outcomes(given.cache)
    for line in (*note_tools(files, report, given.update), *note_room(report), *describe_report(report)):
        print(line)
    return 1 if report.problems else 0


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samples.py", description="Run the answers' code samples and compare.")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="answer files or folders (all answers)")
    parser.add_argument("--update", action="store_true", help="write what the samples print into the answers")
    parser.add_argument("--repeat", type=positive, default=1, metavar="N", help="run each N times, report what varies")
    parser.add_argument("--changed", metavar="BASE", help="only answers touched since this commit or branch")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "samples", metavar="DIR", help="kept results")
    return parser


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number


def choose_files(paths: Sequence[Path], base: str | None) -> list[Path]:
    """The answer files to check, sorted. Raises ValueError for a path or a commit that is not there."""
    files = {file.resolve() for path in paths or [ROOT / ANSWERS] for file in find_files(path)}
    if base is not None:
        files &= find_changed(base)
    return sorted(files)


def find_files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        return path.rglob("*.md")
    raise ValueError(f"{path} is neither a file nor a folder")


def find_changed(base: str) -> set[Path]:
    """The files that differ from a commit, new ones included."""
    changed = ask_git("diff", "--name-only", "-z", "--diff-filter=d", "--end-of-options", base, "--")
    new = ask_git("ls-files", "--others", "--exclude-standard", "-z")
    return {(ROOT / name).resolve() for name in (changed + new).split("\0") if name}


def ask_git(*arguments: str) -> str:
    answer = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    if answer.returncode:
        raise ValueError(answer.stderr.strip().partition("\n")[0])
    return answer.stdout


def name_file(path: Path) -> str:
    """What messages call a file: the way from here where it lies below, else the whole path."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def note_tools(files: Sequence[Path], report: Report, update: bool) -> Iterator[str]:
    """Record the versions beside the answers, or note where they differ from the recorded ones."""
    for folder in sorted({path.parent.parent for path in files if path.parent.parent.name == ANSWERS}):
        labels = find_labels(select_samples(report, folder))
        if not update:
            yield from compare_tools(folder, labels)
        elif record_tools(folder, labels):
            yield f"note: recorded the versions in {name_file(folder)}"


def select_samples(report: Report, folder: Path) -> Iterator[Sample]:
    return (sample for sample in report.run if Path(sample.path).resolve().is_relative_to(folder))


def note_room(report: Report) -> Iterator[str]:
    """A note where samples ran with less than full isolation."""
    if report.run and report.from_cache < len(report.run) and find_why_no_room():
        yield f"note: samples are watched, not walled in, on this system ({find_why_no_room()})"
