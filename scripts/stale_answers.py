"""Lists the answers whose facts nobody has checked for a year, oldest first, as Markdown; nothing where there are none.

python scripts/stale_answers.py
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from guide.check.lint import STALE_AFTER
from guide.diagnostic import print_problems
from guide.load import load_guide
from guide.model import Question
from guide.paths import ROOT, sources_at


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    argparse.ArgumentParser(description="List the answers that were last checked over a year ago.").parse_args(
        arguments
    )
    guide = load_guide(sources_at(root))
    if guide.problems:
        return print_problems(guide.problems, "fix these first.")
    print(list_stale_answers(guide.catalogue.questions, date.today()), end="")
    return 0


def list_stale_answers(questions: Iterable[Question], today: date) -> str:
    """The task list of answers that are due, or nothing."""
    stale = sorted(
        (question.front.checked, question.path)
        for question in questions
        if question.front.checked and today - question.front.checked > STALE_AFTER
    )
    if not stale:
        return ""
    rows = [f"- [ ] `{path}`, checked on {checked}" for checked, path in stale]
    head = "Check each of these against its sources again, fix what changed, and set `checked` to the day you did.\n"
    return "\n".join([head, *rows, ""])


if __name__ == "__main__":
    sys.exit(main())
