"""The promise, held against the guide itself: nothing shown can differ from what was printed without being named."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from guide.markdown import Fence, find_fences

from guide.samples.command import ROOT, main
from guide.samples.tools import Missing, find_tool

ANSWERS = sorted((ROOT / "answers").glob("*/*.md"))
CACHE = f"--cache={ROOT / '.cache' / 'samples'}"
SAY_MORE = {
    "python": ("", '\nprint("more")\n'),
    "javascript": ("", '\nconsole.log("more");\n'),
    "sql": ("", "\nSELECT 'more';\n"),
    "bash": ("", "\necho more\n"),
    "java": (r"(void main\(String\[\] \w+\)[^{]*\{)", r'\1 System.out.println("more");'),
    "c": (r"(int main\([^)]*\) *\{)", r'\1 printf("more\\n");'),
    "cpp": (r"(int main\([^)]*\) *\{)", r'\1 std::cout << "more\\n";'),
}
"""How a program of each language is made to print a line more."""


def copy_answer(path: Path, text: str, folder: Path) -> Path:
    target = folder / "answers" / path.parent.name / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def check(target: Path, capsys: pytest.CaptureFixture[str]) -> set[int]:
    """The lines that the check of one answer complains of."""
    capsys.readouterr()
    status = main([str(target), CACHE])
    printed = capsys.readouterr().out
    lines = {int(line) for line in re.findall(rf"^{re.escape(str(target))}:(\d+): ", printed, re.MULTILINE)}
    assert status == (1 if lines else 0), printed
    return lines


def outputs_of(text: str) -> list[Fence]:
    """The fences that show an output with something in it."""
    return [fence for fence in find_fences(text) if fence.is_output and fence.code.strip()]


def change_character(line: str) -> str:
    """One character of a line is another."""
    place = len(line) // 2
    return line[:place] + ("#" if line[place] != "#" else "@") + line[place + 1 :]


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_one_character_changed_in_any_output_is_named(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The outcomes are those of the check before, from its cache, so that this costs no second run."""
    text = path.read_text(encoding="utf-8")
    for fence in outputs_of(text):
        lines = text.split("\n")
        shown = next(place for place in range(fence.line, fence.end_line) if lines[place].strip())
        lines[shown] = change_character(lines[shown])
        assert shown + 1 in check(copy_answer(path, "\n".join(lines), tmp_path), capsys)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_a_program_that_prints_something_else_is_named(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    changed = []
    for fence in reversed(find_fences(text)):
        pattern, more = SAY_MORE.get(fence.language, ("", ""))
        if not more or "unchecked" in fence.attributes or not shows_output(text, fence):
            continue
        if os.environ.get("CI") != "true" and isinstance(find_tool(fence.language), Missing):
            continue
        code = re.sub(pattern, more, fence.code, count=1) if pattern else fence.code.rstrip("\n") + more
        assert code != fence.code, f"{path}:{fence.line}"
        lines[fence.line : fence.end_line - 1] = code.rstrip("\n").split("\n")
        changed.append(fence)
    found = check(copy_answer(path, "\n".join(lines), tmp_path), capsys) if changed else set()
    assert len(found) >= len(changed)


def shows_output(text: str, fence: Fence) -> bool:
    """Whether the next fence is its output."""
    later = [other for other in find_fences(text) if other.line > fence.end_line]
    return bool(later) and later[0].is_output
