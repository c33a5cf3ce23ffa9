"""An answer's body: from plain GitHub-flavoured Markdown to what MkDocs Material reads.

Everything that is Material's is added here: sections with anchors, samples joined with their outputs, content tabs,
callouts, drawn diagrams, site links. The input has passed `rules` and `safety`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from guide.diagrams import DiagramFault, draw_diagram
from guide.inline import escape_line_starts, render_inline
from guide.markdown import PARSER, parse_info
from guide.rules import SECTIONS, plain_text
from guide.safety import resolve_answer_link, section_slug
from guide.samples_shown import group_fences, render_samples

ALERTS = {"NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "WARNING": "Warning", "CAUTION": "Caution"}
INDENT = "    "


@dataclass(frozen=True)
class Place:
    """Where a body stands: the question's id and topic, and the tool that ran each language's samples."""

    id: str
    topic: str
    tools: dict[str, str]
    first_line: int = 1


class RenderFault(Exception):
    """A part that cannot be shown; carries its line in the file and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def render_body(tokens: list[Token], place: Place) -> str:
    """The body as MkDocs's Markdown, one `<section>` a second-level heading. Raises `RenderFault`."""
    nodes = SyntaxTreeNode(tokens).children
    sections: list[tuple[str, list[SyntaxTreeNode]]] = []
    for node in nodes:
        if node.type == "heading" and node.tag == "h2":
            sections.append((node.children[0].content.strip(), []))
        else:
            sections[-1][1].append(node)
    return "\n\n".join(render_section(title, nodes, place) for title, nodes in sections)


def render_section(title: str, nodes: list[SyntaxTreeNode], place: Place) -> str:
    """One section. Its heading carries no id of its own, so that search shows the question and not its parts."""
    slug = section_slug(title)
    content = render_checklist(nodes[0]) if title == SECTIONS[-1] else render_blocks(nodes, place)
    head = f'<h3 class="answer-heading">{escape(title)}</h3>'
    return wrap_block(f"html | section#{place.id}-{slug}.answer-section.{slug}", f"{head}\n\n{content}", 5)


def wrap_block(head: str, content: str, depth: int) -> str:
    """A block of pymdownx.blocks; an outer one needs more slashes than those inside it."""
    marks = "/" * depth
    return f"{marks} {head}\n\n{content}\n\n{marks}"


def render_blocks(nodes: list[SyntaxTreeNode], place: Place) -> str:
    """Block nodes one after another, neighbouring fences as one."""
    pieces: list[str] = []
    for group in group_fences(nodes):
        if group[0].type == "fence" and not is_diagram(group[0]):
            pieces.append(render_samples(group, place.tools, f"{place.id}-sample"))
        else:
            pieces.extend(render_block(node, place, before) for node, before in with_words_before(group, nodes))
    return "\n\n".join(pieces)


def with_words_before(group: list[SyntaxTreeNode], nodes: list[SyntaxTreeNode]) -> Iterator[tuple[SyntaxTreeNode, str]]:
    """Each node with the text of the paragraph before it: a diagram's words."""
    for node in group:
        place = nodes.index(node)
        previous = nodes[place - 1] if place else None
        yield node, text_of(previous) if previous is not None and previous.type == "paragraph" else ""


def text_of(node: SyntaxTreeNode) -> str:
    inline = node.children[0]
    return plain_text(inline.token) if inline.token else ""


def is_diagram(node: SyntaxTreeNode) -> bool:
    return parse_info(node.info)[0] == "mermaid"


def render_block(node: SyntaxTreeNode, place: Place, words_before: str = "") -> str:
    if node.type == "fence":
        return render_diagram(node, place, words_before)
    return BLOCKS[node.type](node, place)


def render_diagram(node: SyntaxTreeNode, place: Place, words: str) -> str:
    line = place.first_line + (node.map or (0, 0))[0]
    if not words:
        raise RenderFault(line, "no paragraph stands right before the diagram: say the same in words there")
    try:
        return draw_diagram(node.content, f"{place.id}-{line}", words)
    except DiagramFault as fault:
        raise RenderFault(line, str(fault)) from None


def render_paragraph(node: SyntaxTreeNode, place: Place) -> str:
    text = render_inline(node.children[0], lambda href: site_link(href, place.topic))
    return escape_line_starts(text)


