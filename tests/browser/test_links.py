"""A link to a question, or to anything inside its answer, opens and shows it: on load, on the way back, by hand."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import TABBED
from browser.site import answer_of, list_topics, open_answers, read_questions, wait_until_open


def answered_ids(site_dir: Path, topic: str) -> list[str]:
    return [row["id"] for row in read_questions(site_dir) if row["topic"] == topic and row["answered"]]


def test_the_address_of_a_question_opens_its_answer(site_dir: Path, site_url: str, page: Page) -> None:
    """The last question of a topic by loading the page, the first by a change of address on it, on every third page: what
    stands behind a heading is the same for all, as the gate holds it."""
    for topic in list_topics(site_dir)[::3]:
        if rows := [row for row in read_questions(site_dir) if row["topic"] == topic]:
            page.goto(site_url + rows[-1]["url"])
            wait_until_open(page, rows[-1]["id"])
            page.evaluate("id => { location.hash = id }", rows[0]["id"])
            wait_until_open(page, rows[0]["id"])


@pytest.mark.parametrize("old", ["topics/algorithms/#what-is-an-algorithm", "topics/basics/#algorithm"])
def test_an_earlier_address_shows_the_way(old: str, site_url: str, page: Page, plain_page: Page) -> None:
    page.goto(site_url + old)
    wait_until_open(page, "algorithm")
    plain_page.goto(site_url + old)
    plain_page.locator(f"#{old.partition('#')[2]} a").click()
    assert plain_page.url.endswith("topics/algorithms/#algorithm")


@pytest.mark.parametrize("number", ["24b", "29"])
def test_a_list_number_leads_to_its_question(number: str, site_dir: Path, site_url: str, page: Page) -> None:
    (row,) = (row for row in read_questions(site_dir) if number in row["numbers"])
    page.goto(f"{site_url}questions/#{number}")
    page.wait_for_url(f"**/{row['url']}")


@pytest.mark.parametrize("part", ["short-answer", "pitfalls", "sources"])
def test_a_link_to_a_part_opens_the_answer_around_it(part: str, site_dir: Path, site_url: str, page: Page) -> None:
    topic = list_topics(site_dir)[0]
    identifier = answered_ids(site_dir, topic)[-1]
    page.goto(f"{site_url}topics/{topic}/#{identifier}-{part}")
    expect(page.locator(f"#{identifier}-{part}")).to_be_in_viewport()
    expect(answer_of(page, identifier)).to_have_attribute("open", "")


def test_back_and_forward_open_what_the_address_names(site_url: str, page: Page) -> None:
    """At a reader's pace: the theme notes the place a tenth of a second after scrolling."""

    def wait(identifier: str) -> None:
        wait_until_open(page, identifier)
        page.wait_for_timeout(300)

    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.goto(f"{site_url}questions/")
    page.get_by_role("link", name="What is the difference between threads and processes?").first.click()
    wait("threads-and-processes")
    page.locator(".md-sidebar--secondary a[href$='#reverse-proxy']").click()
    wait("reverse-proxy")
    page.locator(".md-sidebar--primary a[href$='design/']").first.click()
    page.wait_for_url("**/topics/design/")
    page.go_back()
    wait("reverse-proxy")
    page.go_back()
    wait("threads-and-processes")
    page.go_forward()
    wait("reverse-proxy")
    assert len(loads) == 1, "navigation was to be instant"


