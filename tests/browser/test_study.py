"""The study page in a browser; what it computes is tried in Node (tests/js/study-*.test.mjs)."""

import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from support import ROOT

from browser.conftest import Guide
from browser.site import read_questions
from browser.test_moving import BLOCKED
from browser.test_pages import MARK_NEW_KINDS, SHIFTS, check_page

WHOLE, STATE = 28_000, 2_000
"""Bytes, gzipped: the study page's own code with the scheduler, and what reading pages load to show a state."""
FORMER = "what-is-an-algorithm"
"""An id that the question `algorithm` had before, in the guide that the tests build."""


def open_study(page: Page, site_url: str, query: str = "") -> None:
    page.goto(f"{site_url}study/{query}")
    expect(page.get_by_role("button", name="Show answer", exact=True)).to_be_visible()


def question_of(page: Page) -> str:
    return page.locator(".study-question").inner_text()


def read_log(page: Page) -> dict[str, str]:
    log: dict[str, str] = page.evaluate("JSON.parse(localStorage['guide.reviews'] ?? '{}').reviews ?? {}")
    return log


def take_file(page: Page, text: str, tmp_path: Path) -> str:
    """Import a file; what the page says of it."""
    path = tmp_path / "reviews.json"
    path.write_text(text, encoding="utf-8")
    said = page.locator(".study-file-status")
    said.evaluate("one => { one.textContent = '' }")
    page.get_by_label("Import").set_input_files(path)
    expect(said).not_to_be_empty()
    return said.inner_text()


def make_file(*reviews: tuple[str, str, int]) -> str:
    rows = [{"question": name, "time": time, "grade": grade} for name, time, grade in reviews]
    return json.dumps({"version": 1, "reviews": rows})


def save_file(page: Page) -> Any:
    with page.expect_download() as download:
        page.get_by_role("button", name="Export", exact=True).click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def test_by_keyboard_alone_a_question_is_tried_shown_ticked_and_graded(site_url: str, page: Page) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(site_url)
    page.get_by_role("link", name="Start studying").click()
    show = page.get_by_role("button", name="Show answer", exact=True)
    expect(show).to_be_visible()
    first = question_of(page)
    box = page.get_by_label("Say your answer aloud")
    box.press_sequentially("1 2 3")
    expect(box).to_have_value("1 2 3")
    page.keyboard.press("Tab")
    expect(show).to_be_focused()
    page.keyboard.press("Space")
    points = page.locator(".study-answer .checklist input")
    points.first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Check off what your answer covered: 1 of")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator(".study-question")).to_be_focused()
    expect(page.locator(".study-status")).to_have_text("Hard: it comes back in 6 min.")
    assert question_of(page) != first
    page.keyboard.press("Space")
    page.keyboard.press("4")
    assert [[one["grade"] for one in save_file(page)["reviews"]], list(save_file(page))] == [
        [2, 4],
        ["version", "reviews"],
    ]
    assert faults == []


def test_who_comes_back_finds_the_question_the_words_and_the_ticks(site_url: str, page: Page) -> None:
    open_study(page, site_url, "?topic=web")
    asked = question_of(page)
    page.get_by_label("Say your answer aloud").fill("mine")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator(".study-answer .checklist input").nth(1).check()
    page.get_by_role("link", name="Open this answer on its own page").click()
    page.wait_for_url("**/topics/web/#*")
    ticked = page.locator("details.answer[open] .checklist input")
    expect(ticked.nth(1)).to_be_checked()
    ticked.nth(2).check()
    page.go_back()
    page.locator(".study-answer .checklist input").nth(0).check()
    page.go_forward()
    for number in (0, 1, 2):
        expect(ticked.nth(number)).to_be_checked()
    page.go_back()
    expect(page.locator(".study-answer .checklist input").nth(1)).to_be_checked()
    assert question_of(page) == asked
    expect(page.get_by_label("Say your answer aloud")).to_have_value("mine")
    page.get_by_role("button", name="Again", exact=True).click()
    expect(page.locator(".study-figures .state-missed")).to_have_text("1 missed")


