"""Every page as a whole: accessible, private, narrow, light, and whole without a mouse."""

import gzip
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, Route, expect

from browser.conftest import TABBED, Guide
from browser.site import PAGES, answer_of, list_topics, open_answers, read_page, read_questions

FRAME, FIRST_VIEW = 61_500, 112_000
"""Bytes over the wire, gzipped as GitHub Pages does it, for the first view of a page: what every page brings with it
(scripts, styles, pictures), and that with the longest page."""
SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RESULTS: Mapping[str, object] = {
    "resultTypes": ["violations"]
}  # what passes need not be described, which takes longer than the rules
OF_COLORS, OF_PLACES = ["color-contrast", "link-in-text-block"], ["target-size"]
STRUCTURE: Mapping[str, object] = {
    **RESULTS,
    "runOnly": STANDARDS,
    "rules": {name: {"enabled": False} for name in (*OF_COLORS, *OF_PLACES)},
}
COLORS: Mapping[str, object] = {**RESULTS, "runOnly": {"type": "rule", "values": OF_COLORS}}
PLACES: Mapping[str, object] = {**RESULTS, "runOnly": {"type": "rule", "values": OF_PLACES}}
GATHER_BLOCKS = """async addresses => {
    const seen = new Set();
    const told = ({ name, value }) => (/^(class|role)$/.test(name) || !value ? `${name}=${value}` : name);
    const own = one => [one.tagName, ...[...one.attributes].map(told), one.textContent.trim() ? 'text' : ''].join(' ');
    const chain = (one, block) => (one === block.parentElement ? '' : `${chain(one.parentElement, block)} > ${own(one)}`);
    const keepNew = page => {
        for (const block of page.querySelectorAll('.answer-section > :not(h3)')) {
            const shape = [...new Set([block, ...block.querySelectorAll('*')].map(one => chain(one, block)))].sort().join();
            if (seen.has(shape)) block.remove();
            seen.add(shape);
        }
    };
    keepNew(document);
    for (const address of addresses) {
        const text = await (await fetch(address)).text();
        const other = new DOMParser().parseFromString(text, 'text/html');
        keepNew(other);
        document.querySelector('.answer-body').append(...other.querySelectorAll('.answer-section:has(> :not(h3))'));
    }
    guide.patchTheme();
}"""
"""Put into the page what is in the answers of the others. Of blocks that are made of the same elements one is kept: what axe
finds hangs on these, their roles and whether they have a name."""
MARK_NEW_KINDS = """known => {
    const seen = new Set(known);
    const name = one => `${one.tagName}.${one.getAttribute('class')}.${one.getAttribute('style')}${one.matches('tr:nth-child(even)')}`;
    const kindOf = one => (one === document.body ? '' : `${kindOf(one.parentElement)} ${name(one)}`);
    for (const one of document.body.querySelectorAll('*')) {
        const kind = kindOf(one);
        const isShown = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && one.checkVisibility();
        if (isShown && !seen.has(kind)) one.dataset.kind = seen.add(kind).size;
    }
    for (const token of document.querySelectorAll('.highlight code span:not([data-kind]):not(:has(*))'))
        token.replaceWith(...token.childNodes);
    return [...seen];
}"""
"""Colors and sizes hang on what an element and those around it are: they, slow to find, are looked at once for each such chain.
Tokens of programs, most of a page's elements, become plain text where they need not be looked at."""
KEEP_NEW_KINDS = """() => {
    const kept = new Set();
    const wanted = '[data-kind], [data-md-component=palette]'; // the theme's switch goes on working
    for (let one of document.querySelectorAll(wanted))
        for (; one && !kept.has(one); one = one.parentElement) kept.add(one);
    for (const one of document.body.querySelectorAll('*'))
        if (!kept.has(one) && !one.closest(wanted)) one.remove();
}"""
"""Of a tenth of the elements the colors are found in a tenth of the time."""


def find_faults(page: Page, options: Mapping[str, object], context: str | None = None) -> list[tuple[str, str]]:
    """The rules that axe finds broken, each with the element's beginning."""
    found = Axe().run(page, context=context, options=dict(options)).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


