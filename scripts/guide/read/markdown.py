"""Parsing an answer's Markdown with a CommonMark parser that keeps line numbers, and the grammar of a fence's words.

Nothing else cuts Markdown apart, and nobody searches the text with regular expressions.
"""

import re
import shlex
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import dropwhile
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

__all__ = [
    "FILE_NAME",
    "OUTPUT_TITLE",
    "PAGE_PARSER",
    "PARSER",
    "PRINTED",
    "Fence",
    "make_fence",
    "parse_info",
    "parse_tokens",
    "plain_text",
    "walk_tokens",
]

OUTPUT_TITLE = "Output"
PRINTED = f'```text title="{OUTPUT_TITLE}" for what a program printed'
ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
BOX = re.compile(r"\[[ xX]\]\s")
LANGUAGE = re.compile(r"[a-z][a-z0-9+#-]{0,19}")
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,59}")
FILE_PATH = re.compile(rf"\.?(?:{FILE_NAME.pattern}/){{0,4}}\.?{FILE_NAME.pattern}")
FILE_FORM = 'write a plain file name of letters, digits, ".", "_" and "-"'
NAMES = re.compile(rf"{FILE_NAME.pattern}(?: {FILE_NAME.pattern})*")
STATUS = re.compile(r"[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5]")
LINES = re.compile(r"[0-9]{1,3}(-[0-9]{1,3})?( [0-9]{1,3}(-[0-9]{1,3})?)*")
FENCE_WORDS: dict[str, tuple[Callable[[str], object], str]] = {
    "title": (FILE_PATH.fullmatch, "write a file name, or a path below the project, of letters, digits and ._-/"),
    "uses": (NAMES.fullmatch, FILE_FORM),
    "exit": (STATUS.fullmatch, "write an exit status from 0 to 255"),
    "needs": (NAMES.fullmatch, "write names from the table of tools"),
    "unchecked": (
        lambda reason: any(map(str.isalpha, reason)),
        "write the reason why it cannot be run, for the reader",
    ),
    "excerpt": (FILE_NAME.fullmatch, FILE_FORM),
    "of": (FILE_NAME.fullmatch, FILE_FORM),
    "hl_lines": (LINES.fullmatch, 'write line numbers, such as "3-5 9"'),
}
"""What a fence may say of itself: whether a value has its form (if the names in it exist is seen when the answer is
whole), and what to write."""