def test_states_show_on_home_beside_questions_in_their_contents_and_in_the_table(
    site_url: str, page: Page, tmp_path: Path
) -> None:
    open_study(page, site_url)
    past = make_file(
        (FORMER, "2026-01-01T10:00:00Z", 3), ("gone", "2026-01-02T10:00:00Z", 1), ("cors", "2026-01-02T10:00:00Z", 1)
    )
    assert take_file(page, past, tmp_path) == "3 reviews read, 3 of them new here. Nothing was lost."
    expect(page.locator(".study-figures li")).to_contain_text(["2 due today", "1 missed", "0 known"])
    page.locator(".md-tabs__link", has_text="Home").click()
    expect(page.locator(".topic-card", has_text="Algorithms")).to_contain_text("1 due")
    expect(page.locator(".topic-card", has_text="Web and HTTP").locator(".card-count")).to_have_text(
        re.compile("questions · 1 missed$")
    )
    page.locator(".topic-card", has_text="Web and HTTP").click()
    expect(page.locator("h2#cors + .question-facts + details > summary > .state")).to_have_text("Missed")
    expect(page.locator(".md-sidebar--secondary a[href$='#cors'] .state")).to_have_text("Missed")
    points = "what-interviewers-listen-for"
    page.goto(f"{site_url}topics/algorithms/#algorithm-{points}")
    box = page.locator(f"#algorithm-{points} ~ .checklist input").first
    keep = "(box, name) => localStorage.setItem('guide.ticks', JSON.stringify({ [name]: [box.closest('label').textContent.trim()] }))"
    box.evaluate(keep, f"{FORMER}-{points}")
    page.reload()
    expect(box).to_be_checked()
    page.goto(f"{site_url}questions/?state=due")
    expect(page.locator(".question-table tbody tr:visible")).to_have_count(2)
    page.goto(f"{site_url}questions/?state=missed")
    expect(page.locator(".question-table tbody tr:visible")).to_contain_text("What is CORS?")


def test_a_file_is_merged_or_refused_whole(site_url: str, page: Page, tmp_path: Path) -> None:
    open_study(page, site_url)
    page.keyboard.press("Space")
    page.keyboard.press("3")
    kept = save_file(page)
    for text, fault in (
        ("{", "damaged"),
        (
            make_file(("cors", "2026-01-02T10:00:00Z", 1), ("cors", "2999-01-02T10:00:00Z", 1)),
            "review 2 lies in the future",
        ),
        (json.dumps({**kept, "version": 2}), "its version isn't 1"),
        (make_file() + " " * 10_000_000, "larger than 8 MB"),
    ):
        said = take_file(page, text, tmp_path)
        assert fault in said
        assert "nothing has changed" in said
        assert save_file(page) == kept
    assert "1 review read, 0 of them new here" in take_file(page, json.dumps(kept), tmp_path)
    take_file(page, make_file(("long-gone", "2026-01-02T10:00:00Z", 1)), tmp_path)
    assert len(save_file(page)["reviews"]) == 2
    page.evaluate("() => { Blob.prototype.text = () => Promise.reject(new DOMException('gone', 'NotReadableError')) }")
    assert "it can't be read" in take_file(page, make_file(), tmp_path)


def test_two_tabs_keep_the_reviews_of_both(site_url: str, page: Page) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        open_study(tab, site_url)
    for tab in (page, other, page):
        tab.keyboard.press("Space")
        tab.keyboard.press("1")
    grades = [one["grade"] for one in save_file(page)["reviews"]]
    assert grades == [1, 1, 1]
    assert save_file(other) == save_file(page)


def grade(page: Page, key: str) -> str:
    """Show the answer to what is asked, and grade it; the question."""
    asked = question_of(page)
    page.keyboard.press("Space")
    page.keyboard.press(key)
    return asked


