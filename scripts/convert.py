"""The converter: the numbered list, the topics and the answers become one page a topic, for MkDocs to build.

    python scripts/convert.py [--questions F] [--topics F] [--answers DIR] [--out DIR] [--check]

Status 0: done, the last line is the summary. 1: problems, one `path:line: message` a line, then a count, and nothing
is written. 2: wrong usage.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import sys
from pathlib import Path

from guide.addresses import PageForm
from guide.diagnostic import Diagnostic, print_line, print_problems
from guide.load import Guide, load_guide
from guide.model import Catalogue
from guide.paths import ROOT, Sources, is_folder, is_there, show_path
from guide.render.answers import cache_of, make_answer_reader
from guide.site import read_site
from guide.write import Plan, plan_writing, render_files, write_plan

REFUSED = "nothing was written."


def main(arguments: list[str] | None = None) -> int:
    options = parse_arguments(arguments)
    guide, plan, problems = prepare_pages(sources_of(options), options.out)
    if problems:
        return print_problems(sorted(problems), REFUSED)
    for note in guide.catalogue.notes:
        print_line(f"note: {note}")
    if options.check:
        return report_check(guide.catalogue, plan)
    problems = write_plan(plan, options.out)
    if problems:
        return print_problems(sorted(problems), REFUSED)
    print_line(summarize_run(guide.catalogue, plan))
    return 0


def prepare_pages(sources: Sources, out: Path) -> tuple[Guide, Plan, list[Diagnostic]]:
    """What was read, and what writing would do; with problems neither may be used."""
    site = read_site()
    guide = load_guide(sources, make_answer_reader(find_cache(sources.answers, site.form), site.form))
    if guide.problems:
        return guide, Plan({}), list(guide.problems)
    return guide, *plan_writing(render_files(guide, out, site), out)


def sources_of(options: argparse.Namespace) -> Sources:
    """The inputs; addresses were published, and pages written, beside the list."""
    root = options.questions.parent
    pages = root / "docs" if is_there(root / "docs" / "index.md") else None
    return Sources(options.questions, options.topics, options.answers, root / "permalinks.txt", pages or ROOT / "docs")


def find_cache(answers: Path, form: PageForm) -> Path | None:
    """The cache of the project's own answers; another folder of answers is read without one and leaves no trace."""
    own = ROOT / "answers"
    return cache_of(form) if is_folder(answers) and is_folder(own) and answers.samefile(own) else None


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Turn the question list and the answers into one page per topic.")
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


def report_check(catalogue: Catalogue, plan: Plan) -> int:
    for path in [*plan.write, *plan.remove]:
        print_line(f"{show_path(path)}:1: differs from what the converter writes: run `python scripts/convert.py`")
    print_line(summarize_run(catalogue, plan, verb="would be written"))
    return 1 if plan.write or plan.remove else 0


def summarize_run(catalogue: Catalogue, plan: Plan, verb: str = "written") -> str:
    questions = catalogue.questions
    answered = sum(question.is_answered for question in questions)
    unclaimed = [question.id for question in questions if not question.is_permanent]
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
        *([f"unsorted: {' '.join(unclaimed)}"] if unclaimed else []),
    ]
    return ", ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
