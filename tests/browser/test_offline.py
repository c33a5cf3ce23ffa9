"""The site without a network, in a browser: after the first visit, after a second build, and when its reader agrees."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.chromium import Chromium, start_chromium
from browser.conftest import PATH
from browser.host import Host
from browser.site import wait_until_open
from guide import offline
from guide.offline import KEPT_UNASKED, add_worker

KEPT = """async () => {
    const kept = {};
    for (const key of await caches.keys()) {
        const cache = await caches.open(key);
        for (const request of await cache.keys()) {
            kept[new URL(request.url).pathname] = (await (await cache.match(request)).arrayBuffer()).byteLength;
        }
    }
    return kept;
}"""

WAIT = """async ([path, earlier, patience]) => {
    const look = async () => {
        const names = await caches.keys();
        const { installing, waiting, active } = await navigator.serviceWorker.ready;
        return {
            names,
            isKept: Boolean(await caches.match(path)), // opening each by its name would bring back one just deleted
            isNew: !earlier.length || (names.length === earlier.length && names.join() !== earlier.join()),
            isControlled: Boolean(navigator.serviceWorker.controller),
            states: [installing, waiting, active].map((one) => one?.state),
        };
    };
    const isDone = (now) => now.isKept && now.isNew && now.isControlled && now.states.join() === ",,activated";
    const end = Date.now() + patience;
    for (let now = await look(); !isDone(now); now = await look()) {
        if (Date.now() > end) throw new Error(`${path} is not kept by a settled worker: ${JSON.stringify(now)}`);
        await new Promise((go) => setTimeout(go, 50));
    }
}"""

SETTLED = 90_000
"""Milliseconds until a worker must have taken over: on a busy machine Chromium first lets the one before idle, for 30 s."""

FULL = """{
    const open = caches.open.bind(caches);
    caches.open = (name) => (self.isFull ? Promise.reject(new Error("full")) : open(name));
}"""
"""Before the worker: a browser whose storage fails from when it is said on."""


@pytest.fixture
def host(site_dir: Path, tmp_path: Path) -> Host:
    return Host(tmp_path, site_dir)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page of a reader who may keep things."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def reader() -> Iterator[Chromium]:
    """A reader's browser as it is when no tool looks into its workers: needed wherever one follows another."""
    with start_chromium() as running:
        yield running


def wait_for_kept(page: Page | Chromium, path: str, earlier: list[str] | None = None) -> dict[str, int]:
    """Until the worker of a build whose caches are not the earlier ones keeps a page; all that is kept, with its bytes."""
    page.evaluate(f"({WAIT})({json.dumps([f'/{PATH}/{path}', earlier or [], SETTLED])})")
    kept: dict[str, int] = page.evaluate(f"({KEPT})()")
    assert f"/{PATH}/{path}" in kept
    return kept


def test_what_was_visited_the_search_and_studying_work_without_a_network(host: Host, visitor: Page) -> None:
    foreign: list[Any] = []
    with host.connect() as url:
        visitor.on("request", lambda one: None if one.url.startswith(url) else foreign.append(one.url))
        visitor.goto(f"{url}topics/web/")
        kept = wait_for_kept(visitor, "topics/web/")
    assert sum(kept.values()) - kept[f"/{PATH}/topics/web/"] <= KEPT_UNASKED
    visitor.goto(f"{url}topics/web/#cors")
    wait_until_open(visitor, "cors")
    visitor.goto(url)
    visitor.keyboard.press("/")
    visitor.keyboard.type("cors error browser")
    expect(visitor.locator(".md-search-result__link").first).to_contain_text("What is CORS?")
    visitor.goto(f"{url}study/?topic=web")
    visitor.get_by_role("button", name="Show answer", exact=True).click()
    expect(visitor.locator(".study-answer .short-answer")).to_be_visible()
    visitor.goto(url + host.list_unasked("topics/web/")[0])
    expect(visitor.get_by_role("heading")).to_have_text("This page isn't saved on this device")
    assert foreign == []


def test_a_device_without_room_shows_every_page(host: Host, visitor: Page) -> None:
    worker = host.site / "service-worker.js"
    text = worker.read_text(encoding="utf-8")
    worker.write_text(f"{FULL}\n{text}", encoding="utf-8")
    with host.connect() as url:
        visitor.goto(url)
        wait_for_kept(visitor, "")
        (running,) = visitor.context.service_workers
        running.evaluate("self.isFull = true")
        visitor.goto(f"{url}topics/web/")
        expect(visitor.locator("h1")).to_contain_text("Web")


def test_an_unknown_page_without_a_network_is_told_in_the_sites_own_words(host: Host, visitor: Page) -> None:
    with host.connect() as url:
        visitor.goto(url)
        wait_for_kept(visitor, "")
    visitor.goto(f"{url}topics/gone/")
    expect(visitor.get_by_role("heading")).to_have_text("This page isn't saved on this device")


GONE = "This page isn't saved on this device"


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        (KEPT_UNASKED, ["home", "all questions", "the search"]),
        (1_000_000, ["home", "all questions"]),
        (300_000, ["home"]),
    ],
)
def test_what_is_promised_is_kept(
    limit: int, told: list[str], host: Host, visitor: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offline, "KEPT_UNASKED", limit)
    add_worker(host.site)
    with host.connect() as url:
        visitor.goto(url)
        wait_for_kept(visitor, "")
        visitor.goto(f"{url}downloads/")
        promise = visitor.locator(".offline-choice [role=status]")
        expect(promise).to_have_text(f"Saved on this device so far: {', '.join(told)}, and the answers you opened.")
    visitor.goto(url + host.list_unasked()[0])
    links = visitor.locator("a")
    pages = [words for words in told if words != "the search"]
    expect(links).to_have_text(pages)
    for place in range(len(pages)):
        visitor.goto(url + host.list_unasked()[0])
        links.nth(place).click()
        expect(visitor.locator("h1")).to_be_visible()
        expect(visitor.locator("h1")).not_to_have_text(GONE)


