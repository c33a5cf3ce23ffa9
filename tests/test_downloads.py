"""The command that makes the downloads, what pages and the built site have of them, the feed, and the schema."""

import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from editions import MADE, find_problems, read_book
from support import ANSWER, ROOT, SmallGuide, replace_once

import downloads
from guide.addresses import PageForm
from guide.diagnostic import Diagnostic
from guide.editions import archive, files
from guide.editions.browser import print_pdf
from guide.editions.files import EDITIONS, add_downloads
from guide.gate import find_other_files
from guide.load import Guide
from guide.model import Catalogue
from guide.render.exports import render_questions_json
from guide.render.feed import render_feed
from guide.render.pages import render_download
from guide.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = json.loads((ROOT / "docs" / "assets" / "questions.schema.json").read_text(encoding="utf-8"))
Task = Callable[[], None]


def plan(folder: Path, failing: str = "") -> dict[str, Task]:
    """Tasks that write a word each; one of them fails."""

    def write(word: str) -> None:
        if word == failing:
            raise RuntimeError("no ink")
        (folder / EDITIONS[word].file).write_text(word)

    return {word: lambda word=word: write(word) for word in EDITIONS}  # type: ignore[misc]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(downloads, "FOLDER", tmp_path / "dist" / "downloads")
    return tmp_path / "dist" / "downloads"


def make(monkeypatch: pytest.MonkeyPatch, failing: str = "") -> list[str]:
    monkeypatch.setattr(downloads, "plan_tasks", lambda book, work, new: plan(new, failing))
    return downloads.make_all(None, "state")  # type: ignore[arg-type]


def test_a_failure_replaces_nothing_and_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make(monkeypatch) == []
    assert downloads.is_made("state")
    (folder / "earlier").touch()
    assert make(monkeypatch, failing="pdf") == ["back-end-interview-guide.pdf: no ink"]
    assert (folder / "earlier").exists()
    assert sorted(path.name for path in folder.parent.iterdir()) == ["downloads"]


def test_what_a_killed_run_left_goes_and_that_of_a_living_one_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = subprocess.Popen(["true"])
    killed.wait()
    for process in (killed.pid, os.getppid()):
        (folder.parent / f".downloads-{process}-x" / "downloads").mkdir(parents=True)
    assert make(monkeypatch) == []
    assert sorted(path.name for path in folder.parent.iterdir()) == [f".downloads-{os.getppid()}-x", "downloads"]


def test_without_a_place_to_write_one_line_says_so(folder: Path) -> None:
    folder.parent.write_text("no folder")
    assert downloads.try_all(None, "state") == [f"{folder.parent} cannot be written: File exists"]  # type: ignore[arg-type]


def test_what_is_made_of_the_same_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(monkeypatch)
    assert not downloads.is_made("another state")
    (folder / EDITIONS["epub"].file).unlink()
    assert not downloads.is_made("state")


def test_the_browser_that_prints_nothing_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "chromium-headless-shell"
    browser.write_text("#!/bin/sh\necho out of paper >&2\n")
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(RuntimeError, match=r"printed no guide\.pdf: out of paper"):
        print_pdf(tmp_path / "guide.xhtml", tmp_path / "guide.pdf")


def test_problems_of_the_inputs_are_told_with_their_lines(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = Guide(problems=(Diagnostic("answers/web/cors.md", 3, "wrong: mend it"),))
    monkeypatch.setattr(downloads, "load_guide", lambda sources, reader: guide)
    assert downloads.main([]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "answers/web/cors.md:3: wrong: mend it",
        "1 problem; no download was replaced.",
    ]
    assert not folder.exists()


def test_a_site_that_the_gate_refuses_is_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*words: str) -> None:
        if "mkdocs" in words:
            folder = Path(words[-1])
            folder.mkdir()
            for name in ("index.html", "404.html"):
                (folder / name).write_text("<script src='https://elsewhere.example/x.js'></script>")

    monkeypatch.setattr(archive, "run", build)
    with pytest.raises(RuntimeError, match=r"in the site, first: .*index\.html"):
        archive.write_site_archive(tmp_path, tmp_path / "guide.zip", MADE)
    assert not (tmp_path / "guide.zip").exists()


def test_what_the_builds_commands_say_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"scripts/convert\.py --answers failed:\n.*/none:1: "):
        archive.run("scripts/convert.py", "--answers", str(tmp_path / "none"), "--out", str(tmp_path / "out"))


def test_the_archive_is_the_site_as_it_opens_from_disk(editions: Path) -> None:
    with zipfile.ZipFile(editions / EDITIONS["zip"].file) as packed:
        names = packed.namelist()
        home = packed.read("back-end-interview-guide/index.html").decode()
        page = packed.read("back-end-interview-guide/downloads.html").decode()
    assert {f"back-end-interview-guide/{name}" for name in ("topics/web.html", "search-docs.js", "study.html")} <= set(
        names
    )
    assert 'href="topics/web.html"' in home
    assert page.count("not in this copy of the site") == len(EDITIONS)


