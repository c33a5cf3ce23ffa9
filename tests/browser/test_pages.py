"""Every page as a whole: accessible, private, narrow, light, and whole without a mouse."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

from browser.conftest import Guide
from browser.site import answer_of, list_pages, list_topics, open_answers, read_questions

FIRST_VIEW = 110_000
"""Bytes over the wire, gzipped as GitHub Pages does it, for the first view of a page: fonts and pictures included."""
ALL_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes need not be described, which takes longer than the rules
}
SIDES_SIZED = "[...document.querySelectorAll('.md-sidebar__scrollwrap')].every(side => side.style.height)"
"""The theme gives the side columns their height a moment after the page loads; without it they count as scrolling."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["closed", "open"])
def test_the_rules_of_accessibility_hold(
    scheme: Literal["light", "dark"], state: str, guide: Guide, browser: Browser
) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for path in list_pages(guide.folder):
        page.goto(guide.url + path)
        page.wait_for_function(SIDES_SIZED)
        if state == "open":
            open_answers(page)
        found = Axe().run(page, options=ALL_RULES).response["violations"]
        faults = [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]
        assert faults == [], path
    context.close()


def test_nothing_comes_from_another_host(site_dir: Path, site_url: str, page: Page) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for path in list_pages(site_dir):
        page.goto(site_url + path)
        open_answers(page)
    page.keyboard.press("/")
    page.keyboard.type("cors")
    page.locator(".md-search-result__link").first.wait_for()
    assert hosts == {urlsplit(site_url).netloc}


