"""Records the addresses of new questions and follow-up questions in permalinks.txt, where none is ever taken out.

    python scripts/permalinks.py

That one is missing is said by check.py; that a recorded address still works is a matter of convert.py, and so of every
build.
"""

from __future__ import annotations

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import sys
from pathlib import Path

from guide.diagnostic import count, print_line
from guide.load import load_guide
from guide.paths import ROOT, sources_at, write_file
from guide.permalinks import find_new_addresses


def main(root: Path = ROOT) -> int:
    sources = sources_at(root)
    guide = load_guide(sources)
    if guide.problems:
        for problem in guide.problems:
            print_line(problem)
        return 1
    text = sources.permalinks.read_text(encoding="utf-8") if sources.permalinks.exists() else ""
    new = find_new_addresses(guide.catalogue, text)
    if new:
        start = text if text.endswith("\n") or not text else f"{text}\n"
        write_file(sources.permalinks, (start + "".join(f"{address}\n" for address in new)).encode())
    print_line(f"{count(len(new), 'address') if len(new) == 1 else f'{len(new)} addresses'} recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