def count_left(page: Page) -> int:
    found = re.search(r"(\d+) new", page.locator(".study-facts").first.inner_text())
    assert found
    return int(found[1])


def test_what_was_just_answered_waits_for_its_time_and_the_count_moves(site_url: str, page: Page) -> None:
    page.clock.install(time="2026-03-27T20:00:00Z")
    open_study(page, site_url, "?topic=web")
    count = count_left(page)
    first = grade(page, "3")
    assert count_left(page) == count - 1
    page.reload()
    expect(page.get_by_role("button", name="Show answer", exact=True)).to_be_visible()
    assert count_left(page) == count - 1
    rest = [grade(page, key) for key in "1" + "3" * (count - 2)]
    assert len({first, *rest}) == count
    expect(page.locator(".study-question")).to_have_text("Done for now")
    expect(page.locator(".study-card")).to_contain_text(f"{count} questions come back today, the first in 1 min.")
    page.clock.fast_forward(61_000)
    expect(page.locator(".study-question")).to_have_text(rest[0])
    grade(page, "4")
    page.get_by_role("button", name="Go on anyway").click()
    expect(page.locator(".study-question")).to_have_text(first)
    expect(page.locator(".study-question")).to_be_focused()


def test_the_last_grade_is_taken_back_by_key_or_button(site_url: str, page: Page) -> None:
    open_study(page, site_url)
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_hidden()
    first = grade(page, "1")
    page.keyboard.press("u")
    assert question_of(page) == first
    expect(page.locator(".study-answer")).to_be_focused()
    expect(page.locator(".study-figures .state-missed")).to_have_text("0 missed")
    assert read_log(page) == {}
    expect(undo).to_be_hidden()
    page.keyboard.press("u")
    page.keyboard.press("4")
    grade(page, "1")
    undo.click()
    assert [one["grade"] for one in save_file(page)["reviews"]] == [4]


def test_all_reviews_are_deleted_after_a_question_and_in_every_tab(site_url: str, page: Page, tmp_path: Path) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        open_study(tab, site_url)
        grade(tab, "3")
    kept = save_file(page)
    said: list[str] = []

    def answer(dialog: Dialog) -> None:
        """No the first time, yes the second."""
        said.append(dialog.message)
        if len(said) == 1:
            dialog.dismiss()
        else:
            dialog.accept()

    page.on("dialog", answer)
    for words, is_left in (("Nothing was deleted", True), ("2 reviews deleted", False)):
        page.get_by_role("button", name="Delete my reviews").click()
        expect(page.locator(".study-file-status")).to_contain_text(words)
        assert bool(read_log(page)) == is_left
    assert [words.partition("?")[0] for words in said] == ["Delete 2 reviews from this browser"] * 2
    expect(other.locator(".study-figures .state-due")).to_have_text("0 due today")
    page.get_by_role("button", name="Delete my reviews").click()
    expect(page.locator(".study-file-status")).to_have_text("There are no reviews to delete.")
    take_file(page, json.dumps(kept), tmp_path)
    assert save_file(page) == kept


@pytest.mark.parametrize("is_begun", [False, True], ids=["while a question is shown", "while an answer is open"])
def test_what_another_tab_graded_is_not_asked_again(is_begun: bool, site_url: str, page: Page) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        open_study(tab, site_url)
    asked, count = question_of(other), count_left(other)
    if is_begun:
        other.keyboard.press("Space")
    graded = [grade(page, "4") for _ in range(2)]
    assert graded[0] == asked
    if is_begun:
        expect(other.locator(".study-figures .state-due")).to_have_text("0 due today")
        assert question_of(other) == asked
        other.keyboard.press("4")
    expect(other.locator(".study-facts").first).to_contain_text(f"{count - 2} new")
    assert question_of(other) not in graded


