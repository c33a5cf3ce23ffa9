"""Mermaid text to inline SVG at build time: no script and no other host at reading time."""

from __future__ import annotations

import atexit
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markupsafe import Markup

from guide.render.markup import escape_html, fill
from guide.render.slim_svg import slim_svg

__all__ = ["DiagramError", "draw_diagram"]

if TYPE_CHECKING:
    from merman import Merman

SETTINGS = (
    '%%{init: {"theme": "base", "look": "classic", "htmlLabels": false, "fontFamily": "sans-serif", '
    '"flowchart": {"htmlLabels": false}, "sequence": {"mirrorActors": false}, '
    '"themeVariables": {"fontFamily": "sans-serif"}}}%%\n'
)
LEFT_TO_RIGHT = re.compile(r"\A(\s*(?:flowchart|graph))\s+LR\b")
READABLE_WIDTH = 700.0
"""The text column of a page: a wider drawing is shrunk, and its words with it."""
INDENT = r"[^\S\n]*"
"""Of one line: from each of a thousand empty lines all those below would be read anew."""
CLICK = re.compile(
    rf'(?:^|;){INDENT}(?:click\s|(?:link|callback)\s+\S+\s+(?:"|href\b|call\b)|(?:links?|properties|details)\s+\w+\s*:)',
    re.MULTILINE,
)
CHARACTER_CODE = re.compile(r"^(?!.*\b(?:style|classDef|linkStyle)\s).*(#\w+;)", re.MULTILINE)
NO_LABEL = re.compile(rf"^{INDENT}(?:%%.*|(?:(?:class|state)\s+\S+\s+)?<<[\w ]+>>.*)$", re.MULTILINE)
"""Lines of comments and of what kind a class is."""
LOST_TAG = r"<(?!br\s*/?>)[a-z!?/][^<>\n\"]*>?"
SIGN = r'"[^"<>\n]*[<>][^"\n]*"'
LOST = {
    kind: re.compile(pattern, re.MULTILINE | re.IGNORECASE)
    for kind, pattern in {
        "flowchart": LOST_TAG,
        "graph": LOST_TAG,
        "sequenceDiagram": rf"#(?!\w+;).*|^{INDENT}title\b.*?{LOST_TAG}",
        "stateDiagram": rf"{LOST_TAG}|^{INDENT}#.*|-->(?:(?!-->)[^:\n])*#.*",
        "stateDiagram-v2": rf"{LOST_TAG}|^{INDENT}#.*|-->(?:(?!-->)[^:\n])*#.*",
        "classDiagram": rf"{LOST_TAG}|{SIGN}(?=\s*[<*o]?\|?(?:--|\.\.))|(?<=[-.|][-.>*o]\s){SIGN}",
    }.items()
}
"""What the engine leaves out, by the kind of diagram: what it takes for a tag or a comment, and signs of numbers."""
REFERENCE = re.compile(r"&#?\w+;")
PICTURE = re.compile(r'@\{(?:"[^"]*"|(?!@\{)[^}"])*?"?\b(?:img|icon)"?\s*:|\bfa[bsrl]?:fa-')
OFFSET = re.compile(r"\bat (\d+)\b")
WAYS_OUT = {
    "sequenceDiagram": "say it in words, and write `#35;` for `#`",
    "classDiagram": "say it in words, and write `List~int~` for a list of numbers",
}
FLOWS = ("flowchart", "graph")
MOST_JOINS = 12
"""Signs `&`: each multiplies the arrows of its line, and with them the seconds that drawing takes."""


class DiagramError(Exception):
    """The text is no diagram that can be drawn; says why and what to do."""


def draw_diagram(text: str, name: str, description: str) -> Markup:
    """Draw Mermaid text.

    In: the text, a name unique on the page, and the words for those who cannot see it. Out: one line of HTML, a
    `<figure>` with the SVG inside. Raises `DiagramError`.
    """
    refuse_text(text)
    svg = slim_svg(draw_narrow(text), name)
    shown = " ".join(ElementTree.fromstring(svg).itertext())  # noqa: S314 - the engine's own
    if not shown.strip():
        raise DiagramError("the diagram shows no words: draw something, or remove it")
    if sign := next((one for one in REFERENCE.findall(shown) if unescape(one) != one), ""):
        raise DiagramError(f"a sign would be shown as `{sign}`: say it in words")
    return fill("diagram.html.j2", svg=Markup(label_svg(svg, description)))  # noqa: S704 - the engine's own


def refuse_text(text: str) -> None:
    """Whatever would be shown otherwise than GitHub shows it. Raises `DiagramError`."""
    labels = NO_LABEL.sub("", text)
    kind = "".join(labels.split()[:1]).rstrip(";")
    if "%%{" in text or CLICK.search(text):
        raise DiagramError("a diagram may not have settings (`%%{`), links, or `click`: remove them")
    if kind in FLOWS and text.count("&") > MOST_JOINS:
        raise DiagramError(f"the diagram has {text.count('&')} signs `&`: {MOST_JOINS} are enough, draw fewer arrows")
    if kind == "---":
        raise DiagramError("a diagram may not have a head (`---`): remove it, and write its title above the drawing")
    if kind not in LOST:
        raise DiagramError(f"the diagram does not begin with its kind: write one of {', '.join(LOST)}")
    if kind in FLOWS and (match := CHARACTER_CODE.search(labels)):
        raise DiagramError(f"`{match[1]}` would be shown as it is: write the character itself, in quotation marks")
    if match := LOST[kind].search(labels):
        raise DiagramError(f"`{match[0]}` would be left out: {WAYS_OUT.get(kind, 'say it in words')}")
    if PICTURE.search(labels):
        raise DiagramError("a diagram may not have pictures or icons: say it in a word")


def draw_narrow(text: str) -> str:
    """A flowchart from left to right that would be too wide to read on a page goes from top to bottom instead."""
    svg = render_svg(text)
    turned = LEFT_TO_RIGHT.sub(r"\1 TB", text)
    return min(svg, render_svg(turned), key=width_of) if width_of(svg) > READABLE_WIDTH else svg


def width_of(svg: str) -> float:
    """In CSS pixels at full size."""
    return float(ElementTree.fromstring(svg).get("viewBox", "0 0 100 100").split()[2])  # noqa: S314 - the engine's own


@cache
def engine() -> Merman:
    """The drawing engine, loaded when the first diagram needs it."""
    from merman import Merman

    atexit.register(engine.cache_clear)  # before the interpreter takes down what the engine's own end needs
    return Merman()


def render_svg(text: str) -> str:
    from merman import MermanError

    try:
        return str(engine().render_svg(SETTINGS + text, None))
    except MermanError as error:
        message = " ".join(str(getattr(error, "message", error)).split())
        reason = OFFSET.sub(lambda match: f"in `{quote_line(text, int(match[1]))}`", message)
        if "resource limit" in reason:
            raise DiagramError("the diagram is too large: draw fewer boxes and arrows") from None
        raise DiagramError(f"the diagram cannot be drawn: {reason}: fix it") from None


def quote_line(text: str, offset: int) -> str:
    """The line that stands so many bytes into a text, or its beginning."""
    return text.split("\n")[text.encode().count(b"\n", 0, offset)].strip()[:60]


def label_svg(svg: str, description: str) -> str:
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape_html(description)}" ', 1)
