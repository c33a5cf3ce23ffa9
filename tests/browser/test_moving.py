"""Moving about on the published form of the site: after each way to another page its tools are there and work."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.site import answer_of, wait_until_open

TOOLS = (".md-search__input", "[data-md-component=palette] label:not([hidden])")
WAYS = (
    ("a topic card on the front page", "", ".topic-card >> nth=1", TOOLS),
    ("a tab", "", ".md-tabs__link >> text=All questions", (*TOOLS, ".question-filter input")),
    ("a link in the text of a page", "", "article a[href$='#rest-api']", TOOLS),
    ("a row of the table", "questions/", ".question-table a >> nth=3", TOOLS),
    ("an entry of the contents", "topics/web/", ".md-sidebar--secondary a[href$='#cors']", TOOLS),
)


@pytest.mark.parametrize(("start", "link", "tools"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_search_switch_and_filter_outlive_a_click(
    page: Page, site_url: str, start: str, link: str, tools: tuple[str, ...]
) -> None:
    page.goto(site_url + start)
    before = page.url
    page.locator(link).click()
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_timeout(500)  # a sheet that the new head brings needs a moment to take hold
    for tool in tools:
        expect(page.locator(tool).first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("cors")
    expect(page.locator(".md-search-result__item").first).to_contain_text("CORS")


def test_an_answer_named_by_the_address_can_be_closed(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}topics/web/")
    page.locator(".md-sidebar--secondary a[href$='#cors']").click()
    wait_until_open(page, "cors")
    answer = answer_of(page, "cors")
    answer.locator("> summary").click()
    page.wait_for_timeout(500)
    box = answer.bounding_box()
    assert box is not None
    assert box["height"] < 100
