"""An answer's body as finished HTML, made from the very tokens that were checked.

Every text is escaped where it is written; what the renderer does not know is shown as text. Sections, anchors,
callouts, tooltips and site links are made here, samples and diagrams by their own modules.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from guide.addresses import SECTIONS, PageForm, block_anchor, link_page, part_anchor, resolve_answer_link, section_slug
from guide.check.safety import is_allowed_tag
from guide.diagnostic import Fault
from guide.languages import LANGUAGES, Kind
from guide.model import url_of
from guide.read.document import Document, Section, line_of
from guide.read.glossary import Glossary
from guide.read.markdown import parse_info, plain_text
from guide.read.parser import PARSER
from guide.read.samples import Sample
from guide.render.diagrams import DiagramError, draw_diagram
from guide.render.markup import escape_html, fill
from guide.render.samples import render_samples

__all__ = ["BodyRenderer", "RenderContext", "address_of", "render_body"]

BLANK_LINE = re.compile(r"^ +$", re.MULTILINE)


@dataclass(frozen=True)
class RenderContext:
    """What a body needs besides its document.

    toolchains: the label of what ran each language's samples
    glossary: the terms that get tooltips
    form: how pages name each other
    """

    toolchains: Mapping[str, str] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    form: PageForm = PageForm.FOLDER


def render_body(document: Document, context: RenderContext) -> tuple[Markup, list[Fault]]:
    """The body's HTML, and what in it cannot be drawn, each with its line in the file."""
    renderer = BodyRenderer(document, context)
    sections = [renderer.render_section(section) for section in document.sections]
    return keep_blank_lines(Markup("\n").join(sections)), renderer.faults


def keep_blank_lines(html: Markup) -> Markup:
    """The HTML whose lines of nothing but blanks survive Python-Markdown, which would empty them."""
    return Markup(BLANK_LINE.sub(lambda line: "&#32;" * len(line[0]), html))  # noqa: S704 - HTML already


def address_of(topic: str, anchor: str, here: str, form: PageForm) -> str:
    """The address of an anchor, as the page of topic `here` writes it."""
    if form is PageForm.BOOK:
        return url_of(topic, anchor)
    if topic == here:
        return f"#{anchor}"
    return f"{link_page(f'topics/{topic}', f'topics/{here}', form)}#{anchor}"


