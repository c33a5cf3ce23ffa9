"""samples.py called as a person calls it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from guide.samples.cli import main
from guide.samples.sandbox.client import find_sandbox_error

NO_SANDBOX = find_sandbox_error()
if NO_SANDBOX and os.environ.get("CI") == "true":
    raise RuntimeError(f"these tests need a sandbox, and CI must have one: {NO_SANDBOX}")
needs_sandbox = pytest.mark.skipif(bool(NO_SANDBOX), reason=f"no sandbox here: {NO_SANDBOX}")


def run_samples(
    path: Path, capsys: pytest.CaptureFixture[str], *options: str, environment: Mapping[str, str] | None = None
) -> tuple[int, list[str]]:
    """Check a file or a folder, results kept in a folder beside it; the exit status and the lines printed."""
    capsys.readouterr()
    status = main([str(path), f"--cache={path.parent / '.cache'}", *options], environment or {})
    return status, capsys.readouterr().out.splitlines()


def find_problems(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The problems that samples.py prints, each in a line that begins with a file's place; the status agrees."""
    status, lines = run_samples(path, capsys, *options)
    notes = (": wrote what ", ": unchecked: ")
    told = [line for line in lines if line.startswith(str(path.parent))]
    problems = [line for line in told if "tools.json:" not in line and not any(note in line for note in notes)]
    assert status == (1 if problems else 0) or any("tools.json:1: there is no record" in line for line in told), lines
    return problems
