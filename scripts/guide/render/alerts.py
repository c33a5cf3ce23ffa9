"""Quotations that begin as GitHub's alerts do, with `[!NOTE]` or another kind."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from markdown_it.token import Token

__all__ = ["ALERTS", "open_alerts"]

ALERTS = {"NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "WARNING": "Warning", "CAUTION": "Caution"}


def open_alerts(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with every quotation that begins as GitHub's alerts do marked as one, its first line taken out."""
    kinds: list[str] = []
    is_first = False
    for i, token in enumerate(tokens):
        if token.type == "blockquote_open":
            kinds.append(find_alert(tokens, i))
            is_first = bool(kinds[-1])
            yield replace(token, meta={"alert": kinds[-1]})
        elif token.type == "blockquote_close":
            yield replace(token, meta={"alert": kinds.pop()})
        elif is_first and token.type == "inline":
            is_first = False
            yield without_first_line(token)
        else:
            yield token


def without_first_line(inline: Token) -> Token:
    rest = dropwhile(lambda child: child.type not in ("softbreak", "hardbreak"), inline.children or [])
    return replace(inline, children=list(rest)[1:])


def find_alert(tokens: Sequence[Token], start: int) -> str:
    """NOTE, TIP and so on, for a quotation whose first line is `[!NOTE]`; nothing for a plain one."""
    if tokens[start + 1].type != "paragraph_open":
        return ""
    line = tokens[start + 2].content.split("\n")[0].strip()
    kind = line[2:-1].upper() if line.startswith("[!") and line.endswith("]") else ""
    return kind if kind in ALERTS else ""