def check_page(page: Page, path: str, known: list[str], is_last: bool = True) -> list[str]:
    """Look at the structure of a page, and at what is of a kind not yet known: its size, and its colors in both schemes.

    Out: all kinds that are known now. What is looked at last loses what nothing is left to be said of.
    """
    page.emulate_media(color_scheme="light")
    now_known: list[str] = page.evaluate(MARK_NEW_KINDS, known)
    assert find_faults(page, STRUCTURE) == [], path
    if len(now_known) == len(known):
        return known
    assert find_faults(page, PLACES, "[data-kind]") == [], path
    if is_last:
        page.evaluate(KEEP_NEW_KINDS)
    for scheme, name in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        assert find_faults(page, COLORS, "[data-kind]") == [], (path, scheme)
    return now_known


def test_the_rules_of_accessibility_hold_straight_after_load(guide: Guide, page: Page) -> None:
    """Closed, every topic page is the same: one of them stands for all."""
    known: list[str] = []
    for path in (*PAGES, f"topics/{list_topics(guide.folder)[0]}/"):
        page.goto(guide.url + path)
        known = check_page(page, path, known)


def test_the_rules_of_accessibility_hold_in_every_open_answer(guide: Guide, page: Page) -> None:
    first, *others = (f"{guide.url}topics/{topic}/" for topic in list_topics(guide.folder))
    page.goto(first)
    page.evaluate(GATHER_BLOCKS, others)
    open_answers(page)
    check_page(page, "topics", [])


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        ("document.querySelector('.highlight .k').style.color = '#ddd'", "color-contrast"),
        ("document.querySelector('.answer-section').append(new Image(9, 9))", "image-alt"),
        ("[...document.querySelectorAll('.answer-section p a')].at(-1).replaceChildren()", "link-name"),
        ("document.querySelectorAll('.md-nav a').forEach(one => { one.style.fontSize = '4px' })", "target-size"),
    ],
)
def test_a_fault_of_accessibility_would_be_found(fault: str, name: str, guide: Guide, page: Page) -> None:
    page.goto(f"{guide.url}topics/{list_topics(guide.folder)[0]}/")
    open_answers(page)
    page.evaluate(fault)
    page.evaluate(GATHER_BLOCKS, [])
    with pytest.raises(AssertionError, match=name):
        check_page(page, "", [])


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


def test_no_page_scrolls_sideways_or_asks_another_host(site_url: str, page: Page) -> None:
    """Topic pages are in tests/browser/test_reading.py. 320 px is also what a reader has who enlarges 1280 px to 400 %."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for path in PAGES:
        page.goto(site_url + path)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    page.keyboard.press("/")
    page.keyboard.type("cors")
    page.locator(".md-search-result__link").first.wait_for()
    assert hosts == {urlsplit(site_url).netloc}


def test_the_first_view_of_every_page_is_light(guide: Guide, page: Page) -> None:
    """The frame is the same on all of them: it is weighed once, by what a first visit loads."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(guide.url, wait_until="networkidle")
    sizes = {response.url: len(gzip.compress(response.body(), 6)) for response in responses if response.ok}
    frame = sum(sizes.values()) - sizes[guide.url]
    assert frame <= FRAME, sizes
    for topic in list_topics(guide.folder):
        text = (guide.folder / "topics" / topic / "index.html").read_bytes()
        weight = frame + len(gzip.compress(text, 6))
        assert weight <= FIRST_VIEW, f"the topic {topic} weighs {weight} bytes at first view: make two topics of it"


SHOWN = ".question-table tbody tr:visible"
OTHER = "What is your greatest strength as a coder?"
"""A question that none of the filters below lets through."""


