"""The EPUB: a file a question, drawings as pictures with their words, contents by topic, and a cover."""

import re
import uuid
from pathlib import Path

from ebooklib import epub
from lxml import etree
from markupsafe import Markup

from guide.editions.book import Book, book_styles, drawing_styles
from guide.editions.packing import repack
from guide.editions.trees import Tree, take_drawings
from guide.model import Question, Topic
from guide.render.markup import fill

__all__ = ["write_epub"]

XHTML = "application/xhtml+xml"
NAMED = re.compile(r"^url\(#")
ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", "Headings in their order; each drawing has its meaning in words."),
)
"""What bookshops and reading systems show of a book's accessibility (EPUB Accessibility 1.1, 2.2)."""


def write_epub(book: Book, cover: bytes, path: Path) -> None:
    """Write the book; `cover` is a PNG."""
    target = start_epub(book, cover)
    contents = []
    add_page(target, "front.xhtml", book.title, fill("book_front.xhtml.j2", book=book))
    for topic, questions in book.topics:
        places = [(one.title, link_place(one, one.id)) for one in questions]
        add_page(target, name_topic(topic), topic.title, fill("book_topic.xhtml.j2", topic=topic, questions=places))
        for question in questions:
            add_question(target, book, question)
        links = [epub.Link(link_place(one, one.id), one.title, f"toc-{one.id}") for one in questions]
        contents.append((epub.Section(topic.title, name_topic(topic)), links))
    target.toc = contents
    target.add_item(epub.EpubNcx())
    target.add_item(epub.EpubNav(title="Contents"))
    epub.write_epub(path, target, {"epub3_pages": False, "raise_exceptions": True, "mtime": book.made})
    repack(path, book.made)


def start_epub(book: Book, cover: bytes) -> epub.EpubBook:
    """An empty book with its facts, its cover and its style sheet."""
    target = epub.EpubBook()
    target.set_identifier(uuid.uuid5(uuid.NAMESPACE_URL, book.site.address or book.title).urn)
    target.set_title(book.title)
    target.set_language("en")
    target.add_author("The guide's contributors")
    target.add_metadata("DC", "rights", "Answers CC BY 4.0, code MIT")
    target.add_metadata("DC", "date", book.made.date().isoformat())
    for name, value in ACCESS:
        target.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    target.set_cover("cover.png", cover, create_page=False)
    add_file(target, "book.css", "text/css", book_styles())
    add_page(target, "cover.xhtml", book.title, fill("book_cover.xhtml.j2", title=book.title))
    target.spine.append("nav")
    return target


def add_file(target: epub.EpubBook, name: str, kind: str, content: str) -> epub.EpubItem:
    item = epub.EpubItem(uid=name.replace(".", "-"), file_name=name, media_type=kind, content=content.encode())
    target.add_item(item)
    return item


def add_page(target: epub.EpubBook, name: str, title: str, content: Markup) -> None:
    target.spine.append(add_file(target, name, XHTML, fill("book_chapter.xhtml.j2", title=title, content=content)))


def add_question(target: epub.EpubBook, book: Book, question: Question) -> None:
    body = book.prepare_body(question, link_place)
    for file, drawing in take_drawings(body, lambda number: f"q.{question.id}-{number}.svg"):
        add_file(target, file, "image/svg+xml", write_drawing(drawing))
    add_page(target, name_question(question), question.title, book.render_question(question, body, name=str))


def name_topic(topic: Topic) -> str:
    return f"topic.{topic.slug}.xhtml"


def name_question(question: Question) -> str:
    """No id holds a dot, so no other file has this name; and it begins with a letter, as ids in a book's lists must."""
    return f"q.{question.id}.xhtml"


def link_place(question: Question, anchor: str) -> str:
    return f"{name_question(question)}#{anchor}"


def write_drawing(drawing: Tree) -> str:
    """A drawing as a file of its own: with its style, its size, and the ground that its colors are made for."""
    width, height = drawing.get("viewBox").split()[2:]
    drawing.attrib.pop("style", None)
    drawing.set("width", width)
    drawing.set("height", height)
    drawing.set("class", "diagram")
    for element in drawing.iter():
        for key, value in element.items():  # a name begins with a letter in XML, and an answer's id need not
            element.set(key, f"d-{value}" if key == "id" else NAMED.sub("url(#d-", value))
    style = etree.Element("{http://www.w3.org/2000/svg}style")
    style.text = f"svg {{ font-family: sans-serif; font-size: 16px; background: white; }}\n{drawing_styles()}"
    drawing.insert(0, style)
    return str(etree.tostring(drawing, encoding="unicode"))
