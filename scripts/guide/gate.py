"""The gate behind the build: every built page is read again, as a browser reads it, before anybody is shown it.

Inside answers only what the renderer makes, in texts only what pages are made of; on no page a handler, a script that
is not the theme's, or anything from another host; every id once; every question in a block of its own, and nothing
of its answer outside; every link to a place that is there; no file that the build does not make.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from guide.diagnostic import Diagnostic
from guide.editions.files import DOWNLOADS, EDITIONS
from guide.page_rules import THEME_LINK, find_answer_faults, find_element_faults, find_text_faults, is_skip_place
from guide.paths import MADE, decode_text, is_file, read_file, show_path

__all__ = ["check_site", "find_own_address"]

TOPIC_PARTS = frozenset(
    "h1 h2 p.topic-description div.answer-tools p.moved-question p.neighbours p.open-question ul.question-facts "
    "details.answer div.open-facts".split()
)
"""What may stand directly in the article of a topic page; text that escapes from an answer's block is none of it."""
ANSWER_BLOCK = ["summary", "div.answer-body"]
OTHER_FILES = frozenset(
    "search/search_index.json search.json sitemap.xml sitemap.xml.gz robots.txt service-worker.js".split()
) | {*MADE, *(f"{DOWNLOADS}/{edition.file}" for edition in EDITIONS.values())}
"""What stands beside the pages and their assets; search.json is Zensical's."""
LARGEST_MADE = 1 << 28
"""Bytes of a file that the build makes: the list of 10,000 questions is larger than what people write may be."""


def check_site(folder: Path) -> list[Diagnostic]:
    """Everything for which a built site may not be published."""
    pages, problems = read_pages(folder)
    found = [(page.path, fault) for page in pages.values() for fault in page.find_faults(pages)]
    questions, unreadable = read_questions(folder / "questions.json")
    found += [(folder / "questions.json", fault) for fault in find_question_faults(questions, pages)]
    found += [(path, "the build makes no such file: remove it from docs/") for path in find_other_files(folder)]
    return sorted({*problems, *unreadable, *(Diagnostic(show_path(path), 1, fault) for path, fault in found)})


@dataclass(frozen=True)
class BuiltPage:
    """A page as a browser reads it.

    path: its file
    address: from the site's root, with the file's name
    text: as it is written
    tree: its elements
    site: the site's own address with a slash at its end, or nothing where it was built without one
    """

    path: Path
    address: str
    text: str
    tree: LexborHTMLParser
    site: str

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(str(node.attributes["id"]) for node in self.tree.css('[id]:not([id=""])'))

    @property
    def is_topic(self) -> bool:
        return self.address.startswith("topics/")

    def find_faults(self, pages: Mapping[str, BuiltPage]) -> Iterator[str]:
        yield from (f"the id `{name}` appears {number} times" for name, number in self.ids.items() if number > 1)
        for node in self.tree.css("*"):
            yield from (f"`<{node.tag}>`: {fault}" for fault in find_element_faults(node, self.site))
        articles = self.tree.css("article")
        if len(articles) != 1:
            yield f"the page has {len(articles)} texts (`<article>`): a block in it closes early, or it is not ours"
        elif articles[0].html != self.read_article():
            yield "the text of the page (`<article>`) ends elsewhere than in the file: a block closes early"
        for node in self.tree.css("article, article *"):
            yield from find_text_faults(node)
        for node in self.tree.css(".answer-body, .answer-body *"):
            yield from find_answer_faults(node)
        yield from self.find_place_faults() if self.is_topic else ()
        yield from self.find_link_faults(pages)

    def read_article(self) -> str | None:
        """The text of the page as a browser reads it alone, where nothing around it can be closed."""
        start, end = self.text.find("<article"), self.text.rfind("</article>")
        article = LexborHTMLParser(f"<!doctype html>{self.text[start:end]}</article>").css_first("article")
        return article.html if article else None

    def find_place_faults(self) -> Iterator[str]:
        """Whatever of a topic page stands outside the block that it belongs to."""
        for node in (node for article in self.tree.css("article") for node in list_children(article)):
            if name_part(node) not in TOPIC_PARTS and not is_skip_place(node):
                yield f"`{shorten(node)}` is outside every answer"
        for block in self.tree.css("details.answer"):
            if [name_part(node) for node in list_children(block)] != ANSWER_BLOCK:
                yield "the block of an answer holds more or less than its title and its text"

    def find_link_faults(self, pages: Mapping[str, BuiltPage]) -> Iterator[str]:
        """Links inside the site that lead to no page, or to no place on it."""
        for link in self.tree.css("article a[href]"):
            href = str(link.attributes.get("href") or "")
            try:
                parts = urlsplit(href)
                target = resolve(self.address, unquote(parts.path), urlsplit(self.site).path or "/")
            except ValueError:
                yield f"the link `{href}` is not an address"
                continue
            if parts.netloc or href == THEME_LINK:
                continue
            if target not in pages and not is_file(self.path.parents[self.address.count("/")] / target):
                yield f"the link `{href}` leads to no page"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield f"the link `{href}` leads to no place on its page"


