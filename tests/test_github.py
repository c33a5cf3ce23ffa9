"""Diagnostics on GitHub: on their lines, escaped, and advice only where something changed."""

import re
from pathlib import Path

import pytest
from support import ANSWER, ROOT, SmallGuide, git, replace_once

import check
from guide.diagnostic import Diagnostic, Severity
from guide.github import (
    annotate,
    find_changed_lines,
    keep_changed,
    parse_diff,
    report_diagnostics,
    summarize_diagnostics,
)

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_starts_only_what_is_there(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    named = re.findall(r"(?:\.venv/bin/python|bash) (\S+)", text)
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []
    targets = re.findall(r"^\s*(?:run: )?make (\S+)$", text, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [name for name in targets if f"\n{name}:" not in makefile] == []


@pytest.mark.parametrize(
    ("case", "diagnostic", "command"),
    [
        ("an error", Diagnostic("a.md", 3, "fix it"), "::error file=a.md,line=3,title=Must be fixed::fix it"),
        ("advice", Diagnostic("a.md", 3, "cut it", Severity.ADVICE), "::warning file=a.md,line=3,title=Advice::cut it"),
        (
            "a message that would begin a command",
            Diagnostic("a.md", 1, "x\n::stop-commands::t\r 100%"),
            "::error file=a.md,line=1,title=Must be fixed::x%0A::stop-commands::t\\r 100%25",
        ),
        (
            "a file name that would add a property",
            Diagnostic("a,line=9:b.md", 1, "x"),
            "::error file=a%2Cline=9%3Ab.md,line=1,title=Must be fixed::x",
        ),
    ],
)
def test_a_diagnostic_is_one_command(case: str, diagnostic: Diagnostic, command: str) -> None:
    assert annotate(diagnostic) == command, case
    assert "\n" not in annotate(diagnostic)


def test_an_annotation_reaches_githubs_log_as_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    report_diagnostics([Diagnostic("a.md", 3, "fix it")], on_github=True)
    assert capsys.readouterr().out == "::error file=a.md,line=3,title=Must be fixed::fix it\n"


def test_the_summary_reads_nothing_as_markdown() -> None:
    text = summarize_diagnostics([Diagnostic("a.md", 1, "`x` <img src=x>\n# y")])
    assert "1 error to fix, 0 pieces of advice" in text
    assert "- `a.md:1: 'x' <img src=x>\\n# y`" in text


def test_a_long_summary_is_cut() -> None:
    text = summarize_diagnostics([Diagnostic("a.md", line, "x", Severity.ADVICE) for line in range(1, 300)])
    assert "0 errors to fix, 299 pieces of advice" in text
    assert text.count("\n- `") == 200


def test_the_lines_of_a_difference_are_those_that_are_there_afterwards() -> None:
    diff = (
        "--- a/one.md\n+++ b/one two.md\t\n@@ -1,0 +5,2 @@\n+x\n+y\n@@ -9 +12 @@ words\n-a\n+b\n"
        "--- a/gone.md\n+++ /dev/null\n--- a/less.md\n+++ b/less.md\n@@ -3,2 +2,0 @@\n-a\n-b\n"
    )
    assert parse_diff(diff) == {"one two.md": {5, 6, 12}, "less.md": set()}
    assert parse_diff("@@ -1 +1 @@\n") == {}
    assert parse_diff('+++ b/a.md\n@@ -0,0 +1 @@\n+x\n+++ "b/\\303.md"\n@@ -5 +5 @@\n+y\n') == {"a.md": {1}}


@pytest.mark.parametrize(
    ("case", "name", "text"),
    [
        ("a line that looks like a head", "x.txt", ""),
        ("an attribute that makes text binary", ".gitattributes", "*.md -diff\n"),
    ],
)
def test_no_text_hides_what_changed(case: str, name: str, text: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text("one\n" * 5)
    git(tmp_path, "config", "diff.interHunkContext", "10")
    (tmp_path / "aaa.txt").write_text("one\n" * 5)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "aaa.txt").write_text("b\r@@ -1,9999 +1,9999 @@\n" + "one\n" * 3 + "two\n")
    (tmp_path / name).write_text(text)
    (tmp_path / "a.md").write_text("++ b/x.md\n\u2028+++ b/x.md\n" + "one\n" * 4 + "two")
    assert find_changed_lines(tmp_path, "HEAD") == {"aaa.txt": {1, 5}, "a.md": {1, 2, 7}}, case


def test_advice_on_a_file_that_did_not_change_is_left_out() -> None:
    found = [Diagnostic(path, 1, "x", Severity.ADVICE) for path in ("a.md", "b.md")]
    assert keep_changed(found, {"a.md": {7}}) == found[:1]


def test_advice_is_kept_where_lines_changed_and_errors_everywhere(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text("one\ntwo\nthree\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "config", "diff.noprefix", "true")
    (tmp_path / "a.md").write_text("one\nTWO\nthree\nfour\n")
    changed = find_changed_lines(tmp_path, "HEAD")
    assert changed == {"a.md": {2, 4}}
    findings = [Diagnostic("a.md", line, "x", Severity.ADVICE) for line in (1, 2, 3, 4)] + [Diagnostic("b.md", 9, "x")]
    assert [(one.path, one.line) for one in keep_changed(findings, changed)] == [
        ("a.md", 1),
        ("a.md", 2),
        ("a.md", 4),
        ("b.md", 9),
    ]
    with pytest.raises(ValueError, match="nowhere"):
        find_changed_lines(tmp_path, "nowhere")


def test_the_checks_print_commands_that_github_reads(
    small_guide: SmallGuide, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "it breaks", "it basically breaks"), encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setattr(check, "check_spelling", lambda root: [])
    check.main(["--github"], small_guide.root)
    assert "\n::warning file=" in "\n" + capsys.readouterr().out
