"""Spelling: what `typos` finds is advice, and that it found nothing out is an error."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support import ROOT

from guide import spelling
from guide.diagnostic import Severity

TYPO = {"type": "typo", "path": "./a.md", "line_num": 7, "typo": "teh", "corrections": ["the", "ten"]}


def check(status: int, rows: list[object], error: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines for what `typos` answers."""
    out = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    monkeypatch.setattr(shutil, "which", lambda name, path: "/bin/typos")
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, status, out, error)
    )
    return [str(one) for one in spelling.check_spelling(folder)]


@pytest.mark.parametrize(
    ("case", "status", "rows", "error", "lines"),
    [
        ("nothing found", 0, [], "", []),
        ("a word", 2, [TYPO], "", ["a.md:7: advice: `teh` looks misspelled: the or ten? Or add it to pyproject.toml"]),
        ("a word in a file whose name ends a line", 2, [{**TYPO, "path": "a\u2028b.md"}], "", ["a\u2028b.md:7: advice: `teh` looks misspelled: the or ten? Or add it to pyproject.toml"]),
        ("a remark of its own", 2, [{"type": "binary_file", "path": "x"}], "", []),
        ("a failure", 1, [TYPO], "a\nno such file\n", ["pyproject.toml:1: spelling is not checked, `typos` failed (no such file): fix its settings"]),
        ("a failure without a word", 64, [], "", ["pyproject.toml:1: spelling is not checked, `typos` failed (no reason given): fix its settings"]),
    ],
)  # fmt: skip
def test_what_typos_says(
    case: str,
    status: int,
    rows: list[object],
    error: str,
    lines: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert check(status, rows, error, tmp_path, monkeypatch) == lines, case


@pytest.mark.parametrize(("name", "text"), [(".typos.toml", '[files]\nextend-exclude = ["*"]\n'), (".ignore", "*\n")])
def test_no_file_hides_a_text(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / name).write_text(text)
    (tmp_path / "answers" / "a.md").write_text("teh\n")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert [one.path for one in spelling.check_spelling(tmp_path)] == ["answers/a.md"]


def test_without_the_program_nothing_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name, path: None)
    (problem,) = spelling.check_spelling(tmp_path)
    assert (problem.severity, problem.line, "is not installed" in problem.message) == (Severity.ERROR, 1, True)
