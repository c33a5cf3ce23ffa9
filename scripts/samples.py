#!/usr/bin/env python3
"""Runs the code samples of the answers and compares what they print with what the answers show.

    python scripts/samples.py [--update] [PATH …]

0: all hold, the last line is the summary. 1: problems, one `path:line: message` a line, then a count. 2: wrong usage.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from guide.diagnostic import Diagnostic, count, print_line
from guide.github import find_changed_lines, report_diagnostics
from guide.paths import ROOT, TOOLCHAINS, is_leftover, show_path
from guide.read.toolchains import load_toolchains

try:
    from guide.samples.check import Options, Report, check_answers
    from guide.samples.records import compare_records, describe_differences, find_labels, write_records
    from guide.samples.sandbox.client import describe_sandbox, find_sandbox_error
except ModuleNotFoundError as error:
    sys.exit(f"samples.py needs {error.name}, which only the checks need: run `make setup` once")

ANSWERS = "answers"
WITHOUT = "--without-sandbox"
MOST_RUNS = 100
"""Of one sample: every outcome of every run is kept until they are compared."""


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Read the arguments, check, print the report; the exit status."""
    parser = make_parser()
    given = parser.parse_args(arguments)
    in_ci = environment.get("CI") == "true"
    try:
        files = choose_files(given.paths, given.changed)
    except (ValueError, OSError) as fault:
        parser.error(str(fault))
    if in_ci and given.without_sandbox:
        parser.error(f"{WITHOUT} is for a person's own machine: CI runs strangers' programs")
    error = "" if given.without_sandbox else find_sandbox_error()
    if error:
        print(explain_refusal(error), file=sys.stderr)
        return 1
    repeat = max(given.repeat, 2) if given.update else given.repeat
    options = Options(given.update, repeat, given.cache, need_all=in_ci, isolated=not given.without_sandbox)
    print_line("sandbox: none, as requested" if given.without_sandbox else describe_sandbox())
    report = check_answers([(path, show_path(path)) for path in files], options, show_progress)
    notes, problems = check_records(files, report, options, is_whole=not given.paths and given.changed is None)
    report = replace(report, problems=tuple(sorted((*report.problems, *problems))))
    print_report(notes, report, given.github)
    return 1 if report.problems else 0


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samples.py", description="Run the answers' code samples and compare.")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="answer files or folders (all answers)")
    parser.add_argument(
        "--update", action="store_true", help="write into the answers what the samples print, if two runs agree"
    )
    parser.add_argument(
        "--repeat", type=read_number, default=1, metavar="N", help="run each N times, report what varies"
    )
    parser.add_argument("--changed", metavar="BASE", help="only answers that differ from this commit; git add new ones")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "samples", metavar="DIR", help="kept results")
    parser.add_argument("--github", action="store_true", help="print annotations, write the job's summary")
    parser.add_argument(
        WITHOUT, action="store_true", help="run the programs with your own permissions: read them first"
    )
    return parser


def read_number(text: str) -> int:
    """How often to run. Raises ArgumentTypeError."""
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MOST_RUNS:
        raise argparse.ArgumentTypeError(f"`{text[:20]}` is not a number from 1 to {MOST_RUNS}")
    return int(text)


def explain_refusal(error: str) -> str:
    return (
        f"samples.py: nothing was run: the answers' programs may be a stranger's, and there is no sandbox: {error}\n"
        f"On your own machine, for programs that you have read, {WITHOUT} runs them with your permissions."
    )


def choose_files(paths: Sequence[Path], base: str | None) -> list[Path]:
    """The answer files to check, sorted. Raises ValueError for a path or a commit that is not there."""
    files = {file.absolute() for path in paths or [ROOT / ANSWERS] for file in find_files(path)}
    if base is not None:
        files &= {ROOT / name for name in find_changed_lines(ROOT, base)}
    return sorted(files)


def find_files(path: Path) -> Iterable[Path]:
    """The answer files that a path names, or `TOPIC/ID` or a topic as the other commands take them."""
    names = [base / name for base in (Path(), ROOT / ANSWERS) for name in (path, f"{path}.md")]
    found = next((name for name in names if name.exists()), None)
    if found is None:
        raise ValueError(f"`{path}` is neither a file nor a folder: write a path, or TOPIC/ID, such as web/cors")
    return [file for file in found.rglob("*.md") if not is_leftover(file.name)] if found.is_dir() else [found]


def check_records(
    files: Sequence[Path], report: Report, options: Options, is_whole: bool
) -> tuple[list[str], list[Diagnostic]]:
    """Record the versions beside the answers, or hold them against the recorded ones; notes and problems."""
    notes: list[str] = []
    problems: list[Diagnostic] = []
    for folder in sorted({path.parent.parent for path in files if path.parent.parent.name == ANSWERS}):
        path = folder / TOOLCHAINS
        run = [sample for sample in report.run if Path(sample.path).absolute().is_relative_to(folder)]
        labels = find_labels(run, options.isolated)
        known, faults = load_toolchains(path)
        if options.update:
            known = {**known, **labels} if is_whole else {**labels, **known}  # what ran others stands under them, too
            faults = write_records(path, known)
        notes += describe_differences(known, labels)
        problems += [*faults, *compare_records(show_path(path), known, labels)]
    return notes, problems


def print_report(notes: Iterable[str], report: Report, on_github: bool) -> None:
    """Print what was done and what is wrong; the last line counts."""
    for line in (*notes, *report.updated, *describe_unrun(report)):
        print_line(line)
    if report.problems:
        report_diagnostics(report.problems, on_github)
    print_line(count(len(report.problems), "problem") if report.problems else count_samples(report))


def describe_unrun(report: Report) -> Iterator[str]:
    """A line for every sample that was not run."""
    for sample in report.unchecked:
        yield f"{sample.place}: unchecked: {sample.fence.words['unchecked']}"
    for sample, missing in report.skipped:
        yield f"{sample.place}: skipped: {missing}"


def count_samples(report: Report) -> str:
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


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it at once, and the samples that run end with it
    sys.exit(main())
