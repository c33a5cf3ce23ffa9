"""Mermaid text to inline SVG at build time: no script and no other host at reading time.

Colors are taken out of the drawing and come from docs/assets/stylesheets/diagrams.css, which follows the light and
the dark theme. Names inside the drawing are made unique, since several drawings share a page.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import ceil
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markupsafe import Markup

from guide.answer_parts import ANSWER_PARTS
from guide.render.markup import escape_html, fill

__all__ = ["DiagramError", "draw_diagram"]

if TYPE_CHECKING:
    from merman import Merman

SVG = "{http://www.w3.org/2000/svg}"
SETTINGS = (
    '%%{init: {"theme": "base", "look": "classic", "htmlLabels": false, "fontFamily": "sans-serif", '
    '"flowchart": {"htmlLabels": false}, "sequence": {"mirrorActors": false}, '
    '"themeVariables": {"fontFamily": "sans-serif"}}}%%\n'
)
KINDS = ("flowchart", "graph", "sequenceDiagram", "stateDiagram-v2", "stateDiagram", "classDiagram")
CLASSES = {"node", "cluster", "cluster-label", "label", "background", "label-container", "outer-path"} | {
    "flowchart-link", "edge-pattern-dotted", "edgeLabel", "actor", "messageText", "note", "activation0", "activation1",
    "loopLine", "transition", "relation",
}  # fmt: skip
"""The names that diagrams.css knows."""
KEPT = {tag: frozenset(names.split()) - {"role", "aria-label"} for tag, names in ANSWER_PARTS.items()}
REFERENCE = re.compile(r"url\(#([^)]+)\)")
LEFT_TO_RIGHT = re.compile(r"\A(\s*(?:flowchart|graph))\s+LR\b")
READABLE_WIDTH = 700.0
"""The text column of a page: a wider drawing is shrunk, and its words with it."""
LETTERS, LEAST_LETTERS = 16, 12
"""Pixels: as the engine draws them, and what they keep on a narrow screen, where a wide drawing scrolls sideways."""
CLICK = re.compile(r"^\s*click\s", re.MULTILINE)
CHARACTER_CODE = re.compile(r"^(?!\s*(?:style|classDef|linkStyle)\b).*(#\w+;)", re.MULTILINE)
PICTURE = re.compile(r"@\{[^}]*\b(?:img|icon)\s*:")
BEGINS_LEFT = re.compile(r"(?<=^translate\()-[\d.]+")
FRACTION = re.compile(r"-?\d+\.\d+(?!\d|em)")
"""A number of pixels that isn't whole."""


class DiagramError(Exception):
    """The text is no diagram that can be drawn; says why and what to do."""


def draw_diagram(text: str, name: str, description: str) -> Markup:
    """Draw Mermaid text.

    In: the text, a name unique on the page, and the words for those who cannot see it. Out: one line of HTML, a
    `<figure>` with the SVG inside. Raises `DiagramError`.
    """
    refuse_text(text)
    svg = slim_svg(draw_narrow(text), name)
    if not any(ElementTree.fromstring(svg).itertext()):  # noqa: S314 - the engine's own
        raise DiagramError("the diagram shows no word: draw something, or leave it out")
    return fill("diagram.html.j2", svg=Markup(label_svg(svg, description)))  # noqa: S704 - the engine's own


def refuse_text(text: str) -> None:
    """Whatever would be shown otherwise than GitHub shows it. Raises `DiagramError`."""
    words = text.split()
    if "%%{" in text or CLICK.search(text):
        raise DiagramError("a diagram carries no settings (`%%{`) and no `click`: leave them out")
    if not words or words[0].rstrip(";") not in KINDS:
        raise DiagramError(f"the diagram does not begin with its kind: write one of {', '.join(KINDS)}")
    if match := CHARACTER_CODE.search(text):
        raise DiagramError(f"`{match[1]}` would be shown as it is: write the character itself, in quotation marks")
    if PICTURE.search(text):
        raise DiagramError("a diagram shows no pictures or icons: say it in a word")


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
        reason = " ".join(str(getattr(error, "message", error)).split())
        raise DiagramError(f"the diagram cannot be drawn: {reason}: fix it") from None


def label_svg(svg: str, description: str) -> str:
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape_html(description)}" ', 1)


def slim_svg(svg: str, name: str) -> str:
    """The drawing without colors, style sheet, filters and unused parts, with names unique to `name`."""
    ElementTree.register_namespace("", SVG[1:-1])
    root = ElementTree.fromstring(svg)  # noqa: S314 - the engine wrote it, and it has no entities
    root.attrib.pop("width", None)
    drop_elements(root)
    drop_second_outlines(root)
    center_labels(root)
    used = {match for element in root.iter() for value in element.attrib.values() for match in REFERENCE.findall(value)}
    drop_unused_definitions(root, used)
    names = {old: f"{name}-{number}" for number, old in enumerate(sorted(used), start=1)}
    for element in root.iter():
        slim_element(element, names)
    drop_empty_boxes(root)
    unwrap_groups(root)
    join_words(root)
    width = float(root.get("viewBox", "0 0 100 100").split()[2])
    root.set("style", f"min-width: {ceil(width * LEAST_LETTERS / LETTERS)}px; max-width: {round(width)}px")
    return ElementTree.tostring(root, encoding="unicode").replace("\n", " ")


