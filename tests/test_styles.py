"""The pages' styles, linted: properties, units and states that no browser knows, empty and broken rules."""

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parent.parent / "docs" / "assets" / "stylesheets"
PROGRAM = Path(sysconfig.get_path("scripts")) / "biome"
pytestmark = pytest.mark.skipif(
    not PROGRAM.exists() and not os.environ.get("CI"), reason="there is no package of the linter for this system"
)


def run_linter(folder: Path) -> subprocess.CompletedProcess[str]:
    # The theme sets colors of its own with `!important`; only the same word sets others.
    options = ["lint", "--error-on-warnings", "--colors=off", "--skip=complexity/noImportantStyles"]
    return subprocess.run([str(PROGRAM), *options, "."], cwd=folder, capture_output=True, text=True, check=False)


def test_the_styles_pass_the_linter() -> None:
    done = run_linter(STYLES)
    assert done.returncode == 0, done.stderr
    assert f"Checked {len(list(STYLES.glob('*.css')))} files" in done.stdout


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("a { colr: red; }", "noUnknownProperty"),
        ("a { width: 12pz; }", "noUnknownUnit"),
        ("a:hoover { color: red; }", "noUnknownPseudoClass"),
        ("a { }", "noEmptyBlock"),
        ("a { color: red;", "parse"),
    ],
)
def test_the_linter_would_find(rule: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "one.css").write_text(rule, encoding="utf-8")
    done = run_linter(tmp_path)
    assert done.returncode == 1
    assert name in done.stderr
