"""The sitemap has the days on which facts were checked, and robots.txt names it."""

import gzip
import json
from pathlib import Path
from xml.etree import ElementTree as XML

import pytest

from guide.sitemap import NAMESPACE, finish_sitemap

ADDRESS = "https://someone.example/guide/"
BUILT = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>https://someone.example/guide/</loc><lastmod>2026-11-29</lastmod></url>
    <url><loc>https://someone.example/guide/topics/web/</loc><lastmod>2026-11-29</lastmod></url>
    <url><loc>https://someone.example/guide/topics/open/</loc><lastmod>2026-11-29</lastmod></url>
</urlset>"""
ROWS = [
    {"url": "topics/web/#cors", "checked": "2026-10-01"},
    {"url": "topics/web/#rest", "checked": "2026-11-02"},
    {"url": "topics/web/#new", "checked": None},
    {"url": "topics/open/#soon", "checked": None},
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "sitemap.xml").write_text(BUILT, encoding="utf-8")
    (tmp_path / "questions.json").write_text(json.dumps(ROWS), encoding="utf-8")
    (tmp_path / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    return tmp_path


def test_a_topic_page_has_the_day_of_its_newest_check_and_other_pages_none(site: Path) -> None:
    finish_sitemap(site, ADDRESS)
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert text.count("<lastmod>") == 1
    assert "topics/web/</loc><lastmod>2026-11-02</lastmod>" in text
    assert text.count("<loc>") == 3
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()).decode() == text


def test_the_sitemap_needs_no_prefix_whatever_others_have_registered(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(XML, "_namespace_map", {**XML._namespace_map, NAMESPACE: "other"})  # type: ignore[attr-defined]
    finish_sitemap(site, ADDRESS)
    assert "<urlset " in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_robots_names_the_sitemap(site: Path) -> None:
    finish_sitemap(site, ADDRESS)
    assert (site / "robots.txt").read_text(
        encoding="utf-8"
    ) == f"User-agent: *\nAllow: /\nSitemap: {ADDRESS}sitemap.xml\n"


def test_a_site_without_an_address_is_left_as_it_is(site: Path) -> None:
    finish_sitemap(site, "")
    assert (site / "sitemap.xml").read_text(encoding="utf-8") == BUILT
    assert "Sitemap" not in (site / "robots.txt").read_text(encoding="utf-8")
