"""The search in the site's own box: what it finds it shows, with the reason, and it leads there. Ranking: tests/js."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser.site import read_questions, wait_until_shown

RESULTS = "all => all.map(one => new URL(one.href)).filter(one => one.hash).map(one => one.hash.slice(1))"
META = ".md-search-result__meta"


def type_query(page: Page, query: str) -> list[str]:
    """Type into the box; the places found, in the order shown."""
    box = page.locator(".md-search__input")
    if "md-search__input" not in page.evaluate("document.activeElement.className"):
        page.keyboard.press("/")
    box.fill("")
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    box.fill(query)
    page.locator(".md-search-result__item").first.wait_for()  # where nothing is found there is an offer
    ids: list[str] = page.eval_on_selector_all(".md-search-result__link", RESULTS)
    return ids


def test_the_exact_words_of_a_question_bring_it_first(site_dir: Path, site_url: str, page: Page) -> None:
    page.goto(site_url)
    for row in read_questions(site_dir)[::6]:  # tests/js has all of them
        assert type_query(page, row["question"])[0] == row["id"]


def test_a_result_says_why_leads_to_the_part_and_marks_the_words(site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, "caches hand Vary origin")
    result = page.locator(".md-search-result__link").first
    expect(result).to_contain_text("What is CORS?")
    expect(result).to_contain_text("Web and HTTP › Pitfalls")
    expect(result.locator(".result-teaser mark").first).to_be_visible()
    result.click()
    wait_until_shown(page, "cors-pitfalls")
    expect(page.locator("#cors-pitfalls ~ ul mark", has_text="Vary")).to_be_visible()


def test_a_follow_up_question_is_a_result_of_its_own(site_url: str, page: Page) -> None:
    page.goto(site_url)
    assert "cors-does-cors-protect-against-csrf" in type_query(page, "does cors protect against csrf")
    result = page.locator(".md-search-result__link", has_text="Follow-up to: What is CORS?").first
    result.click()
    wait_until_shown(page, "cors-does-cors-protect-against-csrf")


def test_a_term_is_found_with_its_meaning(site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, "HATEOAS")
    term = page.locator(".md-search-result__link", has_text="Glossary").first
    expect(term).to_contain_text("Hypermedia as the engine of application state")
    term.click()
    page.wait_for_url("**/glossary/?h=hateoas#hateoas")
    expect(page.locator("#hateoas mark")).to_have_text("HATEOAS")
    page.wait_for_function("() => document.activeElement.id === 'hateoas'")


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("anki deck", "downloads/"),
        ("glossary", "glossary/"),
        ("all questions", "questions/"),
    ],
)
def test_after_a_result_without_an_answer_the_search_goes_on_working(
    query: str, path: str, site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}topics/web/")
    type_query(page, query)
    expect(page.locator(f".md-search-result__item:first-child [href*='/{path}']")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{path}*")
    page.wait_for_function("() => document.activeElement.matches('.md-content h1')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"
    page.wait_for_timeout(500)  # the theme closes its search a moment later
    assert type_query(page, "heap")
    expect(page.locator("#__search")).to_be_checked()


def test_once_the_search_is_closed_it_is_no_stop_of_the_keyboard(site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, "heap")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-search__output')") is None


@pytest.mark.parametrize(("query", "word"), [("c++", "C++"), ("intérpreter", "interpreter")])
def test_words_with_signs_and_accents_are_marked(query: str, word: str, site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, query)
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("details.answer[open] mark", has_text=word).first).to_be_attached()


@pytest.mark.parametrize("query", ["zzzzqqqq vvvvxxxx", "kkkkqqqq"])
def test_a_search_that_finds_nothing_offers_to_propose_the_question(query: str, site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, query)
    expect(page.locator(META)).to_have_text("Nothing found")
    offer = urlsplit(
        page.locator(".md-search-result__link", has_text="Propose this question").get_attribute("href") or ""
    )
    assert f"{offer.scheme}://{offer.netloc}{offer.path}" == "https://github.com/someone/guide/issues/new"
    assert parse_qs(offer.query) == {
        "template": ["question.yml"],
        "title": [f"Question: {query}"],
        "question": [query],
    }
    expect(page.locator(".md-search-result__item")).not_to_have_count(1)


def test_a_long_run_of_letters_is_answered_at_once(site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, "ab" * 1000)
    expect(page.locator(META)).to_have_text("Nothing found")


def test_each_place_is_one_result_and_they_are_few(site_url: str, page: Page) -> None:
    page.goto(site_url)
    found = type_query(page, "error")
    assert 1 < len(found) == len(set(found)) <= 8


def test_the_index_comes_when_the_reader_turns_to_the_search(site_url: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(site_url)))
    page.goto(site_url, wait_until="networkidle")
    assert not [name for name in fetched if "search-docs" in name or "search_index" in name or "search-engine" in name]
    fetched.clear()
    page.locator(".md-search__input").focus()
    page.wait_for_function("() => performance.getEntriesByType('resource').some(one => /search-docs/.test(one.name))")
    parts = ["text", "index", "words", "synonyms", "engine", "results"]
    files = [f"assets/javascripts/search-{part}.js" for part in ("files", *parts)]
    assert sorted(fetched) == sorted([*files, "search-docs.js"])


def test_words_typed_at_once_are_answered(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}?q=stack+overflow", wait_until="commit")
    expect(page.locator(".md-search-result__link").first).to_contain_text("stack overflow")


def test_a_word_is_completed_and_a_search_can_be_shared(site_url: str, page: Page) -> None:
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type("middlew", delay=30)
    expect(page.locator(".md-search__suggest")).to_have_text("middleware")
    assert page.locator("[data-md-component='search-share']").get_attribute("href") == f"{site_url}?q=middlew"


@pytest.mark.parametrize(("query", "said"), [("zzzzqqqq", "Nothing found"), ("cors zzzqqq", r"[1-9]\d* results?")])
def test_the_offer_to_propose_a_question_is_no_result(query: str, said: str, site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, query)
    expect(page.locator(META)).to_have_text(re.compile(f"^{said}$"))
    expect(page.locator(".result-propose")).to_be_visible()
    shown = page.locator(".md-search-result__item").count() - 1
    assert "Nothing" in said or page.locator(META).inner_text().split()[0] == f"{shown}"


def test_markup_that_is_typed_stays_text(site_url: str, page: Page) -> None:
    page.goto(site_url)
    type_query(page, "<img src=x onerror=window.__run=1> cors")
    expect(page.locator(".md-search__inner img")).to_have_count(0)  # what it runs the page's policy would stop anyhow


@pytest.mark.parametrize(("width", "is_seen"), [(1280, True), (390, False)])
def test_words_that_are_longer_than_their_box_stay_readable(
    width: int, is_seen: bool, site_url: str, page: Page
) -> None:
    """What completes them lies behind them, and doesn't move with them; nor do they lie under the buttons."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type("the shop wants more stock, and then again, behind middlew")
    suggestion, word = page.locator(".md-search__suggest"), page.locator(".md-search__input")
    expect(suggestion).to_contain_text("middleware")
    expect(suggestion).to_have_css("visibility", "visible" if is_seen else "hidden")
    end = word.evaluate("node => node.getBoundingClientRect().right - parseFloat(getComputedStyle(node).paddingRight)")
    assert end <= page.locator(".md-search__options > *").first.evaluate("node => node.getBoundingClientRect().left")