def test_what_another_tab_imported_is_asked_all_the_same(
    site_url: str, site_dir: Path, page: Page, tmp_path: Path
) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        open_study(tab, site_url)
    asked, count = question_of(other), count_left(other)
    (name,) = [row["id"] for row in read_questions(site_dir) if row["question"] == asked]
    take_file(page, make_file((name, "2026-01-02T10:00:00Z", 1)), tmp_path)
    expect(other.locator(".study-figures .state-due")).to_have_text("1 due today")
    assert (question_of(other), count_left(other)) == (asked, count)


def test_what_the_browser_was_told_to_clear_is_not_written_back(site_url: str, page: Page) -> None:
    open_study(page, site_url)
    grade(page, "3")
    other = page.context.new_page()
    other.goto(f"{site_url}404.html")
    other.evaluate("localStorage.clear()")
    expect(page.locator(".study-figures .state-due")).to_have_text("0 due today")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("Object.keys(localStorage).filter(key => /^guide.(reviews|states)/.test(key))") == []


def test_what_a_file_brought_is_told_where_it_was_chosen(site_url: str, phone: Page, tmp_path: Path) -> None:
    open_study(phone, site_url)
    phone.get_by_label("Import").scroll_into_view_if_needed()
    take_file(phone, "{", tmp_path)
    expect(phone.locator(".study-file-status")).to_be_in_viewport()


def test_an_interview_counts_what_was_skipped_and_is_not_changed_by_a_choice(site_url: str, page: Page) -> None:
    open_study(page, site_url, "?topic=web")
    page.get_by_text("Mock interview", exact=True).click()
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_text("Mock interview", exact=True)).to_be_hidden()
    page.get_by_text("Choose questions").first.click()
    asked = question_of(page)
    page.locator("select[name=topic]").select_option("sql")
    expect(page.locator(".study-status")).to_contain_text("This interview continues")
    assert question_of(page) == asked
    expect(page.locator(".study-facts").first).to_contain_text("1 of ")
    for number in range(2):
        page.get_by_role("button", name="Skip").click()
        expect(page.locator(".study-facts").first).to_contain_text(f"{number + 2} of ")
    page.get_by_role("button", name="End the interview").click()
    expect(page.locator(".study-status")).to_be_empty()
    expect(page.locator(".study-card")).to_contain_text(re.compile(r"2 of \d+ asked, 0 of them went well"))
    expect(page.locator(".study-card tbody td:nth-child(2)")).to_have_text(["Skipped", "Skipped"])
    expect(page.locator(".study-card h3 + ul a").first).to_have_text(asked)
    assert read_log(page) == {}


HIDDEN = """() => {
    const focused = document.activeElement;
    const [one, bar, header] = [focused, document.querySelector('.study-grades'), document.querySelector('.md-header')]
        .map((part) => part.getBoundingClientRect());
    if (!focused.closest('.study-card')) return null;
    const isCovered = one.top < header.bottom - 1 || (!focused.closest('.study-grades') && one.bottom > bar.top + 1);
    return isCovered && one.height < bar.top - header.bottom;
}"""
"""Whether what has the focus lies under the header or the bar of grades, though there is room between; none outside the card."""


@pytest.mark.parametrize(("first", "key"), [("Answer", "Tab"), ("How did it go?", "Shift+Tab")])
def test_what_the_keyboard_reaches_lies_beside_header_and_grades(
    first: str, key: str, site_url: str, page: Page
) -> None:
    open_study(page, site_url, "?topic=web")
    page.keyboard.press("Space")
    page.get_by_text("The whole answer").click()
    start = page.get_by_label(first, exact=True)
    start.evaluate("one => (one.querySelector('button.guide-button') ?? one).focus()")
    stops: list[bool] = []
    for _ in range(90):
        page.keyboard.press(key)
        covered = page.evaluate(HIDDEN)
        if covered is None:
            break
        stops.append(covered)
    assert len(stops) > 20
    assert not any(stops)


