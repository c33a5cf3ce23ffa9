"""Imported first by every command: one that was started by another Python starts itself again inside `.venv`.

Needs only the standard library. Where the packages are importable already (another environment, as in the checks of
CI), nothing happens.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
SIGN = "markdown_it"
"""A package that every command needs."""


def enter_environment() -> None:
    """Go on inside the environment, or end with the one thing to type."""
    if find_spec(SIGN) is not None:
        return
    command = Path(sys.argv[0]).name
    python = FOLDER / "bin" / "python"
    if Path(sys.prefix) == FOLDER or not os.access(python, os.X_OK):
        sys.exit(f"{command}: the environment is missing or incomplete: run `make setup` once")
    os.execv(python, [str(python), *sys.orig_argv[1:]])


enter_environment()
