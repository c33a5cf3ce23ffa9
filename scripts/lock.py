"""Writes requirements.txt and requirements-test.txt anew, with hashes, from requirements.in and requirements-test.in.

    make lock

One lock serves every system and every Python from 3.11 on (`--universal`), and names no registry's address.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def main() -> int:
    environment = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make lock"}
    environment.pop("PIP_FIND_LINKS", None)
    for name in ("requirements", "requirements-test"):
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, f"{name}.in", "--output-file", f"{name}.txt"]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
