"""From an answer file's document to the facts that the guide keeps of it. Nothing is rendered."""

from collections import Counter
from collections.abc import Iterator

from markdown_it.token import Token

from guide.addresses import SOURCES_SLUG, block_slugs, part_anchor, section_slug
from guide.model import Answer, Part
from guide.read.document import Document
from guide.read.front_matter import FrontMatter
from guide.read.glossary import Glossary
from guide.read.markdown import plain_text

__all__ = ["collect_facts"]


def collect_facts(document: Document, front: FrontMatter, glossary: Glossary) -> Answer:
    """The facts of a document that the checks have passed, or of a draft that they have not."""
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
        anchors=dict(list_anchors(document)),
        samples=dict(Counter(sample.kind for sample in document.samples)),
        terms=glossary.expand(named),
    )


def list_parts(document: Document) -> Iterator[Part]:
    """Every section and every part of one, each with the prose up to the next heading."""
    headings = iter(document.headings)
    for section in document.sections:
        before, *parts = section.parts
        yield Part(part_anchor(document.id, section_slug(section.title)), section.title, join_prose(before))
        for part in parts:
            heading = next(headings)
            anchor = part_anchor(document.id, heading.anchor)
            yield Part(anchor, heading.text, join_prose(part[3:]), heading.is_follow_up)


def join_prose(tokens: tuple[Token, ...]) -> str:
    return " ".join(" ".join(plain_text(token).split()) for token in tokens if token.type == "inline")


def list_anchors(document: Document) -> Iterator[tuple[str, int]]:
    slugs = [(section_slug(section.title), section.line) for section in document.sections]
    slugs += [(heading.anchor, heading.line) for heading in document.headings]
    slugs += [(SOURCES_SLUG, document.head.lines.get("sources", 1))] if slugs else []
    slugs += [(slug, fence.line) for fence in document.fences for slug in block_slugs(fence.line)]
    return ((part_anchor(document.id, slug), line) for slug, line in slugs)
