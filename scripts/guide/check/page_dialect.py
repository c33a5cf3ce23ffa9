"""Where GitHub reads a page as one thing and MkDocs as another: what an author who writes as for GitHub would find
shown as it was typed. None of it does harm, and each part has a form that both read alike.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from guide.characters import find_hidden_character
from guide.check.safety import find_text_fault
from guide.diagnostic import Fault
from guide.read.document import line_of

__all__ = ["find_dialect_faults", "find_sign_faults"]

HEADING = re.compile(r"(?:\s*(?:>|[*+-]\s|\d+[.)]\s))*\s*#{1,6}(?:[^\s#]| .*[^\s#]#+\s*$)")
"""A heading that MkDocs makes and GitHub does not, and one that loses a sign at its end."""
CODE = re.compile(r"`[^`]*`")
KEPT_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*(\\(?:$|[\"$%&',/:;<=?@^~]))")
"""Before such a sign, or at the end of a line, Python-Markdown shows it as it is typed."""
QUOTE_MARKS = re.compile(r"^(?:> ?)+")
ENDS = ("paragraph_close", "bullet_list_close", "ordered_list_close", "blockquote_close")
LISTS = ("bullet_list_open", "ordered_list_open")
TYPED = re.compile(r"\[!\w+\]|(?:!!!|\?\?\?\+?) ?\w+")
"""The beginning of a callout, which a page does not have."""


def find_dialect_faults(tokens: Sequence[Token], lines: Sequence[str], body_line: int) -> Iterator[Fault]:
    """Of a page's body behind its macros: its tokens as GitHub reads them, and its lines."""
    for token in tokens:
        yield from find_typed_forms(token)
    yield from find_layout_faults(tokens, lines, body_line)


def find_sign_faults(line: str) -> Iterator[str]:
    """Signs in a line that one of the two takes for a mark."""
    if found := KEPT_BACKSLASH.search(CODE.sub("", line)):
        yield f"the backslash of `{found[1]}` is shown as it is typed on a page: remove it"
    if HEADING.match(line):
        yield "MkDocs takes this `#` for the mark of a heading: put a space after it, or write `&#35;` for the sign"


def find_typed_forms(token: Token) -> Iterator[Fault]:
    """What GitHub makes something of, and MkDocs shows as it is typed."""
    is_link = False
    for child in token.children or []:
        is_link = child.type == "link_open" or (is_link and child.type != "link_close")
        if child.type == "s_open":
            yield line_of(child), f"`{child.markup}` does not strike words out here: remove it"
        elif child.type == "text" and (found := TYPED.match(child.content)):
            yield line_of(child), f"`{found[0]}` is shown as it is typed on a page: say it in words"
        elif child.type == "text" and not find_hidden_character(child.content):  # which its line tells
            fault = find_text_fault(child.content, is_link)
            yield from [(line_of(child), fault)] if fault else []
    if token.nesting > 0 and token.meta:
        sign = "[ ]" if "task" in token.meta else f"[!{token.meta['alert'].upper()}]"
        yield line_of(token), f"`{sign}` is shown as it is typed on a page: say it in words"
    if token.type == "ordered_list_open" and token.markup == ")":
        yield line_of(token), "`1)` does not begin a list here: write `1.`"


def find_layout_faults(tokens: Sequence[Token], lines: Sequence[str], body_line: int) -> Iterator[Fault]:
    """Blocks that GitHub sees and MkDocs does not."""
    lines = ["", *lines]
    items: list[int] = []  # the lines on which the list items around begin
    for place, token in enumerate(tokens):
        if token.type == "list_item_close":
            items.pop()
        if not token.map or not token.type.endswith(("_open", "hr")):
            continue
        number = line_of(token)
        above, line = lines[number - body_line : number - body_line + 2]
        own = QUOTE_MARKS.sub("", line.expandtabs(4))
        blanks = len(own) - len(own.lstrip(" "))
        if blanks < 4 * sum(start < number for start in items) or (token.type == "heading_open" and blanks % 4):
            yield number, "MkDocs needs other blanks before this: four for each list that it stands in, none outside"
        if above.strip("> ") and is_joined(tokens, place, bool(items)):
            yield number, "MkDocs takes this for a part of the text above: put an empty line between"
        items += [number] if token.type == "list_item_open" else []


def is_joined(tokens: Sequence[Token], place: int, is_in_item: bool) -> bool:
    """Whether MkDocs reads a block that stands right below another as words of that one."""
    token = tokens[place]
    if tokens[place - 1].type not in ENDS:
        return False
    if token.type in LISTS:  # one that begins right below the words of an item is seen
        return tokens[max(place - 4, 0)].type != "list_item_open"
    if token.type == "blockquote_open":
        return is_in_item
    return token.type == "table_open" or token.markup.startswith("--")
