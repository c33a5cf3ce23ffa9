"""Writes the lock files anew, with hashes, from pyproject.toml.

    make lock

A lock serves every system and every Python from 3.11 on (`--universal`), and names no registry's address.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
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
LOCKS = {
    "requirements.txt": ("pyproject.toml",),
    "requirements-test.txt": ("--group=test", "--constraints=requirements.txt"),
    "requirements-zensical.txt": ("--group=zensical",),
}
"""For each lock file what it is made from; the second is installed beside the first, so it agrees with it."""


def main(arguments: list[str] | None = None) -> int:
    argparse.ArgumentParser(description="Write new lock files from pyproject.toml.").parse_args(arguments)
    environment = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make lock"}
    environment.pop("PIP_FIND_LINKS", None)
    for name, sources in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", *sources, *OPTIONS, "--output-file", name]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
