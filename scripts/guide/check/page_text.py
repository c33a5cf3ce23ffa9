"""What the body of a hand-written page may hold. Several parsers read a page, so no tree of one is asked: the grammar
is that of the lines. A sign that begins markup for any parser stands in a form that all read alike. Macros go first,
and MkDocs reads what they leave: a page is checked as they may leave it, not as it is written.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it.token import Token

from guide.addresses import find_address_fault
from guide.characters import find_hidden_character, has_visible_character
from guide.check.page_dialect import find_dialect_faults, find_sign_faults
from guide.check.safety import DEEPEST, TOO_DEEP, find_crossings, find_unpaired_tags
from guide.diagnostic import Fault
from guide.read.document import find_links, line_of
from guide.read.markdown import parse_tokens
from guide.read.page_macros import BLOCK_MACRO, BRACES, CONDITION, MACRO, expand_macros
from guide.read.pages import CLASS_LIST
from guide.read.parser import PAGE_PARSER

__all__ = ["OWN_ADDRESS", "find_body_faults"]

TAGS = frozenset({"div", "p", "span", "kbd", "sub", "sup", "br"})
INLINE_TAGS = frozenset({"span", "kbd", "sub", "sup"})
ATTRIBUTES = frozenset({"class", "markdown"})
TAG = re.compile(r'</?([a-z]+)((?: [a-z]+(?:="[\w -]*")?)*) ?/?>')
ATTRIBUTE = re.compile(r' ([a-z]+)(?:="[^"]*")?')
NESTED = re.compile(r"(?:[ \t]*(?:>|[*+-][ \t]|[0-9]+[.)][ \t])){9}")
FENCE = re.compile(r"(`{3,}|~{3,})[\w#.+-]*")
FENCE_MARKS = re.compile(r"[ \t>]*(?:`{3}|~{3})")
MOST_BRACKETS = 1000
"""In a page: Python-Markdown looks for the end of a link behind each, to the end of the paragraph."""
ANGLE = re.compile(r"<(?![ \d=]|$).*")
"""No tag: what a parser takes for one begins with another sign."""
TARGET = re.compile(r"\]\(<?([^\s<>()\[\]\\\"'`{}]*)>?\)")
"""The address behind a link's text; a title may stand in none, for parsers end it in different places."""
OWN_ADDRESS = re.compile(r"[\w-][\w./-]*(?:#[\w-]+)?|#[\w-]+", re.ASCII)
OUTER_ADDRESS = re.compile(r"\.{1,2}/|/(?!/)")
AS_CODE = "put the code in a fence"
HOW_TO_LINK = "write `NAME.md` or an https address, and put one with `{{ repository }}` into `{% if repository %}`"
NO_LINK = re.compile(r"\]\(|\]:")
NO_WORDS = "a link has no text to click: write [what it is](address)"
LINK_TEXT = re.compile(r"\[([^\[\]]*)\]\(")
LINK_IN_LINK = re.compile(r"\]\([^()]*\)[^\[\]]*\]\(")
REFERENCE = re.compile(r"&#?\w+;?")


def find_body_faults(body: str, body_line: int = 1, no_macros: str = "") -> Iterator[Fault]:
    """Every fault of a page's body, some more than once; `no_macros` is why it has none, and what to do."""
    numbered = list(enumerate(body.split("\n"), start=body_line))
    faults = [(number, fault) for number, line in numbered for fault in find_line_faults(line, no_macros)]
    faults = faults or list(find_condition_faults(numbered))
    yield from faults
    for text in [BRACES.sub("", body)] if faults else expand_macros(body):
        yield from find_markup_faults(text, body_line)


def find_markup_faults(text: str, body_line: int) -> Iterator[Fault]:
    """What MkDocs may not get to read: the page's body behind its macros."""
    lines = text.split("\n")
    tokens = parse_tokens(text, body_line)
    if deep := next((token for token in tokens if token.level > DEEPEST), None):
        yield line_of(deep), TOO_DEEP
    if text.count("[") > MOST_BRACKETS:
        yield body_line, f"the page has {text.count('[')} opening brackets: {MOST_BRACKETS} are enough, remove some"
    fences = [token for token in tokens if token.type in ("fence", "code_block")]
    inside = {number for token in fences for number in range(*(token.map or (0, 0)))}
    texts = [(n, line) for n, line in enumerate(lines, start=body_line) if n - 1 not in inside]
    yield from ((number, fault) for number, line in texts for fault in find_text_faults(line))
    yield from find_tag_faults(texts)
    read = tuple(parse_tokens(text, body_line, PAGE_PARSER))
    for token in read:
        yield from find_crossings(token)
    yield from ((link.line, NO_WORDS) for link in find_links(read) if not has_visible_character(link.text))
    yield from find_dialect_faults(read, lines, body_line)
    for token in fences:
        yield from find_code_faults(token, lines, body_line)


def find_tag_faults(texts: Sequence[tuple[int, str]]) -> Iterator[Fault]:
    """Tags without their other end, or with it where a paragraph, a quotation, or a heading has ended in between.

    One that closes nothing would close the page's own blocks, one left open would swallow what follows.
    """
    pairs = [(number, tag) for number, line in texts for tag in TAG.finditer(line) if tag[1] in TAGS - {"br"}]
    yield from find_unpaired_tags((number, tag[0]) for number, tag in pairs)
    for number, line in texts:
        tags = [tag for tag in TAG.finditer(line) if tag[1] in TAGS - {"br"}]
        yield from find_unpaired_tags((number, tag[0]) for tag in tags if tag[1] in INLINE_TAGS)
        blocks = [(number, tag[0]) for tag in tags if tag[1] not in INLINE_TAGS]
        if any(find_unpaired_tags(blocks)) and (line[:1] != "<" or TAG.sub("", line).strip()):
            yield number, f"`{blocks[0][1]}` ends or begins on another line: give it a line of its own, at the margin"


