"""The EPUB: nothing that epubcheck finds, everything that the answers say."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from editions import MADE_TIME, find_times, read_book, write_explanation
from support import ROOT, SmallGuide

from guide.editions.epub import write_epub
from guide.editions.files import EDITIONS
from guide.read.document import parse_document

EPUBCHECK = Path("/usr/bin/epubcheck")
"""Debian's; it is a jar, which only some kernels start by itself."""
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar")
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.skipif(not EPUBCHECK.exists() or not shutil.which("java"), reason="epubcheck is not installed")
def test_epubcheck_finds_nothing(editions: Path) -> None:
    command = [*JAVA, str(EPUBCHECK), "--failonwarnings", str(editions / EDITIONS["epub"].file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No errors or warnings detected" in done.stdout


def read_pages(path: Path) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name.removeprefix("EPUB/"): ElementTree.fromstring(archive.read(name)) for name in names}


def test_no_sample_is_cut_and_every_question_stands_in_the_contents(editions: Path) -> None:
    pages = read_pages(editions / EDITIONS["epub"].file)
    contents = {link.get("href") for link in pages["nav.xhtml"].iter(f"{HTML}a")}
    answers = sorted(ROOT.glob("answers/*/*.md"))
    for answer in answers:
        document = parse_document(answer.read_bytes(), str(answer), answer.parent.name, answer.stem)
        assert f"{answer.stem}.xhtml#{answer.stem}" in contents
        page = pages[f"{answer.stem}.xhtml"]
        shown = ["".join(code.itertext()).rstrip("\n") for code in page.iter(f"{HTML}pre")]
        fences = [sample.fence for sample in document.samples]
        wanted = [fence.code.rstrip("\n") for fence in fences]
        assert [code for code in wanted if code not in shown] == [], answer
    assert len(answers) > 40


def test_drawings_are_pictures_with_words_and_links_lead_inside_and_out(small_guide: SmallGuide) -> None:
    drawing = "A asks B.\n\n```mermaid\nflowchart LR\n  a[Client] --> b[Server]\n```\n\n"
    write_explanation(small_guide, f"{drawing}See [REST](rest.md), and [more](rest.md).")
    path = small_guide.root / "guide.epub"
    write_epub(read_book(small_guide), b"\x89PNG", path)
    page = read_pages(path)["cors.xhtml"]
    (picture,) = page.iter(f"{HTML}img")
    assert picture.attrib == {"src": "cors-1.svg", "alt": "A asks B."}
    with zipfile.ZipFile(path) as archive:
        svg = archive.read("EPUB/cors-1.svg").decode()
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        sheet = archive.read("EPUB/book.css").decode()
    assert "Client" in svg
    assert "var(" not in svg + sheet
    links = {link.get("href") for link in page.iter(f"{HTML}a")}
    assert {"rest.xhtml#rest", "https://fetch.spec.whatwg.org/"} <= links
    assert [link for link in links if link and not re.match(r"https://|[a-z-]+\.xhtml#", link)] == []


def test_the_same_guide_makes_the_same_book(small_guide: SmallGuide) -> None:
    paths = [small_guide.root / name for name in ("one.epub", "two.epub")]
    for path in paths:
        write_epub(read_book(small_guide), b"\x89PNG", path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert find_times(paths[0]) == {MADE_TIME}
