"""An answer's file as one value, parsed once: everything that anybody asks of it, each part with its line in the file.

Reading judges nothing and renders nothing: what is wrong is found by the checks, and what is shown is made by `render`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from markdown_it.token import Token

from guide.addresses import (
    SECTION_SLUGS,
    SECTIONS,
    SOURCES_SLUG,
    block_slugs,
    make_free_id,
    make_slug,
    resolve_answer_link,
)
from guide.paths import decode_text
from guide.read.front_matter import Head, read_front_matter
from guide.read.markdown import Fence, make_fence, parse_tokens, plain_text, walk_tokens
from guide.read.samples import Sample, pair_samples

__all__ = ["Document", "Link", "Section", "find_links", "line_of", "parse_document"]


@dataclass(frozen=True)
class Section:
    """A second-level section: its heading, the heading's line in the file, the block tokens behind it."""

    title: str
    line: int
    tokens: tuple[Token, ...]

    @cached_property
    def parts(self) -> list[tuple[Token, ...]]:
        """What stands before the first heading inside it, then each heading (three tokens) with what follows."""
        return cut_before(self.tokens, lambda token: token.type == "heading_open")


@dataclass(frozen=True)
class Heading:
    """A third-level heading: a part of the explanation, or a follow-up question.

    anchor: its address on the page, without the question's id before it
    text: as a reader sees it
    """

    anchor: str
    text: str
    line: int
    is_follow_up: bool


@dataclass(frozen=True)
class Link:
    """A link; its line is that on which it begins."""

    href: str
    text: str
    line: int


@dataclass(frozen=True)
class Document:
    """An answer file, parsed.

    path: as messages call it
    id, topic: from its name and its folder
    text: the whole file
    head: the front matter, read
    tokens: the body's block tokens, their maps counting the file's lines from 0
    """

    path: str
    id: str
    topic: str
    text: str
    head: Head
    tokens: tuple[Token, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def pieces(self) -> list[tuple[Token, ...]]:
        """What stands before the first section, then each section with its heading."""
        return cut_before(self.tokens, is_section_start)

    @property
    def preamble(self) -> tuple[Token, ...]:
        return self.pieces[0]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(Section(plain_text(one[1]).strip(), line_of(one[0]), one[3:]) for one in self.pieces[1:])

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        blocks = (slug for fence in self.fences for slug in block_slugs(fence.line))
        taken = dict.fromkeys([*SECTION_SLUGS, SOURCES_SLUG, *blocks], 2)
        found: list[Heading] = []
        for section in self.sections:
            for heading, inline, *_ in section.parts[1:]:
                text = " ".join(plain_text(inline).split())
                anchor = make_free_id(make_slug(text) or "part", taken)
                found.append(Heading(anchor, text, line_of(heading), section.title == SECTIONS[4]))
        return tuple(found)

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        return tuple(make_fence(token, self.lines) for token in self.tokens if token.type == "fence")

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """Every fence but the diagrams, each output with the program that it belongs to."""
        return pair_samples(self.path, self.tokens, self.fences)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(find_links(self.tokens))

    @cached_property
    def answer_links(self) -> tuple[tuple[str, int], ...]:
        """The other answers that this one links to, as `topic/id` or `topic/id#section`, each with its line."""
        resolved = ((resolve_answer_link(link.href, self.topic), link.line) for link in self.links)
        return tuple(("#".join(filter(None, target)), line) for target, line in resolved if target)

    @cached_property
    def short_answer(self) -> str:
        """As plain text, its paragraphs parted by a blank."""
        first = next((one for one in self.sections if one.title == SECTIONS[0]), None)
        return " ".join(plain_text(token) for token in first.tokens if token.type == "inline") if first else ""

    @property
    def words(self) -> int:
        """Words of prose: what is visible of each paragraph, list item and cell, without headings and fences."""
        texts = (token for before, token in pairwise(self.tokens) if before.type != "heading_open")
        return sum(len(plain_text(token).split()) for token in texts if token.type == "inline")


def parse_document(data: bytes, path: str, topic: str, identifier: str) -> Document:
    """Parse an answer file's bytes. What cannot be read is a fault of its head."""
    text, problems = decode_text(data, path)
    if problems:
        head = Head(faults=tuple((one.line, one.message) for one in problems))
        return Document(path, identifier, topic, "", head)
    head = read_front_matter(text)
    tokens = parse_tokens(head.body, head.body_line) if head.body.strip() else []
    return Document(path, identifier, topic, text, head, tuple(tokens))


def cut_before(tokens: tuple[Token, ...], is_start: Callable[[Token], bool]) -> list[tuple[Token, ...]]:
    """The tokens in pieces: those before the first start, then from each start to the next."""
    starts = [place for place, token in enumerate(tokens) if is_start(token)]
    return [tokens[start:end] for start, end in pairwise([0, *starts, len(tokens)])]


def is_section_start(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h2" and token.level == 0


def line_of(token: Token) -> int:
    """The line in the file that a token begins on."""
    return (token.map or [0])[0] + 1


def find_links(tokens: tuple[Token, ...]) -> Iterator[Link]:
    line, href, text = 1, "", ""
    for token in walk_tokens(tokens):
        if token.type == "link_open":
            href, text, line = str(token.attrGet("href") or ""), "", line_of(token)
        elif token.type == "link_close":
            yield Link(href, text, line)
        elif token.type != "html_inline":
            text += token.content
