"""The Markdown parser: CommonMark with what GitHub adds, each token with the line that it begins on."""

import re
from bisect import bisect_left
from functools import cached_property
from itertools import dropwhile
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

__all__ = ["PAGE_PARSER", "PARSER"]

ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
BOX = re.compile(r"\[[ xX]\]\s")


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
