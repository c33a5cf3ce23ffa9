#!/usr/bin/env python3
"""Run the code samples of the answers and compare what they print with what the answers show.

0: all hold, the last line is the summary. 1: problems, one `path:line: message` a line, then a count. 2: wrong usage.
"""

from __future__ import annotations

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import sys

try:
    from guide.samples.cli import main
except ModuleNotFoundError as error:
    sys.exit(f"samples.py needs {error.name}, which only the checks need: run `make setup` once")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
