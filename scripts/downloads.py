"""What readers take along, in dist/downloads/: Anki deck, EPUB, PDFs, and the site as an archive.

    python scripts/downloads.py

0: all of them are there, made from the files as they are; where nothing changed since the last run of the day, they
are kept. 1: one could not be made, with a line for each reason, and none was replaced.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import cards
from guide.addresses import PageForm
from guide.cache import digest_state
from guide.diagnostic import print_line, print_problems, refuse
from guide.editions.archive import write_site_archive
from guide.editions.book import Book
from guide.editions.deck import write_deck
from guide.editions.epub import write_epub
from guide.editions.files import EDITIONS, FOLDER
from guide.editions.pdf import A4, PHONE, write_pdf
from guide.load import load_guide
from guide.paths import ROOT, WRITTEN, clear_staging, open_staging, sources_at
from guide.render.answers import cache_of, make_answer_reader
from guide.site import read_site

INPUTS = ("answers", "docs", "overrides", "scripts", "mkdocs.yml", "permalinks.txt", "questions.txt", "topics.yml")
RECORD = "made-from"
"""Beside the files: a digest of all that they were made from."""
EPOCH = "SOURCE_DATE_EPOCH"
"""The variable that names the time of a build that others are to make the same."""
FIRST, LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
"""The days that an archive's entries can have."""
STAGING_PREFIX = ".downloads-"
"""Begins the name of the folder that a run works in; the number of its process follows."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make the Anki deck, the EPUB, the PDFs and the site as an archive.")
    parser.parse_args(arguments)
    try:
        made = read_time()
    except ValueError as error:
        return refuse([f"downloads.py: {error}"])
    state = digest_state(list_inputs(), [repr(read_site()), made.date().isoformat()]).hex()
    if is_made(state):
        print_line("The downloads are up to date.")
        return 0
    guide = load_guide(sources_at(ROOT), make_answer_reader(cache_of(PageForm.BOOK), PageForm.BOOK))
    problems = [str(one) for one in guide.problems] or try_all(Book(guide.catalogue, read_site(), made), state)
    if problems:
        return print_problems(problems, "no download was replaced.")
    print_line(describe())
    return 0


def read_time() -> datetime:
    """When the downloads are made; what EPOCH says, where it is set, as reproducible builds have it.

    Raises ValueError with what is wrong and what to do.
    """
    seconds = os.environ.get(EPOCH)
    if not seconds:
        return datetime.now(UTC)
    if not re.fullmatch("[0-9]{1,10}", seconds) or not FIRST.timestamp() <= int(seconds) <= LAST.timestamp():
        span = f"{FIRST:%Y} to {LAST:%Y}"
        raise ValueError(f"{EPOCH} is not a time from {span}: write it in seconds since 1970, or unset it")
    return datetime.fromtimestamp(int(seconds), UTC)


def list_inputs() -> Iterator[Path]:
    for name in INPUTS:
        path = ROOT / name
        files = path.rglob("*") if path.is_dir() else [path]
        yield from (one for one in files if one.is_file() and is_input(one))


def is_input(path: Path) -> bool:
    return path.suffix != ".pyc" and not path.relative_to(ROOT).as_posix().startswith(WRITTEN)


def is_made(state: str) -> bool:
    record = FOLDER / RECORD
    whole = all((FOLDER / edition.file).is_file() for edition in EDITIONS.values())
    return whole and record.is_file() and record.read_text(encoding="utf-8") == state


def try_all(book: Book, state: str) -> list[str]:
    """Make every file; what failed, also where there is no place to make them in."""
    try:
        return make_all(book, state)
    except OSError as error:
        return [f"{error.filename or FOLDER.parent} cannot be written: {error.strerror}"]


def make_all(book: Book, state: str) -> list[str]:
    """Make every file in a folder of its own and, when all are there, put it in the old one's place; what failed."""
    FOLDER.parent.mkdir(exist_ok=True)
    clear_staging(FOLDER.parent, STAGING_PREFIX)
    with open_staging(FOLDER.parent, STAGING_PREFIX) as work:
        new = Path(work) / FOLDER.name
        new.mkdir()
        with ThreadPoolExecutor(max_workers=3) as pool:
            tasks = {word: pool.submit(task) for word, task in plan_tasks(book, Path(work), new).items()}
        problems = [f"{EDITIONS[word].file}: {error}" for word, task in tasks.items() if (error := task.exception())]
        if not problems:
            (new / RECORD).write_text(state, encoding="utf-8")
            put_in_place(new, Path(work) / "earlier")
    return problems


def put_in_place(new: Path, earlier: Path) -> None:
    """The new files for the old ones, which are moved away: to remove them takes long enough to be killed meanwhile."""
    if FOLDER.exists():
        FOLDER.rename(earlier)
    new.rename(FOLDER)


def plan_tasks(book: Book, work: Path, new: Path) -> dict[str, Callable[[], None]]:
    """How each file is made; what waits for other programs comes first."""
    paths = {word: new / edition.file for word, edition in EDITIONS.items()}
    return {
        "phone": lambda: write_pdf(book, PHONE, paths["phone"]),
        "pdf": lambda: write_pdf(book, A4, paths["pdf"]),
        "zip": lambda: write_site_archive(work, paths["zip"], book.made),
        "epub": lambda: write_epub(book, cards.draw_cover(book.catalogue), paths["epub"]),
        "apkg": lambda: write_deck(book, paths["apkg"]),
    }


def describe() -> str:
    sizes = [(edition.file, (FOLDER / edition.file).stat().st_size) for edition in EDITIONS.values()]
    return "\n".join(f"{size / 1e6:5.1f} MB  dist/downloads/{name}" for name, size in sizes)


if __name__ == "__main__":
    sys.exit(main())
