"""The hand-written pages, docs/*.md: text that comes in pull requests, held to what a page may hold.

A page is Markdown with a head. It may use a few HTML tags for its layout, and, if its head says so, the guide's own
macros; nothing in it runs anything else. What in docs/ is as powerful as code (scripts, styles) lies in docs/assets/.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.addresses import find_id_fault
from guide.characters import find_shown_fault
from guide.check.page_text import MACRO, find_page_faults, strip_braces
from guide.diagnostic import Diagnostic, Fault
from guide.paths import MADE, decode_text, is_file, read_file, show_path
from guide.read.front_matter import split_front_matter
from guide.read.markdown import parse_tokens, plain_text
from guide.read.yaml_lines import Located, YamlError, find_text_fault, load_yaml

__all__ = ["MACRO_PAGES", "Page", "load_pages"]

LARGEST = 16 << 10
"""Bytes: five times the largest of today, which MkDocs reads within seconds whatever stands there."""
KEYS = ("title", "description", "render_macros", "hide")
HIDDEN_PARTS = ("navigation", "toc", "path", "footer")
MACRO_PAGES = frozenset({"index.md", "questions.md", "glossary.md", "contribute.md", "downloads.md"})
"""The pages that may use macros."""
OTHER_FILES = frozenset({"robots.txt"})
NO_PAGES = frozenset({*MADE, "topics", "assets"})
"""What the converter writes beside the pages, and the folder of assets."""


@dataclass(frozen=True)
class Page:
    """A hand-written page.

    file: its name in docs/
    title: its head's title
    text: its words, for the search; without what macros put in
    questions: the ids of the questions that it links to by a macro, each with its line
    """

    file: str
    title: str
    text: str
    questions: tuple[tuple[str, int], ...] = ()

    @property
    def url(self) -> str:
        """Relative to the site's root; `.` for the front page."""
        return "." if self.file == "index.md" else f"{self.file.removesuffix('.md')}/"

    @property
    def short_title(self) -> str:
        """What the navigation calls it."""
        return "Home" if self.file == "index.md" else self.title


def load_pages(docs: Path) -> tuple[tuple[Page, ...], list[Diagnostic]]:
    """Every hand-written page, and what is wrong with them and with the files beside them."""
    pages: list[Page] = []
    problems: list[Diagnostic] = []
    try:
        paths = sorted(docs.iterdir())
    except OSError as error:
        return (), [Diagnostic(show_path(docs), 1, f"the folder of pages cannot be read ({error.strerror}): fix it")]
    for path in paths:
        if path.name in NO_PAGES or path.name.startswith("."):
            continue
        page, found = read_page(path) if path.suffix == ".md" else (None, refuse_file(path))
        problems += found
        pages += [page] if page else []
    return tuple(pages), problems


def refuse_file(path: Path) -> list[Diagnostic]:
    if path.name in OTHER_FILES and is_file(path) and not path.is_symlink():
        return []
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
        head, body, body_line = split_front_matter(text)
    except YamlError:
        message = "the page does not begin with a head: write `---`, `title: …`, `description: …`, `---`"
        return None, [Diagnostic(name, 1, message)]
    values, faults = read_head(head)
    if not body.strip():  # without a line end behind the head MkDocs would take all of it for text
        faults.append((body_line - 1, "the page has no text: write it below the head"))
    tokens = parse_tokens(body, body_line)
    lines = text.split("\n")
    faults += find_page_faults(lines, body_line, values.get("render_macros") is True)
    if values.get("render_macros") and path.name not in MACRO_PAGES:
        faults.append((1, f"`render_macros` is for {', '.join(sorted(MACRO_PAGES))}: remove it from the head"))
    if find_id_fault(path.stem):
        faults.append((1, find_id_fault(path.stem)))
    words = " ".join(" ".join(plain_text(token).split()) for token in tokens if token.type == "inline")
    named = [(match[1], n) for n, line in enumerate(lines, start=1) for match in MACRO.finditer(line) if match[1]]
    page = Page(path.name, str(values.get("title", "")), strip_braces(words), tuple(named))
    return page, [Diagnostic(name, line, message) for line, message in sorted(set(faults))]


def read_head(head: str) -> tuple[dict[str, object], list[Fault]]:
    for number, line in enumerate(head.split("\n"), start=2):
        if line.startswith("..."):
            return {}, [(number, "to MkDocs, `...` ends the head: remove the line")]
    try:
        tree = load_yaml(head, first_line=2)
    except YamlError as error:
        return {}, [(error.line, error.message)]
    if not isinstance(tree.value, dict):
        return {}, [(2, f"the head is not a set of keys: use {', '.join(KEYS)}")]
    faults = [fault for name, value in tree.value.items() for fault in find_key_faults(name, value)]
    faults += [(1, f"the head has no `{name}`: add it") for name in KEYS[:2] if name not in tree.value]
    return {name: value.value for name, value in tree.value.items()}, faults


def find_key_faults(name: str, value: Located) -> Iterator[Fault]:
    if name not in KEYS:
        yield value.line, f"`{name}` is not a key of a page: use {', '.join(KEYS)}"
    elif name == "render_macros":
        if not isinstance(value.value, bool):
            yield value.line, "`render_macros` is neither true nor false: write one of the two"
    elif name == "hide":
        items = value.value if isinstance(value.value, list) else [value]
        if any(not isinstance(item.value, str) or item.value not in HIDDEN_PARTS for item in items):
            yield value.line, f"`hide` does not name a part of a page: use {', '.join(HIDDEN_PARTS)}"
    elif fault := find_text_fault(name, value) or find_shown_fault(name, value.value):
        yield value.line, fault
