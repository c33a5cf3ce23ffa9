"""What the body of an answer must hold: its sections, its headings, its tables. A breach stops every build.

The standard behind the rules is CONTRIBUTING.md, section "What a good answer is".
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from guide.addresses import SECTIONS
from guide.diagnostic import Fault, count
from guide.read.document import Document, Section, line_of
from guide.read.markdown import plain_text

__all__ = ["find_structure_faults"]

SHORT, FOLLOW_UPS, CHECKLIST = SECTIONS[0], SECTIONS[4], SECTIONS[5]
SHORT_ANSWER_WORDS = (50, 110)
FOLLOW_UP_COUNT = (3, 5)
CHECKLIST_COUNT = (4, 6)
LEFT = re.compile(r"\[!\w+\]|\]\(|\]\[|\*\*|`|^\|(?=.*\| *$)|^##+|^[<=]{7}(?= |$)")
"""What is no text, and was left where nothing could be made of it."""
WAYS = {
    "[": "a callout begins with `> [!NOTE]` (TIP, IMPORTANT, WARNING, CAUTION) alone on its line",
    "]": "write a link as [text](address), without a space in the address",
    "|": "write `| --- |` below the first row of a table, with as many cells",
    "*": "begin bold text before a word, and end it behind one",
    "`": "end code with the marks that it begins with, and write `\\|` for a bar in a table's code",
    "#": "put a space behind the mark of a heading",
    "<": "resolve the conflict",
    "=": "resolve the conflict",
}
TO_WRITE = "TO WRITE:"
"""What the template of a new answer leaves to its author."""


def find_structure_faults(document: Document) -> Iterator[Fault]:
    """Every fault of an answer's structure, each with its line in the file."""
    yield from find_section_faults(document)
    yield from find_heading_faults(document)
    for section in document.sections:
        if section.tokens and section.title in SECTION_CHECKS:
            yield from SECTION_CHECKS[section.title](section)
        yield from find_task_faults(section) if section.title != CHECKLIST else ()
    yield from find_table_faults(document)
    for token in document.tokens:
        if token.type == "code_block":
            yield line_of(token), "indented code has no language: put it in a fence, such as ```python"
        yield from find_left_marks(token)
    for number, text in enumerate(document.lines[document.head.body_line - 1 :], start=document.head.body_line):
        if TO_WRITE in text:
            yield number, f"`{TO_WRITE}` is still here from the template: write this part"
    yield from find_source_faults(document)


def find_section_faults(document: Document) -> Iterator[Fault]:
    """The six sections, each once, in their order, none empty, nothing before them."""
    if document.preamble:
        yield line_of(document.preamble[0]), "there is text before the first section: move it below `## Short answer`"
    seen: list[str] = []
    for section in document.sections:
        fault = find_section_fault(section, seen)
        if fault:
            yield section.line, fault
        if section.title in SECTIONS:
            seen.append(section.title)
    for title in SECTIONS:
        if title not in seen:
            yield document.head.body_line, f"the section `{title}` is missing: add `## {title}`"


def find_section_fault(section: Section, seen: list[str]) -> str:
    if section.title not in SECTIONS:
        near = " ".join(section.title.split())
        hint = "it has a no-break space: use an ordinary one" if near in SECTIONS else f"use {', '.join(SECTIONS)}"
        return f"`{section.title}` is not a section of an answer: {hint}"
    if section.title in seen:
        return f"the section `{section.title}` appears twice: merge the two"
    if not section.tokens:
        return f"the section `{section.title}` is empty: write it"
    if seen and SECTIONS.index(section.title) < SECTIONS.index(seen[-1]):
        return f"the section `{section.title}` comes after `{seen[-1]}`: the order is {', '.join(SECTIONS)}"
    return ""


def find_heading_faults(document: Document) -> Iterator[Fault]:
    for token, inline in pairwise(document.tokens):
        if token.type != "heading_open":
            continue
        line = line_of(token)
        if token.tag not in ("h2", "h3"):
            yield line, f"a heading of level {token.tag[1]}: sections are `##`, their parts `###`"
        if token.level:
            yield line, "there is a heading inside a list or quotation: move it out"
        if any(child.type in ("link_open", "html_inline", "image") for child in inline.children or []):
            yield line, "a heading contains a link, an image, or HTML: use only words and code"
        if not plain_text(inline).strip():
            yield line, "a heading has no text: write it, or delete the marks"


def find_task_faults(section: Section) -> Iterator[Fault]:
    """GitHub makes a box of `[ ]` in every list; here only the last section has boxes."""
    for token in section.tokens:
        if token.meta.get("task"):
            yield line_of(token), f"there is a task outside `{CHECKLIST}`: write a plain list item"


