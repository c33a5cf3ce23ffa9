"""The whole site as one archive that opens from disk, search included, and what a change touches in it.

    python scripts/preview.py [--changed BASE]

Writes dist/guide-preview.zip. With --changed it tells which questions differ from a commit, each with its address in
the archive; where GitHub gives a file for the job's summary, it is written there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cards
import convert
from guide.annotations import find_changed_lines
from guide.load import inputs_of, load_catalogue
from guide.model import Question

ROOT = Path(__file__).resolve().parent.parent
NAME = "guide-preview"
FROM_DISK = {
    "GUIDE_DIRECTORY_URLS": "false",
    "GUIDE_NAVIGATION": "navigation.sections",  # not instant: that needs a server
    "GUIDE_SITE_URL": "",
    "NO_MKDOCS_2_WARNING": "1",
}
"""What makes a site that opens by double click; mkdocs.yml reads it."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build the site as an archive that opens from disk.")
    parser.add_argument("--changed", metavar="BASE", help="tell which questions differ from this commit")
    options = parser.parse_args(arguments)
    if convert.main([]) or cards.main():
        return 1
    folder = ROOT / "dist" / NAME
    shutil.rmtree(folder, ignore_errors=True)
    environment = {**os.environ, **FROM_DISK}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        return 1
    archive = shutil.make_archive(str(folder), "zip", folder.parent, NAME)
    print(f"{os.path.relpath(archive)} is there: unpack it and open {NAME}/index.html")
    if options.changed:
        tell_changes(find_changed_questions(options.changed))
    return 0


def find_changed_questions(base: str) -> list[Question]:
    """The questions whose answer file differs from a commit, in list order."""
    changed = find_changed_lines(ROOT, base)
    catalogue, _ = load_catalogue(inputs_of(ROOT))
    return [one for one in catalogue.questions if f"answers/{one.topic}/{one.id}.md" in changed]


def tell_changes(questions: list[Question]) -> None:
    """Print the questions, and write them to the job's summary; their words are shown as code, never as Markdown."""
    lines = [
        f"- `{one.front.question.replace('`', chr(39))}`: {NAME}/topics/{one.topic}.html#{one.id}" for one in questions
    ]
    text = "\n".join(["## Questions that this change touches", "", *(lines or ["None."]), ""])
    print(text)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    sys.exit(main())
