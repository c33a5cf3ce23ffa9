"""Every address that the guide writes, reads or promises: outside pages, other answers, anchors, ids.

A page's anchors are listed by the one function that names each: whoever writes an anchor asks here for its name.
"""

import posixpath
import re
import unicodedata
from enum import Enum
from urllib.parse import urlsplit

__all__ = [
    "ID",
    "RESERVED",
    "SECTIONS",
    "SECTION_SLUGS",
    "SOURCES_SLUG",
    "PageForm",
    "block_anchor",
    "block_slugs",
    "find_address_fault",
    "find_id_fault",
    "find_link_fault",
    "link_page",
    "make_free_id",
    "make_slug",
    "part_anchor",
    "resolve_answer_link",
    "section_slug",
]

SECTIONS = (
    "Short answer",
    "Explanation",
    "Example",
    "Pitfalls",
    "Follow-up questions",
    "What interviewers listen for",
)
"""The sections of an answer, in their order."""
SOURCES_SLUG = "sources"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"index", "nav", "readme", "guide", "icon"})
"""Names of pages that MkDocs or the converter gives a meaning of its own, and of pictures beside those of topics: no
topic has one, and none ever had."""
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
"""The characters of an address: RFC 3986, section 2."""
ANSWER_LINK = re.compile(rf"(?:\.\./({ID.pattern})/)?({ID.pattern})\.md(?:#([a-z0-9-]+))?")
LONGEST_ID, LONGEST_SLUG, LONGEST_SLUG_WORDS = 80, 80, 8
"""Characters, and words. An id names files, which may have 255 bytes with what stands around it, and begins the anchors
of its parts; an id that was published stays one of its question's aliases, however long it is."""


class PageForm(Enum):
    """How finished HTML names another page of the site.

    FOLDER: as a server has it, `../web/`
    FILE: as it opens from disk, `web.html`
    SOURCE: by its Markdown, `web.md`, where the engine rewrites links in HTML too (Zensical)
    BOOK: by its permanent address from the site's root; deck and books put their own in its place
    """

    FOLDER = "folder"
    FILE = "file"
    SOURCE = "source"
    BOOK = "book"


def link_page(page: str, here: str, form: PageForm) -> str:
    """How the page `here` names another, such as `topics/web`; `index` is the front page."""
    if form is PageForm.FOLDER:
        return posixpath.relpath(page, "." if here == "index" else here) + "/"
    end = ".html" if form is PageForm.FILE else ".md"
    return posixpath.relpath(page + end, posixpath.dirname(here))


def part_anchor(identifier: str, slug: str) -> str:
    """The anchor of a section, a part or a follow-up question of an answer."""
    return f"{identifier}-{slug}"


def block_anchor(identifier: str, kind: str, line: int) -> str:
    """The anchor of a sample or a set of tabs, by the line that it begins on."""
    return part_anchor(identifier, f"{kind}-{line}")


def block_slugs(line: int) -> list[str]:
    """Every anchor that a fence may have on its page, without the question's id before it."""
    return [f"{kind}-{line}" for kind in ("sample", "tabs")]


def find_address_fault(url: str) -> str:
    """What is wrong with an outside address, or nothing. The one rule for sources and for links in the text."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return f"`{url}` is not an address: fix it"
    if parts.scheme != "https":
        return f"the address `{url}` does not begin with https://: use the page's https address"
    if not host.isascii() or "xn--" in host:
        return f"the host of `{url}` is not in plain ASCII letters and could pass for another: use a plain one"
    if not HOST.fullmatch(host) or port is not None or parts.username is not None:
        return f"`{url}` does not name a public page: write https://HOST/PATH"
    if not ADDRESS.fullmatch(url):
        return f"`{url}` contains a character that no address may contain: percent-encode it"
    return ""


def find_id_fault(text: str) -> str:
    """What is wrong with the id of an answer, a topic or a page, or nothing. The one rule for what names a file."""
    if not ID.fullmatch(text):
        return f"`{text}` cannot be an address: use lowercase letters, digits, and hyphens"
    if len(text) > LONGEST_ID:
        return f"`{text[:LONGEST_ID]}…` cannot be an address, it has {len(text)} characters: use {LONGEST_ID} at most"
    return ""


def find_link_fault(href: str) -> str:
    """What is wrong with a link's address in an answer, or nothing; whether its answer exists is seen later."""
    if not href:
        return "a link leads nowhere: give it an address"
    match = ANSWER_LINK.fullmatch(href)
    if match:
        known = match[3] is None or match[3] in SECTION_SLUGS
        return "" if known else f"the link's part `#{match[3]}` is not a section: use one of {', '.join(SECTION_SLUGS)}"
    if ":" in href or href.startswith("//"):
        return find_address_fault(href)
    return f"the link `{href}` leads to no answer: write `../TOPIC/ID.md`, or a full https address"


def resolve_answer_link(href: str, topic: str) -> tuple[str, str] | None:
    """`topic/id` and section of a relative link that stands in an answer of `topic`; none for outside addresses."""
    match = ANSWER_LINK.fullmatch(href)
    return (posixpath.join(match[1] or topic, match[2]), match[3] or "") if match else None


def section_slug(title: str) -> str:
    """GitHub's own anchor for a section's heading."""
    return title.lower().replace(" ", "-")


SECTION_SLUGS = tuple(section_slug(title) for title in SECTIONS)


def make_slug(text: str) -> str:
    """An anchor made from a text's first words, as many as may be; empty where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:LONGEST_SLUG_WORDS])
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]


def make_free_id(wanted: str, taken: dict[str, int]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` and so on where it is taken. What is returned is added to `taken`.

    `taken` maps each id to the next number to try, so that a thousand equal names do not each count up from two.
    """
    number, free = taken.get(wanted, 2), wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    taken[free] = 2
    taken[wanted] = number
    return free
