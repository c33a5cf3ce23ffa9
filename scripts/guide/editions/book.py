"""The guide as a book: what EPUB and PDF share. Chapters are topics, and every answer stands open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from guide.editions.colors import DIAGRAM_STYLES, read_style, resolve_variables
from guide.editions.files import TITLE
from guide.editions.trees import Tree, change_links, change_names, parse_body, write_xhtml
from guide.model import Catalogue, Question, Topic
from guide.render.markup import fill
from guide.site import Site

__all__ = ["STYLES", "Book", "book_styles", "drawing_styles"]

STYLES = Path(__file__).parent / "styles"
Linker = Callable[[Question, str], str]
"""How a book names a place: from the question that it belongs to and its anchor on the page."""


@dataclass(frozen=True)
class Book:
    """What a book is made of.

    catalogue: with bodies in the form of books
    site: where the guide is published
    made: when
    """

    catalogue: Catalogue
    site: Site
    made: datetime
    title: str = TITLE

    @cached_property
    def topics(self) -> list[tuple[Topic, list[Question]]]:
        """The topics that have questions, in reading order."""
        groups = ((topic, self.catalogue.by_topic.get(topic.slug, [])) for topic in self.catalogue.topics)
        return [(topic, questions) for topic, questions in groups if questions]

    @cached_property
    def places(self) -> dict[str, tuple[Question, str]]:
        """For each permanent address of a question and of its parts the question and the anchor."""
        return {
            f"topics/{question.topic}/#{anchor}": (question, anchor)
            for question in self.catalogue.questions
            for anchor in (question.id, *(question.answer.anchors if question.answer else ()))
        }

    def link(self, href: str, here: Question, linker: Linker) -> str:
        """The address, in a book, of a link that stands in the answer `here`."""
        if href.startswith("#"):
            return linker(here, href[1:])
        return linker(*self.places[href]) if href in self.places else href

    def prepare_body(self, question: Question, linker: Linker) -> Tree:
        """The question's body with the book's own links."""
        tree = parse_body(question.answer.body if question.answer else "")
        change_links(tree, lambda href: self.link(href, question, linker))
        return tree

    def render_question(self, question: Question, body: Tree, name: Callable[[str], str]) -> Markup:
        """The question's XHTML; `name` gives a place its name in the book."""
        change_names(body, name)
        return fill(
            "book_question.xhtml.j2",
            question=question,
            front=question.front,
            name=name(question.id),
            body=write_xhtml(body) if question.is_answered else None,
            address=self.site.full_url(question.url),
        )


def book_styles() -> str:
    """The style sheet of all books, with the drawings' own."""
    return resolve_variables(read_style(STYLES / "code.css") + read_style(STYLES / "book.css")) + drawing_styles()


def drawing_styles() -> str:
    return resolve_variables(read_style(DIAGRAM_STYLES))
