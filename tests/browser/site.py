"""What the browser tests ask of the built site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

PAGES = ("", "questions/", "study/", "glossary/", "contribute/", "404.html")


def read_questions(site_dir: Path) -> list[dict[str, Any]]:
    """questions.json of the built site."""
    rows: list[dict[str, Any]] = json.loads((site_dir / "questions.json").read_text(encoding="utf-8"))
    return rows


def list_topics(site_dir: Path) -> list[str]:
    return sorted(path.parent.name for path in (site_dir / "topics").glob("*/index.html"))


def list_pages(site_dir: Path) -> list[str]:
    """The address of every page, relative to the site's root."""
    return [*PAGES, *(f"topics/{topic}/" for topic in list_topics(site_dir))]


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
