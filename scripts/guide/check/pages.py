"""Everything that is wrong with a hand-written page: its name, its head, its text, and the places that it names."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from markdown.extensions.toc import slugify

from guide.addresses import find_id_fault
from guide.characters import find_shown_fault
from guide.check.page_text import OWN_ADDRESS, find_body_faults
from guide.diagnostic import Diagnostic, Fault
from guide.model import Catalogue
from guide.paths import MADE, is_file
from guide.read.glossary import Glossary, anchor_of
from guide.read.pages import MACRO_PAGES, Page
from guide.read.yaml_lines import Located, find_text_fault

__all__ = ["check_page", "find_wrong_places"]

KEYS = ("title", "description", "render_macros", "hide")
HIDDEN_PARTS = ("navigation", "toc", "path", "footer")
TAKEN = frozenset({"topics.md", "assets.md", "404.md"})
"""Pages whose addresses are those of the topic pages, of the assets, and of the page for addresses that are none."""
MACRO_START = re.compile(r"\{[{%#]")
NO_MACROS = f"macros work on {', '.join(sorted(MACRO_PAGES))} alone: say it in words"


def check_page(page: Page) -> list[Diagnostic]:
    """The errors of a page in itself, in the order of its lines, each once."""
    faults = [*page.faults, *(find_head_faults(page.head) if not page.faults else ())]
    if page.file in TAKEN:
        faults.append((1, "the site has something else at that address: rename the page"))
    elif fault := find_id_fault(page.file.removesuffix(".md")):
        faults.append((1, fault))
    if not page.body.strip():  # without a line end behind the head MkDocs would take all of it for text
        faults.append((page.body_line - 1, "the page has no text: write it below the head"))
    switch = page.head.get("render_macros")
    no_macros = "" if switch and switch.value is True else "write `render_macros: true` in the head"
    if page.file not in MACRO_PAGES:
        faults += [(switch.line, f"{NO_MACROS}, and remove `render_macros`")] if switch and not no_macros else []
        no_macros = NO_MACROS
    faults += find_body_faults(page.body, page.body_line, no_macros)
    taken = [(name, line) for name, line in page.headings.items() if name.startswith("__")]
    faults += ((line, f"the heading's id, `{name}`, is one of the theme's: reword the heading") for name, line in taken)
    return [Diagnostic(page.path, line, message) for line, message in sorted(set(faults))]


def find_head_faults(head: Mapping[str, Located]) -> Iterator[Fault]:
    for name, value in head.items():
        yield from find_key_faults(name, value)
    yield from ((1, f"the head has no `{name}`: add it") for name in KEYS[:2] if name not in head)


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
    elif MACRO_START.search(value.value):  # the plugin runs those of a title, and menus show what they give unescaped
        yield value.line, f"`{name}` holds a macro, which is for the text of a page: say it in words"


def find_wrong_places(
    pages: tuple[Page, ...], catalogue: Catalogue, glossary: Glossary, docs: Path
) -> Iterator[Diagnostic]:
    """Links and macros of pages that lead to nothing, and headings with an id of what a macro puts on their page."""
    places = {*list_topic_places(catalogue), *(page.file for page in pages)}
    made = {page.file: set(list_made_ids(page, catalogue, glossary)) for page in pages}
    places.update(f"{page.file}#{name}" for page in pages for name in (*page.headings, *made[page.file]))
    for page in pages:
        for name, line in page.questions:
            if name not in catalogue.by_id:
                yield Diagnostic(page.path, line, f"no question has the id `{name}`: fix the macro")
        for link in page.links:
            target = f"{page.file}{link.href}" if link.href.startswith("#") else link.href
            if OWN_ADDRESS.fullmatch(target) and target not in places and not is_other_file(target, docs):
                message = f"the link `{link.href}` leads to nothing: fix the page's name, or what stands behind `#`"
                yield Diagnostic(page.path, link.line, message)
        for name in page.headings.keys() & made[page.file]:
            message = f"the heading's id, `{name}`, is that of a term or a list number on this page, too: reword one"
            yield Diagnostic(page.path, page.headings[name], message)


def is_other_file(target: str, docs: Path) -> bool:
    """Whether it is an asset, or a file that the converter is about to write beside the pages."""
    return target in MADE or (not target.partition("#")[0].endswith(".md") and is_file(docs / target))


def list_topic_places(catalogue: Catalogue) -> Iterator[str]:
    """The topic pages, and every anchor on them: titles, questions, what is inside answers, and earlier addresses."""
    for topic in catalogue.topics:
        yield from (f"topics/{topic.slug}.md", f"topics/{topic.slug}.md#{slugify(topic.title, '-')}")
    for question in catalogue.questions:
        inside = question.answer.anchors if question.answer else ()
        yield from (f"topics/{question.topic}.md#{name}" for name in (question.id, *inside))
    for slug, moved in catalogue.moved_from.items():
        yield from (f"topics/{slug}.md", *(f"topics/{slug}.md#{name}" for name, _ in moved))


def list_made_ids(page: Page, catalogue: Catalogue, glossary: Glossary) -> Iterator[str]:
    """The ids that macros give a page: those of the glossary's terms, and the numbers of the table of questions."""
    if "glossary()" in page.html_calls:
        yield from map(anchor_of, glossary.terms)
    if "question_table()" in page.html_calls:
        yield from (number for question in catalogue.questions for number in question.numbers)
