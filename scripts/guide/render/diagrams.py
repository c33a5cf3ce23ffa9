"""Mermaid text to inline SVG at build time: no script and no other host at reading time.

Colours are taken out of the drawing and come from docs/assets/stylesheets/diagrams.css, which follows the light and
the dark theme. Names inside the drawing are made unique, since several drawings share a page.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markupsafe import Markup

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
DROPPED = {"fill", "stroke", "stroke-width", "name", "role", "aria-roledescription"}
CLASSES = {"node", "cluster", "cluster-label", "label", "background", "label-container", "outer-path"} | {
    "flowchart-link", "edge-pattern-dotted", "edgeLabel", "actor", "messageText", "note", "activation0", "activation1",
    "loopLine", "transition", "relation",
}  # fmt: skip
"""The names that diagrams.css knows."""
REFERENCE = re.compile(r"url\(#([^)]+)\)")
LEFT_TO_RIGHT = re.compile(r"(\s*(?:flowchart|graph))\s+LR\b")
READABLE_WIDTH = 700.0
"""The text column of a page: a wider drawing is shrunk, and its words with it."""
LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")


class DiagramError(Exception):
    """The text is no diagram that can be drawn; says why and what to do."""


def draw_diagram(text: str, name: str, description: str) -> Markup:
    """Draw Mermaid text.

    In: the text, a name unique on the page, and the words for those who cannot see it. Out: one line of HTML, a
    `<figure>` with the SVG inside. Raises `DiagramError`.
    """
    words = text.split()
    if "%%{" in text or "click " in text:
        raise DiagramError("a diagram carries no settings (`%%{`) and no `click`: leave them out")
    if not words or words[0].rstrip(";") not in KINDS:
        raise DiagramError(f"the diagram does not begin with its kind: write one of {', '.join(KINDS)}")
    svg = slim_svg(draw_narrow(text), name)
    return fill("diagram.html.j2", svg=Markup(label_svg(svg, description)))  # noqa: S704 - the engine's own


def draw_narrow(text: str) -> str:
    """A flowchart from left to right that would be too wide to read on a page goes from top to bottom instead."""
    svg = render_svg(text)
    if width_of(svg) <= READABLE_WIDTH or not LEFT_TO_RIGHT.match(text):
        return svg
    turned = render_svg(LEFT_TO_RIGHT.sub(r"\1 TB", text, count=1))
    return min(svg, turned, key=width_of)


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
    """The drawing without colours, style sheet, filters and unused parts, with names unique to `name`."""
    ElementTree.register_namespace("", SVG[1:-1])
    root = ElementTree.fromstring(svg)  # noqa: S314 - the engine wrote it, and it has no entities
    root.attrib.pop("width", None)
    drop_elements(root)
    drop_second_outlines(root)
    used = {match for element in root.iter() for value in element.attrib.values() for match in REFERENCE.findall(value)}
    drop_unused_definitions(root, used)
    for element in root.iter():
        slim_element(element, name, used)
    drop_empty_boxes(root)
    view = root.get("viewBox", "0 0 100 100").split()
    root.set("style", f"max-width: {round(float(view[2]))}px")
    return ElementTree.tostring(root, encoding="unicode").replace("\n", " ")


def drop_elements(root: ElementTree.Element) -> None:
    """Take out what could run, load or colour anything."""
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.removeprefix(SVG)
            if tag in ("style", "filter", "script", "foreignObject", "image", "a", "linearGradient"):
                parent.remove(child)


def drop_second_outlines(root: ElementTree.Element) -> None:
    """Some shapes come as an area and a hand-drawn outline over it, a hundred times longer: the area will do."""
    for parent in root.iter():
        paths = parent.findall(f"{SVG}path")
        if "outer-path" in parent.get("class", "") and len(paths) == 2:
            paths[0].attrib.pop("stroke", None)
            parent.remove(paths[1])


def drop_unused_definitions(root: ElementTree.Element, used: set[str]) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.removeprefix(SVG)
            empty = tag in ("g", "defs") and not len(child)
            if empty or (tag in ("marker", "symbol", "clipPath") and child.get("id") not in used):
                parent.remove(child)
    if any(child.tag == f"{SVG}defs" and not len(child) for parent in root.iter() for child in parent):
        drop_unused_definitions(root, used)


def drop_empty_boxes(root: ElementTree.Element) -> None:
    """Backgrounds of labels that have no size."""
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{SVG}rect" and "width" not in child.attrib:
                parent.remove(child)


def slim_element(element: ElementTree.Element, name: str, used: set[str]) -> None:
    """Keep geometry, text and classes; drop colours; prefix the names that are referred to."""
    attributes = dict(kept_attributes(element))
    identifier = attributes.pop("id", None)
    if identifier in used:
        attributes["id"] = f"{name}-{identifier}"
    element.attrib.clear()
    for key, value in attributes.items():
        value = REFERENCE.sub(rf"url(#{name}-\1)", value)
        element.set(key, LONG_NUMBER.sub(lambda match: f"{float(match[0]):.1f}", value))


def kept_attributes(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    is_round = element.tag == f"{SVG}circle"
    for key, value in element.attrib.items():
        if is_round and key in ("width", "height"):  # the engine writes them, and SVG knows none on a circle
            continue
        if key == "style":
            if "stroke-dasharray" in value and element.tag == f"{SVG}line":
                yield "stroke-dasharray", "3 3"
            if "text-anchor: middle" in value:
                yield "text-anchor", "middle"
        elif key == "class":
            names = [name for name in dict.fromkeys(value.split()) if name in CLASSES]
            if names:
                yield key, " ".join(names)
        elif (key in ("fill", "stroke") and value == "none") or (
            key not in DROPPED and value != "normal" and not key.startswith(("data-", "on", "{"))
        ):
            yield key, value
