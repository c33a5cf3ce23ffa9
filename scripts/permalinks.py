"""Records the addresses of new questions and follow-up questions in permalinks.txt, where none is ever taken out.

    python scripts/permalinks.py

That one is missing is said by check.py; that a recorded address still works is a matter of convert.py, and so of every
build. 0: all are recorded. 1: they cannot be, with a line for each reason, and nothing is written.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import sys
from pathlib import Path

from guide.diagnostic import print_line, print_problems, refuse
from guide.load import load_guide
from guide.paths import ROOT, describe_failure, sources_at
from guide.permalinks import list_addresses, record_addresses


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    argparse.ArgumentParser(description="Record the addresses of new questions.").parse_args(arguments)
    sources = sources_at(root)
    guide = load_guide(sources)
    if guide.problems:
        return print_problems(guide.problems, "nothing was recorded.")
    try:
        number = record_addresses(sources, list_addresses(guide.catalogue))
    except OSError as error:
        return refuse([describe_failure(error, sources.permalinks)])
    print_line(f"{number} address{'' if number == 1 else 'es'} recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
