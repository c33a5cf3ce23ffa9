"""What the built pages say, read from their files: for search engines, for screen readers, for whoever follows a link."""

import re
from pathlib import Path
from urllib.parse import urldefrag

from selectolax.lexbor import LexborHTMLParser, LexborNode

from browser.conftest import REPOSITORY, ROOT
from browser.site import list_pages, list_topics, read_page, read_questions
from guide.gate import check_site
from guide.permalinks import read_addresses


def find_one(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (found,) = page.css(selector)
    return found


def attribute(page: LexborHTMLParser, selector: str, name: str) -> str:
    return find_one(page, selector).attributes[name] or ""


def test_every_page_says_what_it_is(site_dir: Path, site_url: str) -> None:
    seen: dict[str, set[str]] = {"title": set(), "description": set()}
    for path in list_pages(site_dir):
        if path == "404.html":
            continue
        page = read_page(site_dir, path)
        said = {
            "title": find_one(page, "head > title").text(),
            "description": attribute(page, "meta[name=description]", "content"),
        }
        address = attribute(page, "link[rel=canonical]", "href")
        assert address == attribute(page, "meta[property='og:url']", "content") == site_url + path
        assert attribute(page, "meta[property='og:description']", "content") == said["description"]
        card = attribute(page, "meta[property='og:image']", "content")
        assert (site_dir / card.removeprefix(site_url)).read_bytes().startswith(b"\x89PNG")
        for key, values in seen.items():
            assert said[key] not in {"", *values}, path
            values.add(said[key])
    pages = {site_url + path for path in list_pages(site_dir)} - {f"{site_url}404.html"}
    found = set(re.findall(r"<loc>(.*?)</loc>", (site_dir / "sitemap.xml").read_text(encoding="utf-8")))
    assert pages <= found


def test_the_gate_finds_nothing_in_what_is_published(site_dir: Path) -> None:
    assert check_site(site_dir) == []  # it read the pages before they were made small


def test_structured_data_tells_each_answered_question(site_dir: Path) -> None:
    rows = [row for row in read_questions(site_dir) if row["answered"]]
    told = {}
    for topic in list_topics(site_dir):
        page = read_page(site_dir, f"topics/{topic}/")
        for item in page.css(item_of("FAQPage") + " [itemprop=mainEntity]" + item_of("Question")):
            (name,) = item.css("[itemprop=name]")
            (answer,) = item.css("[itemprop=acceptedAnswer]" + item_of("Answer") + " > [itemprop=text]")
            told[read_words(name)] = read_words(answer)
    assert told == {row["question"]: row["short_answer"] for row in rows}


def test_a_page_without_answers_tells_no_structured_data(site_dir: Path) -> None:
    assert not any(read_page(site_dir, path).css("[itemscope]") for path in ("", "questions/", "study/", "glossary/"))


def item_of(kind: str) -> str:
    return f'[itemscope][itemtype="https://schema.org/{kind}"]'


def read_words(node: LexborNode) -> str:
    """Its text, paragraphs apart."""
    return " ".join(" ".join(part.text().split()) for part in node.css("p") or [node])


def test_every_page_runs_the_same_inline_scripts(site_dir: Path) -> None:
    """Every page's policy names the hashes of all: one more script a folder would be one more hash on every page."""
    pages = [read_page(site_dir, path) for path in list_pages(site_dir)]
    assert len({tuple(one.text() for one in page.css("script:not([src], [type])")) for page in pages}) == 1


def test_a_closed_answer_says_by_name_what_it_opens(site_dir: Path) -> None:
    for topic in list_topics(site_dir):
        summaries = read_page(site_dir, f"topics/{topic}/").css("details.answer > summary")
        names = [" ".join(summary.text().split()) for summary in summaries]
        rows = [row for row in read_questions(site_dir) if row["topic"] == topic and row["answered"]]
        assert names == [f"Answer: {row['question']}" for row in rows]


def test_every_published_address_is_there(site_dir: Path) -> None:
    ids_of_pages: dict[str, set[str | None]] = {}
    for address in read_addresses((ROOT / "permalinks.txt").read_text(encoding="utf-8")):
        path, name = urldefrag(address)
        if path not in ids_of_pages:
            ids_of_pages[path] = {one.attributes["id"] for one in read_page(site_dir, path).css("[id]")}
        assert name in ids_of_pages[path], address


def test_previous_and_next_walk_through_every_question(site_dir: Path) -> None:
    ids = [row["id"] for row in read_questions(site_dir)]
    ways: dict[str, dict[str, str]] = {"previous-question": {}, "next-question": {}}
    for topic in list_topics(site_dir):
        page = read_page(site_dir, f"topics/{topic}/")
        questions = [name for one in page.css("h2[id]") if (name := one.attributes["id"]) in ids]
        for question, neighbors in zip(questions, page.css(".neighbours"), strict=True):
            for link in neighbors.css("a"):
                target = urldefrag(link.attributes["href"] or "").fragment
                ways[link.attributes["class"] or ""][question or ""] = target
    before, after = ways.values()
    walk = [next(name for name in ids if name not in before)]
    while walk[-1] in after:
        walk.append(after[walk[-1]])
    assert sorted(walk) == sorted(ids)
    assert {new: old for old, new in after.items()} == before


def test_links_into_the_repository_lead_to_the_fork(site_dir: Path) -> None:
    for topic in list_topics(site_dir):
        rows = [row for row in read_questions(site_dir) if row["topic"] == topic and row["answered"]]
        page = read_page(site_dir, f"topics/{topic}/")
        for row, answer in zip(rows, page.css("details.answer"), strict=True):
            links = {link.text(strip=True): link.attributes["href"] or "" for link in answer.css("a[href]")}
            assert links["Edit this answer"] == f"{REPOSITORY}/edit/main/answers/{topic}/{row['id']}.md"
            assert links["Report a mistake"].startswith(f"{REPOSITORY}/issues/new?template=mistake.yml&")