def test_no_page_scrolls_sideways(site_dir: Path, site_url: str, page: Page) -> None:
    """320 px is also what a reader has who enlarges a page of 1280 px to 400 %, and 640 px to 200 %."""
    for path in list_pages(site_dir):
        page.goto(site_url + path)
        open_answers(page)
        for width in (320, 390, 640, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def weigh_first_view(browser: Browser, url: str) -> dict[str, int]:
    """What a first visit loads: the address of each file and its size in bytes, gzipped."""
    responses: list[Response] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("response", lambda response: responses.append(response))
    page.goto(url, wait_until="networkidle")
    sizes = {response.url: len(gzip.compress(response.body(), 6)) for response in responses if response.ok}
    context.close()
    return sizes


def test_the_first_view_of_every_topic_is_light(guide: Guide, browser: Browser) -> None:
    for path in ("", *(f"topics/{topic}/" for topic in list_topics(guide.folder))):
        sizes = weigh_first_view(browser, guide.url + path)
        assert sum(sizes.values()) <= FIRST_VIEW, (path, sizes)


def test_every_page_says_what_it_is(site_dir: Path, site_url: str, page: Page) -> None:
    seen: dict[str, set[str]] = {"title": set(), "description": set()}
    for path in list_pages(site_dir):
        if path == "404.html":
            continue
        page.goto(site_url + path)
        head = page.evaluate(
            """() => ({
                title: document.title,
                description: document.querySelector('meta[name=description]').content,
                canonical: document.querySelector('link[rel=canonical]').href,
                card: document.querySelector('meta[property="og:image"]').content,
                ...Object.fromEntries([...document.querySelectorAll('meta[property^="og:"]')].map(one => [one.getAttribute('property'), one.content])),
            })"""
        )
        assert head["canonical"] == head["og:url"] == site_url + path
        assert head["og:description"] == head["description"]
        assert (site_dir / head["card"].removeprefix(site_url)).read_bytes().startswith(b"\x89PNG")
        for key, values in seen.items():
            assert head[key] not in {"", *values}, path
            values.add(head[key])
    pages = {site_url + path for path in list_pages(site_dir)} - {f"{site_url}404.html"}
    found = set(re.findall(r"<loc>(.*?)</loc>", (site_dir / "sitemap.xml").read_text(encoding="utf-8")))
    assert pages <= found


def test_structured_data_tells_each_answered_question(site_dir: Path, site_url: str, page: Page) -> None:
    rows = [row for row in read_questions(site_dir) if row["answered"]]
    told = {}
    for topic in list_topics(site_dir):
        page.goto(f"{site_url}topics/{topic}/")
        for text in page.locator("script[type='application/ld+json']").all_text_contents():
            data = json.loads(text)
            assert (data["@context"], data["@type"]) == ("https://schema.org", "FAQPage")
            for item in data["mainEntity"]:
                assert (item["@type"], item["acceptedAnswer"]["@type"]) == ("Question", "Answer")
                told[item["name"]] = (item["acceptedAnswer"]["text"], item["acceptedAnswer"]["url"])
    assert told == {row["question"]: (row["short_answer"], site_url + row["url"]) for row in rows}


def test_the_keyboard_alone_reaches_opens_and_closes_an_answer(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/algorithms/")
    summary = answer_of(page, "algorithm").locator("> summary")
    for _ in range(200):
        page.keyboard.press("Tab")
        if summary.evaluate("one => one === document.activeElement"):
            break
    expect(summary).to_be_focused()
    assert summary.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#algorithm-short-answer")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#algorithm-short-answer")).to_be_hidden()


def test_a_closed_answer_says_by_name_what_it_opens(site_dir: Path, site_url: str, page: Page) -> None:
    for topic in list_topics(site_dir):
        page.goto(f"{site_url}topics/{topic}/")
        names = [" ".join(text.split()) for text in page.locator("details.answer > summary").all_text_contents()]
        rows = [row for row in read_questions(site_dir) if row["topic"] == topic and row["answered"]]
        assert names == [f"Answer: {row['question']}" for row in rows]


def test_the_table_of_all_questions_filters_and_sorts(site_dir: Path, site_url: str, page: Page) -> None:
    rows = read_questions(site_dir)
    page.goto(f"{site_url}questions/")
    shown = page.locator(".question-table tbody tr:visible")
    assert shown.count() == len(rows)
    page.get_by_label("Filter by words").fill("stack heap")
    expect(shown).to_have_count(1)
    expect(page.locator("output")).to_have_text(f"1 of {len(rows)} questions")
    page.get_by_label("Filter by words").fill("")
    page.get_by_label("Level").select_option("Senior")
    expect(shown).to_have_count(sum(row["level"] == "senior" for row in rows))
    page.get_by_label("Level").select_option("Any")
    page.get_by_role("button", name="Question").click()
    titles = page.locator(".question-table td:nth-child(2)").all_text_contents()
    assert titles == sorted(titles, key=str.casefold)
    expect(page.locator("th[aria-sort='ascending']")).to_have_text("Question")
    page.get_by_role("button", name="No.").click()
    first = page.locator(".question-table td:first-child").all_text_contents()
    assert first == [", ".join(row["numbers"]) for row in rows]


def test_a_lost_reader_can_search(site_url: str, page: Page, plain_page: Page) -> None:
    response = page.goto(f"{site_url}topics/nowhere/")
    assert response is not None
    assert response.status == 404
    page.get_by_label("What were you looking for?").fill("heap")
    page.get_by_role("button", name="Search the guide").click()
    page.wait_for_url("**/?q=heap")
    page.locator(".md-search-result__link").first.wait_for()
    plain_page.goto(f"{site_url}topics/nowhere/")
    plain_page.get_by_role("main").get_by_role("link", name="all questions").click()
    assert plain_page.url == f"{site_url}questions/"


def test_links_into_the_repository_lead_to_the_fork(site_dir: Path, site_url: str, page: Page) -> None:
    for row in read_questions(site_dir):
        if not row["answered"]:
            continue
        page.goto(site_url + row["url"])
        answer = answer_of(page, row["id"])
        edit = answer.get_by_role("link", name="Edit this answer").get_attribute("href")
        assert edit == f"https://github.com/someone/guide/edit/main/answers/{row['topic']}/{row['id']}.md"
        report = answer.get_by_role("link", name="Report a mistake").get_attribute("href") or ""
        assert report.startswith("https://github.com/someone/guide/issues/new?template=mistake.yml&")
        break
