"""The hand-written pages, docs/*.md: Markdown with a head, which may use the guide's own macros if its head says so.

Reading judges no text: what is wrong with a page is found by `check`. What in docs/ is as powerful as code (scripts,
styles) lies in docs/assets/.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from markdown.extensions.toc import slugify, unique
from markdown_it.token import Token

from guide.diagnostic import Diagnostic, Fault
from guide.paths import MADE, decode_text, read_file, show_path
from guide.read.document import Link, find_links, line_of
from guide.read.front_matter import split_front_matter
from guide.read.markdown import parse_tokens, plain_text
from guide.read.page_macros import BLOCK_MACRO, BRACES, CONDITION, MACRO
from guide.read.parser import PAGE_PARSER
from guide.read.yaml_lines import Located, YamlError, load_yaml

__all__ = ["CLASS_LIST", "MACRO_PAGES", "Page", "load_pages"]

LARGEST = 16 << 10
"""Bytes: five times the largest of today, which MkDocs reads within seconds whatever stands there."""
MACRO_PAGES = frozenset({"index.md", "questions.md", "glossary.md", "contribute.md", "downloads.md"})
"""The pages that may use macros."""
OTHER_FILES = frozenset({"robots.txt"})
NO_PAGES = frozenset({*MADE, "topics", "assets"})
"""What the converter writes beside the pages, and the folder of assets."""
CLASS_LIST = re.compile(r"\{:?(?: *\.[\w-]+)+ *\}")
SENTENCE_END = re.compile(r"(?<=[.?!])(?=[\s{])")


@dataclass(frozen=True)
class Page:
    """A hand-written page.

    path: as messages call it
    file: its name in docs/
    lines: the whole file's
    body_line: the first line behind its head
    head: its keys
    faults: why the head cannot be read, if so
    """

    path: str
    file: str
    lines: tuple[str, ...] = ()
    body_line: int = 1
    head: Mapping[str, Located] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def title(self) -> str:
        return str(self.head["title"].value) if "title" in self.head else ""

    @property
    def url(self) -> str:
        """Relative to the site's root; `.` for the front page."""
        return "." if self.file == "index.md" else f"{self.file.removesuffix('.md')}/"

    @property
    def short_title(self) -> str:
        """What the navigation calls it."""
        return "Home" if self.file == "index.md" else self.title

    @property
    def body(self) -> str:
        return "\n".join(self.lines[self.body_line - 1 :])

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(parse_tokens(self.body, self.body_line, PAGE_PARSER))

    @cached_property
    def text(self) -> str:
        """Its words, for the search: the sentences that hold no macro, for what those show is not known here."""
        body = CONDITION.sub("{{ }}", self.body)
        words = [plain_text(token) for token in parse_tokens(body, 1) if token.type == "inline"]
        sentences = [one for text in words for one in SENTENCE_END.split(text) if not BRACES.search(one)]
        return " ".join(" ".join(CLASS_LIST.sub("", one) for one in sentences).split())

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(find_links(self.tokens))

    @property
    def questions(self) -> Iterator[tuple[str, int]]:
        """The ids of the questions that it links to by a macro, each with its line."""
        for number, line in enumerate(self.lines, start=1):
            yield from ((match[1], number) for match in MACRO.finditer(line) if match[1])

    @property
    def html_calls(self) -> frozenset[str]:
        """The macros that it has HTML from."""
        return frozenset(BLOCK_MACRO.findall(self.body))

    @cached_property
    def headings(self) -> dict[str, int]:
        """The ids that MkDocs gives its headings, each with its line."""
        taken: set[str] = set()
        counters: dict[str, int] = {}
        texts = [(token, plain_text(inline)) for token, inline in pairwise(self.tokens) if token.type == "heading_open"]
        slugs = [(slugify(CLASS_LIST.sub("", text), "-"), line_of(token)) for token, text in texts]
        return {unique(slug, taken, counters): line for slug, line in slugs}


def load_pages(docs: Path) -> tuple[tuple[Page, ...], list[Diagnostic]]:
    """Every hand-written page, and what of them and of the files beside them cannot be read."""
    pages: list[Page] = []
    problems: list[Diagnostic] = []
    try:
        paths = sorted(docs.iterdir())
    except OSError as error:
        return (), [Diagnostic(show_path(docs), 1, f"the folder of pages cannot be read ({error.strerror}): fix it")]
    for path in paths:
        if path.name in NO_PAGES or path.name.startswith("."):
            continue
        page, found = read_page(path) if path.suffix == ".md" else (None, read_other_file(path))
        problems += found
        pages += [page] if page else []
    return tuple(pages), problems


def read_other_file(path: Path) -> list[Diagnostic]:
    """What is wrong with a file that is no page: the build writes into the few that there are, as text."""
    if path.name in OTHER_FILES and not path.is_symlink():
        data, problems = read_file(path, LARGEST)
        return [*problems, *decode_text(data, show_path(path))[1]]
    others = ", ".join(sorted(OTHER_FILES))
    message = f"docs/ may contain only pages (NAME.md) and {others}: move it to docs/assets/, or delete it"
    return [Diagnostic(show_path(path), 1, message)]


def read_page(path: Path) -> tuple[Page | None, list[Diagnostic]]:
    name = show_path(path)
    data, problems = read_file(path, LARGEST)
    text, more = decode_text(data, name)
    if problems or more:
        return None, problems + more
    try:
        head, _, body_line = split_front_matter(text)
    except YamlError:
        message = "the page does not begin with a head: write `---`, `title: …`, `description: …`, `---`"
        return None, [Diagnostic(name, 1, message)]
    values, faults = read_head(head)
    return Page(name, path.name, tuple(text.split("\n")), body_line, values, faults), []


def read_head(head: str) -> tuple[dict[str, Located], tuple[Fault, ...]]:
    """The keys of a head, or why it has none."""
    for number, line in enumerate(head.split("\n"), start=2):
        if line.startswith("..."):
            return {}, ((number, "to MkDocs, `...` ends the head: remove the line"),)
    try:
        tree = load_yaml(head, first_line=2)
    except YamlError as error:
        return {}, ((error.line, error.message),)
    if not isinstance(tree.value, dict):
        return {}, ((2, "the head is not a set of keys: write `title: …` and `description: …`"),)
    return tree.value, ()
