"""What the body of an answer must hold: its sections, its fences, its links. A breach of any of these stops a build.

The standard behind the rules is CONTRIBUTING.md, section "What a good answer is".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from guide.markdown import Fence, pick_fences
from guide.model import FrontMatter

Fault = tuple[int, str]
SECTIONS = (
    "Short answer",
    "Explanation",
    "Example",
    "Pitfalls",
    "Follow-up questions",
    "What interviewers listen for",
)
TO_WRITE = "TO WRITE"
"""What the template of a new answer leaves to its author."""
SHORT_ANSWER_WORDS = (50, 110)
FENCE_WORDS = ("title", "uses", "exit", "unchecked", "needs", "excerpt", "of", "hl_lines")


@dataclass(frozen=True)
class Section:
    """A second-level section: its heading, the heading's line (from 0, within the body) and its tokens."""

    title: str
    line: int
    tokens: tuple[Token, ...]


def find_sections(tokens: list[Token]) -> tuple[list[Token], list[Section]]:
    """Cut block tokens at the second-level headings: what stands before the first one, and the sections."""
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open" and is_section_start(token)]
    bounds = [*starts, len(tokens)]
    sections = [
        Section(tokens[start + 1].content.strip(), (tokens[start].map or [0])[0], tuple(tokens[start + 3 : end]))
        for start, end in zip(starts, bounds[1:], strict=True)
    ]
    return tokens[: bounds[0]], sections


def is_section_start(token: Token) -> bool:
    return token.tag == "h2" and token.level == 0


def find_body_faults(body: str, first_line: int, tokens: list[Token], front: FrontMatter) -> Iterator[Fault]:
    """Every fault of an answer's structure, each with its line in the file."""
    before, sections = find_sections(tokens)
    yield from shift(find_section_faults(before, sections), first_line)
    yield from shift(find_heading_faults(tokens), first_line)
    yield from shift(find_short_answer_faults(sections), first_line)
    yield from shift(find_follow_up_faults(sections), first_line)
    yield from shift(find_checklist_faults(sections), first_line)
    yield from shift(find_table_faults(tokens), first_line)
    for fence in pick_fences(tokens, body, first_line):
        yield from find_fence_faults(fence)
    for token in tokens:
        if token.type == "code_block":
            line = first_line + (token.map or [0])[0]
            yield line, "code by indentation names no language: put it into a fence, such as ```python"
    for number, text in enumerate(body.split("\n"), start=first_line):
        if TO_WRITE in text:
            yield number, f"`{TO_WRITE}` stands where the template put it: write this part"
    yield from find_source_faults(body, front, first_line)


def shift(faults: Iterator[Fault], first_line: int) -> Iterator[Fault]:
    for line, message in faults:
        yield line + first_line, message


def find_section_faults(before: list[Token], sections: list[Section]) -> Iterator[Fault]:
    """The six sections, each once, in their order, none empty, nothing before them."""
    if before:
        yield (before[0].map or [0])[0], "text stands before the first section: move it under `## Short answer`"
    seen: list[str] = []
    for section in sections:
        if section.title not in SECTIONS:
            yield section.line, f"`{section.title}` is not a section of an answer: use {', '.join(SECTIONS)}"
        elif section.title in seen:
            yield section.line, f"the section `{section.title}` stands twice: join the two"
        elif not section.tokens:
            yield section.line, f"the section `{section.title}` is empty: write it"
        elif seen and SECTIONS.index(section.title) < SECTIONS.index(seen[-1]):
            yield (
                section.line,
                f"the section `{section.title}` stands after `{seen[-1]}`: the order is {', '.join(SECTIONS)}",
            )
        if section.title in SECTIONS:
            seen.append(section.title)
    for title in SECTIONS:
        if title not in seen:
            yield 0, f"the section `{title}` is missing: add `## {title}`"


def find_heading_faults(tokens: list[Token]) -> Iterator[Fault]:
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        line = (token.map or [0])[0]
        if token.tag not in ("h2", "h3"):
            yield line, f"a heading of level {token.tag[1]}: sections are `##`, their parts `###`"
        if token.level:
            yield line, "a heading stands inside a list or quotation: move it out"
        if any(child.type in ("link_open", "html_inline", "image") for child in inline.children or []):
            yield line, "a heading holds a link, an image or HTML: keep to words and code"


