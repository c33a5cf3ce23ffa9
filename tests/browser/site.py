"""What the browser tests ask of the built site."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page
from selectolax.lexbor import LexborHTMLParser

PAGES = ("", "questions/", "study/", "downloads/", "glossary/", "contribute/", "404.html")


def read_questions(site_dir: Path) -> list[dict[str, Any]]:
    """questions.json of the built site."""
    rows: list[dict[str, Any]] = json.loads((site_dir / "questions.json").read_text(encoding="utf-8"))
    return rows


def read_page(site_dir: Path, path: str) -> LexborHTMLParser:
    """A built page by its address from the site's root."""
    name = path if path.endswith(".html") else f"{path}index.html"
    return LexborHTMLParser((site_dir / name).read_text(encoding="utf-8"))


def list_topics(site_dir: Path) -> list[str]:
    return sorted(path.parent.name for path in (site_dir / "topics").glob("*/index.html"))


def list_pages(site_dir: Path) -> list[str]:
    """The address of every page, relative to the site's root."""
    return [*PAGES, *(f"topics/{topic}/" for topic in list_topics(site_dir))]


@dataclass(frozen=True)
class InnerLink:
    """A link from one answer to another. Tests take one from the built site: answers are rewritten, links come and go."""

    topic: str
    """The topic page that it stands on."""
    answer: str
    """The id of the question whose answer has it."""
    target_topic: str
    target: str
    """The id of the question that it leads to."""

    @property
    def selector(self) -> str:
        """Finds it in the page, in this answer alone."""
        return f"details.answer:has(#{self.answer}-short-answer) .answer-section a[href$='#{self.target}']"


def find_inner_links(site_dir: Path) -> list[InnerLink]:
    """Every link from an answer to another question, in the order of the topics and of their pages."""
    questions = {row["id"] for row in read_questions(site_dir)}
    links = []
    for topic in list_topics(site_dir):
        for answer in read_page(site_dir, f"topics/{topic}/").css("details.answer"):
            (identifier,) = (one.attributes["id"] or "" for one in answer.css("h3[id$='-short-answer']"))
            for link in answer.css(".answer-section a[href]"):
                path, _, target = urljoin(f"/{topic}/", link.attributes["href"] or "").partition("#")
                if target in questions:
                    source = identifier.removesuffix("-short-answer")
                    links.append(InnerLink(topic, source, path.strip("/"), target))
    return links


def find_link_on_page(site_dir: Path) -> tuple[InnerLink, tuple[str, str]]:
    """A link to another answer of its own page; and two answers to open there, that of the link and one it leads past."""
    link = next(link for link in find_inner_links(site_dir) if link.topic == link.target_topic)
    rows = [row["id"] for row in read_questions(site_dir) if row["topic"] == link.topic]
    return link, (next(row for row in rows if row not in (link.answer, link.target)), link.answer)


def answer_of(page: Page, identifier: str) -> Locator:
    """The collapsed block of a question."""
    return page.locator(f"h2#{identifier} ~ details.answer").first


IS_OPEN = """id => {
    const heading = document.getElementById(id);
    let next = heading && heading.nextElementSibling;
    while (next && !next.matches('details.answer, h2')) next = next.nextElementSibling;
    const top = heading && heading.getBoundingClientRect().top;
    return Boolean(next && next.open && top >= 48 && top < innerHeight * 0.6);
}"""
"""Whether a question's answer is open and its heading stands in view under the page's header."""


def wait_until_open(page: Page, identifier: str) -> None:
    """Until a question's answer is open and in view."""
    page.wait_for_function(IS_OPEN, arg=identifier)


def wait_until_shown(page: Page, identifier: str) -> None:
    """Until a part of an answer stands in view under the page's header, its answer open."""
    page.wait_for_function(IS_SHOWN, arg=identifier)


IS_SHOWN = """id => {
    const part = document.getElementById(id);
    const box = part && part.getBoundingClientRect();
    return Boolean(box && box.height && box.top >= 40 && box.top < innerHeight * 0.6 && part.closest('details.answer').open);
}"""


def open_answers(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(block => { block.open = true })")