def find_line_faults(line: str, no_macros: str) -> Iterator[str]:
    """What no line may hold as it is written, code or not."""
    if find_hidden_character(line):
        yield f"{find_hidden_character(line)} is in this line: delete it"
    for match in BRACES.finditer(line):
        if not MACRO.fullmatch(match[0]):
            yield f"`{match[0][:60]}` is not one of the guide's macros: use one that another page uses"
        elif no_macros:
            yield f"`{match[0]}` would be shown as it is: {no_macros}"
    for match in BLOCK_MACRO.finditer(line):
        if match[0] != line.rstrip(" "):
            yield f"`{match[0]}` is on a line with other words: give it a line of its own, at the margin"


def find_text_faults(line: str) -> Iterator[str]:
    """What no line outside code may hold; a line in marks of code counts, for parsers end such marks differently."""
    for tag in TAG.finditer(line):
        if tag[1] not in TAGS or set(ATTRIBUTE.findall(tag[2])) - ATTRIBUTES:
            way = f"use {', '.join(sorted(TAGS))} with a class"
            yield f"`{tag[0]}` may not be on a page: {AS_CODE if '`' in line else way}"
        elif "`" in line:
            yield f"`{tag[0]}` is on a line with marks of code: give each its own line, or put the code in a fence"
    yield from find_link_faults(line)
    if hidden := find_hidden_character(REFERENCE.sub(read_reference, line)):
        yield f"{hidden} is in this line as a character reference: delete it"
    if "///" in line:
        yield "`///` begins a block of the page's dialect: remove it"
    if NESTED.match(line):
        yield TOO_DEEP
    if FENCE_MARKS.match(line):
        yield "the marks of a fence are in HTML or in a line of text: put an empty line before the fence"
    yield from find_sign_faults(line)
    yield from find_brace_faults(line)


def find_link_faults(line: str) -> Iterator[str]:
    """Addresses that lead to nothing or out of what is allowed, and what of a line's links and tags is left over."""
    for target in TARGET.finditer(line):
        if OUTER_ADDRESS.match(target[1]):
            yield f"the link `{target[1]}` leads to no page: {HOW_TO_LINK}"
        elif not OWN_ADDRESS.fullmatch(target[1]) and (fault := find_address_fault(target[1])):
            yield fault
    left = TAG.sub("", TARGET.sub("", line))
    if angle := ANGLE.search(left):
        is_link = "://" in angle[0] or "@" in angle[0]
        way = "[text](address)" if is_link else "Markdown, a div, p or span with a class, or `&lt;` for the sign"
        yield f"raw HTML, `{angle[0][:40]}`: {AS_CODE if '`' in line else f'write {way}'}"
    if "![" in left:
        yield "there is a picture: put it in the theme, or say it in words"
    if link := NO_LINK.search(left):
        yield f"`{link[0]}` does not make a link here: write [text](address), without a title or brackets in it"
    if LINK_IN_LINK.search(line):
        yield "a link is inside a link: write one after the other"
    if any(not has_visible_character(unescape(TAG.sub("", text)).strip("*_")) for text in LINK_TEXT.findall(line)):
        yield NO_WORDS


def read_reference(match: re.Match[str]) -> str:
    return unescape(match[0]) or "\0"  # Python leaves out what may not be written so, a browser shows it


def find_brace_faults(line: str) -> Iterator[str]:
    """Attribute lists give classes only; MkDocs takes many a word in braces for one."""
    for text in list_braces(line):
        if not CLASS_LIST.fullmatch(text):
            yield f"`{text[:60]}` is not a list of classes: write `{{ .name }}`, or put it in a fence"


def list_braces(line: str) -> list[str]:
    """Whatever may be an attribute list: from the first opening brace to each closing one."""
    parts = line.split("}")[:-1]
    return [f"{part[part.index('{') :]}}}" for part in parts if "{" in part]


def find_condition_faults(lines: Sequence[tuple[int, str]]) -> Iterator[Fault]:
    """Each `{% if %}` has its end, and no other part stands outside one. Over lines each part has a line of its own, so
    that nothing is joined where a part goes.
    """
    opened = other = 0
    for number, line in lines:
        parts = [match[0] for match in MACRO.finditer(CONDITION.sub("", line)) if match[2]]
        if parts and parts != [line.strip()]:
            yield number, f"`{parts[0]}` is on a line with other words: give it its own, or write all in one line"
        for word in (match[2] for match in MACRO.finditer(line) if match[2]):
            if word.startswith("if"):
                if opened:
                    yield number, "there is a condition inside another: write them one after the other"
                opened, other = number, 0
            elif not opened or (word == "else" and other):
                yield number, f"`{word}` has no `if` before it: write one, or remove it"
            other = number if word == "else" else other
            opened = 0 if word == "endif" else opened
    if opened:
        yield opened, "the condition is not closed: write `{% endif %}` after it"


def find_code_faults(token: Token, lines: list[str], body_line: int) -> Iterator[Fault]:
    """Code stands in a fence at the margin, closed by the same marks: MkDocs reads the inside of others as text."""
    first, end = (number - body_line + 1 for number in token.map or [0, 0])
    opening = FENCE.fullmatch(lines[first].rstrip(" ")) if token.type == "fence" and not token.level else None
    if not opening or lines[end - 1].rstrip(" ") != opening[1]:
        yield (
            line_of(token),
            "write code in a fence at the margin, with one word after its marks, closed by the same marks",
        )
