"""The PDFs as programs read them: bookmarks, links, page numbers, tags, and no heading at a page's foot."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from editions import read_book, write_explanation
from playwright.sync_api import Browser
from pypdf import PdfReader
from support import SmallGuide

from guide.editions.files import EDITIONS
from guide.editions.pdf import PHONE, render_paper
from guide.model import Catalogue

MM = 72 / 25.4
SHEETS = {"pdf": (210, 297, 20), "phone": (90, 160, 10)}
"""Width, height and lower margin, in millimeters."""
LINE = 12
"""Points: less than a line of text and the space before it, in either PDF."""


@pytest.fixture(scope="module", params=SHEETS)
def paper(request: pytest.FixtureRequest, editions: Path) -> tuple[PdfReader, tuple[int, int, int]]:
    return PdfReader(editions / EDITIONS[request.param].file), SHEETS[request.param]


def walk_outline(items: list[Any], depth: int = 0) -> Iterator[tuple[int, Any]]:
    for item in items:
        if isinstance(item, list):
            yield from walk_outline(item, depth + 1)
        else:
            yield depth, item


def list_notes(page: Any) -> list[Any]:
    """A page's links."""
    return [note.get_object() for note in page.get("/Annots", [])]


def test_it_has_the_sheets_size_a_language_and_tags(paper: tuple[PdfReader, tuple[int, int, int]]) -> None:
    reader, (width, height, _) = paper
    box = reader.pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == (width, height)
    root: dict[str, Any] = reader.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - its own kind of truth
    assert root["/StructTreeRoot"] is not None
    assert reader.metadata is not None
    assert reader.metadata.title == "Back-End Interview Guide"


def test_every_topic_and_question_is_a_bookmark(
    paper: tuple[PdfReader, tuple[int, int, int]], catalogue: Catalogue
) -> None:
    marks = [(depth, item.title) for depth, item in walk_outline(paper[0].outline)]
    wanted = []
    for topic in catalogue.topics:
        wanted += [(0, topic.title), *((1, one.title) for one in catalogue.by_topic[topic.slug])]
    assert [(depth, title) for depth, title in marks if depth < 2][2:] == wanted


def test_no_heading_stands_alone_at_a_pages_foot(paper: tuple[PdfReader, tuple[int, int, int]]) -> None:
    reader, (_, _, margin) = paper
    marks = [item for _, item in walk_outline(reader.outline)]
    low = [mark.title for mark in marks if float(mark.top) < margin * MM + 2 * LINE]
    assert len(marks) > 400
    assert low == []


def test_pages_are_numbered_and_links_lead_inside_and_out(paper: tuple[PdfReader, tuple[int, int, int]]) -> None:
    reader, _ = paper
    for number in (2, 20, len(reader.pages)):
        words = reader.pages[number - 1].extract_text().split()
        assert str(number) in (words[0], words[-1])
    contents = list_notes(reader.pages[1])
    assert {note["/Dest"].lstrip("/") for note in contents} <= {name.lstrip("/") for name in reader.named_destinations}
    notes = [note for page in reader.pages[5:25] for note in list_notes(page)]
    inside = [note["/Dest"].lstrip("/") for note in notes if "/Dest" in note]
    outside = [note["/A"]["/URI"] for note in notes if "/A" in note]
    assert any("." in name for name in inside)
    assert [address for address in outside if not address.startswith("https://")] == []
    assert len(outside) > 20


WIDE = """\
| # | layer | what it does | unit | example | here |
| --- | --- | --- | --- | --- | --- |
| 7 | application | what programs say to each other | message | HTTP, DNS | application |
| 4 | transport | from program to program, by port | segment, datagram | `MATCH(n:User{id:1})-[:FOLLOWS*1..3]` | transport |
"""


def test_a_wide_table_fits_a_phones_page_and_words_for_searching_stay_out(
    small_guide: SmallGuide, browser: Browser
) -> None:
    write_explanation(small_guide, WIDE)
    paper = small_guide.root / "paper.xhtml"
    paper.write_text(render_paper(read_book(small_guide), PHONE), encoding="utf-8")
    page = browser.new_page(viewport={"width": 302, "height": 500})  # between the margins
    page.emulate_media(media="print")
    page.goto(paper.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 302  # else the browser shrinks every page
    assert page.locator(".also-asked").count() > 0
    assert page.locator(".also-asked:visible").count() == 0
    page.close()