class BodyRenderer(RendererHTML):
    """markdown-it's renderer, with a rule for each kind of token that the guide shows in a way of its own."""

    checklist = "checklist.html.j2"

    def __init__(self, document: Document, context: RenderContext) -> None:
        super().__init__()
        self.document = document
        self.context = context
        self.faults: list[Fault] = []
        self.headings = {heading.line: heading for heading in document.headings}
        self.samples = {sample.fence.line: sample for sample in document.samples}
        self.explained: set[str] = set()
        self.in_link = False

    def render_section(self, section: Section) -> Markup:
        self.explained = set()
        slug = section_slug(section.title)
        make = self.render_checklist if section.title == SECTIONS[-1] else self.render_tokens
        return fill(
            "section.html.j2",
            slug=slug,
            anchor=part_anchor(self.document.id, slug),
            title=section.title,
            content=make(section.tokens),
            is_told=section.title == SECTIONS[0] and self.context.form is not PageForm.BOOK,
        )

    def render_tokens(self, tokens: Sequence[Token]) -> Markup:
        return Markup(self.render(list(tokens), PARSER.options, {}))  # noqa: S704 - this class escapes

    def render_checklist(self, tokens: Sequence[Token]) -> Markup:
        """The task list as form fields with labels: readers grade their own attempt, with the keyboard too."""
        items = [self.render_tokens([token]) for token in tokens if token.type == "inline"]
        return fill(self.checklist, items=items)

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "".join(self.explain_terms(tokens[idx].content))

    def explain_terms(self, text: str) -> Iterator[Markup]:
        """The text with each glossary term explained where a section first names it, except inside a link."""
        place = 0
        for match in self.context.glossary.pattern.finditer(text):
            if match[0] in self.explained or self.in_link:
                continue
            self.explained.add(match[0])
            yield escape_html(text[place : match.start()])
            meaning = escape_html(self.context.glossary.terms[match[0]])
            yield Markup('<abbr title="{}">{}</abbr>').format(meaning, escape_html(match[0]))
            place = match.end()
        yield escape_html(text[place:])

    def code_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return Markup("<code>{}</code>").format(escape_html(tokens[idx].content))

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        html = tokens[idx].content
        return html if is_allowed_tag(html) else escape_html(html)

    def show_as_text(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """What the checks refuse, if it ever came so far."""
        return escape_html(tokens[idx].content)

    html_block = code_block = image = show_as_text

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        self.in_link = True
        title = " ".join(str(tokens[idx].attrGet("title") or "").split())
        href = self.resolve(str(tokens[idx].attrGet("href") or ""))
        shown = Markup(' title="{}"').format(escape_html(title)) if title else Markup("")
        return Markup('<a href="{}"{}>').format(escape_html(href), shown)

    def link_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        self.in_link = False
        return "</a>"

    def resolve(self, href: str) -> str:
        """The address on the site of a link in an answer: other answers stand on topic pages."""
        target = resolve_answer_link(href, self.document.topic)
        if target is None:
            return href
        (topic, identifier), section = target[0].split("/"), target[1]
        anchor = part_anchor(identifier, section) if section else identifier
        return address_of(topic, anchor, self.document.topic, self.context.form)

    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        heading = self.headings[line_of(tokens[idx])]
        kind = Markup(' class="follow-up"') if heading.is_follow_up else ""
        return Markup('<h4 id="{}"{}>').format(part_anchor(self.document.id, heading.anchor), kind)

    def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</h4>\n"

    def blockquote_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        kind = tokens[idx].meta.get("alert")
        return fill("alert_open.html.j2", kind=kind, title=kind.capitalize()) if kind else "<blockquote>\n"

    def blockquote_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</div>\n" if tokens[idx].meta.get("alert") else "</blockquote>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A diagram, or all neighboring fences at the first of them; the others are written with it."""
        if is_diagram(tokens[idx]):
            return self.draw(tokens, idx)
        if idx and is_code(tokens[idx - 1]):
            return ""
        group = [line_of(token) for token in takewhile(is_code, tokens[idx:])]
        samples = [self.samples[line] for line in group if line in self.samples]
        return self.show_samples(samples, group[0])

    def show_samples(self, samples: Sequence[Sample], line: int) -> Markup:
        tabs = block_anchor(self.document.id, "tabs", line)
        return render_samples(samples, self.document, self.context.toolchains, tabs)

    def draw(self, tokens: Sequence[Token], idx: int) -> Markup:
        line, words = line_of(tokens[idx]), words_before(tokens, idx)
        if not words:
            self.faults.append((line, "there is no paragraph right before the diagram: say the same in words there"))
            return Markup("")
        name = f"{self.document.id}_{line}"  # of the ids inside; no other anchor has an underscore
        try:
            return draw_diagram(tokens[idx].content, name, words)
        except DiagramError as error:
            self.faults.append((line, str(error)))
            return Markup("")


def is_diagram(token: Token) -> bool:
    row = LANGUAGES.get(parse_info(token.info)[0]) if token.type == "fence" else None
    return row is not None and row.kind is Kind.DIAGRAM


def is_code(token: Token) -> bool:
    return token.type == "fence" and not is_diagram(token)


def words_before(tokens: Sequence[Token], idx: int) -> str:
    """The text of the paragraph right before a block: a diagram's words."""
    return plain_text(tokens[idx - 2]) if idx and tokens[idx - 1].type == "paragraph_close" else ""
