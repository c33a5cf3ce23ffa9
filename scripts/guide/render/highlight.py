"""Code as HTML, with as few marks as its colors need.

The Markdown extension would mark every token, names and blanks too: a quarter of a page's weight for nothing that a
reader sees. Here only what has a color of its own is marked, and neighbors of one kind share a mark.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any, ClassVar

from markupsafe import Markup
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.textfmts import HttpLexer
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String

from guide.languages import COLORED
from guide.render.markup import escape_html

__all__ = ["highlight"]

KINDS: tuple[tuple[Any, str], ...] = (
    (Comment.Preproc, "cp"),
    (Comment, "c"),
    (Keyword, "k"),
    (String, "s"),
    (Number, "m"),
    (Operator.Word, "k"),
    (Name.Builtin.Pseudo, ""),
    (Name.Builtin, "nb"),
    (Name.Function, "nf"),
    (Name.Class, "nc"),
    (Name.Decorator, "nd"),
    (Name.Tag, "nt"),
    (Name.Attribute, "na"),
    (Generic.Prompt, "gp"),
    (Generic.Output, "go"),
)
"""Kinds of token and the class that gives them their color, the more special first; all others have the text's own."""

MARKED = "hll"
"""The class of a line that stands out, an empty one too. Line breaks stand outside: what is copied has each once."""
LONGEST = 3000
"""Characters, more than the longest program of today: the time of most lexers grows with the square of what they do not
expect, and for code as long as an answer may be would be hours."""
LONGEST_OF = {"java": 1000, "c": 1500, "cpp": 1500, "gherkin": 400}
"""The same where the lexer is slower: for a program of that length each takes half a second at most."""

BODIES = ("json", "html", "form-urlencoded")
"""How the types of content end whose bodies have colors in a message."""


def highlight(code: str, language: str, marked: frozenset[int] = frozenset()) -> Markup:
    """HTML for the inside of `<code>`: every character of `code` once, escaped.

    Code in no language of the guide is plain, and so is what is too long.

    `marked` are the numbers of the lines to stand out, from 1.
    """
    is_short = len(code) <= LONGEST_OF.get(language, LONGEST)
    tokens = list(mark_tokens(code, language)) if language in COLORED and is_short else []
    if "".join(text for _, text in tokens) != code:  # plain, or some lexers lose text that they do not expect
        tokens = [("", code)]
    if not marked:
        return join_tokens(tokens)
    lines = enumerate(cut_lines(tokens), start=1)
    return Markup("\n").join(wrap(MARKED, join_tokens(line)) if n in marked else join_tokens(line) for n, line in lines)


def cut_lines(tokens: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The tokens of each line; one that goes over several lines is cut."""
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in tokens:
        first, *others = text.split("\n")
        lines[-1].append((kind, first))
        lines += [[(kind, part)] for part in others]
    return lines


def join_tokens(tokens: list[tuple[str, str]]) -> Markup:
    groups = groupby(tokens, key=lambda pair: pair[0])
    return Markup("").join(wrap(kind, escape_html("".join(text for _, text in group))) for kind, group in groups)


def mark_tokens(code: str, language: str) -> Iterator[tuple[str, str]]:
    """Each token with the class of its kind. White space takes the kind before it, so that it splits nothing."""
    before = ""
    for _, token, text in find_lexer(language).get_tokens_unprocessed(code):
        before = before if text.isspace() else kind_of(token)
        yield before, text


@cache
def kind_of(token: Any) -> str:
    return next((name for kind, name in KINDS if token in kind), "")


@cache
def find_lexer(language: str) -> Lexer:
    if language == "http":
        return MessageLexer(stripnl=False, ensurenl=False)
    return get_lexer_by_name(language, stripnl=False, ensurenl=False)


class MessageLexer(HttpLexer):  # type: ignore[misc]
    """HTTP with few kinds of bodies: Pygments would take any lexer that the type of content names."""

    content_type: str | None

    def read_body(self, match: re.Match[str]) -> Iterator[tuple[int, Any, str]]:
        if not (self.content_type or "").endswith(BODIES):
            self.content_type = None
        yield from self.content_callback(match)

    tokens: ClassVar = {"content": [(".+", read_body)]}


def wrap(kind: str, html: Markup) -> Markup:
    is_shown = kind and (html or kind == MARKED)
    return Markup(f'<span class="{kind}">{html}</span>') if is_shown else html  # noqa: S704 - escaped already
