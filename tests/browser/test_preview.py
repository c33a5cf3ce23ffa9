"""The preview of a change: one archive that opens from disk, search included."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from site_build import PREVIEW, run_steps

from browser.conftest import copy_small_project
from browser.site import answer_of, wait_until_open


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of a small guide, unpacked as a reviewer would; the folder with index.html."""
    project = copy_small_project(tmp_path_factory.mktemp("preview"))
    run_steps(project, PREVIEW)
    place = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(project / "dist" / "guide-preview.zip") as archive:
        archive.extractall(place)
    return place / "guide-preview"


def test_it_opens_searches_and_links_from_disk(unpacked: Path, page: Page) -> None:
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith("file:") else None)
    page.on("console", lambda message: foreign.append(message.text) if message.type == "error" else None)
    page.goto((unpacked / "index.html").as_uri())
    page.get_by_role("link", name="What is CORS?").first.click()
    wait_until_open(page, "cors")
    page.goto((unpacked / "topics" / "web.html").as_uri())
    answer_of(page, "cors").locator("> summary").click()
    wait_until_open(page, "cors")  # and what remembers it has heard of it
    page.goto((unpacked / "glossary.html").as_uri())
    page.go_back()
    wait_until_open(page, "cors")
    page.go_forward()
    page.wait_for_timeout(300)  # the theme closes the search 125 ms after a page opens at an address inside it
    page.keyboard.press("/")
    page.keyboard.type("cros browser")
    expect(page.locator(".md-search-result__link").first).to_contain_text("What is CORS?")
    page.locator(".md-search-result__link").first.click()
    wait_until_open(page, "cors")
    expect(page.locator("#cors-short-answer ~ div mark").first).to_be_visible()
    page.goto((unpacked / "questions.html").as_uri())
    page.get_by_role("link", name="What is CORS?").click()
    wait_until_open(page, "cors")
    page.goto((unpacked / "study.html").as_uri())
    page.get_by_role("button", name="Show answer", exact=True).click()
    expect(page.locator(".study-answer")).to_contain_text("Opened from disk")
    page.keyboard.press("3")
    expect(page.locator(".study-status")).to_contain_text("Good")
    page.goto((unpacked / "downloads.html").as_uri())
    expect(page.locator("article")).to_contain_text("Unpack it and open")
    expect(page.locator("article")).not_to_contain_text("keep using the site")
    page.wait_for_timeout(300)  # an error would be told a moment later
    assert foreign == []
