"""The two engines' sites held against each other: `make engines`. It informs and blocks nothing: notes/engines.md."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser.conftest import PATH, ROOT, copy_project, put_below
from browsing import serve_folder
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser
from site_build import CARDS, CONVERT, FINISH, MKDOCS, run_steps

pytestmark = pytest.mark.engines
ZENSICAL = ROOT / ".venv-zensical" / "bin" / "zensical"
ENGINES = ("mkdocs", "zensical")
QUERIES = ("cors", "how does https work", "polimorphism", "sql vs nosql")


@dataclass(frozen=True)
class Built:
    """A site by one engine: its folder, and its address where it is served."""

    folder: Path
    url: str

    def pages(self) -> dict[str, LexborHTMLParser]:
        paths = sorted(self.folder.rglob("*.html"))
        return {path.relative_to(self.folder).as_posix(): LexborHTMLParser(path.read_text("utf-8")) for path in paths}


def build(engine: str, project: Path, url: str) -> None:
    """Build a project with an engine as `make site` does; every step must succeed, the gate's too."""
    site = {"mkdocs": MKDOCS, "zensical": [str(ZENSICAL), "build", "--clean"]}[engine]
    run_steps(project, CONVERT, CARDS, site, FINISH, GUIDE_SITE_URL=url, GUIDE_ENGINE=engine)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Built]]:
    projects = {engine: copy_project(tmp_path_factory.mktemp(engine)) for engine in ENGINES}
    (projects["zensical"] / ".venv-zensical").symlink_to(ZENSICAL.parent.parent)  # whose templates the gate reads
    hosts = {engine: project / "host" for engine, project in projects.items()}
    with serve_folder(hosts["mkdocs"]) as first, serve_folder(hosts["zensical"]) as second:
        urls = {"mkdocs": f"{first}{PATH}/", "zensical": f"{second}{PATH}/"}
        for engine, project in projects.items():
            put_below(project / "site", hosts[engine])
            build(engine, project, urls[engine])
        yield {engine: Built(projects[engine] / "site", urls[engine]) for engine in ENGINES}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def words_of(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(deep=True).split()) for node in tree.css(selector)]


def values_of(tree: LexborHTMLParser, selector: str, name: str) -> list[str]:
    return [str(node.attributes.get(name)) for node in tree.css(selector)]


def test_the_same_pages_at_the_same_addresses(sites: dict[str, Built]) -> None:
    mkdocs, zensical = (sites[engine].pages() for engine in ENGINES)
    assert mkdocs.keys() == zensical.keys()
    for name, tree in mkdocs.items():
        ids = values_of(zensical[name], "article [id]", "id")
        assert values_of(tree, "article [id]", "id") == [one for one in ids if one != "__skip"], name
        assert words_of(tree, "title") == words_of(zensical[name], "title"), name


def test_the_same_words_everywhere_and_every_block_closed(sites: dict[str, Built]) -> None:
    mkdocs, zensical = (sites[engine].pages() for engine in ENGINES)
    assert sum(len(tree.css(".answer-body")) for tree in mkdocs.values()) > 40
    for name, tree in mkdocs.items():
        for selector in ("article", ".answer-body", "details.answer > summary"):
            assert words_of(tree, selector) == words_of(zensical[name], selector), (name, selector)
        assert not zensical[name].css("details.answer[open]"), name


def test_the_same_links_between_answers(sites: dict[str, Built]) -> None:
    mkdocs, zensical = (sites[engine].pages() for engine in ENGINES)
    for name, tree in mkdocs.items():
        links = (values_of(one, ".answer a[href], .question-table a[href]", "href") for one in (tree, zensical[name]))
        assert next(links) == next(links), name


def test_a_block_opens_and_closes_and_a_named_one_is_open(sites: dict[str, Built], page: Page) -> None:
    for site in sites.values():
        page.goto(f"{site.url}topics/web/#cors")
        block = page.locator("h2#cors ~ details.answer").first
        expect(block).to_have_attribute("open", "")
        block.locator("> summary").click()
        expect(block).not_to_have_attribute("open", "")


def test_the_search_worker_finds_the_same(sites: dict[str, Built], page: Page) -> None:
    """The worker is asked itself: Zensical's own dialog speaks other messages, which notes/engines.md tells."""
    found = {engine: [ask_worker(page, site.url, query) for query in QUERIES] for engine, site in sites.items()}
    assert all(found["mkdocs"])
    assert found["mkdocs"] == found["zensical"]


ASK_WORKER = """query => new Promise(resolve => {
    const config = JSON.parse(document.getElementById('__config').textContent)
    const worker = new Worker(new URL(config.search, location.href))
    worker.onmessage = event => { if (event.data.type === 3) resolve(JSON.stringify(event.data.data)) }
    worker.postMessage({ type: 2, data: query })
})"""


def ask_worker(page: Page, url: str, query: str) -> list[str]:
    """The addresses that the site's own search worker finds, in its order."""
    page.goto(url)
    return re.findall(r'"location":"([^"?]*)', page.evaluate(ASK_WORKER, query))


def test_the_dark_switch_works(sites: dict[str, Built], page: Page) -> None:
    for site in sites.values():
        page.goto(site.url)
        schemes = set()
        for _ in range(3):
            page.locator("[data-md-component=palette] label:not([hidden])").first.click()
            schemes.add(page.evaluate("document.body.getAttribute('data-md-color-scheme')"))
        assert schemes == {"default", "slate"}, site.url


def test_the_same_data_for_programs(sites: dict[str, Built]) -> None:
    first, second = (json.loads((sites[engine].folder / "questions.json").read_text("utf-8")) for engine in ENGINES)
    assert first == second
    maps = [(sites[engine].folder / "sitemap.xml").read_text("utf-8") for engine in ENGINES]
    mkdocs, zensical = (sorted(re.findall(r"/guide/([^<]*)</loc>", text)) for text in maps)
    assert mkdocs == zensical
