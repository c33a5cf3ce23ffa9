"""What a finished site is given to go on without a network: the manifest's address, and the worker's list of files."""

import hashlib
import json
from pathlib import Path

import pytest
from support import ROOT

from guide import offline
from guide.offline import add_manifest, add_worker, split_kept

PAGE = '<html><head><link rel="canonical" href="https://example.org/guide/"></head><body></body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    texts = {
        "index.html": PAGE,
        "404.html": PAGE,
        "topics/web/index.html": PAGE,
        "downloads/index.html": PAGE,
        "questions/index.html": PAGE,
        "downloads/guide.pdf": "%PDF",
        "search-docs.js": "docs",
        "study-list.js": "questions",
        "sitemap.xml": "<urlset/>",
        "assets/main.css": "css",
        "assets/javascripts/lunr/tinyseg.js": "lunr",
        "assets/javascripts/offline-worker.js": "// the worker\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read_build(site: Path) -> dict[str, list[tuple[str, str, int]]]:
    first, _, rest = (site / "service-worker.js").read_text(encoding="utf-8").partition("\n")
    assert rest == "// the worker\n"
    build: dict[str, list[tuple[str, str, int]]] = json.loads(first.removeprefix("self.GUIDE_BUILD = ").rstrip(";"))
    return build


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index.html", "assets/manifest.webmanifest"),
        ("topics/web/index.html", "../../assets/manifest.webmanifest"),
        ("404.html", "/guide/assets/manifest.webmanifest"),
    ],
)
def test_every_page_names_the_manifest(page: str, address: str, site: Path) -> None:
    add_manifest(site)
    assert f'<link rel="manifest" href="{address}">\n</head>' in (site / page).read_text(encoding="utf-8")


def test_a_page_shown_anywhere_names_the_manifest_of_a_site_without_an_address_by_its_root(site: Path) -> None:
    for path in site.rglob("*.html"):
        path.write_text("<html><head></head><body></body></html>", encoding="utf-8")
    add_manifest(site)
    assert 'href="/assets/manifest.webmanifest"' in (site / "404.html").read_text(encoding="utf-8")


def test_the_manifest_stays_inside_the_site_and_its_pictures_are_there() -> None:
    manifest = json.loads((ROOT / "docs" / "assets" / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (manifest["start_url"], manifest["scope"]) == ("../", "../")
    assert [icon["src"] for icon in manifest["icons"]] == ["favicon.svg", "cards/icon.png"]
    assert (ROOT / "docs" / "assets" / "favicon.svg").is_file()


def test_the_worker_knows_every_file_that_is_read_and_its_digest(site: Path) -> None:
    add_worker(site)
    build = read_build(site)
    files = {name: (digest, size) for name, digest, size in [*build["first"], *build["rest"]]}
    data_first = ["", "assets/main.css", "questions/", "search-docs.js", "study-list.js"]
    assert list(files) == [*data_first, "downloads/", "sitemap.xml", "topics/web/"]
    assert [name for name, _, _ in build["rest"]] == ["topics/web/"]
    data = (site / "topics" / "web" / "index.html").read_bytes()
    assert files["topics/web/"] == (hashlib.sha256(data).hexdigest()[:16], len(data))


def test_another_text_makes_another_build(site: Path) -> None:
    add_worker(site)
    before = read_build(site)["version"]
    add_worker(site)
    assert read_build(site)["version"] == before
    (site / "topics" / "web" / "index.html").write_text(f"{PAGE} ", encoding="utf-8")
    add_worker(site)
    assert read_build(site)["version"] != before


def test_no_more_is_kept_unasked_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "KEPT_UNASKED", 100)
    files = [("a", "", 60), ("b", "", 41), ("c", "", 40), ("d", "", 1)]
    first, rest = split_kept(files, [("e", "", 1)])
    assert [name for name, _, _ in first] == ["a", "c"]
    assert [name for name, _, _ in rest] == ["b", "d", "e"]
