"""The search, typed into the site's own box: it finds the question, shows it, and opens its answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.site import read_questions, wait_until_open

TESTS = Path(__file__).resolve().parent.parent
FIRST, AMONG_THREE = 0.85, 0.97
"""The share of queries whose question must come first, and among the first three."""
RESULTS = "all => all.map(one => new URL(one.href)).filter(one => one.hash).map(one => one.hash.slice(1))"


def type_query(page: Page, query: str) -> list[str]:
    """Type into the box; the ids of the questions found, in the order shown."""
    box = page.locator(".md-search__input")
    if "md-search__input" not in page.evaluate("document.activeElement.className"):
        page.keyboard.press("/")
    box.fill("")
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    box.fill(query)
    page.wait_for_function(
        "() => document.querySelector('.md-search-result__item') || /No matching/.test(document.querySelector('.md-search-result__meta').textContent)"
    )
    ids: list[str] = page.eval_on_selector_all(".md-search-result__link", RESULTS)
    return ids


def read_queries(name: str) -> list[dict[str, Any]]:
    queries: list[dict[str, Any]] = json.loads((TESTS / name).read_text(encoding="utf-8"))
    return queries


@pytest.mark.parametrize("name", ["search-queries.json", "search-queries-more.json"])
def test_what_people_type_finds_the_question(name: str, site_dir: Path, site_url: str, page: Page) -> None:
    numbers = {row["id"]: set(row["numbers"]) for row in read_questions(site_dir)}
    page.goto(site_url)
    places = []
    for query in read_queries(name):
        found = type_query(page, query["query"])
        hits = [place for place, one in enumerate(found) if numbers[one] & set(query["expect"])]
        places.append(hits[0] if hits else len(found) + 100)
    assert sum(place == 0 for place in places) >= FIRST * len(places)
    assert sum(place < 3 for place in places) >= AMONG_THREE * len(places)


def test_the_exact_words_of_a_question_bring_it_first(site_dir: Path, site_url: str, page: Page) -> None:
    page.goto(site_url)
    for row in read_questions(site_dir):
        assert type_query(page, row["question"])[0] == row["id"]


def test_a_result_shows_question_and_topic_and_opens_the_answer_with_marks(site_url: str, page: Page) -> None:
    page.goto(site_url)
    assert type_query(page, "cros error browser")[0] == "cors"
    result = page.locator(".md-search-result__link").first
    expect(result).to_contain_text("What is CORS?")
    expect(result).to_contain_text("Web and HTTP")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until_open(page, "cors")
    expect(page.locator("#cors-short-answer mark").first).to_have_text("Browsers")


def test_each_question_is_one_result(site_url: str, page: Page) -> None:
    page.goto(site_url)
    found = type_query(page, "error")
    assert len(found) == len(set(found)) > 3


def test_the_index_comes_when_the_reader_turns_to_the_search(site_url: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(site_url)))
    page.goto(site_url, wait_until="networkidle")
    assert not [name for name in fetched if "search-docs" in name or "search_index" in name or "minisearch" in name]
    page.locator(".md-search__input").focus()
    page.wait_for_function("() => performance.getEntriesByType('resource').some(one => /search-docs/.test(one.name))")


def test_words_typed_at_once_are_answered(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}?q=stack+overflow", wait_until="commit")
    expect(page.locator(".md-search-result__link").first).to_contain_text("stack overflow")


def test_a_word_is_completed_and_a_search_can_be_shared(site_url: str, page: Page) -> None:
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type("middlew", delay=30)
    expect(page.locator(".md-search__suggest")).to_have_text("middleware")
    assert page.locator("[data-md-component='search-share']").get_attribute("href") == f"{site_url}?q=middlew"


def test_markup_that_is_typed_stays_text(site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, "<img src=x onerror=window.__run=1> cors")
    assert page.evaluate("window.__run") is None
