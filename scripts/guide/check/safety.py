"""What foreign text may not bring into a page: raw HTML, unsafe addresses, pictures, hidden characters.

Only a few tags without attributes are let through; every link is an https address or leads to another answer.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it.token import Token

from guide.addresses import find_link_fault
from guide.characters import find_hidden_character, find_long_word, has_visible_character
from guide.diagnostic import Fault
from guide.read.document import Document, line_of

__all__ = [
    "DEEPEST",
    "TOO_DEEP",
    "find_crossings",
    "find_text_fault",
    "find_unpaired_tags",
    "find_unsafe_parts",
    "is_allowed_tag",
]

ALLOWED_TAGS = frozenset({"kbd", "sub", "sup"})
REFERENCE = "as a character reference"
TAG = re.compile(r"</?([a-z]+)>")
FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
MATH = re.compile(r"(?<![\w$\\])\$(?![\s$])[^$\n]*(?<![\s$])\$(?![\w$])|\$\$[\s\S]+?\$\$")
CODE_MATH = re.compile(r"(?<!\\)\$`[^`\n]+`\$")
HIDDEN_PART = re.compile(r"\\(?:`++|[\s\S])|(`++)(?:[\s\S]*?(?<!`)\1(?!`))?|(?<=\])\([^()]*\)|<[^<>]*>")
"""What is escaped, code, the address of a link, and a tag or an address in angle brackets. Backquotes that nothing
closes are passed over at once: each of them tried, a long row would take a minute."""
OWN_SYMBOLS = (
    "accessibility atom basecamp basecampy bowtie copilot dependabot electron feelsgood finnadie fishsticks "
    "goberserk godmode hurtrealbad neckbeard octocat rage1 rage2 rage3 rage4 shipit suspect trollface"
)
"""GitHub's own pictures, which are none of Unicode's."""
SYMBOL = re.compile(r":[a-z0-9_+-]+(?=:)")
ADMONITION = re.compile(r"^(?:!!!|\?\?\?\+?|///) ?\w+", re.MULTILINE)
BARE_ADDRESS = re.compile(
    r"(?<![\w/])(?:(?:https?|ftp)://|www\.)\w[^\s<>()]*|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]*[a-z]\b", re.IGNORECASE
)
"""What GitHub makes a link of without being told: with a letter or digit behind the scheme, or around the `@`."""
DEEPEST = 16
"""Levels of tokens: a list in a list in a quotation has ten, and from twenty on the parser drops what it meets."""
TOO_DEEP = "lists or quotations are nested too deep: write them flat"


def find_unsafe_parts(document: Document) -> Iterator[Fault]:
    """Every unsafe part of an answer's body, and every form that GitHub shows otherwise, with its line in the file."""
    first = document.head.body_line
    for number, text in enumerate(document.lines[first - 1 :], start=first):
        hidden = find_hidden_character(text)
        if hidden:
            yield number, f"{hidden} is in this line: delete it"
    for link in document.links:
        if not has_visible_character(link.text):
            yield link.line, "a link has no text to click: write [what it is](address)"
    for token in document.tokens:
        if token.level > DEEPEST:
            yield line_of(token), TOO_DEEP
            return
        if token.type == "html_block":
            yield line_of(token), refuse_html(token.content)
        else:  # only text has anything inside
            yield from find_unsafe_inline(token)


def find_unsafe_inline(inline: Token) -> Iterator[Fault]:
    """The unsafe parts of one inline token, each with its line."""
    is_link = False
    is_told = bool(find_hidden_character(inline.content.replace("\n", " ")))
    for child in inline.children or []:
        is_link = child.type == "link_open" or (is_link and child.type != "link_close")
        fault = find_child_fault(child, is_link)
        if fault and not (REFERENCE in fault and is_told):
            yield line_of(child), fault
    yield from find_formulas(inline)
    tags = [child for child in inline.children or [] if child.type == "html_inline" and is_allowed_tag(child.content)]
    yield from find_unpaired_tags((line_of(tag), tag.content) for tag in tags)
    yield from find_crossings(inline)


