"""samples.py called as a person calls it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from guide.samples.cli import main


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
    problems = [line for line in lines if line.startswith(str(path.parent)) and ": wrote what " not in line]
    assert status == (1 if problems else 0), lines
    return problems
