"""Findings on GitHub: on their lines, escaped, and advice only where something changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from guide.annotations import Finding, annotate, find_changed_lines, keep_changed, summarise_findings


@pytest.mark.parametrize(
    ("case", "finding", "command"),
    [
        ("an error", Finding("a.md", 3, "mend it", True), "::error file=a.md,line=3,title=Must be mended::mend it"),
        ("advice", Finding("a.md", 3, "cut it", False), "::warning file=a.md,line=3,title=Advice::cut it"),
        (
            "a message that would begin a command",
            Finding("a.md", 1, "x\n::stop-commands::t\r 100%", True),
            "::error file=a.md,line=1,title=Must be mended::x%0A::stop-commands::t%0D 100%25",
        ),
        (
            "a file name that would add a property",
            Finding("a,line=9:b.md", 1, "x", True),
            "::error file=a%2Cline=9%3Ab.md,line=1,title=Must be mended::x",
        ),
    ],
)
def test_a_finding_is_one_command(case: str, finding: Finding, command: str) -> None:
    assert annotate(finding) == command, case
    assert "\n" not in annotate(finding)


def test_the_summary_reads_nothing_as_markdown() -> None:
    text = summarise_findings([Finding("a.md", 1, "`x` <img src=x>\n# y", True)])
    assert "1 to mend, 0 pieces of advice" in text
    assert "- `a.md:1: 'x' <img src=x> # y`" in text


def test_advice_is_kept_where_lines_changed_and_errors_everywhere(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True)

    git("init", "-q")
    (tmp_path / "a.md").write_text("one\ntwo\nthree\n")
    git("add", ".")
    git("commit", "-qm", "first")
    (tmp_path / "a.md").write_text("one\nTWO\nthree\nfour\n")
    changed = find_changed_lines(tmp_path, "HEAD")
    assert changed == {"a.md": {2, 4}}
    findings = [Finding("a.md", line, "x", False) for line in (1, 2, 3, 4)] + [Finding("b.md", 9, "x", True)]
    assert [(one.path, one.line) for one in keep_changed(findings, changed)] == [
        ("a.md", 1),
        ("a.md", 2),
        ("a.md", 4),
        ("b.md", 9),
    ]
    with pytest.raises(ValueError, match="nowhere"):
        find_changed_lines(tmp_path, "nowhere")
