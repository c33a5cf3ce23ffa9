"""The PDFs: the book on one page of XHTML, which the installed browser prints, on A4 and on a phone's screen."""

from datetime import datetime
from pathlib import Path

import pikepdf
from markupsafe import Markup

from guide.editions.book import STYLES, Book, book_styles
from guide.editions.browser import print_pdf
from guide.editions.colors import read_style, resolve_variables
from guide.model import Question, Topic
from guide.render.markup import fill

__all__ = ["A4", "PHONE", "write_pdf"]

A4 = "@page { size: A4; margin: 18mm 20mm 20mm; } body { font-size: 10pt; }"
PHONE = "@page { size: 90mm 160mm; margin: 6mm 5mm 10mm; } body { font-size: 8.5pt; }"
"""Sheets; the phone's is of the shape that most screens have, with letters of a size to read without zooming."""


def write_pdf(book: Book, sheet: str, path: Path) -> None:
    """Print the book. Raises RuntimeError where the browser fails."""
    page = path.with_suffix(".xhtml")
    page.write_text(render_paper(book, sheet), encoding="utf-8")
    print_pdf(page, path)
    page.unlink()
    pack_pdf(path, book.made)


def pack_pdf(path: Path, made: datetime) -> None:
    """Write the PDF with its objects packed together: 40 % of its size, and the same bytes for the same content."""
    stamp = made.strftime("D:%Y%m%d%H%M%SZ")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = pikepdf.String(stamp)
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def render_paper(book: Book, sheet: str) -> str:
    """The whole book as one page."""
    styles = book_styles() + resolve_variables(read_style(STYLES / "paper.css")) + sheet
    return fill(
        "book_paper.xhtml.j2",
        book=book,
        styles=Markup(styles),  # noqa: S704 - our own
        front=fill("book_front.xhtml.j2", book=book),
        chapters=[render_chapter(book, topic, questions) for topic, questions in book.topics],
    )


def render_chapter(book: Book, topic: Topic, questions: list[Question]) -> dict[str, object]:
    return {
        "topic": topic,
        "links": [(one.title, link_place(one, one.id)) for one in questions],
        "texts": [render_paper_question(book, one) for one in questions],
    }


def render_paper_question(book: Book, question: Question) -> Markup:
    body = book.prepare_body(question, link_place)
    return book.render_question(question, body, lambda anchor: name_place(question, anchor))


def name_place(question: Question, anchor: str) -> str:
    """Anchors are unique on their topic's page; here all topics stand on one."""
    return f"{question.topic}.{anchor}"


def link_place(question: Question, anchor: str) -> str:
    return f"#{name_place(question, anchor)}"