def find_table_faults(tokens: list[Token]) -> Iterator[Fault]:
    """A column without a heading says nothing to a screen reader (axe: empty-table-header)."""
    line = 0
    for token, inline in pairwise(tokens):
        line = token.map[0] if token.map else line
        if token.type == "th_open" and not plain_text(inline).strip():
            yield line, "a column of the table has no heading: name what stands in it"


def find_short_answer_faults(sections: list[Section]) -> Iterator[Fault]:
    for section in sections:
        if section.title != "Short answer" or not section.tokens:
            continue
        for token in section.tokens:
            if token.level == 0 and token.nesting >= 0 and token.type not in ("paragraph_open", "inline"):
                yield (
                    (token.map or [section.line])[0],
                    "the short answer is prose to be said aloud: no list, code, table or heading in it",
                )
                return
        words = count_words(section.tokens)
        low, high = SHORT_ANSWER_WORDS
        if not low <= words <= high:
            yield section.line, f"the short answer has {words} words: say it in {low} to {high}"


def count_words(tokens: tuple[Token, ...] | list[Token]) -> int:
    """Words of prose: text and inline code, no fences and no tables."""
    words, in_table = 0, False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type == "inline" and not in_table:
            words += len(plain_text(token).split())
    return words


def plain_text(inline: Token) -> str:
    """The visible text of an inline token."""
    pieces = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        pieces.get(child.type, child.content) for child in inline.children or [] if child.type != "html_inline"
    )


def find_follow_up_faults(sections: list[Section]) -> Iterator[Fault]:
    for section in sections:
        if section.title != "Follow-up questions" or not section.tokens:
            continue
        headings = [i for i, token in enumerate(section.tokens) if token.type == "heading_open"]
        if not 3 <= len(headings) <= 5:
            yield section.line, f"{len(headings)} follow-up questions: write three to five, each under its `###`"
        for i in headings:
            line = (section.tokens[i].map or [0])[0]
            if not section.tokens[i + 1].content.strip().endswith("?"):
                yield line, "a follow-up question does not end in a question mark: ask it"
            if i + 3 == len(section.tokens) or section.tokens[i + 3].type == "heading_open":
                yield line, "a follow-up question has no answer: write two to four sentences"


def find_checklist_faults(sections: list[Section]) -> Iterator[Fault]:
    for section in sections:
        if section.title != SECTIONS[-1] or not section.tokens:
            continue
        items = [token for token in section.tokens if token.type == "inline" and token.level == 3]
        is_list = section.tokens[0].type == "bullet_list_open" and section.tokens[-1].type == "bullet_list_close"
        lists = sum(token.type.endswith("_list_open") for token in section.tokens)
        if not is_list or lists != 1 or not all(item.content[:4] in ("[ ] ", "[x] ") for item in items):
            yield section.line, f"`{SECTIONS[-1]}` is not one task list: write each point behind `- [ ] `"
        elif not 4 <= len(items) <= 6:
            yield section.line, f"{len(items)} points to listen for: name four to six"
        elif any(child.type in ("link_open", "html_inline") for item in items for child in item.children or []):
            yield section.line, "a point to listen for holds a link or HTML: keep to words and code"


def find_fence_faults(fence: Fence) -> Iterator[Fault]:
    if not fence.closed:
        yield fence.line, "the fence is not closed: write a line with the same marks under it"
    elif fence.bad_info:
        yield fence.line, fence.bad_info
    elif not fence.language:
        yield fence.line, "the fence names no language: write one behind its marks, such as ```python"
    unknown = set(fence.attributes) - set(FENCE_WORDS)
    if unknown and not fence.bad_info:
        yield fence.line, f"`{sorted(unknown)[0]}` is not known in a fence: use {', '.join(FENCE_WORDS)}"


def find_source_faults(body: str, front: FrontMatter, first_line: int) -> Iterator[Fault]:
    """Two sources or more, one of them primary, each linked in the text."""
    if len(front.sources) < 2:
        yield 1, f"{len(front.sources)} sources: name two or more that were read"
    if front.sources and not any(source.primary for source in front.sources):
        yield 1, "no source is primary: name a standard, a vendor's manual or a paper, with `primary: true`"
    for source in front.sources:
        if source.url not in body:
            yield 1, f"the source {source.url} is not linked in the text: link it at the claim that it backs"
