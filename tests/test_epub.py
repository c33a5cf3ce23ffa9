"""The EPUB: nothing that epubcheck finds, everything that the answers say."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from editions import MADE_TIME, find_times, read_book, write_explanation
from support import ANSWER, LIST, ROOT, TOPICS, P, SmallGuide, replace_once

import cards
from guide.addresses import RESERVED
from guide.editions.epub import write_epub
from guide.editions.files import EDITIONS
from guide.paths import write_file
from guide.read.document import parse_document

EPUBCHECK = Path("/usr/bin/epubcheck")
"""Debian's; it is a jar, which only some kernels start by itself."""
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar")
HTML = "{http://www.w3.org/1999/xhtml}"
DRAWING = "A asks B.\n\n```mermaid\nflowchart LR\n  a[Client] --> b[Server]\n```\n\n"


needs_epubcheck = pytest.mark.skipif(
    not EPUBCHECK.exists() or not shutil.which("java"), reason="epubcheck is not installed"
)


def check_book(path: Path) -> None:
    command = [*JAVA, str(EPUBCHECK), "--failonwarnings", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No errors or warnings detected" in done.stdout


@needs_epubcheck
def test_epubcheck_finds_nothing(editions: Path) -> None:
    check_book(editions / EDITIONS["epub"].file)


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
        assert f"q.{answer.stem}.xhtml#{answer.stem}" in contents
        page = pages[f"q.{answer.stem}.xhtml"]
        shown = ["".join(code.itertext()).rstrip("\n") for code in page.iter(f"{HTML}pre")]
        fences = [sample.fence for sample in document.samples]
        wanted = [fence.code.rstrip("\n") for fence in fences]
        assert [code for code in wanted if code not in shown] == [], answer
    assert len(answers) > 40


def test_drawings_are_pictures_with_words_and_links_lead_inside_and_out(small_guide: SmallGuide) -> None:
    write_explanation(small_guide, f"{DRAWING}See [REST](rest.md), and [more](rest.md).")
    path = small_guide.root / "guide.epub"
    write_epub(read_book(small_guide), b"\x89PNG", path)
    page = read_pages(path)["q.cors.xhtml"]
    (picture,) = page.iter(f"{HTML}img")
    assert picture.attrib == {"src": "q.cors-1.svg", "alt": "A asks B."}
    with zipfile.ZipFile(path) as archive:
        svg = archive.read("EPUB/q.cors-1.svg").decode()
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        sheet = archive.read("EPUB/book.css").decode()
    assert "Client" in svg
    assert "var(" not in svg + sheet
    links = {link.get("href") for link in page.iter(f"{HTML}a")}
    assert {"q.rest.xhtml#rest", "https://fetch.spec.whatwg.org/"} <= links
    assert [link for link in links if link and not re.match(r"https://|q\.[a-z-]+\.xhtml#", link)] == []


NAMES = ("front", "cover", "nav", "toc", "book", "topic-web", "q", "q-web", "cors-1", "12-factor", "1", "id", "ncx")
"""Ids of answers and topics: each names another file of the book or its entry in a list, or begins with a digit."""
TOPIC = '- {{slug: "{0}", title: All of {0}, description: Words., icon: material/web}}\n'


def topic_of(name: str) -> str:
    return "web" if name in RESERVED else name


@pytest.fixture
def odd_book(small_guide: SmallGuide) -> Path:
    """A book of answers with such names, each in a topic of its name, with a drawing and a link to the one after it."""
    names = dict(zip(NAMES, [*NAMES[1:], NAMES[0]], strict=True))
    for number, (name, after) in enumerate(names.items(), start=4):
        text = replace_once(replace_once(ANSWER, '["1"]', f'["{number}"]'), "What is CORS?", f"What is the {name}?")
        text = replace_once(text, P, f"{DRAWING}See [it](../{topic_of(after)}/{after}.md#pitfalls).\n\n{P}")
        write_file(small_guide.answers / topic_of(name) / f"{name}.md", text.encode())
    topics = [TOPIC.format(name) for name in NAMES if name not in RESERVED]
    small_guide.topics.write_text("".join([TOPICS, *topics]), encoding="utf-8")
    numbered = [f"{number}) What is the {name}?\n" for number, name in enumerate(NAMES, start=4)]
    small_guide.questions.write_text("".join([LIST, *numbered]), encoding="utf-8")
    book, path = read_book(small_guide), small_guide.root / "odd.epub"
    write_epub(book, cards.draw_cover(book.catalogue), path)
    return path


def test_no_name_of_an_answer_or_a_topic_is_another_files(odd_book: Path) -> None:
    pages = read_pages(odd_book)
    with zipfile.ZipFile(odd_book) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        package = ElementTree.fromstring(archive.read("EPUB/content.opf"))
    items = [item.attrib for item in package.iter("{http://www.idpf.org/2007/opf}item")]
    assert len(items) == len({item["id"] for item in items}) == len({item["href"] for item in items})
    assert [item["id"] for item in items if not re.match("[A-Za-z_]", item["id"])] == []
    assert list(pages["cover.xhtml"].iter(f"{HTML}img"))
    assert "questions that back-end developers get asked" in "".join(pages["front.xhtml"].itertext())
    for name, after in zip(NAMES, [*NAMES[1:], NAMES[0]], strict=True):
        page, topic = pages[f"q.{name}.xhtml"], pages[f"topic.{topic_of(name)}.xhtml"]
        assert f"What is the {name}?" in "".join(page.itertext())
        assert f"q.{after}.xhtml#{after}-pitfalls" in {link.get("href") for link in page.iter(f"{HTML}a")}
        assert f"q.{name}.xhtml#{name}" in {link.get("href") for link in topic.iter(f"{HTML}a")}


@needs_epubcheck
def test_epubcheck_finds_nothing_whatever_the_names(odd_book: Path) -> None:
    check_book(odd_book)


def test_the_same_guide_makes_the_same_book(small_guide: SmallGuide) -> None:
    paths = [small_guide.root / name for name in ("one.epub", "two.epub")]
    for path in paths:
        write_epub(read_book(small_guide), b"\x89PNG", path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert find_times(paths[0]) == {MADE_TIME}
