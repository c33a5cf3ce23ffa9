"""Set-up repairs itself: whatever is missing, half made, older or broken is told in one line or made anew."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT

import set_up

EMPTY = "# nothing is needed\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lock file that needs nothing, so that no network is asked."""
    (tmp_path / "requirements.txt").write_text(EMPTY, encoding="utf-8")
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that set-up has made; making one takes seconds, copying it does not."""
    folder = tmp_path_factory.mktemp("whole")
    lock = folder / "requirements.txt"
    lock.write_text(EMPTY, encoding="utf-8")
    set_up.prepare(folder / ".venv", [lock], same_python=False)
    return folder / ".venv"


@pytest.fixture
def made(project: Path, whole: Path) -> Path:
    """The project's environment, made and whole."""
    shutil.copytree(whole, project / ".venv", symlinks=True)
    return project / ".venv"


def run(*words: str) -> int:
    return set_up.main(["requirements.txt", *words])


def test_a_whole_environment_is_left_as_it_is(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert capsys.readouterr().out == ""


def break_stamp(folder: Path, **changed: object) -> None:
    stamp = json.loads((folder / set_up.STAMP).read_text(encoding="utf-8"))
    (folder / set_up.STAMP).write_text(json.dumps({**stamp, **changed}), encoding="utf-8")


BREAKAGES: dict[str, Callable[[Path], object]] = {
    "no stamp": lambda folder: (folder / set_up.STAMP).unlink(),
    "a stamp that is none": lambda folder: (folder / set_up.STAMP).write_text("[", encoding="utf-8"),
    "a stamp that is a list": lambda folder: (folder / set_up.STAMP).write_text("[]", encoding="utf-8"),
    "half of a stamp": lambda folder: (folder / set_up.STAMP).write_text('{"python": "3.11.7"}', encoding="utf-8"),
    "a stamp of another kind": lambda folder: break_stamp(folder, locks=["requirements.txt"]),
    "another python's": lambda folder: break_stamp(folder, python="3.8.0"),
    "no python": lambda folder: (folder / "bin" / "python").unlink(),
    "no pip": lambda folder: next(folder.glob("lib/python*/site-packages/pip")).rename(folder / "pip-away"),
}


@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES)
def test_what_is_broken_is_noticed(breakage: Callable[[Path], object], made: Path) -> None:
    assert set_up.read_stamp(made)
    breakage(made)
    assert set_up.read_stamp(made) == {}


def test_what_is_broken_is_made_anew(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    BREAKAGES["no pip"](made)
    (made / "old").touch()
    assert run() == 0
    assert "a new environment" in capsys.readouterr().out
    assert not (made / "old").exists()
    assert set_up.read_stamp(made)


def test_changed_requirements_are_installed_into_what_is_there(
    project: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made / "old").touch()
    (project / "requirements.txt").write_text(f"{EMPTY}# more\n", encoding="utf-8")
    assert run() == 0
    said = capsys.readouterr().out
    assert "installing" in said
    assert "new environment" not in said
    assert (made / "old").exists()


def test_an_environment_of_another_python_is_known_by_its_own(
    project: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "requirements.txt").write_text(f"{EMPTY}# more\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(set_up, "name_version", lambda version: "3.99.0")
        assert run() == 0
    assert set_up.read_stamp(made)


def test_a_failed_installation_shows_pips_words_and_leaves_no_stamp(
    project: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "requirements.txt").write_text("./nowhere-to-be-found\n", encoding="utf-8")
    assert run() == 1
    said = capsys.readouterr()
    assert "pip could not install the packages; the end of its output:" in said.err
    assert "nowhere-to-be-found" in said.err
    assert set_up.read_stamp(made) == {}, "what is half installed counts as broken"


@pytest.mark.parametrize(
    ("case", "said", "shown"),
    [
        (
            "no network",
            "WARNING: Retrying ... NewConnectionError(...)\nERROR: No matching distribution",
            "check the network",
        ),
        ("no name server", "Temporary failure in name resolution", "check the network"),
        (
            "a full disk",
            "Collecting x\nERROR: Could not install packages due to an OSError: No space left",
            "No space left",
        ),
    ],
)
def test_why_pip_failed(case: str, said: str, shown: str) -> None:
    told = set_up.explain_pip_failure(said)
    assert shown in told, case
    assert "Collecting" not in told
    if "network" in shown:
        assert "\n" not in told


def test_an_older_python_is_told_in_one_sentence() -> None:
    set_up.check_version((3, 11, 0), "python3")
    with pytest.raises(set_up.SetUpError, match=r"make PYTHON=python3\.11 setup") as fault:
        set_up.check_version((3, 10, 2), "/usr/bin/python3")
    assert str(fault.value).startswith("Python 3.11 or newer is needed, and /usr/bin/python3 is 3.10.2: ")


def test_a_missing_venv_module_is_told_and_nothing_is_left(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        (project / ".venv" / "bin").mkdir(parents=True)
        return subprocess.CompletedProcess(
            command, 1, "The virtual environment was not created: ensurepip is not available", ""
        )

    monkeypatch.setattr(subprocess, "run", fail)
    assert run() == 1
    said = capsys.readouterr().err
    assert "install it (Debian and Ubuntu: `sudo apt install python3-venv`)" in said
    assert said.count("\n") == 1
    assert not (project / ".venv").exists()


def test_a_command_outside_the_environment_says_the_one_thing_to_type(tmp_path: Path) -> None:
    """A Python without the packages, beside no `.venv`."""
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    for name in ("start_in_venv.py", "new_answer.py"):
        (scripts / name).write_bytes((ROOT / "scripts" / name).read_bytes())
    done = subprocess.run(
        [sys.executable, "-S", "scripts/new_answer.py", "1", "web", "x"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "new_answer.py: the environment is missing or incomplete: run `make setup` once\n"


def test_a_command_outside_the_environment_starts_itself_inside(tmp_path: Path) -> None:
    scripts, bin_folder = tmp_path / "scripts", tmp_path / ".venv" / "bin"
    scripts.mkdir()
    bin_folder.mkdir(parents=True)
    (scripts / "start_in_venv.py").write_bytes((ROOT / "scripts" / "start_in_venv.py").read_bytes())
    (scripts / "tell.py").write_text("import start_in_venv", encoding="utf-8")
    inside = bin_folder / "python"
    inside.write_text('#!/bin/sh\necho inside "$@"\n', encoding="utf-8")
    inside.chmod(0o755)
    command = [sys.executable, "-S", "scripts/tell.py", "--all", "a b"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "inside -S scripts/tell.py --all a b\n"


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "scripts").glob("*.py")))
def test_every_command_enters_the_environment_first(name: str) -> None:
    text = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    is_command = "if __name__ ==" in text and name != "set_up.py"
    assert ("\nimport start_in_venv" in text) == is_command
