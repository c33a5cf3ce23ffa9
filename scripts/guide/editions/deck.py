"""The Anki deck: a note a question and a note a follow-up question, colored code, drawings, day and night.

A note is known by the address at which its question was first published, which no move and no rename changes: a newer
deck imported over an older one puts new text on the cards that a reader has studied, and adds what is new.
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import takewhile
from pathlib import Path

import genanki
from markupsafe import Markup

from guide.editions.book import STYLES, Book
from guide.editions.colors import DIAGRAM_STYLES, list_variables, read_palette, read_style
from guide.editions.files import TITLE
from guide.editions.packing import repack
from guide.editions.trees import Tree, change_names, parse_body, write_html
from guide.model import Part, Question, url_of
from guide.render.markup import escape_html, fill

__all__ = ["write_deck"]

DECK_ID, QUESTION_ID, FOLLOW_UP_ID = 1_764_000_001, 1_764_000_002, 1_764_000_003
"""What Anki knows the deck and its two kinds of note by: with another number it would make them anew."""
QUESTION_FIELDS = ("Question", "Facts", "Short answer", "Answer", "Sources", "Address")
FOLLOW_UP_FIELDS = ("Question", "Facts", "After", "Answer", "Address")
NIGHT = ".card.nightMode, .nightMode .card, .card.night_mode, .night_mode .card"
"""How Anki on a computer and AnkiMobile, then AnkiDroid, mark the night."""


def write_deck(book: Book, path: Path) -> None:
    """Write the deck, questions in reading order, each before its follow-up questions."""
    deck = genanki.Deck(DECK_ID, book.title, "Answers CC BY 4.0, code MIT")
    questions, follow_ups = make_note_type(QUESTION_ID, "question"), make_note_type(FOLLOW_UP_ID, "follow-up question")
    answered = [one for _, group in book.topics for one in group if one.is_answered]
    for question in answered:
        body = prepare_card(book, question)
        deck.add_note(make_note(questions, book, question, make_question_fields(book, question, body), question.id))
        for part, html in cut_follow_ups(question, body):
            fields = [escape_html(part.title), list_facts(question), escape_html(question.title), html]
            deck.add_note(make_note(follow_ups, book, question, [*fields, write_address(book, question)], part.id))
    for place, note in enumerate(deck.notes, start=1):
        note.due = place  # the order in which Anki shows what is new
    genanki.Package(deck).write_to_file(path, timestamp=book.made.timestamp())
    repack(path, book.made)


def make_note_type(number: int, name: str) -> genanki.Model:
    """A kind of note: its fields, and the two sides of its card, whose classes tell MathJax to leave them alone."""
    slug = "question" if number == QUESTION_ID else "follow_up"
    fields = QUESTION_FIELDS if number == QUESTION_ID else FOLLOW_UP_FIELDS
    sides = {side: (STYLES / f"{slug}_{side}.html").read_text(encoding="utf-8") for side in ("front", "back")}
    return genanki.Model(
        number,
        f"{TITLE}: {name}",
        fields=[{"name": field} for field in fields],
        templates=[{"name": "Card", "qfmt": sides["front"], "afmt": sides["back"]}],
        css=card_styles(),
    )


def card_styles() -> str:
    light, dark = (list_variables(read_palette(is_dark)) for is_dark in (False, True))
    palettes = f".card {{ {light} }}\n{NIGHT} {{ {dark} }}\n"
    return palettes + "".join(map(read_style, (STYLES / "deck.css", STYLES / "code.css", DIAGRAM_STYLES)))


def make_note(kind: genanki.Model, book: Book, question: Question, fields: list[Markup], anchor: str) -> genanki.Note:
    """A note; `anchor` is the question's id, or that of its follow-up question."""
    front = question.front
    tags = [f"topic::{question.topic}", f"level::{front.level}", f"kind::{front.kind}", *front.tags]
    guid = genanki.guid_for(book.catalogue.name_first(question, anchor))
    return genanki.Note(kind, [hide_commands(field) for field in fields], tags=tags, guid=guid)


def hide_commands(html: Markup) -> str:
    """Anki reads `[sound:…]`, `[latex]` and `[anki:…]` in a field as commands: here a bracket is always one."""
    return str(html).replace("[", "&#91;")  # not of the markup, which would escape the reference


def make_question_fields(book: Book, question: Question, body: Tree) -> list[Markup]:
    """The fields of a question's note: the short answer is one, the answer's other sections together are another."""
    short, *others = body
    answer = Markup("").join(Markup('<div class="section">{}</div>').format(write_html(one)) for one in others)
    sources = fill("card_sources.html.j2", front=question.front)
    address = write_address(book, question)
    return [escape_html(question.title), list_facts(question), write_html(short), answer, sources, address]


def prepare_card(book: Book, question: Question) -> Tree:
    """The body with links that lead to the site: a card has no other to lead to."""

    def link(one: Question, anchor: str) -> str:
        return book.site.full_url(url_of(one.topic, anchor))

    tree = book.prepare_body(question, link)
    change_names(tree, lambda _: "")
    short = tree[0]
    short.remove(short[0])  # the card's back says by itself that this is the short answer
    return tree


def cut_follow_ups(question: Question, body: Tree) -> Iterator[tuple[Part, Markup]]:
    """Each follow-up question with what stands below its heading."""
    headings = [one for one in body.iter("h4") if one.get("class") == "follow-up"]
    for part, heading in zip(question.follow_ups, headings, strict=True):
        answer = parse_body("")
        below = takewhile(lambda one: one.tag != "h4", heading.itersiblings())
        answer.extend(deepcopy(one) for one in below)
        yield part, write_html(answer)


def list_facts(question: Question) -> Markup:
    return escape_html(" · ".join([question.front.level.capitalize(), *question.front.tags]))


def write_address(book: Book, question: Question) -> Markup:
    return escape_html(book.site.full_url(question.url))
