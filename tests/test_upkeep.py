"""What the weekly workflow runs: the list of old answers, and the one issue that is kept up to date."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from support import ROOT, SmallGuide

from guide.load import load_guide
from guide.paths import sources_at
from stale_answers import list_stale_answers

GH = """#!/bin/sh
echo "$@" >> "$GH_LOG"
case "$*" in
  "issue list --app github-actions "*) printf '%s' "$GH_OPEN" ;;
  "issue list "*) printf '%s' 999 ;;
esac
"""


@pytest.mark.parametrize(
    ("case", "days", "is_listed"), [("a year to the day", 365, False), ("a day more", 366, True), ("today", 0, False)]
)
def test_answers_are_listed_after_a_year(case: str, days: int, is_listed: bool, small_guide: SmallGuide) -> None:
    questions = load_guide(sources_at(small_guide.root)).catalogue.questions
    checked = next(one.front.checked for one in questions if one.front.checked)
    text = list_stale_answers(questions, date.fromordinal(checked.toordinal() + days))
    assert (f"- [ ] `answers/web/cors.md`, checked on {checked}" in text) is is_listed, case
    assert bool(text) is is_listed, case


@pytest.mark.parametrize(
    ("case", "report", "open_number", "commands"),
    [
        ("the first report", "dead", "", ["list", "create --title Links that died"]),
        ("a report again", "dead", "7", ["list", "edit 7"]),
        ("nothing left", "", "7", ["list", "close 7"]),
        ("nothing at all", "", "", ["list"]),
    ],
)
def test_one_issue_of_the_workflows_own_is_kept_up_to_date(
    case: str, report: str, open_number: str, commands: list[str], tmp_path: Path
) -> None:
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "report.md").write_text(report)
    log = tmp_path / "log"
    environment = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "GH_LOG": str(log),
        "GH_OPEN": open_number,
        "TITLE": "Links that died",
    }
    script = ROOT / ".github" / "update-issue"
    subprocess.run(["bash", script, tmp_path / "report.md"], env=environment, check=True)
    run = log.read_text().splitlines()
    assert len(run) == len(commands), case
    assert all(line.startswith(f"issue {command}") for line, command in zip(run, commands, strict=True)), case
