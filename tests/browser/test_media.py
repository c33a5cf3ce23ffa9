"""Pages on paper, and in the colors that a reader has set for all pages."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("path", ["contribute/", "questions/?tag=http", "404.html", "glossary/"])
def test_no_printed_page_is_blank(path: str, tmp_path: Path, site_url: str, page: Page) -> None:
    page.goto(site_url + path)
    expect(page.locator("html[data-filtering]")).to_have_count(0)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    pages = PdfReader(tmp_path / "page.pdf").pages
    assert all(one.extract_text().strip() for one in pages), len(pages)


def test_on_paper_each_level_stands_on_one_line(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 650, "height": 900})  # what A4 leaves between its margins
    page.goto(f"{site_url}questions/")
    page.emulate_media(media="print")
    heights = page.locator("td[data-sort]:visible").evaluate_all(
        """all => all.map(one => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return range.getClientRects().length;
        })"""
    )
    assert set(heights) == {1}


def test_on_paper_the_head_of_the_table_stands_once(site_url: str, page: Page) -> None:
    """Chromium repeats a head without the buttons in it, so there would be an empty row on each page."""
    page.goto(f"{site_url}questions/")
    page.emulate_media(media="print")
    expect(page.locator(".question-table thead")).to_have_css("display", "table-row-group")


SEEN: dict[str, list[tuple[str, str | None, str]]] = {
    "topics/web/#cors": [
        ("details.answer > summary", "::after", "backgroundColor"),  # the arrow of an answer
        ("details.program > summary", "::after", "backgroundColor"),
        (".md-code__button", "::after", "backgroundColor"),
    ],
    "study/": [(".study-bar", None, "backgroundColor")],  # of the forecast
    "topics/delivery/#debugging": [(".hll", None, "borderLeftStyle")],  # the mark of a line
}


@pytest.mark.parametrize("path", SEEN)
def test_in_the_reader_s_own_colors_nothing_vanishes(path: str, site_url: str, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site_url + path)
    for part in SEEN[path]:
        page.locator(part[0]).first.wait_for(state="attached")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            paint, ground = page.evaluate(PAINT, part)
            assert paint not in (ground, "rgba(0, 0, 0, 0)", "none"), (part, scheme)


PAINT = """([name, part, property]) => [
    getComputedStyle(document.querySelector(name), part)[property],
    getComputedStyle(document.body).backgroundColor,
]"""
TEXT = "() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_in_the_reader_s_own_colors_the_words_of_a_diagram_are_text(
    scheme: Literal["light", "dark"], site_url: str, page: Page
) -> None:
    """Whichever of the site's schemes is chosen: by the system, the light or the dark one."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(f"{site_url}topics/web/#cors")
    for _ in range(3):
        text, ground = page.evaluate(TEXT)
        for name in (".diagram .actor", ".diagram .node rect.label-container", ".diagram rect.background"):
            expect(page.locator(name).first).to_have_css("fill", ground)
        for name in (".diagram text.actor", ".diagram .node text", ".diagram .edgeLabel text"):
            expect(page.locator(name).first).to_have_css("fill", text)
        page.locator("[data-md-component=palette] label:not([hidden])").click()


@pytest.mark.parametrize(
    ("case", "address", "selector"),
    [
        ("between the parts of a class", "objects-and-errors/#object-oriented-programming", '.node path[fill="none"]'),
        ("of a message to oneself", "security/#sessions-vs-jwt", "path.loopLine"),
    ],
)
def test_lines_of_a_drawing_are_seen(case: str, address: str, selector: str, site_url: str, page: Page) -> None:
    page.goto(f"{site_url}topics/{address}")
    lines = page.locator(f".diagram {selector}")
    assert lines.count() > 0, case
    styles = lines.evaluate_all(
        "lines => lines.map(line => [getComputedStyle(line).stroke, getComputedStyle(line).fill])"
    )
    assert [style for style in styles if style[0] == "none" or style[1] != "none"] == [], case
