"""Makes the engine's SVG small: what the style sheet sets and what is redundant goes.

Colors come from docs/assets/stylesheets/diagrams.css, which follows the light and the dark theme. Names inside the
drawing are made unique, since several drawings share a page.
"""

import re
from collections.abc import Iterator, Mapping
from math import ceil
from xml.etree import ElementTree

from guide.answer_parts import ANSWER_PARTS

__all__ = ["slim_svg"]

SVG = "{http://www.w3.org/2000/svg}"
CLASSES = {"node", "cluster", "label", "background", "label-container", "outer-path"} | {
    "flowchart-link", "edge-pattern-dotted", "edgeLabel", "actor", "note", "activation0", "activation1",
    "loopLine", "transition", "relation", "edge-thickness-thick", "state-start", "cross", "aggregation", "extension",
}  # fmt: skip
"""The names that diagrams.css knows."""
LETTERS_OF_MEMBERS = {"font-style": "italic", "text-decoration": "underline"}
"""How abstract members of a class are told from others, and static ones."""
OTHER_NAMES = {"messageLine0": "loopLine", "messageLine1": "loopLine", "edge-pattern-dashed": "edge-pattern-dotted"}
"""What curves are called that look like others."""
UNSEEN, CROSS = ("edge-thickness-invisible", "note-cluster"), "crosshead"
KEPT = {tag: frozenset(names.split()) - {"role", "aria-label"} for tag, names in ANSWER_PARTS.items()}
REFERENCE = re.compile(r"url\(#([^)]+)\)")
LETTERS, LEAST_LETTERS = 16, 12
"""Pixels: as the engine draws them, and what they keep on a narrow screen, where a wide drawing scrolls sideways."""
BEGINS_LEFT = re.compile(r"(?<=^translate\()-[\d.]+")
FRACTION = re.compile(r"-?\d+\.\d+(?!\d|em)")
"""A number of pixels that isn't whole."""
LETTER_HEIGHTS = re.compile(r"(-?[\d.]+)em")


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
    join_words(root)
    fold_lines(root)
    unwrap_groups(root)
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
            elif tag not in ANSWER_PARTS or is_unseen(child):
                parent.remove(child)
            elif child.get("id", "").endswith(CROSS):
                child.set("class", "cross")


def is_unseen(element: ElementTree.Element) -> bool:
    """Whether an element is hidden, or the background of a label that has no size."""
    names = element.get("class", "")
    hidden = element.get("display") == "none" or element.get("stroke-opacity") == "0"
    is_empty = element.tag == f"{SVG}rect" and not element.get("width")
    return hidden or is_empty or any(name in names for name in UNSEEN)


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


def unwrap_groups(root: ElementTree.Element) -> None:
    """Groups that say nothing of what they hold: of groups, or all that the group around them holds. A label and its
    box stay together in theirs: see guide-theme.js.
    """
    for parent in reversed(list(root.iter())):
        for child in parent.findall(f"{SVG}g"):
            alone = len(parent) == 1 and parent is not root
            if not child.attrib and (alone or all(one.tag == child.tag for one in child)):
                unwrap(parent, child)


def fold_lines(root: ElementTree.Element) -> None:
    """Where a line stands is said once and in one number; a text of one line is that line."""
    for text in root.iter(f"{SVG}text"):
        lines = text.findall(f"{SVG}tspan")
        for line in lines:
            add_shift(line)
        if lines and all("y" in line.attrib for line in lines):
            text.attrib.pop("y", None)
        if len(lines) == len(text) == 1 and not (text.text or "").strip():
            text.attrib.update(lines[0].attrib)
            text.text, text[:] = lines[0].text, list(lines[0])
        if text.get("x") == "0":
            del text.attrib["x"]


def add_shift(line: ElementTree.Element) -> None:
    """Add `dy` to `y` where both are in em, and drop a `dy` of 0."""
    place, shift = (LETTER_HEIGHTS.fullmatch(line.get(key, "")) for key in ("y", "dy"))
    if place and shift:
        line.set("y", f"{float(place[1]) + float(shift[1]):.3g}em")
    if (place and shift) or line.get("dy") == "0":
        del line.attrib["dy"]


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
    """The attributes that an answer may hold; of `fill` and `stroke` only the value `none`."""
    tag = element.tag.removeprefix(SVG)
    for key, value in (pair for item in element.attrib.items() for pair in read_attribute(tag, *item)):
        is_color = key in ("fill", "stroke") and value != "none"
        if key == "id" or (key in KEPT[tag] and value not in ("", "normal") and not is_color):
            yield key, value


def read_attribute(tag: str, key: str, value: str) -> Iterator[tuple[str, str]]:
    """An attribute as it is, but of styles and classes only what the style sheet cannot know, or knows."""
    if key == "style":
        if "stroke-dasharray: 3" in value:
            yield "stroke-dasharray", "3 3"
        if "text-anchor: middle" in value:
            yield "text-anchor", "middle"
        for name, letters in LETTERS_OF_MEMBERS.items():
            if tag == "g" and f"{name}:{letters}" in value.replace(" ", ""):
                yield name, letters
    elif key != "class" and (tag, key) != ("text", "alignment-baseline"):  # which says nothing of a whole text
        yield key, value
    elif names := [name for name in dict.fromkeys(name_classes(tag, value)) if name in CLASSES]:
        yield key, " ".join(names)


def name_classes(tag: str, value: str) -> Iterator[str]:
    """The classes of an element; a curve's as the style sheet has them."""
    yield from (OTHER_NAMES.get(name, name) if tag == "path" else name for name in value.split())
