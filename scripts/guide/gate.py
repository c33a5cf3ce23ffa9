"""The gate behind the build: every built page is read again, as a browser reads it, before anybody is shown it.

Inside answers only what the renderer makes; on no page a handler, a stranger's script, or anything from another host;
every id once; every question in a block of its own; every link to a place that is there.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from guide.addresses import find_address_fault
from guide.diagnostic import Diagnostic
from guide.paths import show_path

__all__ = ["check_site", "find_own_address"]

FIGURE = "class fill transform stroke-dasharray marker-start marker-end"
ANSWER_PARTS: dict[str, str] = {
    **dict.fromkeys("blockquote br code defs del em hr kbd li pre s strong sub summary sup table tbody".split(), ""),
    **dict.fromkeys("thead tr time".split(), ""),
    **dict.fromkeys("td th".split(), "style"),
    **dict.fromkeys("details figure p section span ul".split(), "class"),
    **dict.fromkeys("circle ellipse".split(), f"{FIGURE} cx cy r rx ry"),
    **dict.fromkeys("path polygon polyline".split(), f"{FIGURE} d points"),
    **dict.fromkeys(
        "text tspan".split(), f"{FIGURE} x y dx dy font-weight text-anchor dominant-baseline alignment-baseline"
    ),
    "a": "href class title",
    "abbr": "title",
    "clipPath": "id",
    "div": "class id data-tabs data-copy",
    "g": FIGURE,
    "h3": "id",
    "h4": "id class",
    "input": "type checked id name",
    "label": "for",
    "line": f"{FIGURE} x1 y1 x2 y2 stroke",
    "marker": "viewBox refX refY markerUnits markerWidth markerHeight orient id",
    "ol": "start",
    "rect": f"{FIGURE} x y width height rx ry",
    "svg": "role aria-label xmlns viewBox style",
}
"""Every element that an answer may hold, and its attributes."""
STYLE = re.compile(r"max-width: \d+px|text-align: ?(?:left|center|right);?")
NEVER_IN_TEXT = frozenset("applet base embed frame frameset iframe math object portal script style template".split())
FETCHING = frozenset("src srcset data action formaction poster background manifest ping".split())
TEXT_PARTS = frozenset("article aside footer form h1 header li nav p ul".split())
"""Where the words of answers, pages and topics stand: no script of the theme's does."""
UNREAD = re.compile(r"[\x00-\x1f]")
"""What a browser leaves out of an address before it reads it (URL Standard, basic URL parser)."""
THEME_LINK = "javascript:void(0)"
"""What the theme itself writes on a button."""


def check_site(folder: Path) -> list[Diagnostic]:
    """Everything for which a built site may not be published."""
    site = find_own_address(folder)
    pages = {page.address: page for page in (read_page(path, folder, site) for path in sorted(folder.rglob("*.html")))}
    found = [(page.path, fault) for page in pages.values() for fault in page.find_faults(pages)]
    found += [(folder / "questions.json", fault) for fault in find_question_faults(folder, pages)]
    return sorted({Diagnostic(show_path(path), 1, fault) for path, fault in found})


@dataclass(frozen=True)
class BuiltPage:
    """A page as a browser reads it.

    path: its file
    address: from the site's root, with the file's name
    tree: its elements
    site: the site's own address with a slash at its end, or nothing where it was built without one
    """

    path: Path
    address: str
    tree: LexborHTMLParser
    site: str

    @cached_property
    def nodes(self) -> list[LexborNode]:
        root = self.tree.root
        return [node for node in root.traverse() if node.is_element_node] if root else []

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(str(node.attributes["id"]) for node in self.nodes if node.attributes.get("id"))

    def find_faults(self, pages: Mapping[str, BuiltPage]) -> Iterator[str]:
        yield from (f"the id `{name}` stands {number} times" for name, number in self.ids.items() if number > 1)
        for node in self.nodes:
            yield from (f"`<{node.tag}>`: {fault}" for fault in self.find_node_faults(node))
        for article in self.tree.css("article"):
            for node in article.traverse():
                if node.tag in NEVER_IN_TEXT:
                    yield f"`<{node.tag}>` stands in the text of a page"
        for answer in self.tree.css(".answer-body"):
            for node in answer.traverse():
                yield from find_answer_faults(node)
        yield from self.find_link_faults(pages)

    def find_node_faults(self, node: LexborNode) -> Iterator[str]:
        """What no element of any page may have."""
        is_in_text = any(parent.tag in TEXT_PARTS for parent in list_parents(node))
        if node.tag == "script" and is_in_text and node.text(strip=True) not in theme_scripts():
            yield "a script stands in the text of the page"
        if node.tag == "meta" and str(node.attributes.get("http-equiv")).lower() == "refresh":
            yield "it sends the reader elsewhere"
        for name, value in node.attributes.items():
            text = value or ""
            if name.lower().startswith("on") or name.lower() == "srcdoc":
                yield f"`{name}` would run a script"
            elif name.lower() in FETCHING or (name == "href" and node.tag in ("link", "use", "image")):
                if is_elsewhere(text) and not (self.site and text.startswith(self.site)):
                    yield f"`{name}` fetches {text[:80]}"
            elif name.endswith("href") and find_href_fault(text, self.site):
                yield find_href_fault(text, self.site)

    def find_link_faults(self, pages: Mapping[str, BuiltPage]) -> Iterator[str]:
        """Links inside the site that lead to no page, or to no place on it."""
        for link in self.tree.css("article a[href]"):
            href = str(link.attributes.get("href") or "")
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or href == THEME_LINK:
                continue
            target = resolve(self.address, unquote(parts.path), urlsplit(self.site).path or "/")
            if target not in pages and not (self.path.parents[self.address.count("/")] / target).is_file():
                yield f"the link `{href}` leads to no page"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield f"the link `{href}` leads to no place on its page"