def test_a_link_on_the_page_opens_another_answer_and_again_after_closing(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/algorithms/#algorithm")
    wait_until_open(page, "algorithm")
    page.locator(".md-sidebar--secondary a", has_text="What are the stack and the heap").click()
    wait_until_open(page, "stack-and-heap")
    page.locator("h2#stack-and-heap ~ details.answer > summary").first.click()
    page.evaluate("scrollTo(0, 0)")
    page.locator(".md-sidebar--secondary a", has_text="What are the stack and the heap").click()
    wait_until_open(page, "stack-and-heap")


def test_without_javascript_a_click_opens_an_answer(site_dir: Path, site_url: str, plain_page: Page) -> None:
    for topic in list_topics(site_dir):
        plain_page.goto(f"{site_url}topics/{topic}/")
        for identifier in answered_ids(site_dir, topic)[-1:]:
            answer_of(plain_page, identifier).locator("> summary").click()
            expect(plain_page.locator(f"#{identifier}-short-answer")).to_be_visible()


def test_without_javascript_a_link_shows_the_answer(site_url: str, plain_page: Page) -> None:
    plain_page.goto(f"{site_url}topics/algorithms/#algorithm")
    expect(plain_page.locator("#algorithm-short-answer")).to_be_visible()
    expect(plain_page.locator("#stack-and-heap-short-answer")).to_be_hidden()


def test_the_link_is_copied_with_one_click_or_key(site_url: str, context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}topics/algorithms/?h=heap")
    button = page.get_by_role("button", name="Copy link to: What is an algorithm?")
    button.click()
    address = f"{site_url}topics/algorithms/#algorithm"
    assert page.evaluate("navigator.clipboard.readText()") == address
    expect(page.get_by_role("status")).to_contain_text("Link copied")
    page.evaluate("navigator.clipboard.writeText('')")
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_all_answers_open_and_close_with_one_button(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/design/")
    count = page.locator("details.answer").count()
    page.get_by_role("button", name="Open all answers").click()
    assert page.locator("details.answer[open]").count() == count > 0
    page.get_by_role("button", name="Close all answers").click()
    assert page.locator("details.answer[open]").count() == 0


def test_the_choice_of_language_is_kept_over_pages(site_url: str, page: Page) -> None:
    page.goto(site_url + TABBED)
    label = page.locator(".tabbed-set").first.locator(".tabbed-labels label").nth(1)
    expect(label).to_be_visible()
    language = label.inner_text()
    label.click()
    page.goto(f"{site_url}questions/")
    page.goto(site_url + TABBED)
    checked = page.locator(".tabbed-set input:checked").first.get_attribute("id")
    expect(page.locator(f".tabbed-labels label[for='{checked}']")).to_have_text(language)


def test_a_search_in_the_page_reaches_closed_answers(site_dir: Path, site_url: str, plain_page: Page) -> None:
    """Without scripts: on a machine that is very slow the theme's note of the scroll position ends the search early."""
    topic = list_topics(site_dir)[0]
    plain_page.goto(f"{site_url}topics/{topic}/")
    texts: list[str] = plain_page.eval_on_selector_all(
        ".answer-section > p", "all => all.filter(one => !one.children.length).map(one => one.textContent)"
    )
    words = max(texts, key=len)[:60].rpartition(" ")[0]
    expect(plain_page.get_by_text(words)).to_be_hidden()
    plain_page.goto(f"{site_url}topics/{topic}/#:~:text={quote(words, safe='')}".replace("-", "%2D"))
    expect(plain_page.get_by_text(words)).to_be_in_viewport()


def test_the_copy_button_has_its_whole_name(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/")
    expect(page.get_by_role("button", name="Copy link to: What is a REST API?")).to_be_visible()


def test_copying_a_transcript_copies_the_commands_alone(site_url: str, context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}topics/databases/#mysqldump")
    open_answers(page)
    block = page.locator("section:has(> #mysqldump-example) [data-copy]").first
    block.hover()
    block.locator(".md-code__button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (block.get_attribute("data-copy") or "").rstrip()
    assert "$ " not in copied


ANSWERS = ("algorithm", "stack-and-heap")


@pytest.mark.parametrize(
    ("opened", "shown"),
    [((), ANSWERS), (("algorithm",), ("algorithm",)), (ANSWERS, ANSWERS)],
    ids=["none", "one", "two"],
)
def test_paper_shows_what_is_open_and_all_where_nothing_is(
    opened: tuple[str, ...], shown: tuple[str, ...], site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}topics/algorithms/")
    for identifier in opened:
        answer_of(page, identifier).locator("> summary").click()
        expect(answer_of(page, identifier)).to_have_attribute("data-shown", "")  # by a script, a moment after it opens
    page.emulate_media(media="print")
    for identifier in ANSWERS:
        expect(page.locator(f"#{identifier}-short-answer")).to_be_visible(visible=identifier in shown)
        expect(page.locator(f"h2#{identifier}")).to_be_visible(visible=identifier in shown)
    expect(page.get_by_role("button", name="Open all answers")).to_be_hidden()


def test_paper_is_light_and_has_the_one_answer_named(site_url: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site_url}topics/algorithms/#algorithm")
    wait_until_open(page, "algorithm")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("['color', 'backgroundColor'].map(name => getComputedStyle(document.body)[name])")
    assert colours == ["rgb(31, 38, 43)", "rgb(252, 251, 248)"]
    expect(page.locator("h2#algorithm")).to_be_visible()
    expect(page.locator("h2#stack-and-heap")).to_be_hidden()


def test_one_answer_is_printed_by_its_button(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/algorithms/")
    for identifier in ANSWERS:
        answer_of(page, identifier).locator("> summary").click()
    page.evaluate("window.print = () => { window.printed = [...document.querySelectorAll('[data-shown]')].length }")
    answer_of(page, "algorithm").get_by_role("button", name="Print this answer").click()
    assert page.evaluate("window.printed") == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("[data-shown]").count() == 2


def test_every_copy_button_copies_its_own_code(site_url: str, context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}topics/algorithms/#algorithm")
    open_answers(page)
    for block in page.locator("section:has(> #algorithm-example) .highlight").all():
        block.hover()
        block.locator(".md-code__button").first.click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.strip() == block.locator("code").inner_text().strip()
