"""What stands in the answers can be read: every topic page, its answers open, at the width of a desk and of a phone."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from browser.site import list_topics, open_answers

WIDTHS = """() => [...document.querySelectorAll('.diagram')].map(figure => {
    const drawing = figure.firstElementChild;
    const words = [...drawing.querySelectorAll('g > text')];
    const name = found => words.filter(found).map(text => text.textContent);
    const edge = figure.getBoundingClientRect().left;
    return {
        letters: 16 * drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width,
        over: name(text => {
            const box = text.parentElement.querySelector(':scope > rect:not(.background)');
            return box && text.getBBox().width > box.getBBox().width;
        }),
        pressed: name(text => {
            const now = text.getBBox().width;
            text.removeAttribute('textLength');
            return now < 0.85 * text.getBBox().width;
        }),
        cut: name(text => text.getBoundingClientRect().left < edge),
        clipped: getComputedStyle(drawing).overflow !== 'visible',
    };
})"""


MARKED_LINES = """() => [...document.querySelectorAll('pre > code:has(.hll)')].map(code => {
    const style = getComputedStyle(code);
    const room = code.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    getSelection().selectAllChildren(code);
    return {
        shown: Math.round(room / parseFloat(style.lineHeight)),
        selected: getSelection().toString().trimEnd(),
        written: code.textContent.trimEnd(),
    };
})"""


BROKEN_NAMES = """() => [...document.querySelectorAll('.answer-body td code')].filter(code => {
    const text = code.firstChild;
    if (text?.nodeType !== 3) return false;
    const range = document.createRange();
    return [...text.data.matchAll(/[A-Za-z0-9_]+/g)].some(({ 0: word, index }) => {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return range.getClientRects().length > 1;
    });
}).map(code => code.textContent)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_every_answer_can_be_read(width: int, site_dir: Path, site_url: str, page: Page) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.set_viewport_size({"width": width, "height": 844})
    seen = {"code": 0, "drawings": 0}
    for topic in list_topics(site_dir):
        page.goto(f"{site_url}topics/{topic}/")
        open_answers(page)
        page.wait_for_timeout(200)  # the blocks tell that they were opened
        assert page.evaluate(BROKEN_NAMES) == [], topic
        seen["code"] += check_marked_lines(page)
        seen["drawings"] += check_diagrams(page, topic)
        check_width(page, topic, width if width > 390 else 320)
    assert all(seen.values()), seen
    assert hosts == {urlsplit(site_url).netloc}


def check_marked_lines(page: Page) -> int:
    """A marked line is one line to the eye and when it is copied; how many programs have some."""
    programs = page.evaluate(MARKED_LINES)
    for code in programs:
        assert code["shown"] == code["written"].count("\n") + 1, code["written"]
        assert code["selected"] == code["written"]
    return len(programs)


def check_diagrams(page: Page, topic: str) -> int:
    """Letters are large enough, no word leaves its box or the drawing, and none is pressed together so that it blurs;
    how many there are."""
    drawings = page.evaluate(WIDTHS)
    for drawing in drawings:
        assert drawing["letters"] >= 12, topic
        assert [*drawing["over"], *drawing["pressed"], *drawing["cut"]] == [], topic
        assert not drawing["clipped"]
    return len(drawings)


def check_width(page: Page, topic: str, width: int) -> None:
    """Nothing makes the page wider than the window."""
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width, (topic, width)
    if width == 320:
        page.set_viewport_size({"width": 390, "height": 844})
