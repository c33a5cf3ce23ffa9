"""Moving about on the published form of the site: whatever the way, its tools work and the reader's place is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from browser.conftest import DESK, PHONE, open_context
from browser.site import (
    answer_of,
    find_inner_links,
    find_link_on_page,
    list_topics,
    read_page,
    wait_until_open,
    wait_until_shown,
)

SIZES = {"desk": DESK, "phone": PHONE}
TOOLS = {
    "desk": (".md-search__input", "[data-md-component=palette] label:not([hidden])"),
    "phone": (".md-header__button[for=__search]", "[data-md-component=palette] label:not([hidden])"),
}
FILTER = ".question-filter input"
WAYS = {
    "a topic card on the front page": ("", ".topic-card >> nth=1"),
    "a link on the front page": ("", ".first-steps a >> nth=1"),
    "a row of the table": ("questions/", ".question-table a:visible >> nth=3"),
    "a tag": ("topics/web/", ".fact-tag a >> nth=0"),
}


@pytest.fixture(params=SIZES)
def device(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def screen(browser: Browser, device: str) -> Iterator[Page]:
    with open_context(browser, SIZES[device]) as context:
        yield context.new_page()


def search_for(page: Page, words: str) -> None:
    """Type into the search as a reader of this screen does, and wait for results."""
    if page.viewport_size and page.viewport_size["width"] < 960:
        page.locator(".md-header__button[for=__search]").click()
    else:
        page.keyboard.press("/")
    page.locator(".md-search__input").fill(words)
    page.locator(".md-search-result__link").first.wait_for()


def check_tools(page: Page, device: str) -> None:
    for tool in TOOLS[device]:
        expect(page.locator(tool).first).to_be_visible()
    scheme = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") != scheme, "the switch switches nothing"
    search_for(page, "cors")
    expect(page.locator(".md-search-result__item").first).to_contain_text("CORS")


@pytest.mark.parametrize(("start", "link"), WAYS.values(), ids=WAYS)
def test_search_and_switch_work_after_every_way(
    start: str, link: str, screen: Page, device: str, site_url: str
) -> None:
    with screen.expect_response("**/sitemap.xml"):  # the theme follows links to what stands in it by itself
        screen.goto(site_url + start)
    screen.evaluate("self.isKept = true")
    before = screen.url
    screen.locator(link).click()
    screen.wait_for_function("before => location.href !== before", arg=before)
    screen.wait_for_timeout(500)  # a sheet that the new head brings needs a moment to take hold
    assert screen.evaluate("self.isKept"), "the whole page was loaded"
    check_tools(screen, device)


def test_search_and_switch_work_after_a_link_between_answers(
    screen: Page, device: str, site_dir: Path, site_url: str
) -> None:
    link, _ = find_link_on_page(site_dir)
    screen.goto(f"{site_url}topics/{link.topic}/#{link.answer}")
    screen.locator(link.selector).first.click()
    wait_until_open(screen, link.target)
    check_tools(screen, device)


def test_a_link_whose_page_did_not_come_leads_there_by_a_second_request(page: Page, site_url: str) -> None:
    with page.expect_response("**/sitemap.xml"):
        page.goto(site_url)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(300)
    page.route("**/topics/web/", lambda route: route.abort(), times=1)
    page.locator(".first-steps a", has_text="REST").click()
    wait_until_open(page, "rest-api")
    page.wait_for_timeout(500)
    wait_until_open(page, "rest-api")


def test_the_filter_works_after_a_click(screen: Page, device: str, site_url: str) -> None:
    screen.goto(f"{site_url}topics/web/")
    screen.locator(".fact-tag a", has_text="security").first.click()
    screen.wait_for_url("**/questions/?tag=security")
    screen.wait_for_timeout(500)
    expect(screen.locator(".question-table tbody a", has_text="What is CORS?").first).to_be_visible()
    screen.locator(FILTER).fill("preflight")
    expect(screen.locator(".question-table tbody tr:visible")).to_have_count(1)


def test_the_answer_named_opens_closes_and_stays_closed(screen: Page, site_url: str) -> None:
    screen.goto(site_url)
    screen.locator(".first-steps a", has_text="REST").click()
    wait_until_open(screen, "rest-api")
    answer = answer_of(screen, "rest-api")
    answer.locator("> summary").click()
    screen.wait_for_timeout(500)
    box = answer.bounding_box()
    assert box is not None
    assert box["height"] < 100
    assert screen.url == f"{site_url}topics/web/", "nothing is open, so the address names nothing"


@pytest.mark.parametrize("start", ["", "topics/systems/#server"])
def test_a_search_result_stands_in_view(start: str, screen: Page, site_url: str) -> None:
    """On a phone the theme holds the page fixed while the search is open, and puts it back where it was."""
    screen.goto(site_url + start)
    screen.mouse.wheel(0, 500)
    search_for(screen, "threads processes")
    screen.wait_for_timeout(600)  # the theme locks the page 400 ms after its search opens
    screen.locator(".md-search-result__link").first.click()
    wait_until_open(screen, "threads-and-processes")
    screen.wait_for_timeout(600)
    wait_until_open(screen, "threads-and-processes")
    assert screen.evaluate("document.activeElement.id") == "threads-and-processes"


@pytest.mark.parametrize("start", ["", "questions/", "glossary/", "topics/web/"])
def test_on_a_phone_in_motion_a_search_result_stands_in_view(start: str, browser: Browser, site_url: str) -> None:
    """What closes over the page moves: it may not make the page wider while that scrolls."""
    size = ViewportSize(width=PHONE[0], height=PHONE[1])
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True, service_workers="block")
    page = context.new_page()
    page.goto(site_url + start)
    search_for(page, "connection refused")
    page.wait_for_timeout(600)
    result = page.locator(".md-search-result__link").first
    target = (result.get_attribute("href") or "").partition("#")[2]
    result.tap()
    wait_until_shown(page, target)
    page.wait_for_timeout(1000)
    wait_until_shown(page, target)
    context.close()


@pytest.mark.parametrize("start", ["", "topics/systems/#server"])
@pytest.mark.parametrize("name", ["search", "drawer"])
def test_what_is_opened_while_the_page_starts_stays_open(start: str, name: str, phone: Page, site_url: str) -> None:
    """The theme closes both 125 ms after it starts on an address that names a place; once started, it closes them again."""
    phone.add_init_script(f"document.addEventListener('DOMContentLoaded', () => __{name}.click())")
    phone.goto(site_url + start)
    toggle = phone.locator(f"#__{name}")
    phone.evaluate("new Promise(done => setTimeout(done, 400))")
    expect(toggle).to_be_checked()
    phone.evaluate("location.hash = '#threads-and-processes'")
    expect(toggle).not_to_be_checked()


def test_what_the_reader_closes_while_the_page_starts_is_closed(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.evaluate("document.querySelector('#__search').click()")
    page.locator(".md-search__input").press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


@pytest.mark.parametrize(
    ("query", "path"), [("threads processes", "topics/systems/"), ("cors", "topics/web/"), ("glossary", "glossary/")]
)
def test_back_from_a_search_result_returns_to_the_place_read(
    query: str, path: str, screen: Page, site_url: str
) -> None:
    """Also where the result is on the same page; and a page begins at its top, however far the one before was scrolled."""
    screen.goto(f"{site_url}topics/web/")
    screen.evaluate("scrollTo(0, 600)")
    screen.wait_for_timeout(300)
    read = screen.evaluate("scrollY")
    search_for(screen, query)
    screen.wait_for_timeout(600)
    screen.locator(f".md-search-result__link[href*='/{path}']").first.click()
    screen.wait_for_url(f"**/{path}?*")
    screen.wait_for_timeout(600)
    if path == "glossary/":
        assert screen.evaluate("scrollY") == 0
    screen.go_back()
    screen.wait_for_function("read => Math.abs(scrollY - read) < 2", arg=read)


def test_back_returns_to_the_answers_opened_by_hand(screen: Page, site_dir: Path, site_url: str) -> None:
    link, opened = find_link_on_page(site_dir)
    screen.goto(f"{site_url}topics/{link.topic}/")
    for identifier in opened:
        answer_of(screen, identifier).locator("> summary").click()
    found = screen.locator(link.selector).first
    found.scroll_into_view_if_needed()
    place = screen.evaluate("scrollY")
    found.click()
    wait_until_open(screen, link.target)
    screen.go_back()
    expect(found).to_be_in_viewport()
    for identifier in opened:
        expect(answer_of(screen, identifier)).to_have_attribute("open", "")
    screen.wait_for_function("place => Math.abs(scrollY - place) < 300", arg=place)


def test_back_from_another_page_returns_to_the_place_read(screen: Page, site_dir: Path, site_url: str) -> None:
    away = [link for link in find_inner_links(site_dir) if link.topic != link.target_topic]
    first = list_topics(site_dir)[0]
    link = next(link for link in reversed(away) if link.topic == first)
    screen.goto(f"{site_url}topics/{link.topic}/#{link.answer}")
    wait_until_open(screen, link.answer)
    top = screen.evaluate("scrollY")
    found = screen.locator(link.selector).first
    found.scroll_into_view_if_needed()
    screen.wait_for_timeout(300)  # the theme notes the place a tenth of a second after scrolling
    place = screen.evaluate("scrollY")
    assert place > top + 700, "the place read was to be another than the one the address names"
    found.click()
    wait_until_open(screen, link.target)
    screen.go_back()
    screen.wait_for_url(f"**/topics/{link.topic}/#{link.answer}")
    screen.wait_for_function("place => Math.abs(scrollY - place) < 300", arg=place)
    screen.go_forward()
    wait_until_open(screen, link.target)


def test_a_link_up_the_page_leaves_the_question_uncovered(screen: Page, site_dir: Path, site_url: str) -> None:
    *_, above, last = [h2.id or "" for h2 in read_page(site_dir, "topics/web/").css("h2:has(+ .question-facts)")]
    screen.goto(f"{site_url}topics/web/#{last}")
    wait_until_open(screen, last)
    screen.locator(f".previous-question[href$='#{above}']").click()
    wait_until_open(screen, above)
    button = screen.locator(".md-top")
    expect(button).to_be_visible()  # the theme shows it whenever the page moves up
    title, cover = screen.locator(f"h2#{above}").bounding_box(), button.bounding_box()
    assert title
    assert cover
    assert cover["y"] > title["y"] + title["height"]


def test_a_reload_keeps_what_was_open(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/")
    for identifier in ("rest-api", "cors"):
        answer_of(page, identifier).locator("> summary").click()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(400)
    page.reload()
    for identifier in ("rest-api", "cors"):
        expect(answer_of(page, identifier)).to_have_attribute("open", "")


def test_address_and_title_follow_what_is_open(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/?h=anything")
    title = page.title()
    answer_of(page, "cors").locator("> summary").click()
    expect(page).to_have_url(f"{site_url}topics/web/#cors")
    assert page.title() == f"What is CORS? · {title}"
    answer_of(page, "rest-api").locator("> summary").click()
    expect(page).to_have_url(f"{site_url}topics/web/#rest-api")
    answer_of(page, "rest-api").locator("> summary").click()
    expect(page).to_have_url(f"{site_url}topics/web/#cors")
    answer_of(page, "cors").locator("> summary").click()
    expect(page).to_have_url(f"{site_url}topics/web/")
    assert page.title() == title


def test_the_contents_show_the_parts_of_an_open_answer(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/#cors")
    wait_until_open(page, "cors")
    parts = page.locator(".md-sidebar--secondary .answer-parts")
    expect(parts).to_have_count(1)
    link = parts.get_by_role("link").nth(2)
    target = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    wait_until_shown(page, target)
    expect(page).to_have_url(f"{site_url}topics/web/#{target}")
    answer_of(page, "cors").locator("> summary").click()
    expect(page.locator(".md-sidebar--secondary .answer-parts")).to_have_count(0)


def test_on_a_phone_the_parts_stand_at_the_top_of_the_answer(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}topics/web/#cors")
    answer_of(phone, "cors").get_by_text("In this answer").click()
    phone.locator(".answer-contents").get_by_role("link", name="Pitfalls").click()
    wait_until_shown(phone, "cors-pitfalls")


@pytest.mark.parametrize("fragment", ["#100%", "#<img>", "#__proto__", "#"])
def test_an_odd_fragment_throws_nothing(fragment: str, site_url: str, page: Page) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(f"{site_url}topics/web/{fragment}")
    answer_of(page, "cors").locator("> summary").click()
    expect(page.locator("#cors-short-answer")).to_be_visible()
    assert thrown == []


BLOCKED = """for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(Window.prototype, name, {get() { throw new DOMException('blocked', 'SecurityError') }});
    delete window[name]; // Chromium has it on the window itself
}"""
ODD = ["null", "7", '"x"', "[]", '{"cors-what-interviewers-listen-for": 5}', "{broken"]


def test_blocked_storage_breaks_nothing(site_url: str, context: BrowserContext, page: Page) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.add_init_script(BLOCKED)
    page.goto(site_url)
    check_tools(page, "desk")
    page.keyboard.press("Escape")
    page.locator(".first-steps a", has_text="REST").click()
    wait_until_open(page, "rest-api")
    page.locator("#rest-api-what-interviewers-listen-for ~ .checklist input").first.check()
    assert thrown == []


def test_odd_stored_values_change_nothing(site_url: str, page: Page) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(f"{site_url}topics/web/#cors")
    for value in ODD:
        page.evaluate(
            "value => { for (const key of ['ticks', 'language']) localStorage.setItem(`guide.${key}`, value) }", value
        )
        page.reload()
        expect(answer_of(page, "cors")).to_have_attribute("open", "")
        page.locator("#cors-what-interviewers-listen-for ~ .checklist input").first.check()
    assert thrown == []
