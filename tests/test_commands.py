"""What all commands have in common: help that does nothing, and one line where something cannot be written."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

import cards
import downloads
import finish_site
import set_up

NO_COMMANDS = {"macros.py", "start_in_venv.py"}
COMMANDS = sorted(path.name for path in (ROOT / "scripts").glob("*.py") if path.name not in NO_COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_asked_for_help_prints_it_and_does_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [name])
    with pytest.raises(SystemExit, match="0"):
        importlib.import_module(name.removesuffix(".py")).main(["--help"])
    assert capsys.readouterr().out.startswith(f"usage: {name}")


def test_a_command_asked_for_what_it_has_not_says_what_it_has() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "convert.py"), "--hlep"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.startswith("usage: convert.py")) == (2, True), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["answer"], "N= is missing: write `make answer N=75 TOPIC=algorithms ID=bloom-filter`"),
        (["answer", "N=75", "ID=x"], "TOPIC= is missing: write `make answer N=75 "),
        (["rename", "TO=web/x"], "FROM= is missing: write `make rename FROM=web/cors TO=security/cors`"),
        (["rename", "FROM=web/cors", "TO=web/x"], ""),
    ],
)
def test_a_word_that_make_lacks_is_named(words: list[str], missing: str) -> None:
    command = ["make", "-C", str(ROOT), "--dry-run", "N=", "TOPIC=", "ID=", "FROM=", "TO=", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (bool(done.returncode), missing in done.stderr) == (bool(missing), True), done.stderr


NO_TIMES = [
    "abc", "-1", "0", "1e9", "1_000_000_000", "1700000000.5", " 1700000000", "٣١٥٥٣٢٨٠٠", "315532799", "9" * 10, "9" * 30,
]  # fmt: skip


@pytest.mark.parametrize("seconds", NO_TIMES)
def test_a_time_of_the_build_that_is_none_is_a_line(
    seconds: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert downloads.main([]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("downloads.py: SOURCE_DATE_EPOCH is not a time from 1980 to 2107: write it in seconds")


@pytest.mark.parametrize(
    ("seconds", "day"), [("315532800", "1980-01-01"), ("1795953600", "2026-11-29"), ("4354732800", "2107-12-31")]
)
def test_a_time_of_the_build_is_taken(seconds: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert downloads.read_time().date().isoformat() == day


FULL = OSError(28, "No space left on device")


def fail(*_: object) -> None:
    raise FULL


def test_a_card_that_cannot_be_written_is_a_line_and_the_earlier_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "guide.png").write_text("earlier")
    monkeypatch.setattr(cards, "FOLDER", tmp_path)
    monkeypatch.setattr("pathlib.Path.write_bytes", fail)
    assert cards.main([]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line == f"{tmp_path}:1: cannot be written (No space left on device): fix that, then run again"
    assert (tmp_path / "guide.png").read_text() == "earlier"


STEPS = [
    "add_downloads",
    "join_scripts",
    "join_styles",
    "minify_assets",
    "finish_sitemap",
    "add_manifest",
    "add_policy",
    "add_worker",
]


@pytest.mark.parametrize("step", STEPS)
def test_a_site_that_cannot_be_finished_is_a_line(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text("<html>")
    for name in STEPS:
        monkeypatch.setattr(finish_site, name, lambda *_: 1)
    monkeypatch.setattr(finish_site, "check_site", lambda _: [])
    monkeypatch.setattr(finish_site, step, fail)
    assert finish_site.main([str(tmp_path)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line == f"{tmp_path}:1: cannot be written (No space left on device): fix that, then run again"


def test_an_environment_that_cannot_be_made_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert set_up.main(["no-such.txt"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"set_up.py: {ROOT}/no-such.txt cannot be used (No such file or directory): fix that, then run again"
