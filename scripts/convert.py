"""The converter: the numbered list, the topics and the answers become one page a topic, for MkDocs to build.

    python scripts/convert.py [--questions F] [--topics F] [--answers DIR] [--out DIR] [--check]

Status 0: done, the last line is the summary. 1: problems, one `path:line: message` a line, then a count, and nothing
is written. 2: wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guide.load import Inputs, cache_of, load_catalogue
from guide.model import Catalogue, Problem
from guide.output import Plan, plan_writing, render_files, write_plan
from guide.repository import read_repository

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    options = parse_arguments(arguments)
    inputs = Inputs(options.questions, options.topics, options.answers, cache_of(ROOT, options.answers))
    catalogue, problems = load_catalogue(inputs)
    if problems:
        return report_problems(problems)
    plan, problems = plan_writing(render_files(catalogue, options.out, read_repository()), options.out)
    for note in catalogue.notes:
        print(f"note: {note}")
    if problems or options.check:
        return report_problems(problems) if problems else report_check(catalogue, plan)
    problems = write_plan(plan, options.out)
    if problems:
        return report_problems(problems)
    print(summarise(catalogue, plan))
    return 0


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Turn the question list and the answers into one page a topic.")
    parser.add_argument("--questions", type=Path, default=ROOT / "questions.txt", help="the numbered list")
    parser.add_argument("--topics", type=Path, default=ROOT / "topics.yml", help="the topics in reading order")
    parser.add_argument("--answers", type=Path, default=ROOT / "answers", help="the folder of answer files")
    parser.add_argument(
        "--out",
        type=Path,
        default=ROOT / "docs" / "topics",
        help="the folder of the topic pages; questions.json is written beside it",
    )
    parser.add_argument("--check", action="store_true", help="write no page; fail if any would change")
    return parser.parse_args(arguments)


def report_problems(problems: list[Problem]) -> int:
    for problem in sorted(problems):
        print(problem)
    print(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}; nothing was written.")
    return 1


def report_check(catalogue: Catalogue, plan: Plan) -> int:
    for path in [*plan.write, *plan.remove]:
        print(f"{path}:1: differs from what the converter writes: run `python scripts/convert.py`")
    print(summarise(catalogue, plan, verb="would be written"))
    return 1 if plan.write or plan.remove else 0


def summarise(catalogue: Catalogue, plan: Plan, verb: str = "written") -> str:
    questions = catalogue.questions
    answered = sum(question.answered for question in questions)
    loose = [question.id for question in questions if not question.permanent]
    parts = [
        f"{len(catalogue.entries)} entries",
        f"{len(catalogue.entries) - len(questions)} repeats joined",
        f"{len(questions)} questions",
        f"{len(catalogue.topics)} topics",
        f"{answered} answered",
        f"{len(questions) - answered} open",
        f"{plan.pages_written} pages {verb}",
        f"{plan.pages_unchanged} unchanged",
        *([f"{len(plan.remove)} removed"] if plan.remove else []),
        *([f"unsorted: {' '.join(loose)}"] if loose else []),
    ]
    return ", ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
