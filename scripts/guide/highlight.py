"""Code as HTML, with as few marks as its colours need.

The Markdown extension would mark every token, names and blanks too: a quarter of a page's weight for nothing that a
reader sees. Here only what has a colour of its own is marked, and neighbours of one kind share a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby
from typing import Any

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String
from pygments.util import ClassNotFound

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
"""Kinds of token and the class that gives them their colour, the more special first; all others have the text's own."""
QUIET = str.maketrans({"`": "&#96;", "~": "&#126;"})
"""What would begin a fence inside the page's Markdown."""


def highlight(code: str, language: str) -> str:
    """HTML for the inside of `<code>`: every character of `code` once, escaped. An unknown language is plain."""
    tokens = list(mark_tokens(code, language))
    if "".join(text for _, text in tokens) != code:  # some lexers lose text that they do not expect
        tokens = [("", code)]
    groups = groupby(tokens, key=lambda pair: pair[0])
    return "".join(wrap(kind, "".join(text for _, text in group)) for kind, group in groups)


def mark_tokens(code: str, language: str) -> Iterator[tuple[str, str]]:
    """Each token with the class of its kind. White space takes the kind before it, so that it splits nothing."""
    before = ""
    for token, text in find_lexer(language).get_tokens(code):
        before = before if text.isspace() else kind_of(token)
        yield before, text


@cache
def kind_of(token: Any) -> str:
    return next((name for kind, name in KINDS if token in kind), "")


@cache
def find_lexer(language: str) -> Lexer:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return get_lexer_by_name("text", stripnl=False, ensurenl=False)


def wrap(kind: str, text: str) -> str:
    html = escape(text).translate(QUIET)
    return f'<span class="{kind}">{html}</span>' if kind else html
