"""The steps of a site's build, as `make site` takes them: for the tests of what is built, and for the bench."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SCRIPTS = ("convert", "cards", "downloads", "finish_site", "preview")
CONVERT, CARDS, DOWNLOADS, FINISH, PREVIEW = ([sys.executable, f"scripts/{name}.py"] for name in SCRIPTS)
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def run_steps(project: Path, *steps: Sequence[str], **environment: str) -> None:
    """Take the steps in a project; each must succeed."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    for step in steps:
        done = subprocess.run(step, cwd=project, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
