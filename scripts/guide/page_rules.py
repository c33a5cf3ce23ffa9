"""What an element of a built page may be, have and fetch: lists of what the renderer, the pages and the theme make.

Everything else is a fault: a list of what is bad would always lack one.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from guide.addresses import find_address_fault
from guide.answer_parts import ANSWER_PARTS
from guide.paths import ROOT

__all__ = ["THEME_LINK", "find_answer_faults", "find_element_faults", "find_text_faults", "is_skip_place"]

PAGE_PARTS: dict[str, str] = {
    "article": "itemscope itemtype",
    **dict.fromkeys("blockquote code dd dt h1 h2 h3 h4 h5 h6 ol output pre table".split(), ""),
    **dict.fromkeys("dl p span".split(), "markdown"),
    "button": "type",
    "div": "markdown role aria-label tabindex",
    "form": "action method",
    "input": "name autocomplete required",
    "li": "data-questions",
    "option": "value",
    "select": "name data-usual",
    "svg": "aria-hidden",
    "td": "data-sort",
    "th": "scope",
    "tr": "hidden data-kind data-level data-names data-tags data-topic data-words",
    "ul": "markdown data-names",
}
"""What the text of a page may hold besides: what Markdown, the macros and the theme make of a page in docs/;
each may have an id and, as `{ .name }` gives it, a class."""
STYLE = re.compile(r"min-width: \d+px; max-width: \d+px|text-align: ?(?:left|center|right);?")
INPUTS = frozenset({"checkbox", "radio", "search"})
NEVER = frozenset(
    "applet base embed foreignobject frame frameset iframe math noembed noframes noscript object plaintext portal "
    "style template xmp".split()
)
"""What the theme does not use: on no page, wherever it stands."""
FETCHING = frozenset(
    "src srcset imagesrcset data action formaction poster background manifest ping lowsrc dynsrc archive codebase "
    "classid longdesc cite profile xml:base".split()
)
TEXT_PARTS = frozenset("article aside footer form h1 header li nav p ul".split())
"""Where the words of answers, pages and topics stand: no script of the theme's does but those of its templates."""
DATA_TYPE = "application/json"
OWN_SCRIPT = re.compile(r"(?:\./|(?:\.\./)+|/(?:[\w.~-]+/)*)?assets/javascripts/[\w.-]+\.js")
"""The theme's scripts and ours; what else of the site is served is text, which a browser would run as a script, too."""
UNREAD = re.compile(r"[\x00-\x1f]")
"""What a browser leaves out of an address before it reads it (URL Standard, basic URL parser)."""
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
PAINTING = frozenset("fill stroke filter mask clip-path cursor marker-start marker-mid marker-end".split())
OWN_PAINT = re.compile(r"[\w#. -]*|url\(#[\w.-]+\)")
"""A color, or a name of the same drawing."""
THEME_LINK = "javascript:void(0)"
"""What the theme itself writes on a button."""
JINJA = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def find_element_faults(node: LexborNode, site: str) -> Iterator[str]:
    """What no element of any page may be or have."""
    name = str(node.tag)
    if name.lower() in NEVER:
        yield "it may not be on any page"
    if name == "script":
        yield from find_script_faults(node)
    if str(node.attributes.get("http-equiv")).strip().lower() == "refresh":
        yield "it sends the reader elsewhere"
    for attribute, value in node.attributes.items():
        yield from find_attribute_faults(name, attribute.lower(), value or "", site)


def find_script_faults(node: LexborNode) -> Iterator[str]:
    """An inline script must be JSON data or stand in a template, the theme's or ours; other scripts are our files."""
    kind, code = node.attributes.get("type"), node.text(strip=True)
    if any(parent.tag == "svg" for parent in list_parents(node)):
        yield "there is a script in a drawing"
    elif kind == DATA_TYPE and "src" not in node.attributes:
        return
    elif kind is not None:
        yield f"a script of the type `{kind}` is not one of the theme's"
    elif (source := node.attributes.get("src")) is not None and not OWN_SCRIPT.fullmatch(source):
        yield f"the script `{source[:80]}` lies outside assets/javascripts/"
    elif code and not any(form.fullmatch(code) for form in template_scripts()):
        yield "the script is neither the theme's nor ours"
    elif not code and any(parent.tag in TEXT_PARTS for parent in list_parents(node)):
        yield "there is a script in the text of the page"