def test_the_table_of_all_questions_filters_and_sorts(site_dir: Path, site_url: str, page: Page) -> None:
    rows = read_questions(site_dir)
    page.goto(f"{site_url}questions/")
    shown = page.locator(SHOWN)
    expect(shown).to_have_count(len(rows))
    page.get_by_label("Filter by words").fill("stack heap")
    expect(page.locator(SHOWN, has_text=OTHER)).to_have_count(0)
    assert 1 <= shown.count() < len(rows)
    expect(page.locator("output")).to_have_text(f"{shown.count()} of {len(rows)} questions")
    page.locator(".question-filter").get_by_role("button", name="Clear").click()
    expect(shown).to_have_count(len(rows))
    page.get_by_label("Level").select_option("Senior")
    expect(shown).to_have_count(sum(row["level"] == "senior" for row in rows))
    page.get_by_label("Level").select_option("Any")
    page.get_by_role("button", name="Question").click()
    titles = page.locator(f"{SHOWN} td:first-child a").all_text_contents()
    assert titles == sorted(titles, key=str.casefold)
    expect(page.locator("th[aria-sort='ascending']")).to_have_text("Question")
    page.reload()
    expect(page.locator("th[aria-sort='ascending']")).to_have_text("Question")
    assert page.locator(f"{SHOWN} td:first-child a").all_text_contents() == titles
    page.get_by_role("button", name="Level").click()
    levels = page.locator(f"{SHOWN} td:last-child").all_text_contents()
    assert levels == sorted(levels, key=["Junior", "Mid", "Senior"].index)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("preflight", "What is CORS?"),  # in another wording of it
        ("security cors", "What is CORS?"),  # a tag
        ('“STÄCK" heap', "What are the stack and the heap, and what is a stack overflow?"),
    ],
)
def test_the_filter_reads_wordings_and_tags_and_forgives(words: str, found: str, site_url: str, page: Page) -> None:
    page.goto(f"{site_url}questions/")
    page.get_by_label("Filter by words").fill(words)
    expect(page.locator(SHOWN, has_text=OTHER)).to_have_count(0)
    expect(page.locator(SHOWN, has_text=found)).to_have_count(1)


def test_follow_up_questions_stand_under_their_own_filter(site_dir: Path, site_url: str, page: Page) -> None:
    titles = [one["question"] for row in read_questions(site_dir) for one in row["follow_ups"]]
    page.goto(f"{site_url}questions/?kind=follow-up")
    expect(page.locator(f"{SHOWN} td:first-child a")).to_have_text(titles)
    page.get_by_label("Filter by words").fill("csrf")
    found = page.locator(f"{SHOWN} a").all_text_contents()
    assert len(found) < len(titles)
    page.locator(f"{SHOWN} a", has_text="Does CORS protect against CSRF?").click()
    page.wait_for_url("**/topics/web/#cors-does-cors-protect-against-csrf")
    page.go_back()
    expect(page.get_by_label("Filter by words")).to_have_value("csrf")
    expect(page.locator(f"{SHOWN} a")).to_have_text(found)


UNFIT = [
    ("question", "zzzz", r"No question matches\."),
    ("question", "a" * 2000, r"No question matches\."),
    ("follow-up", "zzzz", r"No follow-up question matches\."),
    ("all", "zzzz", r"No question matches\."),
    ("question", "", r"No question matches, but \d+ follow-up questions? do(es)?: choose another Kind\."),
    ("follow-up", "", r"No follow-up question matches, but \d+ questions? do(es)?: choose another Kind\."),
]
"""Kind, words, and what is said. No words: those of a row of the other kind, a follow-up question's own or another wording of
a question."""


def test_a_filter_that_nothing_fits_says_so_and_why(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}questions/?kind=all")
    other = {
        "question": max(page.locator("tr[data-kind='follow-up'] a").all_text_contents(), key=len),
        "follow-up": page.locator("tr[data-kind='question']").first.get_attribute("data-words"),
    }
    for kind, words, said in UNFIT:
        page.get_by_label("Kind").select_option(kind)
        page.get_by_label("Filter by words").fill(words or other[kind] or "")
        expect(page.locator("output")).to_have_text(re.compile(f"^{said}$"))
        expect(page.locator(SHOWN)).to_have_count(0)


@pytest.mark.parametrize("script", ["guide-table.js", "guide.js"])
def test_a_table_whose_script_does_not_come_is_shown(script: str, site_url: str, page: Page) -> None:
    page.route(f"**/{script}", lambda route: route.abort())
    page.goto(f"{site_url}questions/?tag=http")
    expect(page.locator(SHOWN).first).to_be_visible()


def test_a_table_that_is_left_and_come_back_to_is_set_up_once(site_url: str, page: Page) -> None:
    """Its script may come late, and by then both visits want it."""
    with page.expect_response("**/sitemap.xml"):  # the theme follows links to what stands in it by itself
        page.goto(f"{site_url}glossary/")
    held: list[Route] = []
    page.route("**/guide-table.js", lambda route: held.append(route))
    for name in ("All questions", "Glossary", "All questions"):
        page.locator(".md-tabs__link", has_text=name).click()
        page.wait_for_timeout(300)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator(".question-table thead button")).to_have_count(3)


