"""The whole site as one archive that opens from disk, search included, and what a change touches in it.

    python scripts/preview.py [--changed BASE]

Writes dist/guide-preview.zip. With --changed it tells which questions differ from a commit, each with its address in
the archive; where GitHub gives a file for the job's summary, it is written there.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from guide.diagnostic import print_line, refuse
from guide.editions.archive import build_from_disk
from guide.github import find_changed_lines, write_summary
from guide.load import load_guide
from guide.model import Question
from guide.paths import ROOT, describe_failure, show_path, sources_at

NAME = "guide-preview"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build the site as an archive that opens from disk.")
    parser.add_argument("--changed", metavar="BASE", help="tell which questions differ from this commit")
    options = parser.parse_args(arguments)
    try:
        changed = find_changed_lines(ROOT, options.changed) if options.changed else {}
    except ValueError as error:
        print_line(f"preview.py: {error}")
        return 2
    folder = ROOT / "dist" / NAME
    shutil.rmtree(folder, ignore_errors=True)
    try:
        with TemporaryDirectory() as work:
            build_from_disk(Path(work), folder)
        archive = shutil.make_archive(str(folder), "zip", folder.parent, NAME)
    except RuntimeError as error:
        return refuse([error])
    except OSError as error:
        return refuse([describe_failure(error, Path(error.filename or folder))])
    print_line(f"{show_path(Path(archive))} is there: unpack it and open {NAME}/index.html")
    if options.changed:
        tell_changes(find_changed_questions(changed))
    return 0


def find_changed_questions(changed: dict[str, set[int]]) -> list[Question]:
    """The questions whose answer file is among those that differ, in list order."""
    return [one for one in load_guide(sources_at(ROOT)).catalogue.questions if one.path in changed]


def tell_changes(questions: list[Question]) -> None:
    """Print the questions, and write them to the job's summary; their words are shown as code, never as Markdown."""
    lines = [f"- `{one.title.replace('`', chr(39))}`: {NAME}/topics/{one.topic}.html#{one.id}" for one in questions]
    text = "\n".join(["## Questions that this change touches", "", *(lines or ["None."]), ""])
    print_line(text)
    write_summary(text)


if __name__ == "__main__":
    sys.exit(main())