def find_attribute_faults(tag: str, name: str, value: str, site: str) -> Iterator[str]:
    is_link = name.endswith("href") and tag in ("a", "area")
    if name.startswith("on") or name == "srcdoc":
        yield f"`{name}` would run a script"
    elif is_link and find_href_fault(value, site):
        yield find_href_fault(value, site)
    elif not is_link and (name in FETCHING or name.endswith("href")):
        for part in [value, *re.split(r"[\s,]+", value)]:
            if is_elsewhere(part) and not is_own(part, site):
                yield f"`{name}` fetches {part[:80]}"
                return
    elif name == "style" and not STYLE.fullmatch(value):
        yield f"the style `{value[:80]}` is not one of the guide's"
    elif name in PAINTING and not OWN_PAINT.fullmatch(value):
        yield f"`{name}` fetches {value[:80]}"


def find_text_faults(node: LexborNode) -> Iterator[str]:
    """What may not stand in the text of a page."""
    if not is_skip_place(node):
        yield from find_foreign_parts(node, "the text of a page", PAGE_PARTS)


def find_answer_faults(node: LexborNode) -> Iterator[str]:
    """What may not stand in an answer: whatever the renderer does not make."""
    yield from find_foreign_parts(node, "an answer", {})


def find_foreign_parts(node: LexborNode, place: str, more: dict[str, str]) -> Iterator[str]:
    name = str(node.tag)
    if name not in ANSWER_PARTS and name not in more:
        yield f"`<{name}>` may not be in {place}"
        return
    allowed = {*ANSWER_PARTS.get(name, "").split(), *more.get(name, "").split(), *(["id", "class"] if more else [])}
    for attribute, value in node.attributes.items():
        if attribute not in allowed:
            yield f"`<{name} {attribute}>` may not be in {place}"
        elif name == "input" and attribute == "type" and value not in INPUTS:
            yield f"a field of the type `{value}` may not be in {place}"


@cache
def template_scripts() -> tuple[re.Pattern[str], ...]:
    """The inline scripts of the theme's templates and ours; an address stands where a template fills one in."""
    spec = find_spec("material")
    themes = [Path(spec.origin).parent / "templates"] if spec and spec.origin else []
    themes += ROOT.glob(".venv-zensical/lib/python*/site-packages/zensical/templates")  # the other engine's
    paths = [path for theme in themes for path in (theme / "base.html", *theme.glob("partials/**/*.html"))]
    paths += (ROOT / "overrides").rglob("*.html")
    texts = [text for path in paths if path.is_file() and "<script" in (text := path.read_text(encoding="utf-8"))]
    codes = {one.text(strip=True) for text in texts for one in LexborHTMLParser(text).css("script")}
    return tuple(re.compile(r"[\w./:-]*".join(map(re.escape, JINJA.split(code)))) for code in codes if code)


def is_skip_place(node: LexborNode) -> bool:
    """Whether it is the empty place in a text that Zensical's skip link leads to."""
    return node.tag == "a" and dict(node.attributes) == {"id": "__skip", "tabindex": "-1"} and not node.text()


def is_elsewhere(text: str) -> bool:
    """Whether a browser may read an address as one of another host; it takes a backslash for a slash."""
    return ELSEWHERE.match(UNREAD.sub("", text).lstrip().replace("\\", "/")) is not None


def is_own(text: str, site: str) -> bool:
    return bool(site) and text.startswith(site)


def find_href_fault(href: str, site: str) -> str:
    if not is_elsewhere(href) or href == THEME_LINK or is_own(href, site):
        return ""
    return find_address_fault(href)


def list_parents(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None:
        node = node.parent
        yield node