def test_every_page_but_the_topics_is_kept_unasked(site_dir: Path) -> None:
    """Where this fails the guide has grown: raise KEPT_UNASKED by what is missing, or take something out of the frame."""
    text = (site_dir / "service-worker.js").read_text(encoding="utf-8").partition("\n")[0]
    rest = json.loads(text.removeprefix("self.GUIDE_BUILD = ").rstrip(";"))["rest"]
    assert [name for name, _, _ in rest if not name.startswith("topics/")] == ["questions.json"]


@pytest.mark.parametrize("link", [".topic-card", ".first-steps a[href*='topics/']"], ids=["to a page", "to a place"])
def test_the_way_back_from_a_page_that_is_not_kept_leads_back(
    link: str, host: Host, site_url: str, visitor: Page
) -> None:
    with host.connect() as url:
        sitemap = host.site / "sitemap.xml"
        sitemap.write_text(sitemap.read_text(encoding="utf-8").replace(site_url, url))
        add_worker(host.site)
        with visitor.expect_response("**/sitemap.xml"):  # the theme follows links to what stands in it by itself
            visitor.goto(url)
        wait_for_kept(visitor, "")
        home = visitor.title()
    visitor.locator(link).first.click()
    expect(visitor.locator("h1")).to_have_text(GONE)
    visitor.evaluate("history.back()")
    expect(visitor).to_have_title(home)
    assert visitor.url == url
    expect(visitor.locator(".topic-card").first).to_be_visible()


def test_a_page_that_is_not_kept_follows_the_readers_scheme(host: Host, visitor: Page) -> None:
    with host.connect() as url:
        visitor.goto(url)
        wait_for_kept(visitor, "")
    visitor.emulate_media(color_scheme="dark")
    visitor.goto(url + host.list_unasked()[0])
    expect(visitor.locator("h1")).to_have_css("color", "rgb(255, 255, 255)")


def change_page(host: Host) -> None:
    page = host.site / "topics" / "web" / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("topic-description>", "topic-description>Second. ", 1), encoding="utf-8")


IS_SECOND = """(() => {
    const description = document.querySelector(".topic-description");
    return description.textContent.includes("Second.") && getComputedStyle(description).letterSpacing === "3px";
})()"""
FETCH = "Promise.all({}.map((one) => fetch(one).then((response) => response.text()))).then(Boolean)"


def test_a_second_build_is_seen_at_once_and_is_what_is_kept(host: Host, reader: Chromium) -> None:
    style = host.site / "assets" / "stylesheets" / "guide.css"
    with ExitStack() as network:
        url = network.enter_context(host.connect())
        reader.open(f"{url}topics/web/")
        wait_for_kept(reader, "topics/web/")
        visited = [f"/{PATH}/{one}" for one in host.list_unasked("topics/web/")]
        reader.evaluate(FETCH.format(json.dumps(visited)))
        reader.evaluate("caches.open('another site').then(Boolean)")
        earlier = reader.evaluate("caches.keys()")
        change_page(host)
        style.write_text(style.read_text(encoding="utf-8") + ".topic-description { letter-spacing: 3px; }")
        add_worker(host.site)
        reader.reload()
        reader.wait_for(IS_SECOND)
        kept = wait_for_kept(reader, "topics/web/", earlier)
    assert set(visited) <= set(kept)
    assert "another site" in reader.evaluate("caches.keys()")
    reader.reload()
    reader.wait_for(IS_SECOND)


def test_files_of_two_builds_are_never_kept_together(host: Host, visitor: Page) -> None:
    with host.connect() as url:
        visitor.goto(f"{url}topics/web/")
        wait_for_kept(visitor, "topics/web/")
        change_page(host)
        visitor.reload()
        expect(visitor.locator(".topic-description")).to_contain_text("Second.")
    visitor.reload()
    expect(visitor.locator(".topic-description")).not_to_contain_text("Second.")


def click(reader: Chromium, label: str) -> None:
    """Press the button of the choice whose label begins so, once it stands there."""
    button = (
        f"[...document.querySelectorAll('.offline-choice button')].find(one => one.textContent.startsWith('{label}'))"
    )
    reader.wait_for(button)
    reader.evaluate(f"void {button}.click()")


def test_the_rest_is_kept_when_its_reader_agrees_and_let_go_again(host: Host, reader: Chromium) -> None:
    with host.connect() as url:
        reader.open(f"{url}downloads/")
        unasked = f"/{PATH}/{host.list_unasked('topics/web/')[0]}"
        assert unasked not in wait_for_kept(reader, "downloads/")
        click(reader, "Save every answer on this device (")
        reader.wait_for(
            "document.querySelector('.offline-choice [role=status]')?.textContent.startsWith('Every answer is saved')"
        )
        (host.site / "assets" / "favicon.svg").write_text("<svg/>")
        add_worker(host.site)
        earlier = reader.evaluate("caches.keys()")
        reader.reload()
        assert unasked in wait_for_kept(reader, "topics/web/", earlier)
    reader.open(f"{url}topics/web/#cors")
    reader.wait_until_open("cors")
    with host.connect():
        reader.open(f"{url}downloads/")
        click(reader, "Remove the saved answers")
        reader.wait_for("document.querySelector('.offline-choice button')?.textContent.startsWith('Save every answer')")
        assert unasked not in wait_for_kept(reader, "downloads/")
