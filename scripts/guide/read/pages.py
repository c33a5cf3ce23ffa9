"""The hand-written pages, docs/*.md: text that comes in pull requests, held to what a page may hold.

A page is Markdown with a head. It may use a few HTML tags for its layout, and, if its head says so, the guide's own
macros; nothing in it runs anything else. What in docs/ is as powerful as code (scripts, styles) lies in docs/assets/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it.token import Token

from guide.addresses import ID, find_address_fault
from guide.characters import find_hidden_character
from guide.diagnostic import Diagnostic, Fault
from guide.paths import decode_text, read_file, show_path
from guide.read.document import line_of
from guide.read.front_matter import split_front_matter
from guide.read.markdown import parse_tokens, plain_text, walk_tokens
from guide.read.yaml_lines import Located, YamlError, load_yaml

__all__ = ["Page", "load_pages"]

KEYS = ("title", "description", "render_macros", "hide")
HIDDEN_PARTS = ("navigation", "toc", "path", "footer")
TAGS = frozenset({"div", "p", "span", "kbd", "sub", "sup", "br"})
ATTRIBUTES = frozenset({"class", "markdown"})
TAG = re.compile(r'</?([a-z]+)((?: [a-z]+(?:="[\w -]*")?)*) ?/?>')
ATTRIBUTE = re.compile(r" ([a-z]+)")
MACRO = re.compile(r"\{\{ *[a-z_]+(?:\.[a-z_]+|\((?:\"[\w -]*\")?\))? *\}\}|\{% *(?:if [a-z_.]+|else|endif) *%\}")
BRACES = re.compile(r"\{[{%#].*?[}%#]\}|\{[{%#]")
ATTRIBUTE_LIST = re.compile(r"\{:?[^{}%\n]*[#.=][^{}%\n]*\}")
CLASS_LIST = re.compile(r"\{:?(?: *\.[a-z-]+)+ *\}")
KINDS = frozenset({".md", ".txt"})
MADE = frozenset({"questions.json", "search-docs.js", "topics", "assets"})
"""What the converter writes beside the pages, and the folder of assets."""


@dataclass(frozen=True)
class Page:
    """A hand-written page.

    file: its name in docs/
    title: its head's title
    text: its words, for the search; without what macros put in
    """

    file: str
    title: str
    text: str

    @property
    def url(self) -> str:
        """Relative to the site's root; `.` for the front page."""
        return "." if self.file == "index.md" else f"{self.file.removesuffix('.md')}/"

    @property
    def short_title(self) -> str:
        """What the navigation calls it."""
        return "Home" if self.file == "index.md" else self.title


def load_pages(docs: Path) -> tuple[tuple[Page, ...], list[Diagnostic]]:
    """Every hand-written page, and what is wrong with them and with the files beside them."""
    pages: list[Page] = []
    problems: list[Diagnostic] = []
    try:
        paths = sorted(docs.iterdir())
    except OSError as error:
        return (), [Diagnostic(show_path(docs), 1, f"the folder of pages cannot be read ({error.strerror}): fix it")]
    for path in paths:
        if path.name in MADE or path.name.startswith("."):
            continue
        if path.suffix != ".md":
            problems += refuse_file(path)
            continue
        page, found = read_page(path)
        problems += found
        pages += [page] if page else []
    return tuple(pages), problems


def refuse_file(path: Path) -> list[Diagnostic]:
    if path.suffix in KINDS and path.is_file():
        return []
    return [
        Diagnostic(show_path(path), 1, "only pages (NAME.md) and text files stand in docs/: move it to docs/assets/")
    ]


def read_page(path: Path) -> tuple[Page | None, list[Diagnostic]]:
    name = show_path(path)
    data, problems = read_file(path)
    text, more = decode_text(data, name)
    if problems or more:
        return None, problems + more
    try:
        head, body, body_line = split_front_matter(text)
    except YamlError:
        message = "the page does not begin with a head: write `---`, `title: …`, `description: …`, `---`"
        return None, [Diagnostic(name, 1, message)]
    values, faults = read_head(head)
    tokens = parse_tokens(body, body_line)
    faults += [*find_page_faults(text.split("\n"), body_line, tokens, values.get("render_macros") is True)]
    if not ID.fullmatch(path.stem):
        faults.append((1, f"`{path.stem}` cannot be an address: use small letters, digits and hyphens"))
    words = " ".join(" ".join(plain_text(token).split()) for token in tokens if token.type == "inline")
    page = Page(path.name, str(values.get("title", "")), ATTRIBUTE_LIST.sub("", BRACES.sub("", words)).strip())
    return page, [Diagnostic(name, line, message) for line, message in sorted(set(faults))]