def make_parser() -> MarkdownIt:
    """CommonMark with what GitHub adds. Every address is kept, for the checks to judge."""
    parser = MarkdownIt("commonmark", {"strikethrough_single_tilde": True}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.parse = parse_inline  # type: ignore[method-assign,assignment]
    parser.core.ruler.before("text_join", "typed", note_typed_text)
    parser.core.ruler.push("lines", count_from_the_top)
    parser.core.ruler.push("alerts", find_alerts)
    parser.core.ruler.push("tasks", find_tasks)
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


def note_typed_text(state: StateCore) -> None:
    """Keep of each paragraph, line by line, what was typed as it is shown: escaped signs and references are meant."""
    for token in state.tokens:
        lines: dict[int, str] = {}
        for child in token.children or []:
            line = (child.map or [0])[0]
            shown = {"text_special": " ", "code_inline": "code"}.get(child.type, child.content)
            lines[line] = lines.get(line, "") + shown
        token.meta |= {"typed": lines} if lines else {}


def count_from_the_top(state: StateCore) -> None:
    """Have the maps of inline tokens count the lines of the whole text, as those of blocks do."""
    for token in state.tokens:
        for child in token.children or []:
            child.map = [line + (token.map or [0])[0] for line in child.map or [0, 1]]


def find_alerts(state: StateCore) -> None:
    """Mark the quotations that are alerts, and take the line that says so out of their text."""
    for start in reversed(range(len(state.tokens))):
        if state.tokens[start].type == "blockquote_open":
            mark_alert(state.tokens, start)


def mark_alert(tokens: list[Token], start: int) -> None:
    """Mark one quotation if it begins as an alert does, and has more to say."""
    level = tokens[start].level
    end = next(place for place in range(start + 1, len(tokens)) if tokens[place].level == level)
    if tokens[start + 1].type != "paragraph_open":
        return
    inline = tokens[start + 2]
    first, _, others = inline.content.partition("\n")
    kind = ALERT.fullmatch(first)
    if kind is None or not (others or end > start + 4):
        return
    tokens[start].meta = tokens[end].meta = {"alert": kind[1].lower()}
    inline.meta.get("typed", {}).pop(0, None)
    if others:
        inline.children = [*dropwhile(lambda child: not child.type.endswith("break"), inline.children or [])][1:]
    else:
        del tokens[start + 1 : start + 4]


def find_tasks(state: StateCore) -> None:
    """Mark the list items that are tasks, and take the box out of their text."""
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open" and BOX.match(inline.content):
            item.meta = {"task": True}
            for child in (inline.children or [])[:1]:
                child.content = child.content[4:]


PARSER = make_parser()
PAGE_PARSER = make_parser().disable("html_block")
"""For hand-written pages: MkDocs reads the lines between and right behind tags as Markdown, too."""


@dataclass(frozen=True)
class Fence:
    """A fenced block: ```` ```LANGUAGE KEY="VALUE" … ````.

    language: the first word of its first line
    words: the others, by name
    code: what stands between its marks
    line, end_line: its opening and its closing line in the file
    closed: whether the closing line is there
    fault: why the first line could not be read, or nothing
    """

    language: str
    words: dict[str, str]
    code: str
    line: int
    end_line: int
    closed: bool = True
    fault: str = ""

    @property
    def title(self) -> str:
        return self.words.get("title", "")

    @property
    def uses(self) -> list[str]:
        return self.words.get("uses", "").split()


def parse_tokens(text: str, first_line: int, parser: MarkdownIt = PARSER) -> list[Token]:
    """The block tokens of a Markdown text, inline content as their children; maps count the file's lines, from 0."""
    return parser.parse("\n" * (first_line - 1) + text)


def walk_tokens(tokens: list[Token] | tuple[Token, ...]) -> Iterator[Token]:
    """Block tokens in order, and their inline children after each."""
    for token in tokens:
        yield token
        yield from token.children or []


def plain_text(inline: Token) -> str:
    """The visible text of an inline token; what is raised or lowered begins with the sign for it, as in `2^32`."""
    return "".join(plain_child(child) for child in inline.children or [])


def plain_child(child: Token) -> str:
    if child.type == "html_inline":
        return {"<sup>": "^", "<sub>": "_"}.get(child.content, "")
    return " " if child.type in ("softbreak", "hardbreak") else child.content


def make_fence(token: Token, lines: list[str]) -> Fence:
    """The fence that a `fence` token stands for; `lines` are the file's own, to see whether it was closed."""
    start, end = token.map or [0, 0]
    language, words, fault = parse_info(token.info)
    last = lines[end - 1].lstrip("> \t").rstrip() if end <= len(lines) else ""
    closed = end - start > 1 and last.startswith(token.markup) and not last.strip(token.markup[0])
    return Fence(language, words, token.content, start + 1, end, closed, fault)


@lru_cache(maxsize=1024)
def parse_info(info: str) -> tuple[str, dict[str, str], str]:
    """Language, words (read only) and fault of a fence's first line, `python title="race.py" exit=1`."""
    try:
        language, *rest = shlex.split(info) or [""]
    except ValueError:
        return "", {}, "a quotation mark in the fence's first line is not closed: close it"
    if not language or re.match(r"[a-z_]+=", language):
        return "", {}, f"the fence names no language: write one after its marks, such as ```python, or {PRINTED}"
    if not LANGUAGE.fullmatch(language):
        return "", {}, f"`{language}` is not a language: write its name in lowercase, such as ```python"
    words: dict[str, str] = {}
    for word in rest:
        fault = find_word_fault(word, words)
        if fault:
            return language, words, fault
        name, _, value = word.partition("=")
        words[name] = value
    return language, words, ""


def find_word_fault(word: str, words: dict[str, str]) -> str:
    """What is wrong with a word of a fence, behind the others, or nothing."""
    name, separator, value = word.partition("=")
    if not separator or not name.isidentifier():
        return f'"{word}" in the fence\'s first line is not NAME="VALUE": write it like that'
    if name not in FENCE_WORDS:
        return f"`{name}` is not known in a fence: use {', '.join(FENCE_WORDS)}"
    if name in words:
        return f'"{name}" appears twice in the fence\'s first line: keep one'
    has_form, form = FENCE_WORDS[name]
    return "" if has_form(value) else f'{name}="{value}" cannot be read: {form}'
