"""Lists the answers whose facts nobody has checked for a year, oldest first, as Markdown; nothing where there are none.

python scripts/age.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from guide.load import inputs_of, load_catalogue
from guide.model import Question

ROOT = Path(__file__).resolve().parent.parent
YEAR = timedelta(days=365)


def main(root: Path = ROOT) -> int:
    catalogue, problems = load_catalogue(inputs_of(root))
    if problems:
        print("\n".join(map(str, problems)), file=sys.stderr)
        return 1
    print(list_old_answers(catalogue.questions, date.today()), end="")
    return 0


def list_old_answers(questions: Iterable[Question], today: date) -> str:
    """The task list of answers whose `checked` lies over a year back, or nothing."""
    old = sorted(
        (one.front.checked, f"answers/{one.topic}/{one.id}.md")
        for one in questions
        if one.front.checked and today - one.front.checked > YEAR
    )
    if not old:
        return ""
    rows = [f"- [ ] `{path}`, checked on {checked}" for checked, path in old]
    head = "Hold each of these against its sources again, mend what changed, and set `checked` to the day you did.\n"
    return "\n".join([head, *rows, ""])


if __name__ == "__main__":
    sys.exit(main())