def read_head(head: str) -> tuple[dict[str, object], list[Fault]]:
    try:
        tree = load_yaml(head, first_line=2)
    except YamlError as error:
        return {}, [(error.line, error.message)]
    if not isinstance(tree.value, dict):
        return {}, [(2, f"the head is not a set of keys: use {', '.join(KEYS)}")]
    faults = [fault for name, value in tree.value.items() for fault in find_key_faults(name, value)]
    faults += [(1, f"the head has no `{name}`: add it") for name in KEYS[:2] if name not in tree.value]
    return {name: value.value for name, value in tree.value.items()}, faults


def find_key_faults(name: str, value: Located) -> Iterator[Fault]:
    if name not in KEYS:
        yield value.line, f"`{name}` is not a key of a page: use {', '.join(KEYS)}"
    elif name == "render_macros":
        if not isinstance(value.value, bool):
            yield value.line, "`render_macros` is neither true nor false: write one of them"
    elif name == "hide":
        items = value.value if isinstance(value.value, list) else [value]
        if any(item.value not in HIDDEN_PARTS for item in items if isinstance(item.value, str | None)):
            yield value.line, f"`hide` names no part of a page: use {', '.join(HIDDEN_PARTS)}"
    elif not isinstance(value.value, str) or not value.value.strip() or re.search(r'[<>"\n]|&#?\w+;', value.value):
        yield value.line, f'`{name}` is not one line of plain text without < > ": write it so'
    elif find_hidden_character(value.value):
        yield value.line, f"{find_hidden_character(value.value)} stands in `{name}`: delete it"


def find_page_faults(lines: list[str], body_line: int, tokens: list[Token], has_macros: bool) -> Iterator[Fault]:
    for number, line in enumerate(lines[body_line - 1 :], start=body_line):
        if find_hidden_character(line):
            yield number, f"{find_hidden_character(line)} stands in the line: delete it"
        yield from ((number, fault) for fault in find_brace_faults(line, has_macros))
        if "--8<--" in line:
            yield number, "a page includes no other file: leave `--8<--` out"
    line_number = 1
    for token in walk_tokens(tokens):
        line_number = line_of(token) if token.map else line_number
        yield from ((line_number, fault) for fault in find_token_faults(token))


def find_brace_faults(line: str, has_macros: bool) -> Iterator[str]:
    """Macros are names, fields of names, and calls with one word; attribute lists give classes only."""
    for match in BRACES.finditer(line):
        if not MACRO.fullmatch(match[0]):
            yield f"`{match[0]}` is no macro of the guide: use a name, a field, or a call with one word"
        elif not has_macros:
            yield f"`{match[0]}` would be shown as it is: write `render_macros: true` into the head"
    for match in ATTRIBUTE_LIST.finditer(BRACES.sub("", line)):
        if not CLASS_LIST.fullmatch(match[0]):
            yield f"`{match[0]}` gives more than classes: write only `{{ .name }}`"


def find_token_faults(token: Token) -> Iterator[str]:
    if token.type in ("html_block", "html_inline"):
        left = TAG.sub("", token.content)
        if "<" in left or ">" in left:
            shown = " ".join(token.content.split())[:40]
            yield f"raw HTML, `{shown}`: write Markdown, or a div, p or span with a class"
        for match in TAG.finditer(token.content):
            if match[1] not in TAGS or set(ATTRIBUTE.findall(match[2])) - ATTRIBUTES:
                yield f"`{match[0]}` may not stand on a page: use {', '.join(sorted(TAGS))} with a class"
    elif token.type == "image":
        yield "a picture: put it into the theme, or say it in words"
    elif token.type == "link_open":
        href = str(token.attrGet("href") or "")
        if (":" in href or href.startswith("//")) and "%7B%7B" not in href and find_address_fault(href):
            yield find_address_fault(href)
