"""Parsing an answer's Markdown with a CommonMark parser that keeps line numbers, and the grammar of a fence's words.

Nothing else cuts Markdown apart, and nobody searches the text with regular expressions.
"""

import re
import shlex
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

__all__ = [
    "FILE_NAME",
    "OUTPUT_TITLE",
    "PARSER",
    "Fence",
    "make_fence",
    "make_parser",
    "parse_info",
    "parse_tokens",
    "plain_text",
    "walk_tokens",
]

OUTPUT_TITLE = "Output"
FENCE_WORDS = ("title", "uses", "exit", "needs", "unchecked", "excerpt", "of", "hl_lines")
LANGUAGE = re.compile(r"[a-z][a-z0-9+#-]{0,19}")
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,59}")
FILE_PATH = re.compile(rf"\.?(?:{FILE_NAME.pattern}/){{0,4}}\.?{FILE_NAME.pattern}")


def make_parser() -> MarkdownIt:
    """CommonMark with GitHub's tables and strike-through. Every address is kept, for the checks to judge."""
    parser = MarkdownIt("commonmark", {"strikethrough_single_tilde": True}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.parse = parse_inline  # type: ignore[method-assign,assignment]
    parser.core.ruler.push("lines", count_from_the_top)
    return parser


class LinedState(StateInline):
    """The state of the parser inside a paragraph: each token gets the line of the paragraph that it begins on."""

    @cached_property
    def line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.src)]

    def pushPending(self) -> Token:
        return self.note_line(super().pushPending())

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        return self.note_line(super().push(ttype, tag, nesting))

    def note_line(self, token: Token) -> Token:
        line = bisect_left(self.line_ends, self.pos)
        token.map = [line, line + 1]
        return token


def parse_inline(text: str, parser: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
    """What markdown-it's own function of that place does, with another state."""
    state = LinedState(text, parser, env, tokens)
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def count_from_the_top(state: StateCore) -> None:
    """Have the maps of inline tokens count the lines of the whole text, as those of blocks do."""
    for token in state.tokens:
        for child in token.children or []:
            child.map = [line + (token.map or [0])[0] for line in child.map or [0, 1]]


PARSER = make_parser()


@dataclass(frozen=True)
class Fence:
    """A fenced block: ```` ```LANGUAGE KEY="VALUE" … ````.

    language: the first word of its first line
    words: the others, by name
    code: what stands between its marks
    line, end_line: its opening and its closing line in the file
    closed: whether the closing line is there
    fault: why the first line could not be read, or nothing
    indent: how many blanks stand before the opening marks
    """

    language: str
    words: dict[str, str]
    code: str
    line: int
    end_line: int
    closed: bool = True
    fault: str = ""
    indent: int = field(default=0, compare=False)

    @property
    def title(self) -> str:
        return self.words.get("title", "")

    @property
    def uses(self) -> list[str]:
        return self.words.get("uses", "").split()


def parse_tokens(text: str, first_line: int = 1) -> list[Token]:
    """The block tokens of a Markdown text, inline content as their children; maps count the file's lines, from 0."""
    return PARSER.parse("\n" * (first_line - 1) + text)


def walk_tokens(tokens: list[Token] | tuple[Token, ...]) -> Iterator[Token]:
    """Block tokens in order, and their inline children after each."""
    for token in tokens:
        yield token
        yield from token.children or []


def plain_text(inline: Token) -> str:
    """The visible text of an inline token."""
    breaks = {"softbreak": " ", "hardbreak": " "}
    children = inline.children or []
    return "".join(breaks.get(child.type, child.content) for child in children if child.type != "html_inline")


def make_fence(token: Token, lines: list[str]) -> Fence:
    """The fence that a `fence` token stands for; `lines` are the file's own, to see whether it was closed."""
    start, end = token.map or [0, 0]
    language, words, fault = parse_info(token.info)
    last = lines[end - 1].lstrip("> \t").rstrip() if end <= len(lines) else ""
    closed = end - start > 1 and last.startswith(token.markup) and not last.strip(token.markup[0])
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    return Fence(language, words, token.content, start + 1, end, closed, fault, indent)


@lru_cache(maxsize=1024)
def parse_info(info: str) -> tuple[str, dict[str, str], str]:
    """Language, words (read only) and fault of a fence's first line, `python title="race.py" exit=1`."""
    try:
        language, *rest = shlex.split(info) or [""]
    except ValueError:
        return "", {}, "a quotation mark in the fence's first line is not closed: close it"
    if not language or re.match(r"[a-z_]+=", language):
        return "", {}, "the fence names no language: write one behind its marks, such as ```python"
    if not LANGUAGE.fullmatch(language):
        return "", {}, f"`{language}` is no language: write its name in small letters, such as ```python"
    words: dict[str, str] = {}
    for word in rest:
        name, separator, value = word.partition("=")
        fault = find_word_fault(word, name, bool(separator), value, words)
        if fault:
            return language, words, fault
        words[name] = value
    return language, words, ""


def find_word_fault(word: str, name: str, has_value: bool, value: str, words: dict[str, str]) -> str:
    if not has_value or not name.isidentifier():
        return f'"{word}" in the fence\'s first line is not NAME="VALUE": write it so'
    if name not in FENCE_WORDS:
        return f"`{name}` is not known in a fence: use {', '.join(FENCE_WORDS)}"
    if name in words:
        return f'"{name}" stands twice in the fence\'s first line: keep one'
    if not fits_grammar(name, value):
        return f'{name}="{value}" cannot be read: {FORMS[name]}'
    return ""


def fits_grammar(name: str, value: str) -> bool:
    """Whether a word's value has its form; whether the names in it exist is seen when the answer is whole."""
    if name == "unchecked":
        return any(character.isalpha() for character in value)
    if name == "exit":
        return bool(re.fullmatch(r"[0-9]{1,3}", value)) and int(value) < 256
    if name == "hl_lines":
        return bool(re.fullmatch(r"[0-9]{1,3}(-[0-9]{1,3})?( [0-9]{1,3}(-[0-9]{1,3})?)*", value))
    if name == "title":
        return bool(FILE_PATH.fullmatch(value))
    names = value.split(" ") if name in ("uses", "needs") else [value]
    return all(FILE_NAME.fullmatch(one) for one in names)


FILE_FORM = 'write a plain file name of letters, digits, ".", "_" and "-"'
FORMS = {
    "title": "write a file name, or a path below the project, of letters, digits and ._-/",
    "uses": FILE_FORM,
    "needs": "write names of the table of tools",
    "excerpt": FILE_FORM,
    "of": FILE_FORM,
    "exit": "write an exit status from 0 to 255",
    "unchecked": "write the reason why it cannot be run, for the reader",
    "hl_lines": 'write line numbers, such as "3-5 9"',
}