def find_formulas(inline: Token) -> Iterator[Fault]:
    """What GitHub reads as a formula, before it reads marks; what is hidden from it is none."""
    children = inline.children or []
    texts = zip(children, children[1:], children[2:], strict=False)
    is_code = any(a.content.endswith("$") and b.markup == "`" and c.content.startswith("$") for a, b, c in texts)
    source = HIDDEN_PART.sub(keep_lines, inline.content)
    found = (CODE_MATH.search(inline.content) if is_code else None) or MATH.search(source)
    if found and children:  # a fence has none
        line = line_of(inline) + found.string.count("\n", 0, found.start())
        text = inline.content[found.start() : found.end()]
        yield line, f"`{text}` is a formula on GitHub and not here: write it as code"


def keep_lines(match: re.Match[str]) -> str:
    return re.sub(r".", "·", match[0])


def find_crossings(inline: Token) -> Iterator[Fault]:
    """Where a tag and a mark of Markdown end in the wrong order: a browser would carry one of them on to the end."""
    opened: list[str] = []
    for child in inline.children or []:
        tag = show_tag(child)
        name = tag.strip("</>").partition(" ")[0]
        if tag == "<a>" and "a" in opened:
            yield line_of(child), "a link is inside a link: write one after the other"
            return
        if tag.startswith("</") and name in opened and opened.pop() != name:
            yield line_of(child), "a tag and a mark of Markdown overlap: close the inner one first"
            return
        if tag and not tag.startswith("</") and name != "br":
            opened.append(name)


def show_tag(child: Token) -> str:
    """The tag that a token is, or that a mark makes; nothing for words."""
    if child.type == "html_inline":
        return child.content
    return {1: f"<{child.tag}>", -1: f"</{child.tag}>", 0: ""}[child.nesting]


def find_child_fault(child: Token, is_link: bool) -> str:
    if child.type == "html_inline" and not is_allowed_tag(child.content):
        return refuse_html(child.content)
    if child.type == "image":
        return "a picture: draw it as a ```mermaid diagram, or say it in words"
    if child.type == "link_open":
        title = find_hidden_character(str(child.attrGet("title") or "").replace("\n", " "))
        fault = find_link_fault(str(child.attrGet("href") or ""))
        return fault or (f"{title} is in the link's title: delete it" if title else "")
    return find_text_fault(child.content, is_link) if child.type == "text" else ""


def find_text_fault(text: str, is_link: bool) -> str:
    """What stands in visible text, character references read, that may not stand there or is shown as it was typed."""
    hidden = find_hidden_character(text.replace("\n", " "))
    if hidden:
        return f"{hidden} is in the text {REFERENCE}: delete it"
    if found := FOOTNOTE.search(text):
        return f"a footnote, `{found[0]}`, is not supported: say it in the text, or write it as code"
    if name := next((name for name in SYMBOL.findall(text) if f"{name}:" in list_symbols()), ""):
        return f"`{name}:` is a symbol on GitHub and not here: write the symbol itself, or write it as code"
    if found := ADMONITION.match(text):
        return f"`{found[0]}` is not a callout here: write `> [!NOTE]`"
    if not is_link and (found := BARE_ADDRESS.search(text)):
        return f"the address `{found[0]}` does not become a link: write [what it is](https://…), or write it as code"
    return find_long_word(text) if not is_link else ""


@cache
def list_symbols() -> frozenset[str]:
    """The names of GitHub's symbols."""
    from pymdownx import gemoji_db  # here, for few answers need it

    return frozenset({*gemoji_db.emoji, *gemoji_db.aliases, *(f":{name}:" for name in OWN_SYMBOLS.split())})


def is_allowed_tag(html: str) -> bool:
    match = TAG.fullmatch(html)
    return match is not None and match[1] in ALLOWED_TAGS


def find_unpaired_tags(tags: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    """Of tags with their lines those that close nothing that is open, and those that nothing closes.

    A tag that is not closed in its order would swallow the rest of the page.
    """
    opened: list[tuple[int, str]] = []
    for line, tag in tags:
        name = tag.strip("</>").partition(" ")[0]
        if len(opened) > DEEPEST:
            yield line, TOO_DEEP
            return
        if not tag.startswith("</"):
            opened.append((line, name))
        elif not opened or opened.pop()[1] != name:
            yield line, f"`{tag}` closes no open tag: open it first"
    yield from ((line, f"`<{name}>` is not closed: write `</{name}>` after its text") for line, name in opened)


def refuse_html(html: str) -> str:
    words = " ".join(html.split())[:40].replace("`", "'")
    return f"raw HTML, `{words}`: write Markdown, or code in backquotes"
