"""Reading an answer's Markdown with a CommonMark parser that keeps line numbers.

Headings, fences and links are found here and nowhere else; nobody searches the text with regular expressions.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

OUTPUT_TITLE = "Output"


def make_parser() -> MarkdownIt:
    """CommonMark with GitHub's tables and strike-through. Every address is kept, for `safety` to judge."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


PARSER = make_parser()


@dataclass(frozen=True)
class Fence:
    """A fenced block: ```` ```LANGUAGE KEY="VALUE" … ````.

    `line` and `end_line` are 1-based and inclusive: the opening and the closing fence. `indent` is the number of
    blanks before the opening fence. `bad_info` tells why the info string could not be read, or is empty.
    """

    language: str
    attributes: dict[str, str]
    code: str
    line: int
    end_line: int
    closed: bool = True
    bad_info: str = ""
    indent: int = field(default=0, compare=False)

    @property
    def title(self) -> str:
        return self.attributes.get("title", "")

    @property
    def is_output(self) -> bool:
        """Whether it shows what the sample above it printed."""
        return self.language == "text" and self.title == OUTPUT_TITLE


def parse_tokens(text: str) -> list[Token]:
    """The block tokens of a Markdown text, inline content as their children."""
    return PARSER.parse(text)


def find_fences(text: str, first_line: int = 1) -> list[Fence]:
    """Every fence of a Markdown text, in order; `first_line` is the number of the text's first line in its file."""
    return pick_fences(parse_tokens(text), text, first_line)


def pick_fences(tokens: list[Token], text: str, first_line: int = 1) -> list[Fence]:
    """The fences among the tokens of a text that was parsed already."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [make_fence(token, lines, first_line) for token in tokens if token.type == "fence" and token.map]


def walk_tokens(tokens: list[Token]) -> Iterator[Token]:
    """Block tokens in order, and their inline children after each."""
    for token in tokens:
        yield token
        yield from token.children or []


def make_fence(token: Token, lines: list[str], first_line: int) -> Fence:
    """The fence that a `fence` token stands for; `lines` are the text's own, to see whether it was closed."""
    assert token.map is not None
    start, end = token.map
    language, attributes, bad_info = parse_info(token.info)
    last = lines[end - 1].lstrip("> ").rstrip() if end <= len(lines) else ""
    closed = end - start > 1 and last.startswith(token.markup) and not last.strip(token.markup[0])
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    return Fence(
        language, attributes, token.content, start + first_line, end + first_line - 1, closed, bad_info, indent
    )


@lru_cache(maxsize=1024)
def parse_info(info: str) -> tuple[str, dict[str, str], str]:
    """Language, attributes (read only) and complaint of a fence's info string, `python title="race.py" exit=1`."""
    try:
        language, *words = shlex.split(info) or [""]
    except ValueError:
        return info.split()[0], {}, "a quotation mark in the fence's first line is not closed: close it"
    if "=" in language:
        language, words = "", [language, *words]
    attributes: dict[str, str] = {}
    for word in words:
        name, separator, value = word.partition("=")
        if not separator or not name.isidentifier():
            return language, attributes, f'"{word}" in the fence\'s first line is not NAME="VALUE": write it so'
        if name in attributes:
            return language, attributes, f'"{name}" stands twice in the fence\'s first line: keep one'
        attributes[name] = value
    return language, attributes, ""
