"""What foreign text may not bring into a page: raw HTML, scripts, unsafe addresses, pictures, hidden characters.

Only a few tags without attributes are let through; every link is an https address or leads to another answer.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from markdown_it.token import Token

from guide.front_matter import find_address_fault
from guide.markdown import walk_tokens
from guide.question_list import find_hidden_character
from guide.rules import SECTIONS, Fault

ALLOWED_TAGS = frozenset({"kbd", "sub", "sup"})
INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\U000e0000-\U000e007f]")
TAG = re.compile(r"</?([a-z]+)>")
ANSWER_LINK = re.compile(r"(?:\.\./([a-z0-9-]+)/)?([a-z0-9-]+)\.md(?:#([a-z0-9-]+))?")


def find_unsafe_parts(body: str, first_line: int, tokens: list[Token]) -> Iterator[Fault]:
    """Every unsafe part of an answer's body, each with its line in the file."""
    for number, line in enumerate(body.split("\n"), start=first_line):
        hidden = find_hidden_character(line.rstrip("\r")) or find_invisible_character(line)
        if hidden:
            yield number, f"{hidden} stands in the line: delete it"
    for token in tokens:
        line_number = first_line + (token.map[0] if token.map else 0)
        if token.type == "html_block":
            yield line_number, f"raw HTML, `{first_words(token.content)}`: write Markdown instead"
        elif token.type == "inline":
            yield from find_unsafe_inline(token, line_number)


def find_unsafe_inline(inline: Token, first_line: int) -> Iterator[Fault]:
    """The unsafe parts of one inline token; line breaks inside it are counted."""
    line = first_line
    for child in walk_tokens(inline.children or []):
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "html_inline" and not is_allowed_tag(child.content):
            yield line, f"raw HTML, `{first_words(child.content)}`: write Markdown instead"
        elif child.type == "image":
            yield line, "a picture: draw it as a ```mermaid diagram, or say it in words"
        elif child.type == "link_open":
            fault = find_link_fault(str(child.attrGet("href") or ""))
            if fault:
                yield line, fault
    yield from find_tag_faults(inline, first_line)


def is_allowed_tag(html: str) -> bool:
    match = TAG.fullmatch(html)
    return bool(match) and match[1] in ALLOWED_TAGS if match else False


def find_tag_faults(inline: Token, line: int) -> Iterator[Fault]:
    """Allowed tags that are not closed in their order would swallow the rest of the page."""
    open_tags: list[str] = []
    for child in inline.children or []:
        match = TAG.fullmatch(child.content) if child.type == "html_inline" else None
        if match is None or match[1] not in ALLOWED_TAGS:
            continue
        if not child.content.startswith("</"):
            open_tags.append(match[1])
        elif not open_tags or open_tags.pop() != match[1]:
            yield line, f"`{child.content}` closes no open tag: open it before"
    for name in open_tags:
        yield line, f"`<{name}>` is not closed: write `</{name}>` behind its text"


def find_link_fault(href: str) -> str:
    """What is wrong with a link's address, or nothing. Whether the linked answer exists is seen when all are joined."""
    if not href:
        return "a link leads nowhere: give it an address"
    match = ANSWER_LINK.fullmatch(href)
    if match:
        if match[3] and match[3] not in SECTION_SLUGS:
            return f"the link's part `#{match[3]}` is no section of an answer: use one of {', '.join(SECTION_SLUGS)}"
        return ""
    if ":" in href or href.startswith("//"):
        return find_address_fault(href)
    return f"the link `{href}` leads to no answer: write `../TOPIC/ID.md`, or a whole https address"


def resolve_answer_link(href: str, topic: str) -> tuple[str, str] | None:
    """`topic/id` and section of a relative link that stands in an answer of `topic`; none for outside addresses."""
    match = ANSWER_LINK.fullmatch(href)
    if match is None:
        return None
    return posixpath.join(match[1] or topic, match[2]), match[3] or ""


def section_slug(title: str) -> str:
    """GitHub's own anchor for a section's heading."""
    return title.lower().replace(" ", "-")


SECTION_SLUGS = tuple(section_slug(title) for title in SECTIONS)


def find_invisible_character(text: str) -> str:
    match = INVISIBLE.search(text)
    return f"the invisible character U+{ord(match[0]):04X}" if match else ""


def first_words(html: str) -> str:
    return " ".join(html.split())[:40].replace("`", "'")
