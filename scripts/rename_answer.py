"""Moves an answer to another topic or id, with every link to it.

    python scripts/rename_answer.py TOPIC/ID TOPIC/ID

An address that was published goes on working, by an alias. 0: done. 1: it cannot be, with a line for each reason, and
everything is as it was. 2: wrong usage.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from guide.diagnostic import print_line, print_problems, refuse
from guide.load import load_guide, parse_drafts
from guide.paths import ROOT, describe_failure, sources_at, write_file
from guide.permalinks import find_published
from guide.rename import Move, find_reasons, plan_move

NAME = re.compile(r"(?:answers/)?([^/]+)/([^/]+?)(?:\.md)?")


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    move = parse_arguments(arguments)
    guide = load_guide(sources_at(root), parse_drafts)
    if guide.problems:
        return print_problems(guide.problems, "fix these first; nothing was moved.")
    reasons = list(find_reasons(guide.catalogue, move))
    if reasons:
        return refuse(f"rename_answer.py: {reason}" for reason in reasons)
    changes = plan_move(root, guide.catalogue, move, find_published(root))
    try:
        problems = write_whole(root, changes)
    except OSError as error:
        return refuse([describe_failure(error, Path(error.filename or root))])
    if problems:
        return print_problems(problems, "the move would cause these; nothing was moved.")
    report(root, changes, move)
    return 0


def parse_arguments(arguments: list[str] | None) -> Move:
    parser = argparse.ArgumentParser(description="Move an answer to another topic or id.")
    parser.add_argument("old", metavar="TOPIC/ID", type=split_name, help="where it is now")
    parser.add_argument("new", metavar="TOPIC/ID", type=split_name, help="where to move it")
    options = parser.parse_args(arguments)
    return Move(*options.old, *options.new)


def split_name(text: str) -> tuple[str, str]:
    match = NAME.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"`{text}` is not TOPIC/ID, such as web/cors")
    return match[1], match[2]


def write_whole(root: Path, changes: Mapping[Path, str | None]) -> list[str]:
    """Write all changes, and take all back where one cannot be written, or where the guide then has problems."""
    before = {path: path.read_bytes() if path.exists() else None for path in changes}
    new_folders = {path.parent for path in changes if not path.parent.exists()}
    try:
        for path, text in changes.items():
            put(path, None if text is None else text.encode())
        problems = load_guide(sources_at(root), parse_drafts).problems
    except BaseException:
        put_back(before, new_folders)
        raise
    if problems:
        put_back(before, new_folders)
    return [str(problem) for problem in problems]


def put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_file(path, data)


def put_back(before: Mapping[Path, bytes | None], new_folders: Iterable[Path]) -> None:
    for path, data in before.items():
        with suppress(OSError):
            put(path, data)
    for folder in new_folders:
        with suppress(OSError):
            folder.rmdir()


def report(root: Path, changes: Mapping[Path, str | None], move: Move) -> None:
    for path, text in changes.items():
        print_line(f"{path.relative_to(root)}: {'gone' if text is None else 'written'}")
    print_line(f"{move.old} is {move.new} now. Look at it with `make serve`, and run `make check`.")


if __name__ == "__main__":
    sys.exit(main())