def test_an_odd_filter_in_the_address_changes_nothing(site_dir: Path, site_url: str, page: Page) -> None:
    page.goto(f"{site_url}questions/?level=%00&tag=nothing&kind=7&topic=")
    expect(page.locator(SHOWN)).to_have_count(len(read_questions(site_dir)))


def test_without_scripts_the_table_has_every_row(site_dir: Path, site_url: str, plain_page: Page) -> None:
    plain_page.goto(f"{site_url}questions/")
    rows = read_questions(site_dir)
    assert plain_page.locator(SHOWN).count() == sum(1 + len(row["follow_ups"]) for row in rows)


def test_without_scripts_no_row_is_squeezed_on_a_phone(site_url: str, plain_page: Page) -> None:
    plain_page.set_viewport_size({"width": 390, "height": 844})
    plain_page.goto(f"{site_url}questions/")
    rows = plain_page.locator(SHOWN)
    displays = rows.evaluate_all("all => [...new Set(all.map(one => getComputedStyle(one).display))]")
    assert displays == ["flex"]


def test_header_filter_and_table_share_one_edge(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}questions/")
    edges = [
        page.locator(name).first.evaluate("one => Math.round(one.getBoundingClientRect().right)")
        for name in (".question-filter", ".question-table table", ".md-source__repository")
    ]
    assert max(edges) - min(edges) <= 1, edges


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_the_site_s_name_has_room_in_the_header(width: int, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site_url)
    name = page.locator(".md-header__topic .md-ellipsis").first
    assert name.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_on_a_phone_the_words_stand_under_the_first_button(site_url: str, phone: Page) -> None:
    phone.goto(site_url)
    top, bottom = phone.locator(".start").evaluate(
        """start => {
            const range = document.createRange();
            range.selectNodeContents(start.lastChild);
            return [range.getBoundingClientRect().top, start.firstElementChild.getBoundingClientRect().bottom];
        }"""
    )
    assert top >= bottom


