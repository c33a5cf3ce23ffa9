"""An answer's Markdown as tokens and as plain text, and the grammar of a fence's words.

Nothing else cuts Markdown apart, and nobody searches the text with regular expressions.
"""

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guide.read.parser import PARSER

__all__ = [
    "FILE_NAME",
    "OUTPUT_TITLE",
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