def site_link(href: str, topic: str) -> str:
    """The address on the site of a link in an answer: other answers stand on topic pages."""
    target = resolve_answer_link(href, topic)
    if target is None:
        return href
    (other, identifier), section = target[0].split("/"), target[1]
    anchor = f"{identifier}-{section}" if section else identifier
    return f"#{anchor}" if other == topic else f"{other}.md#{anchor}"


def render_heading(node: SyntaxTreeNode, place: Place) -> str:
    """A part of a section; as HTML, for MkDocs would give a Markdown heading an id and a search section of its own."""
    html = PARSER.renderer.render(node.children[0].to_tokens(), PARSER.options, {})
    return f'<h4 class="answer-subheading">{protect_html(html)}</h4>'


def protect_html(html: str) -> str:
    return html.replace("{", "&#123;").replace("}", "&#125;")


def render_checklist(node: SyntaxTreeNode) -> str:
    """The task list as form fields with labels: the reader grades the own attempt, with the keyboard too."""
    items = "".join(f"<li><label>{box_of(item)}</label></li>" for item in node.children)
    return f'<ul class="checklist">{items}</ul>'


def box_of(item: SyntaxTreeNode) -> str:
    html = PARSER.renderer.render(item.children[0].children[0].to_tokens(), PARSER.options, {})
    text = " ".join(html.split())[3:].strip()
    return f'<input type="checkbox"> <span>{protect_html(text)}</span>'


def render_list(node: SyntaxTreeNode, place: Place) -> str:
    """A list; MkDocs's dialect wants four blanks before whatever belongs to an item."""
    start = int(node.attrs.get("start", 1))
    loose = any(not child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    items = []
    for number, item in enumerate(node.children, start=start):
        mark = f"{number}." if node.type == "ordered_list" else "-"
        items.append(mark.ljust(4) + indent_lines(render_item(item, place, loose)))
    return ("\n\n" if loose else "\n").join(items)


def render_item(item: SyntaxTreeNode, place: Place, loose: bool) -> str:
    pieces = render_blocks(item.children, place) if item.children else ""
    return pieces if loose else pieces.replace("\n\n", "\n", 1) if has_only_lists(item) else pieces


def has_only_lists(item: SyntaxTreeNode) -> bool:
    return all(child.type in ("paragraph", "bullet_list", "ordered_list") for child in item.children)


def indent_lines(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(INDENT + line if line else line for line in rest)])


def render_quote(node: SyntaxTreeNode, place: Place) -> str:
    """A quotation, or a callout where it begins as GitHub's alerts do."""
    kind = alert_kind(node)
    if not kind:
        content = render_blocks(node.children, place)
        return "\n".join(f"> {line}".rstrip() for line in content.split("\n"))
    _, _, body = render_blocks(node.children, place).partition("\n")
    return wrap_block(f"admonition | {ALERTS[kind]}\n    type: {kind.lower()}", body.strip("\n"), 3)


def alert_kind(node: SyntaxTreeNode) -> str:
    """NOTE, TIP and so on, for a quotation whose first line is `[!NOTE]`; nothing for a plain one."""
    first = node.children[0] if node.children else None
    if first is None or first.type != "paragraph":
        return ""
    line = first.children[0].content.split("\n")[0].strip()
    kind = line[2:-1] if line.startswith("[!") and line.endswith("]") else ""
    return kind if kind in ALERTS else ""


def render_table(node: SyntaxTreeNode, place: Place) -> str:
    """A table, its marks of alignment kept."""
    rows = [row for part in node.children for row in part.children]
    lines = [render_row(row, place) for row in rows]
    marks = [mark_of(cell) for cell in rows[0].children]
    return "\n".join([lines[0], f"| {' | '.join(marks)} |", *lines[1:]])


def render_row(row: SyntaxTreeNode, place: Place) -> str:
    cells = [
        render_inline(cell.children[0], lambda href: site_link(href, place.topic)) if cell.children else ""
        for cell in row.children
    ]
    return f"| {' | '.join(cells)} |"


def mark_of(cell: SyntaxTreeNode) -> str:
    style = str(cell.attrs.get("style", ""))
    return {"text-align:right": "---:", "text-align:center": ":---:", "text-align:left": ":---"}.get(style, "---")


def render_rule(node: SyntaxTreeNode, place: Place) -> str:
    return "<hr>"


BLOCKS: dict[str, Callable[[SyntaxTreeNode, Place], str]] = {
    "paragraph": render_paragraph,
    "heading": render_heading,
    "bullet_list": render_list,
    "ordered_list": render_list,
    "blockquote": render_quote,
    "table": render_table,
    "hr": render_rule,
}