def drop_elements(root: ElementTree.Element) -> None:
    """Take out what no answer may hold, and what is hidden. Of a link the words stay."""
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.removeprefix(SVG)
            if tag == "a":
                unwrap(parent, child)
            elif tag not in ANSWER_PARTS or child.get("display") == "none":
                parent.remove(child)


def unwrap(parent: ElementTree.Element, child: ElementTree.Element) -> None:
    """Put what an element holds in its place."""
    place = list(parent).index(child)
    parent[place : place + 1] = list(child)


def drop_second_outlines(root: ElementTree.Element) -> None:
    """Some shapes come as an area and a hand-drawn outline over it, a hundred times longer: the area will do."""
    shapes = (one for one in root.iter() if "outer-path" in one.get("class", ""))
    for part in (part for shape in shapes for part in shape.iter()):
        if len(paths := part.findall(f"{SVG}path")) == 2:
            paths[0].attrib.pop("stroke", None)
            paths[0].set("d", f"{paths[0].get('d', '')} Z")
            part.remove(paths[1])


def center_labels(root: ElementTree.Element) -> None:
    """The words of a state begin where the engine measured them to: put them in the middle, as those of other nodes."""
    nodes = (one for one in root.iter(f"{SVG}g") if "node" in one.get("class", "").split())
    for label in (one for node in nodes for one in node.findall(f"{SVG}g") if "label" in one.get("class", "").split()):
        label.set("transform", BEGINS_LEFT.sub("0", label.get("transform", "")))


def drop_unused_definitions(root: ElementTree.Element, used: set[str]) -> None:
    """Take out definitions that nothing names, and groups without content: the inner ones first, they may be all."""
    for parent in reversed(list(root.iter())):
        for child in list(parent):
            tag = child.tag.removeprefix(SVG)
            empty = tag in ("g", "defs") and not len(child)
            if empty or (tag in ("marker", "symbol", "clipPath") and child.get("id") not in used):
                parent.remove(child)


def drop_empty_boxes(root: ElementTree.Element) -> None:
    """Backgrounds of labels that have no size."""
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{SVG}rect" and "width" not in child.attrib:
                parent.remove(child)


def unwrap_groups(root: ElementTree.Element) -> None:
    """Groups of groups that say nothing of them. A label and its box stay together in theirs: see guide-theme.js."""
    for parent in reversed(list(root.iter())):
        for child in parent.findall(f"{SVG}g"):
            if not child.attrib and all(one.tag == child.tag for one in child):
                unwrap(parent, child)


def join_words(root: ElementTree.Element) -> None:
    """The engine writes every word of a line as an element of its own: one text will do where they look alike."""
    for line in root.iter(f"{SVG}tspan"):
        words = list(line)
        if not any(word.attrib for word in words):
            line.text = "".join(line.itertext()) or None
            line[:] = []


def slim_element(element: ElementTree.Element, names: Mapping[str, str]) -> None:
    """Keep geometry, text and classes; drop colors; `names`: the new ones of what is referred to, others go."""
    attributes = dict(kept_attributes(element))
    if identifier := names.get(attributes.pop("id", "")):
        attributes["id"] = identifier
    element.attrib.clear()
    for key, value in attributes.items():
        value = REFERENCE.sub(lambda match: f"url(#{names[match[1]]})", value)
        element.set(key, FRACTION.sub(lambda match: str(round(float(match[0]))), value))


def kept_attributes(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Those that an answer may hold; of colors only that there is none."""
    tag = element.tag.removeprefix(SVG)
    for key, value in (pair for item in element.attrib.items() for pair in read_attribute(tag, *item)):
        is_color = key in ("fill", "stroke") and value != "none"
        if key == "id" or (key in KEPT[tag] and value not in ("", "normal") and not is_color):
            yield key, value


def read_attribute(tag: str, key: str, value: str) -> Iterator[tuple[str, str]]:
    """An attribute as it is, but of styles and classes only what the style sheet cannot know, or knows."""
    if key == "style":
        if "stroke-dasharray" in value and tag == "line":
            yield "stroke-dasharray", "3 3"
        if "text-anchor: middle" in value:
            yield "text-anchor", "middle"
    elif key != "class":
        yield key, value
    elif names := [name for name in dict.fromkeys(value.split()) if name in CLASSES]:
        yield key, " ".join(names)