def read_pages(folder: Path) -> tuple[dict[str, BuiltPage], list[Diagnostic]]:
    """Every page by its address, and those that cannot be read."""
    texts: dict[Path, str] = {}
    problems: list[Diagnostic] = []
    for path in sorted(folder.rglob("*.html")):
        data, unreadable = read_file(path, LARGEST_MADE)
        texts[path], more = decode_text(data, show_path(path))
        problems += [*unreadable, *more]
    if folder / "index.html" not in texts:
        problems.append(Diagnostic(show_path(folder), 1, "there is no index.html: name the folder of a built site"))
    site = find_own_address(texts.get(folder / "index.html", ""))
    pages = [
        BuiltPage(path, path.relative_to(folder).as_posix(), t, LexborHTMLParser(t), site) for path, t in texts.items()
    ]
    return {page.address: page for page in pages}, problems


def find_own_address(front: str) -> str:
    """The site's own address, as its front page tells it."""
    link = LexborHTMLParser(front).css_first("link[rel=canonical]")
    return str(link.attributes.get("href")) if link else ""


def read_questions(path: Path) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    data, problems = read_file(path, LARGEST_MADE)
    try:
        return list(json.loads(data)) if not problems else [], problems
    except (ValueError, RecursionError):
        return [], [Diagnostic(show_path(path), 1, "this is not a list of questions: run `python scripts/convert.py`")]


def find_other_files(folder: Path) -> Iterator[Path]:
    """Files that are neither pages nor assets nor what the build writes beside them."""
    for path in sorted(folder.rglob("*")):
        address = path.relative_to(folder).as_posix()
        is_known = address in OTHER_FILES or address.startswith("assets/") or path.suffix in (".html", ".txt")
        if not path.is_dir() and not is_known:
            yield path


def resolve(address: str, path: str, root: str) -> str:
    """The file, from the site's root, that an address on a page leads to, or nothing for one outside the site; `root`
    is the site's path on its host.
    """
    target = urljoin(root + address, path)
    if not target.startswith(root):
        return ""
    return target.removeprefix(root) + ("index.html" if target.endswith("/") else "")


def find_question_faults(questions: list[dict[str, Any]], pages: Mapping[str, BuiltPage]) -> Iterator[str]:
    """Every question has its heading on its page, word for word, and, where it is answered, one block behind it."""
    for row in questions:
        address = f"topics/{row['topic']}/index.html"
        page = pages.get(address) or pages.get(f"topics/{row['topic']}.html")
        heading = page.tree.css_first(f'h2[id="{row["id"]}"]') if page else None
        if heading is None:
            yield f"the question `{row['id']}` has no heading on its page"
        elif heading.parent is None or heading.parent.tag != "article":
            yield f"the question `{row['id']}` is inside another block"
        elif count_answers(heading) != bool(row["answered"]):
            yield f"the question `{row['id']}` is not followed by its answer"
        elif words_of(heading) != " ".join(row["question"].split()):
            yield f"the question `{row['id']}` is shown as `{words_of(heading)}`"
    known = {row["id"] for row in questions}
    for page in (page for page in pages.values() if page.is_topic):
        names = [str(node.attributes.get("id")) for node in page.tree.css("article h2")]
        yield from (f"the heading `{name}` of {page.address} is not a question" for name in names if name not in known)


def count_answers(heading: LexborNode) -> int:
    """How many collapsed answers stand between a heading and the next."""
    number, node = 0, heading.next
    while node is not None and node.tag != "h2":
        number += name_part(node) == "details.answer"
        node = node.next
    return number


def words_of(heading: LexborNode) -> str:
    """A heading's text without the link to itself."""
    parts = [node.text() for node in heading.iter(include_text=True) if name_part(node) != "a.headerlink"]
    return " ".join("".join(parts).split())


def list_children(node: LexborNode) -> list[LexborNode]:
    """An element's child elements, and its text nodes that are not blank."""
    return [child for child in node.iter(include_text=True) if child.is_element_node or child.text().strip()]


def name_part(node: LexborNode) -> str:
    """An element's name and its first class, as in a selector; `-text` for a text node."""
    return ".".join([str(node.tag), *str(node.attributes.get("class") or "").split()[:1]])


def shorten(node: LexborNode) -> str:
    return " ".join(str(node.html).split())[:60]