def test_a_page_tells_size_and_day_of_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guide.render.pages.find_made", lambda word: files.find_made(word, tmp_path))
    assert "not in this copy" in render_download("epub", PageForm.FOLDER)
    path = tmp_path / EDITIONS["epub"].file
    path.write_bytes(bytes(1_240_000))
    day = datetime(2026, 3, 9, 23, 59, tzinfo=UTC).timestamp()
    os.utime(path, (day, day))
    html = render_download("epub", PageForm.FOLDER)
    assert 'href="back-end-interview-guide.epub"' in html
    assert "1.2 MB, made on 9 March 2026" in html
    assert 'href="downloads/back-end-interview-guide.epub"' in render_download("epub", PageForm.SOURCE)
    assert "not in this copy" in render_download("epub", PageForm.FILE)
    monkeypatch.setenv("GUIDE_NO_DOWNLOADS", "1")
    assert "not in this copy" in render_download("epub", PageForm.FOLDER)


def test_the_site_holds_the_downloads_and_no_other_file_of_their_kind(tmp_path: Path) -> None:
    made, site = tmp_path / "made", tmp_path / "site"
    made.mkdir()
    site.mkdir()
    for name in ("back-end-interview-guide.apkg", "made-from"):
        (made / name).touch()
    add_downloads(site, made)
    assert [path.name for path in (site / "downloads").iterdir()] == ["back-end-interview-guide.apkg"]
    assert list(find_other_files(site)) == []
    (site / "downloads" / "other.apkg").touch()
    assert [path.name for path in find_other_files(site)] == ["other.apkg"]


def test_problems_of_answers_are_those_of_every_build(small_guide: SmallGuide) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "level: junior", "level: none"), encoding="utf-8")
    (problem,) = find_problems(small_guide)
    assert problem.line == ANSWER.split("\n").index("level: junior") + 1


def test_the_feed_tells_an_answer_and_keeps_its_name_after_a_move(small_guide: SmallGuide) -> None:
    catalogue = read_book(small_guide).catalogue
    feed = ElementTree.fromstring(render_feed(catalogue, Site(address="https://guide.example/below")))
    (entry,) = feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated") == "2026-11-01T00:00:00Z"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://guide.example/below/topics/web/#cors"
    assert entry.findtext(f"{ATOM}summary", "").startswith("The browser asks")
    (small_guide.root / "permalinks.txt").write_text("topics/web/#cors\n", encoding="utf-8")
    moved = replace_once(ANSWER, "aliases: []", "aliases: [web/cors]").replace("What is CORS?", "What is <CORS> & why?")
    small_guide.cors.rename(small_guide.cors.with_name("same-origin.md")).write_text(moved, encoding="utf-8")
    after = ElementTree.fromstring(
        render_feed(read_book(small_guide).catalogue, Site(address="https://guide.example/below"))
    )
    assert after.findtext(f"{ATOM}entry/{ATOM}id") == entry.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}entry/{ATOM}title") == "What is <CORS> & why?"


def test_the_feed_has_the_fifty_checked_last_the_newest_first(small_guide: SmallGuide) -> None:
    (one,) = (one for one in read_book(small_guide).catalogue.questions if one.is_answered)
    assert one.answer
    days = [date(2026, 1, 1) + timedelta(number * 7 % 51) for number in range(51)]
    answers = [replace(one.answer, front=replace(one.front, checked=day)) for day in days]
    questions = tuple(replace(one, id=f"q-{day}", answer=answer) for day, answer in zip(days, answers, strict=True))
    feed = ElementTree.fromstring(render_feed(Catalogue(questions=questions), Site()))
    told = [(entry.findtext(f"{ATOM}updated") or "")[:10] for entry in feed.findall(f"{ATOM}entry")]
    assert told == [str(day) for day in sorted(days, reverse=True)[:50]]


def check_rows(rows: list[dict[str, Any]]) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(rows)]


def test_questions_json_is_as_its_schema_says(catalogue: Catalogue, small_guide: SmallGuide) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert check_rows(json.loads(render_questions_json(catalogue))) == []
    assert check_rows(json.loads(render_questions_json(read_book(small_guide).catalogue))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"level": "expert"},
        {"url": "/topics/web/#cors"},
        {"checked": None},
        {"sources": []},
        {"new": 1},
        {"numbers": [1]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_schema_refuses(change: dict[str, Any], small_guide: SmallGuide) -> None:
    rows = json.loads(render_questions_json(read_book(small_guide).catalogue))
    assert rows[0]["answered"]
    rows[0] |= change
    assert check_rows(rows) != []