@cache
def theme_scripts() -> frozenset[str]:
    """The scripts that the theme itself puts among the words of a page, to the letter."""
    spec = find_spec("material")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("templates/partials/javascripts/*.html")]
    return frozenset(one.text(strip=True) for text in texts for one in LexborHTMLParser(text).css("script"))


def find_own_address(folder: Path) -> str:
    """The site's own address, as its front page tells it."""
    front = LexborHTMLParser((folder / "index.html").read_text(encoding="utf-8"))
    link = front.css_first("link[rel=canonical]")
    return str(link.attributes.get("href")) if link else ""


def read_page(path: Path, folder: Path, site: str) -> BuiltPage:
    return BuiltPage(
        path, path.relative_to(folder).as_posix(), LexborHTMLParser(path.read_text(encoding="utf-8")), site
    )


def resolve(address: str, path: str, root: str) -> str:
    """The file, from the site's root, that an address on a page leads to; `root` is the site's path on its host."""
    if not path:
        return address
    start = "" if path.startswith(root) else posixpath.dirname(address)
    joined = posixpath.normpath(posixpath.join(start, path.removeprefix(root)))
    return f"{joined}/index.html".removeprefix("./") if path.endswith(("/", "..", "/.")) or path == "." else joined


def is_elsewhere(text: str) -> bool:
    plain = UNREAD.sub("", text).lstrip()
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", plain, re.IGNORECASE)) and not plain.startswith("data:image/")


def find_href_fault(href: str, site: str) -> str:
    if not is_elsewhere(href) or href == THEME_LINK or (site and href.startswith(site)):
        return ""
    return find_address_fault(href)


def find_answer_faults(node: LexborNode) -> Iterator[str]:
    """What the renderer does not make."""
    if not node.is_element_node:
        return
    allowed = ANSWER_PARTS.get(str(node.tag))
    if allowed is None:
        yield f"`<{node.tag}>` stands in an answer"
        return
    for name, value in node.attributes.items():
        if name not in allowed.split():
            yield f"`<{node.tag} {name}>` stands in an answer"
        elif name == "style" and not STYLE.fullmatch(value or ""):
            yield f"`<{node.tag}>` has the style `{value}` in an answer"


def find_question_faults(folder: Path, pages: Mapping[str, BuiltPage]) -> Iterator[str]:
    """Every question has its heading on its page, outside every block, and, where it is answered, a block behind it."""
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    for row in questions:
        address = f"topics/{row['topic']}/index.html"
        page = pages.get(address) or pages.get(f"topics/{row['topic']}.html")
        heading = page.tree.css_first(f'h2[id="{row["id"]}"]') if page else None
        if heading is None:
            yield f"the question `{row['id']}` has no heading on its page"
        elif any(parent.tag == "details" for parent in list_parents(heading)):
            yield f"the question `{row['id']}` stands inside another's answer"
        elif row["answered"] and not has_answer(heading):
            yield f"the question `{row['id']}` is not followed by its answer"
    for page in pages.values():
        if page.address.startswith("topics/"):
            known = {row["id"] for row in questions}
            names = [str(node.attributes.get("id")) for node in page.tree.css("article h2")]
            yield from (f"the heading `{name}` of {page.address} is no question" for name in names if name not in known)


def list_parents(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None:
        node = node.parent
        yield node


def has_answer(heading: LexborNode) -> bool:
    """Whether a collapsed answer stands between a heading and the next."""
    node = heading.next
    while node is not None and node.tag != "h2":
        if node.tag == "details" and "answer" in str(node.attributes.get("class")).split():
            return True
        node = node.next
    return False
