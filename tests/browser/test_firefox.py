"""The addresses and the search in Firefox too."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.firefox import Firefox, find_firefox, start_firefox
from browser.host import Host
from browser.site import find_link_on_page, list_topics, read_questions


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    program = find_firefox()
    if program is None and "CI" not in os.environ:
        pytest.skip("no Firefox here: install Debian's `firefox-esr`, or run `bash .ci/run`")
    assert program is not None, "no Firefox: .ci/run installs it"
    with start_firefox(program) as running:
        yield running


def test_the_address_of_a_question_opens_its_answer(site_dir: Path, site_url: str, firefox: Firefox) -> None:
    """The last question of a topic by loading the page, the first by a change of address on it; Chromium opens more pages."""
    rows_of = [[row for row in read_questions(site_dir) if row["topic"] == topic] for topic in list_topics(site_dir)]
    for first, *_, last in [rows for rows in rows_of if len(rows) > 1][::6]:
        firefox.open(site_url + last["url"])
        firefox.wait_until_open(last["id"])
        firefox.evaluate(f"void (location.hash = {json.dumps(first['id'])}) || 0")
        firefox.wait_until_open(first["id"])


def test_back_and_forward_open_what_the_address_names(site_url: str, firefox: Firefox) -> None:
    firefox.open(f"{site_url}questions/")
    firefox.evaluate("(window.first = true)")
    click(firefox, "article a[href$='#threads-and-processes']")
    firefox.wait_until_open("threads-and-processes")
    click(firefox, ".md-sidebar--secondary a[href$='#reverse-proxy']")
    firefox.wait_until_open("reverse-proxy")
    click(firefox, ".md-sidebar--primary a[href$='design/']")
    firefox.wait_for("location.pathname.endsWith('/topics/design/') && document.getElementById('scalability')")
    firefox.go(-1)
    firefox.wait_until_open("reverse-proxy")
    firefox.go(-1)
    firefox.wait_until_open("threads-and-processes")
    firefox.go(1)
    firefox.wait_until_open("reverse-proxy")
    assert firefox.evaluate("window.first === true"), "navigation was to be instant"


def test_a_list_number_leads_to_its_question(site_url: str, firefox: Firefox) -> None:
    firefox.open(f"{site_url}questions/#24b", leads_to="#threads-and-processes")
    firefox.wait_until_open("threads-and-processes")


def test_the_search_finds_a_question_in_spite_of_a_slip(site_url: str, firefox: Firefox) -> None:
    firefox.open(site_url)
    for _ in range(20):  # the theme may not listen yet, and a key is lost then
        firefox.press("/")
        time.sleep(0.5)
        if firefox.evaluate("document.activeElement?.matches('.md-search__input')"):
            break
    firefox.press("what is corz")
    firefox.wait_for("document.querySelector('.md-search-result__link')?.hash === '#cors'")
    click(firefox, ".md-search-result__link")
    firefox.wait_until_open("cors")


TOOLS = "['.md-search__input', '[data-md-component=palette] label:not([hidden])'].every(one => document.querySelector(one).checkVisibility())"
ANSWER = "document.querySelector('h2#rest-api ~ details.answer')"


def test_tools_outlive_a_click_and_the_answer_named_can_be_closed(site_url: str, firefox: Firefox) -> None:
    firefox.open(site_url)
    click(firefox, ".first-steps a[href$='#rest-api']")
    firefox.wait_until_open("rest-api")
    time.sleep(0.5)
    assert firefox.evaluate(TOOLS)
    firefox.evaluate(f"({ANSWER}.querySelector('summary').click(), 0)")
    firefox.wait_for(f"{ANSWER}.getBoundingClientRect().height < 100 && location.hash === ''")


def test_back_returns_to_the_answers_opened_by_hand(site_dir: Path, site_url: str, firefox: Firefox) -> None:
    link, opened = find_link_on_page(site_dir)
    firefox.open(f"{site_url}topics/{link.topic}/")
    for identifier in opened:
        firefox.evaluate(f"(document.querySelector('h2#{identifier} ~ details.answer > summary').click(), 0)")
    firefox.evaluate(f"(document.querySelector({json.dumps(link.selector)}).scrollIntoView({{block: 'center'}}), 0)")
    time.sleep(0.5)
    place = firefox.evaluate("scrollY")
    click(firefox, link.selector)
    firefox.wait_until_open(link.target)
    time.sleep(1)  # at a reader's pace: the theme notes the new place late, and then takes it for that of the way back
    firefox.go(-1)
    are_open = f"{json.dumps(opened)}.every(id => document.querySelector(`h2#${{id}} ~ details.answer`)?.open)"
    firefox.wait_for(are_open)
    firefox.wait_for(f"Math.abs(scrollY - {place}) < 300")


def test_a_question_is_studied_by_keyboard_and_its_state_shows(site_url: str, firefox: Firefox) -> None:
    firefox.open(site_url)
    click(firefox, ".start a")
    firefox.wait_for("document.querySelector('.study-question')")
    firefox.press(" ")
    firefox.wait_for("document.querySelector('.study-answer .checklist')")
    firefox.press("1")
    firefox.wait_for("document.querySelector('.study-status').textContent.startsWith('Again')")
    assert firefox.evaluate("Object.keys(JSON.parse(localStorage['guide.reviews']).reviews).length") == 1
    click(firefox, ".md-tabs__link")
    firefox.wait_for("[...document.querySelectorAll('.card-count')].some(one => one.textContent.includes('1 missed'))")


def click(firefox: Firefox, selector: str) -> None:
    """Follow the first link that a selector finds, a moment after the page is there, as a reader does.

    A click within the same moment is lost: in Firefox the theme is still about to follow the one before.
    """
    time.sleep(1)
    firefox.wait_for(f"document.querySelector({json.dumps(selector)})")
    firefox.evaluate(f"(document.querySelector({json.dumps(selector)}).click(), 0)")


def test_what_was_visited_works_without_a_network(site_dir: Path, tmp_path: Path, firefox: Firefox) -> None:
    host = Host(tmp_path, site_dir)
    with host.connect() as url:
        firefox.open(f"{url}topics/web/")
        firefox.wait_for("navigator.serviceWorker.controller !== null")
        firefox.open(f"{url}topics/systems/")
        firefox.open(f"{url}topics/web/")
    firefox.open(f"{url}topics/systems/#reverse-proxy")
    firefox.wait_until_open("reverse-proxy")
    firefox.open(url + host.list_unasked("topics/web/", "topics/systems/")[0])
    firefox.wait_for("document.querySelector('h1')?.textContent === 'This page isn\\'t saved on this device'")