def test_eighty_columns_fit_on_a_desk(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/#cors")
    open_answers(page)
    room = page.evaluate(
        """() => {
            const code = document.querySelector('#cors-example ~ .sample pre > code');
            code.textContent = 'x'.repeat(80);
            return code.scrollWidth <= code.clientWidth;
        }"""
    )
    assert room


SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => { if (!one.hadRecentInput) sum += one.value }))
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 1000);
})"""


@pytest.mark.parametrize(
    ("width", "path"),
    [
        *(
            (390, path)
            for path in ("", "questions/", "questions/?tag=http", "topics/web/", "topics/web/#cors-pitfalls")
        ),
        *((1280, path) for path in ("questions/?tag=http", "topics/web/#cors")),
    ],
)
def test_nothing_moves_while_a_page_loads(path: str, width: int, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site_url + path)
    assert page.evaluate(SHIFTS) <= 0.02


def test_abbreviations_open_by_tap_and_keyboard(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/#cors")
    abbr = page.locator("#cors-short-answer ~ div abbr").first
    abbr.click()
    meaning = page.get_by_role("tooltip")
    expect(meaning).to_contain_text("Cross-Origin Resource Sharing")
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    abbr.blur()
    abbr.focus()
    expect(meaning).to_be_visible()


def test_a_meaning_in_a_checklist_is_shown_and_ticks_nothing(site_url: str, phone: Page) -> None:
    phone.goto(f"{site_url}topics/web/#rest-api")
    abbr = answer_of(phone, "rest-api").locator(".checklist abbr").first
    abbr.tap()
    expect(phone.get_by_role("tooltip")).to_contain_text(abbr.inner_text())
    expect(abbr.locator("xpath=ancestor::label//input")).not_to_be_checked()


@pytest.mark.parametrize("height", [844, 500])
def test_the_meaning_of_an_abbreviation_stands_inside_the_window(height: int, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": height})
    page.goto(f"{site_url}topics/web/#cors")
    abbr = page.locator("#cors-short-answer ~ div abbr").first
    abbr.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 2)")
    abbr.evaluate("one => one.click()")
    box = page.get_by_role("tooltip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height


def test_an_open_program_offers_to_be_shorter(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/#cors")
    program = answer_of(page, "cors").locator("details.program > summary").first
    closed = program.inner_text()
    program.click()
    expect(program).to_have_text(re.sub(r"show all \d+ lines", "show fewer lines", closed))
    program.click()
    expect(program).to_have_text(closed)
    page.goto(f"{site_url}topics/web/?h=cors+all#cors")  # marks the word, wherever it stands
    expect(page.locator("#cors ~ details mark").first).to_be_attached()
    program.click()
    expect(program).to_have_text(re.sub(r"show all \d+ lines", "show fewer lines", closed))


@pytest.mark.parametrize(("path", "place"), [("topics/web/#cors", "cors-pitfalls"), ("glossary/", "gil")])
def test_each_place_has_a_link_to_itself(path: str, place: str, site_url: str, page: Page) -> None:
    page.goto(site_url + path)
    page.locator(f"#{place}").hover()
    page.locator(f"#{place} > .headerlink").click()
    assert page.url == f"{site_url}{path.partition('#')[0]}#{place}"
    expect(page.locator(f"#{place} > .headerlink")).to_have_count(1)


SEEN = "one => { const ring = getComputedStyle(one); return [ring.outlineStyle, parseFloat(ring.outlineOffset) < 0] }"


def test_what_is_cut_off_at_its_edge_has_its_ring_inside(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/#cors")
    program = page.locator("#cors ~ details details.program > summary").first
    page.keyboard.press("Tab")
    program.focus()
    assert program.evaluate(SEEN) == ["solid", True]


MENU = ".md-header__button[for=__drawer]"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_where_the_menu_is_closed_the_keyboard_opens_it_and_passes_it_by(key: str, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 800})  # 1280 px enlarged to 200 %
    page.goto(f"{site_url}topics/web/")
    hidden = "() => document.activeElement.getBoundingClientRect().right <= 0"
    for _ in range(30):
        page.keyboard.press("Tab")
        assert not page.evaluate(hidden), page.evaluate("document.activeElement.outerHTML")
    page.locator(MENU).focus()
    page.keyboard.press(key)
    expect(page.locator(".md-sidebar--primary .md-nav__link").first).to_be_visible()


def test_the_chosen_language_has_a_ring_for_the_keyboard(site_url: str, page: Page) -> None:
    page.goto(site_url + TABBED)
    page.keyboard.press("Tab")
    page.locator(".tabbed-set > input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".tabbed-set > .tabbed-labels").first).to_have_css("outline-style", "solid")


def test_ticks_are_kept(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/#cors")
    box = page.locator("#cors-what-interviewers-listen-for ~ .checklist input").nth(1)
    box.check()
    page.reload()
    expect(box).to_be_checked()
    box.uncheck()
    page.reload()
    expect(box).not_to_be_checked()


@pytest.mark.parametrize("path", ["study/", "contribute/", "topics/web/"])
def test_the_sign_beside_a_heading_says_what_it_is_whatever_the_heading(path: str, site_dir: Path) -> None:
    titles = {one.attributes["title"] for one in read_page(site_dir, path).css(".headerlink")}
    assert titles == {"Link to this heading"}


def test_a_lost_reader_can_search(site_url: str, page: Page, plain_page: Page) -> None:
    response = page.goto(f"{site_url}topics/nowhere/")
    assert response is not None
    assert response.status == 404
    expect(page).to_have_title(re.compile("^This page doesn't exist · "))
    page.get_by_label("What were you looking for?").fill("heap")
    page.get_by_role("button", name="Search the guide").click()
    page.wait_for_url("**/?q=heap")
    page.locator(".md-search-result__link").first.wait_for()
    plain_page.goto(f"{site_url}topics/nowhere/")
    expect(plain_page.get_by_label("What were you looking for?")).to_be_hidden()
    plain_page.get_by_role("main").get_by_role("link", name="all questions").click()
    assert plain_page.url == f"{site_url}questions/"


def test_only_what_was_run_is_ticked(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/web/")
    open_answers(page)
    said = page.eval_on_selector_all(
        ".sample-check", "all => all.map(one => [one.textContent, getComputedStyle(one, '::before').content])"
    )
    ticked = {words.split()[0]: set[str]() for words, _ in said}
    for words, mark in said:
        ticked[words.split()[0]].add(mark)
    assert ticked["Ran"] == {'"✓ "'}
    assert ticked["Not"] == ticked["From"] == {"none"}
