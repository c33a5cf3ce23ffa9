"""Answers' bodies as trees: each form of the guide puts its own links, names and drawings in.

A body has every link to an answer as its permanent address, `topics/TOPIC/#ID`, and a link inside itself as `#NAME`.
"""

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree
from markupsafe import Markup

__all__ = ["Tree", "change_links", "change_names", "parse_body", "take_drawings", "write_html", "write_xhtml"]

Tree = Any
"""An element of lxml, which has no types."""
SVG = "{http://www.w3.org/2000/svg}"


def parse_body(body: str) -> Tree:
    """The sections of a body inside one element."""
    return etree.fromstring(f'<div class="answer-body">{body}</div>')


def change_links(tree: Tree, change: Callable[[str], str]) -> None:
    """Give every link another address; one whose address is then empty becomes plain text."""
    for link in list(tree.iter("a")):
        address = change(link.get("href"))
        if address:
            link.set("href", address)
        else:
            link.tag = "span"
            link.attrib.clear()


def change_names(tree: Tree, change: Callable[[str], str]) -> None:
    """Give every id another name, or take it away where that is empty. Ids in drawings stay: only drawings use them."""
    for element in tree.iter():
        if "id" in element.attrib and not str(element.tag).startswith(SVG):
            name = change(element.attrib.pop("id"))
            if name:
                element.set("id", name)


def take_drawings(tree: Tree, name: Callable[[int], str]) -> Iterator[tuple[str, Tree]]:
    """Put a picture with the drawing's words in each drawing's place; the drawings, by the names of their files."""
    for number, drawing in enumerate(list(tree.iter(f"{SVG}svg")), start=1):
        file = name(number)
        picture = etree.Element("img", src=file, alt=drawing.get("aria-label"))
        picture.tail = drawing.tail
        drawing.getparent().replace(drawing, picture)
        drawing.tail = None
        yield file, drawing


def write_xhtml(tree: Tree) -> Markup:
    return Markup(etree.tostring(tree, encoding="unicode"))  # noqa: S704 - XML already


def write_html(tree: Tree) -> Markup:
    """HTML for the inside of an element, without the tree's own tags."""
    parts = [etree.tostring(child, encoding="unicode", method="html") for child in tree]
    return Markup.escape(tree.text or "") + Markup("".join(parts))  # noqa: S704 - HTML already
