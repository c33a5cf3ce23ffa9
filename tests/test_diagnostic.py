"""What a command prints: a stranger's text commands neither the terminal nor GitHub's log, and never fails to print."""

import io
import subprocess
import sys

import pytest
from support import ROOT

from guide.diagnostic import Diagnostic, Severity, count, print_line, show_safely


@pytest.mark.parametrize(
    ("case", "text", "shown"),
    [
        ("an escape sequence", "a\x1b]52;c;eA==\x07b", "a\\x1b]52;c;eA==\\x07b"),
        ("a direction mark", "a\u202eb", "a\\u202eb"),
        ("half a character", "a\ud800b", "a\\ud800b"),
        ("a null byte", "a\x00b", "a\\x00b"),
        ("a carriage return", "a\rb", "a\\rb"),
        ("a line end of another alphabet", "a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        ("a private character", "a\ue000b", "a\\ue000b"),
        ("an ordinary text", "Größe, 什么, \t→\n", "Größe, 什么, \t→\n"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(case: str, text: str, shown: str) -> None:
    assert show_safely(text) == shown, case


def test_a_terminal_that_lacks_the_characters_gets_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr(sys, "stdout", out)
    print_line("level: младший …")
    out.flush()
    assert out.buffer.getvalue().decode("cp1252") == "level: \\u043c\\u043b\\u0430\\u0434\\u0448\\u0438\\u0439 …\n"


@pytest.mark.parametrize("redirection", ["| head -n 1", "> /dev/full", ">&-"])
def test_an_output_that_takes_no_more_is_no_traceback(redirection: str) -> None:
    code = "from guide.diagnostic import print_line\nfor _ in range(9000): print_line('x' * 90)"
    command = f'"{sys.executable}" -c "$0" {redirection}'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}", code],
        cwd=ROOT / "scripts", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("text", ["\n::error file=x::y", ":::error::::y", "x ##[error]y"])
def test_githubs_log_gets_no_command(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    print_line(text)
    printed = capsys.readouterr().out
    assert "::" not in printed
    assert "##[" not in printed


@pytest.mark.parametrize(
    ("case", "message", "shown"),
    [
        ("a long word", f"`{'x' * 60_000}` is not: fix `this`", f"`{'x' * 100}…` is not: fix `this`"),
        ("a word that is just short enough", f"`{'x' * 100}` is not", f"`{'x' * 100}` is not"),
        (
            "a word with such a mark",
            f"`a`b` is not one of {'x' * 120}: run `c`",
            f"`a`b` is not one of {'x' * 120}: run `c`",
        ),
        ("two words with much between", f"`a` {'b ' * 90}`c`", f"`a` {'b ' * 90}`c`"),
        ("a long text without marks", f"{'x' * 5000} end", f"{'x' * 600} … {'x' * 196} end"),
        ("what a program printed under it", f"it ended:\n    {'x' * 5000}", f"it ended:\n    {'x' * 5000}"),
    ],
)
def test_what_a_message_quotes_is_cut_short(case: str, message: str, shown: str) -> None:
    assert str(Diagnostic("a.md", 1, message)) == f"a.md:1: {shown}", case


def test_a_line_says_where_what_and_whether_it_stops() -> None:
    assert str(Diagnostic("a.md", 3, "x: y")) == "a.md:3: x: y"
    assert str(Diagnostic("a.md", 3, "x: y", Severity.ADVICE)) == "a.md:3: advice: x: y"
    assert str(Diagnostic("a.md", 3, "`x\nb.md:1: y`: z")) == "a.md:3: `x\\nb.md:1: y`: z"
    assert str(Diagnostic("a.md", 3, "printed:\n    one\n    two")) == "a.md:3: printed:\n    one\n    two"


def test_numbers_have_their_noun() -> None:
    assert [count(number, "problem") for number in (0, 1, 2)] == ["0 problems", "1 problem", "2 problems"]
