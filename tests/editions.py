"""A small guide as a book, for the tests of deck, EPUB and PDF."""

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support import SmallGuide, explain

from guide.addresses import PageForm
from guide.diagnostic import Diagnostic
from guide.editions.book import Book
from guide.load import load_guide
from guide.paths import sources_at
from guide.render.answers import make_answer_reader
from guide.site import Site

MADE = datetime(2026, 11, 29, 12, 0, 0, tzinfo=UTC)
MADE_TIME = MADE.timetuple()[:6]
ADDRESS = "https://guide.example/below"


def read_book(guide: SmallGuide, days_later: int = 0, address: str = ADDRESS) -> Book:
    """The guide as deck and books take it. It has no problem."""
    loaded = load_guide(sources_at(guide.root), make_answer_reader(None, PageForm.BOOK))
    assert loaded.problems == ()
    return Book(loaded.catalogue, Site(address=address), MADE + timedelta(days=days_later))


def find_times(path: Path) -> set[tuple[int, ...]]:
    """The times that an archive's entries have."""
    with zipfile.ZipFile(path) as archive:
        return {entry.date_time for entry in archive.infolist()}


def find_problems(guide: SmallGuide) -> list[Diagnostic]:
    return list(load_guide(sources_at(guide.root), make_answer_reader(None, PageForm.BOOK)).problems)


def write_explanation(guide: SmallGuide, text: str) -> None:
    """Put a text before the explanation of the small guide's answer."""
    guide.cors.write_text(explain(text), encoding="utf-8")
