"""Spelling, by `typos` with the words of pyproject.toml: advice on every text of the project."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from guide.diagnostic import Diagnostic, Severity

__all__ = ["check_spelling"]

TEXTS = ("answers", "docs", "topics.yml", "README.md", "CONTRIBUTING.md", ".github")
SETTINGS = "pyproject.toml"
ALONE = ("--isolated", "--no-ignore")
"""No file beside the texts may say that they are not to be read."""
FOUND, NOTHING = 2, 0
"""The exit statuses of `typos` after a whole run."""


def check_spelling(root: Path) -> list[Diagnostic]:
    """Advice on words that look misspelled; that nothing was checked is an error."""
    folders = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    program = shutil.which("typos", path=os.pathsep.join(folders))
    if program is None:
        return [Diagnostic(SETTINGS, 1, "spelling is not checked, `typos` is not installed: run `make setup`")]
    paths = [name for name in TEXTS if (root / name).exists()]
    command = [program, *ALONE, "--config", SETTINGS, "--format", "json", *paths]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode not in (FOUND, NOTHING):
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
        return [Diagnostic(SETTINGS, 1, f"spelling is not checked, `typos` failed ({reason}): fix its settings")]
    rows = map(json.loads, done.stdout.split("\n")[:-1])
    return [describe_typo(row) for row in rows if row.get("type") == "typo"]


def describe_typo(row: dict[str, Any]) -> Diagnostic:
    message = f"`{row['typo']}` looks misspelled: {' or '.join(row['corrections'])}? Or add it to {SETTINGS}"
    return Diagnostic(row["path"].removeprefix("./"), row.get("line_num", 1), message, Severity.ADVICE)
