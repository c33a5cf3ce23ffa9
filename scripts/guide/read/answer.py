"""From an answer file's document to the facts that the guide keeps of it. Nothing is rendered."""

from collections import Counter
from collections.abc import Iterator

from guide.addresses import SOURCES_SLUG, block_slugs, part_anchor, section_slug
from guide.model import Answer, Part
from guide.read.document import Document, Section
from guide.read.front_matter import FrontMatter
from guide.read.glossary import Glossary
from guide.read.markdown import plain_text

__all__ = ["collect_facts"]


def collect_facts(document: Document, front: FrontMatter, glossary: Glossary) -> Answer:
    """The facts of a document that the checks have passed."""
    parts = tuple(list_parts(document))
    named = " ".join((front.question, *front.also_asked, document.short_answer, *(part.title for part in parts)))
    return Answer(
        path=document.path,
        id=document.id,
        topic=document.topic,
        front=front,
        lines=document.head.lines,
        links=document.answer_links,
        short_answer=document.short_answer,
        parts=parts,
        anchors=tuple(list_anchors(document, parts)),
        samples=Counter(sample.kind for sample in document.samples),
        terms=glossary.expand(named),
    )


def list_parts(document: Document) -> Iterator[Part]:
    """Every section and every part of one, each with the prose up to the next heading."""
    headings = iter(document.headings)
    for section in document.sections:
        texts = list(cut_at_headings(section))
        yield Part(part_anchor(document.id, section_slug(section.title)), section.title, texts[0])
        for text in texts[1:]:
            heading = next(headings)
            yield Part(part_anchor(document.id, heading.anchor), heading.text, text, heading.is_follow_up)


def cut_at_headings(section: Section) -> Iterator[str]:
    """The prose before the first heading, then behind each one."""
    pieces: list[str] = []
    is_heading = False
    for token in section.tokens:
        if token.type == "heading_open":
            yield " ".join(pieces)
            pieces, is_heading = [], True
        elif token.type == "inline" and not is_heading:
            pieces.append(" ".join(plain_text(token).split()))
        elif token.type == "heading_close":
            is_heading = False
    yield " ".join(pieces)


def list_anchors(document: Document, parts: tuple[Part, ...]) -> Iterator[str]:
    yield from (part.id for part in parts)
    if parts:
        yield part_anchor(document.id, SOURCES_SLUG)
    for fence in document.fences:
        yield from (part_anchor(document.id, slug) for slug in block_slugs(fence.line))