def find_left_marks(inline: Token) -> Iterator[Fault]:
    """Marks of Markdown that make nothing, here or on GitHub, each once. What is escaped is meant as text."""
    told: set[str] = set()
    for line, typed in inline.meta.get("typed", {}).items():
        found = LEFT.search(typed)
        if found and found[0] not in told:
            told.add(found[0])
            way = WAYS[found[0][0]]
            yield line_of(inline) + line, f'"{found[0]}" makes nothing, and would be shown: {way}; or write it as code'


def find_table_faults(document: Document) -> Iterator[Fault]:
    """A column without a heading says nothing to a screen reader (axe: empty-table-header)."""
    line = 1
    for token, inline in pairwise(document.tokens):
        line = line_of(token) if token.map else line
        if token.type == "table_open" and not document.lines[line].strip("> \t").strip("-"):
            yield line, "the table's second line makes a heading on GitHub: write it as `| --- |`"
        if token.type == "th_open" and not plain_text(inline).strip():
            yield line, "a column of the table has no heading: say what is in it"


def check_short_answer(section: Section) -> Iterator[Fault]:
    for token in section.tokens:
        if token.level == 0 and token.nesting >= 0 and token.type != "paragraph_open":
            yield line_of(token), "the short answer is prose to be said aloud: no list, code, table or heading in it"
            return
    words = sum(len(plain_text(token).split()) for token in section.tokens if token.type == "inline")
    low, high = SHORT_ANSWER_WORDS
    if not low <= words <= high:
        yield section.line, f"the short answer has {count(words, 'word')}: say it in {low} to {high}"


def check_follow_ups(section: Section) -> Iterator[Fault]:
    headings = section.parts[1:]
    low, high = FOLLOW_UP_COUNT
    if not low <= len(headings) <= high:
        yield section.line, f"{count(len(headings), 'follow-up question')}: write {low} to {high}, each under its `###`"
    for heading, inline, _, *answer in headings:
        if not plain_text(inline).strip().endswith("?"):
            yield line_of(heading), "a follow-up question does not end in a question mark: make it a question"
        if not answer:
            yield line_of(heading), "a follow-up question has no answer: write two to four sentences"


TEXT_OF_LISTS = ("bullet_list", "list_item", "paragraph", "inline")


def check_checklist(section: Section) -> Iterator[Fault]:
    items = [token for token in section.tokens if token.type == "inline" and token.level == 3]
    is_list = section.tokens[0].type == "bullet_list_open" and section.tokens[-1].type == "bullet_list_close"
    lists = sum(token.type.endswith("_list_open") for token in section.tokens)
    blocks = sum(token.type in ("list_item_open", "inline") for token in section.tokens)
    is_text = all(token.type.startswith(TEXT_OF_LISTS) for token in section.tokens)
    is_plain = is_list and lists == 1 and blocks == 2 * len(items) and is_text
    low, high = CHECKLIST_COUNT
    if not is_plain or not all(item.content.startswith(("[ ] ", "[x] ")) for item in items):
        yield (
            section.line,
            f"`{CHECKLIST}` is not one task list: start each point with `- [ ] `, and write nothing else",
        )
    elif not low <= len(items) <= high:
        yield section.line, f"{count(len(items), 'point')} to listen for: name {low} to {high}"
    elif any(child.type in ("link_open", "html_inline") for item in items for child in item.children or []):
        yield section.line, "a point to listen for contains a link or HTML: use only words and code"


SECTION_CHECKS = {SHORT: check_short_answer, FOLLOW_UPS: check_follow_ups, CHECKLIST: check_checklist}


def find_source_faults(document: Document) -> Iterator[Fault]:
    """Two sources or more, one of them primary, each linked in the text: to its address, or to a place on that page;
    and the day on which the text was held against them.
    """
    front, lines, sources = document.head.front, document.head.lines, document.head.sources
    if front and front.checked is None:
        yield lines.get("checked", 1), "no day is in `checked`: write the day you checked the text against its sources"
    if sources is None:
        return
    line = lines.get("sources", 1)
    if len(sources) < 2:
        yield line, f"{count(len(sources), 'source')}: name two or more that were read"
    if sources and not any(source.primary for source in sources):
        yield line, "no source is primary: name a standard, a vendor's manual, or a paper, with `primary: true`"
    linked = {link.href for link in document.links} | {link.href.partition("#")[0] for link in document.links}
    for source in sources:
        if normalizeLink(source.url) not in linked:
            yield source.line, f"the source {source.url} is not linked in the text: link it at the claim it supports"