@pytest.mark.parametrize(("width", "height"), [(640, 400), (844, 390)])
def test_grades_cover_nothing_where_there_is_little_height(width: int, height: int, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_study(page, site_url, "?topic=web")
    page.keyboard.press("Space")
    expect(page.locator(".study-answer .short-answer")).to_be_visible()
    expect(page.get_by_role("button", name="Good", exact=True)).not_to_be_in_viewport()


@pytest.mark.parametrize("key", ["n", "p", ".", ","])
def test_a_letter_leads_nowhere_from_a_question(key: str, site_url: str, page: Page) -> None:
    open_study(page, site_url)
    page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert page.url == f"{site_url}study/"
    page.get_by_label("Say your answer aloud").press(key)
    expect(page.get_by_label("Say your answer aloud")).to_have_value(key)


def test_blocked_and_full_storage_are_told_and_lose_nothing(site_url: str, page: Page, tmp_path: Path) -> None:
    page.clock.set_system_time(f"{date.today()}T12:00:00")  # what is due in ten minutes is due today
    page.goto(site_url)
    page.evaluate(BLOCKED)
    page.get_by_role("link", name="Start studying").click()
    expect(page.get_by_role("alert")).to_contain_text("saves nothing")
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(page.locator(".study-figures .state-due")).to_have_text("1 due today")
    assert "couldn't save it" in take_file(page, make_file(("cors", "2026-01-02T10:00:00Z", 1)), tmp_path)
    assert [one["grade"] for one in save_file(page)["reviews"]] == [3]
    open_study(page, site_url)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    page.keyboard.press("Space")
    page.keyboard.press("2")
    expect(page.get_by_role("alert")).to_contain_text("storage is full")
    assert read_log(page) == {}
    assert [one["grade"] for one in save_file(page)["reviews"]] == [2]


def test_a_link_inside_the_page_keeps_choice_question_and_words(site_url: str, page: Page) -> None:
    open_study(page, site_url)
    page.get_by_text("Choose questions").first.click()
    page.locator("select[name=topic]").select_option("databases")
    asked = question_of(page)
    page.get_by_label("Say your answer aloud").fill("words")
    page.locator(".md-sidebar--secondary a", has_text="How to grade").click()
    page.wait_for_url("**/study/?topic=databases#how-to-grade")
    page.wait_for_timeout(500)
    assert question_of(page) == asked
    expect(page.get_by_label("Say your answer aloud")).to_have_value("words")


@pytest.mark.parametrize("script", ["guide.js", "bundle.*.js"])
def test_a_script_that_does_not_come_is_told(script: str, site_url: str, page: Page) -> None:
    page.route(f"**/{script}", lambda route: route.abort())
    page.goto(f"{site_url}study/")
    expect(page.locator(".study-wait")).to_be_visible()


def test_a_mock_interview_on_a_phone_ends_with_what_to_read_again(site_url: str, phone: Page) -> None:
    phone.clock.install()
    open_study(phone, site_url, "?topic=databases")
    phone.get_by_text("Mock interview", exact=True).tap()
    phone.locator("select[name=questions]").select_option("3")
    phone.get_by_role("button", name="Start the interview").tap()
    expect(phone.get_by_role("timer")).to_contain_text("30:00 left")
    missed = question_of(phone)
    for grade in ("Again", "Good"):
        phone.get_by_role("button", name="Show answer", exact=True).tap()
        expect(phone.locator(".study-answer .short-answer")).to_be_visible()
        button = phone.get_by_role("button", name=grade, exact=True)
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 40
        assert box["y"] > 844 / 2, "a thumb reaches it"
        button.tap()
        phone.clock.fast_forward(60_000)
        expect(phone.get_by_text("Follow-up to:")).to_have_count(1 if grade == "Again" else 0)
    phone.clock.fast_forward(30 * 60_000)
    expect(phone.get_by_role("timer")).to_have_text("Time is up: finish this answer")
    phone.get_by_role("button", name="Show answer", exact=True).tap()
    phone.get_by_role("button", name="Good", exact=True).tap()
    expect(phone.locator(".study-question")).to_have_text("The interview is over")
    expect(phone.locator(".study-card")).to_contain_text("3 of 6 asked, 2 of them went well.")
    expect(phone.locator(".study-card h3 + ul a")).to_have_text([missed])
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_answer_that_comes_late_is_not_that_of_the_next_question(site_url: str, page: Page) -> None:
    open_study(page, site_url)
    late: list[Route] = []
    page.route("**/topics/*/", lambda route: late.append(route))
    with page.expect_request("**/topics/*/"):
        page.get_by_role("button", name="Show answer", exact=True).click()
    expect(page.get_by_text("One moment")).to_be_visible()
    page.get_by_role("button", name="Easy", exact=True).click()
    following = question_of(page)
    late[0].continue_()
    page.unroute("**/topics/*/")
    page.evaluate("() => new Promise(done => setTimeout(done, 200))")
    page.keyboard.press("Space")
    page.get_by_role("link", name="Open this answer on its own page").click()
    expect(page.locator("details.answer[open]")).to_be_visible()
    assert page.title().startswith(following)


def test_what_could_not_be_loaded_is_loaded_by_another_try(site_url: str, page: Page) -> None:
    page.goto(site_url)
    page.route("**/study/page.js", lambda route: route.abort())
    page.get_by_role("link", name="Start studying").click()
    expect(page.locator(".study-failed .study-wait")).to_be_visible()
    page.unroute("**/study/page.js")
    page.go_back()
    page.get_by_role("link", name="Start studying").click()
    expect(page.get_by_role("button", name="Show answer", exact=True)).to_be_visible()
    page.context.set_offline(True)
    page.keyboard.press("Space")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    page.context.set_offline(False)
    again.click()
    expect(page.locator(".study-answer .short-answer")).to_be_visible()
    expect(page.locator(".study-answer")).to_be_focused()


def test_keys_belong_to_what_lies_over_the_question(site_url: str, page: Page, phone: Page) -> None:
    open_study(page, site_url)
    page.keyboard.press("Shift+Space")
    page.keyboard.press("1")
    expect(page.locator(".study-answer")).to_have_count(0)
    page.keyboard.press("Space")
    page.keyboard.press("/")
    page.keyboard.type("cors")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    expect(page.locator(".md-search__input")).to_have_value("cors1")
    assert read_log(page) == {}
    open_study(phone, site_url)
    phone.locator(".md-header__button[for=__drawer]").click()
    phone.keyboard.press("Space")
    expect(phone.locator(".study-answer")).to_have_count(0)


def test_a_summary_is_still_there_on_the_way_back(site_url: str, page: Page) -> None:
    open_study(page, site_url, "?topic=web")
    page.get_by_text("Mock interview", exact=True).click()
    page.get_by_role("button", name="Start the interview").click()
    page.keyboard.press("Space")
    page.keyboard.press("1")
    page.get_by_role("button", name="End the interview").click()
    page.locator(".study-card h3 + ul a").click()
    page.wait_for_url("**/topics/web/#*")
    page.go_back()
    expect(page.locator(".study-question")).to_have_text("The interview is over")
    page.get_by_role("button", name="Back to studying").click()
    expect(page.get_by_role("button", name="Show answer", exact=True)).to_be_visible()


WRITE_UNHEARD = """() => {
    const log = JSON.parse(localStorage['guide.reviews']);
    log.reviews['status-codes'] = guideStudy.encode([[Math.floor(Date.now() / 1000) - 60, 1]]);
    localStorage.setItem('guide.reviews', JSON.stringify(log));
}"""
"""As another tab does while this one sleeps."""


def test_a_file_and_another_day_bring_questions_but_interrupt_none(site_url: str, page: Page, tmp_path: Path) -> None:
    page.clock.install(time="2026-03-28T23:50:00Z")
    open_study(page, site_url, "?topic=web")
    asked = question_of(page)
    page.get_by_label("Say your answer aloud").fill("mine")
    known = make_file(("cors", "2026-03-27T23:40:00Z", 3), ("cors", "2026-03-27T23:50:00Z", 3))
    take_file(page, known, tmp_path)
    overnight = "document.dispatchEvent(new Event('visibilitychange'))"
    for words, figures in (("mine", ["1 due today", "0 missed"]), ("", ["2 due today", "1 missed"])):
        page.get_by_label("Say your answer aloud").fill(words)
        page.clock.fast_forward(2 * 86_400_000)
        page.evaluate(overnight)
        expect(page.locator(".study-figures li:nth-child(-n + 2)")).to_have_text(figures)
        assert question_of(page) == (asked if words else "What is CORS?")
        expect(page.get_by_label("Say your answer aloud")).to_have_value(words)
        page.evaluate(WRITE_UNHEARD)


def test_a_choice_says_what_it_leaves_to_ask(site_url: str, page: Page) -> None:
    open_study(page, site_url, "?topic=web")
    page.get_by_text("Choose questions").first.click()
    page.get_by_label("Which").select_option("missed")
    expect(page.locator(".study-status")).to_have_text("Questions left: 0.")
    expect(page.locator(".study-card")).to_contain_text("Nothing you chose is missed")
    page.get_by_label("Which").select_option("all")
    expect(page.locator(".study-status")).to_contain_text("Questions left:")


def test_the_rules_of_accessibility_hold_all_along(site_url: str, page: Page) -> None:
    """What is there after loading is looked at with all other pages, the rest of an answer on its own."""
    open_study(page, site_url, "?topic=web")
    known = page.evaluate(MARK_NEW_KINDS, [])
    page.evaluate("document.querySelectorAll('[data-kind]').forEach(one => one.removeAttribute('data-kind'))")
    for fold in ("Choose questions", "Mock interview"):
        page.get_by_text(fold).first.click()
    page.get_by_role("button", name="Show answer", exact=True).click()
    expect(page.locator(".study-answer .checklist")).to_be_visible()
    known = check_page(page, "study/", known, is_last=False)
    page.keyboard.press("1")
    page.get_by_role("button", name="Start the interview").click()
    page.get_by_role("button", name="Show answer", exact=True).click()
    page.keyboard.press("1")
    page.get_by_role("button", name="End the interview").click()
    check_page(page, "study/", known)


ALL_MISSED = """() => {
    const ids = GUIDE_STUDY_LIST.questions.map(({ id }) => [id, [1, 1, 1]]);
    localStorage.setItem('guide.states', JSON.stringify({ version: 1, of: Object.fromEntries(ids) }));
}"""


def test_nothing_moves_while_a_page_loads_nor_for_the_states(site_url: str, phone: Page) -> None:
    phone.goto(f"{site_url}study/")
    assert phone.evaluate(SHIFTS) <= 0.02
    phone.evaluate(ALL_MISSED)
    phone.goto(f"{site_url}topics/web/#cors")
    assert phone.evaluate(SHIFTS) <= 0.02
    expect(phone.locator("details.answer > summary > .state").first).to_have_text("Missed")


def weigh(folder: Path, *names: str) -> int:
    paths = [path for name in names for path in folder.glob(name)]
    assert len(paths) >= len(names)
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


def test_its_code_is_light_and_no_other_page_loads_it(guide: Guide, page: Page) -> None:
    assets = guide.folder / "assets"
    assert weigh(assets, "javascripts/study/*.js", "vendor/ts-fsrs/*.js") <= WHOLE
    assert weigh(ROOT / "docs/assets", "javascripts/guide-states.js") <= STATE
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url.removeprefix(guide.url)))
    for path in ("", "questions/", read_questions(guide.folder)[0]["url"]):
        page.goto(guide.url + path, wait_until="load")
    assert [name for name in requests if "study" in name or "fsrs" in name] == []
