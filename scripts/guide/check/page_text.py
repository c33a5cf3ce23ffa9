"""What the body of a hand-written page may hold. Several parsers read a page, so no tree of one is asked: the grammar
is that of the lines. A sign that begins markup for any parser stands in a form that all read alike.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from guide.addresses import find_address_fault
from guide.characters import find_hidden_character
from guide.check.safety import find_unpaired_tags
from guide.diagnostic import Fault
from guide.editions.files import EDITIONS

__all__ = ["COUNTS", "MACRO", "find_page_faults", "strip_braces"]

TAGS = frozenset({"div", "p", "span", "kbd", "sub", "sup", "br"})
ATTRIBUTES = frozenset({"class", "markdown"})
TAG = re.compile(r'</?([a-z]+)((?: [a-z]+(?:="[\w -]*")?)*) ?/?>')
ATTRIBUTE = re.compile(r" ([a-z]+)")
COUNTS = ("questions", "topics", "open", "run", "sources")
MACRO = re.compile(
    rf"\{{\{{ *(?:repository|counts\.(?:{'|'.join(COUNTS)})|(?:topic_cards|question_table|glossary)\(\)"
    rf'|download\("(?:{"|".join(EDITIONS)})"\)'
    r'|question\("([a-z0-9-]+)"\)) *\}\}|\{% *(if (?:repository|counts\.open)|else|endif) *%\}'
)
BRACES = re.compile(r"\{[{%#](?:(?!\{[{%#]).)*?[}%#]\}|\{[{%#]")
CLASS_LIST = re.compile(r"\{:?(?: *\.[a-z-]+)+ *\}")
BLOCK = re.compile(r" {0,3}/{3,}")
FENCE = re.compile(r"(`{3,}|~{3,})[\w#.+-]*")
ANGLE = re.compile(r"<(?![ \d=]|$).*")
"""No tag: what a parser takes for one begins with another sign."""
TARGET = re.compile(r"\]\(<?((?:\{\{ *repository *\}\})?[^\s<>()\[\]\\\"'`{}]*)>?\)")
"""The address behind a link's text; a title may stand in none, for parsers end it in different places."""
OWN_ADDRESS = re.compile(r"\{\{ *repository *\}\}[\w/?=.&-]*|[\w-][\w./-]*(?:#[\w-]+)?|#[\w-]+")
NO_LINK = re.compile(r"\]\(|\]:")


def find_page_faults(lines: list[str], body_line: int, tokens: list[Token], has_macros: bool) -> Iterator[Fault]:
    """Every fault of a page's body; `lines` are the whole file's, `tokens` say where its code stands."""
    fences = [token for token in tokens if token.type in ("fence", "code_block")]
    inside = {number for token in fences for number in range(*(token.map or (0, 0)))}
    texts = [(n, line) for n, line in enumerate(lines, start=1) if n >= body_line and n - 1 not in inside]
    for number, line in enumerate(lines[body_line - 1 :], start=body_line):
        yield from ((number, fault) for fault in find_line_faults(line, has_macros))
    yield from ((number, fault) for number, line in texts for fault in find_text_faults(line))
    yield from find_condition_faults(lines)
    # a tag that closes nothing would close the page's own blocks, one left open would swallow what follows
    tags = ((number, tag) for number, line in texts for tag in TAG.finditer(line))
    yield from find_unpaired_tags((number, tag[0]) for number, tag in tags if tag[1] != "br")
    for token in fences:
        yield from find_code_faults(token, lines)


def find_line_faults(line: str, has_macros: bool) -> Iterator[str]:
    """What no line may hold, code or not."""
    if find_hidden_character(line):
        yield f"{find_hidden_character(line)} is in this line: delete it"
    if "-8<-" in line:
        yield "a page includes no other file: remove `--8<--`"
    if BLOCK.match(line):
        yield "`///` begins a block of the page's dialect: remove it"
    yield from find_brace_faults(line, has_macros)


def find_text_faults(line: str) -> Iterator[str]:
    """What no line outside code may hold; a line in marks of code counts, for parsers end such marks differently."""
    for tag in TAG.finditer(line):
        if tag[1] not in TAGS or set(ATTRIBUTE.findall(tag[2])) - ATTRIBUTES:
            yield f"`{tag[0]}` may not be on a page: use {', '.join(sorted(TAGS))} with a class"
        elif "`" in line:
            yield f"`{tag[0]}` is on a line with marks of code: give each its own line, or write `&lt;`"
    for target in TARGET.finditer(line):
        if not OWN_ADDRESS.fullmatch(target[1]) and (fault := find_address_fault(target[1])):
            yield fault
    left = TARGET.sub("", TAG.sub("", line))
    if angle := ANGLE.search(left):
        yield f"raw HTML, `{angle[0][:40]}`: write Markdown, a div, p or span with a class, or `&lt;` for the sign"
    if "![" in left:
        yield "there is a picture: put it in the theme, or say it in words"
    if link := NO_LINK.search(left):
        yield f"`{link[0]}` does not make a link here: write [text](address)"


def find_brace_faults(line: str, has_macros: bool) -> Iterator[str]:
    """Macros are those of the guide; attribute lists give classes only."""
    for match in BRACES.finditer(line):
        if not MACRO.fullmatch(match[0]):
            yield f"`{match[0][:60]}` is not one of the guide's macros: use one that another page uses"
        elif not has_macros:
            yield f"`{match[0]}` would be shown as it is: write `render_macros: true` in the head"
    for text in list_braces(BRACES.sub("", line)):
        if set(text) & set("#.=:%") and not CLASS_LIST.fullmatch(text):
            yield f"`{text[:60]}` gives more than classes: write only `{{ .name }}`"


def list_braces(line: str) -> list[str]:
    """Whatever may be an attribute list: from the first opening brace to each closing one."""
    parts = line.split("}")[:-1]
    return [f"{part[part.index('{') :]}}}" for part in parts if "{" in part]


def strip_braces(text: str) -> str:
    """A text without macros and attribute lists."""
    plain = BRACES.sub("", text)
    for braces in list_braces(plain):
        plain = plain.replace(braces, "", 1) if CLASS_LIST.fullmatch(braces) else plain
    return plain.strip()


def find_condition_faults(lines: Sequence[str]) -> Iterator[Fault]:
    """Each `{% if %}` has its end, and no other part stands outside one."""
    opened = 0
    for number, line in enumerate(lines, start=1):
        for word in (match[2] for match in MACRO.finditer(line) if match[2]):
            if word.startswith("if"):
                opened, depth = number, opened
                if depth:
                    yield number, "there is a condition inside another: write them one after the other"
            elif not opened:
                yield number, f"`{word}` has no `if` before it: write one, or remove it"
            if word == "endif":
                opened = 0
    if opened:
        yield opened, "the condition is not closed: write `{% endif %}` after it"


def find_code_faults(token: Token, lines: list[str]) -> Iterator[Fault]:
    """Code stands in a fence at the margin, closed by the same marks: MkDocs reads the inside of others as text."""
    start, end = token.map or [0, 0]
    opening = FENCE.fullmatch(lines[start].rstrip()) if token.type == "fence" and not token.level else None
    if not opening or lines[end - 1].rstrip() != opening[1]:
        yield start + 1, "write code in a fence at the margin, with one word after its marks, closed by the same marks"
