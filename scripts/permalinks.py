"""Records the addresses of new questions in permalinks.txt, where none is ever taken out.

    python scripts/permalinks.py [--check]

`--check` writes nothing and fails where an address is not recorded yet. That a recorded address still works is a
matter of convert.py, and so of every build.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guide.load import inputs_of, load_catalogue
from guide.permalinks import FILE, find_new_addresses

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description="Record the addresses of new questions.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one is missing")
    options = parser.parse_args(arguments)
    catalogue, problems = load_catalogue(inputs_of(root))
    if problems:
        print("the inputs have problems: run `python scripts/convert.py`")
        return 1
    path = root / FILE
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    new = find_new_addresses(catalogue, text)
    if options.check:
        for address in new:
            print(f"{FILE}:{len(text.splitlines()) + 1}: `{address}` is missing: add it as a line")
        return 1 if new else 0
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{address}\n" for address in new)
    print(f"{len(new)} addresses recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
