"""Inline Markdown: from GitHub's dialect to the one that MkDocs reads, character for character the same to a reader.

Whatever MkDocs's dialect would take for syntax and GitHub's does not (`{ #id }`, `{{ x }}`, `==x==`) is written as a
character reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.tree import SyntaxTreeNode

Resolve = Callable[[str], str]
"""Turns a link's address as written in an answer into the one on the page."""

SPECIAL = re.compile(r"[\\`*_\[\]<>&~{}|^=+$]")
LINE_START = re.compile(r"^([#:!?/\-])|^([0-9]+)([.)])", re.MULTILINE)


def escape_text(text: str) -> str:
    """Text as it must stand on a page to be read as text."""
    return SPECIAL.sub(reference_of, text)


def reference_of(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def escape_line_starts(text: str) -> str:
    """A paragraph none of whose lines begins like a heading, list, block or comment."""
    return LINE_START.sub(lambda match: f"&#{ord(match[1])};" if match[1] else f"{match[2]}&#{ord(match[3])};", text)


def render_inline(node: SyntaxTreeNode, resolve: Resolve) -> str:
    """The children of an inline node as MkDocs's Markdown."""
    return "".join(render_span(child, resolve) for child in node.children)


def render_span(node: SyntaxTreeNode, resolve: Resolve) -> str:
    if node.type == "text":
        return escape_text(node.content)
    if node.type == "code_inline":
        return render_code(node.content)
    if node.type in ("softbreak", "hardbreak"):
        return "\n" if node.type == "softbreak" else "<br>\n"
    if node.type == "html_inline":
        return node.content
    inner = render_inline(node, resolve)
    if node.type == "link":
        return f"[{inner}](<{resolve(str(node.attrs.get('href', '')))}>{render_title(node)})"
    tag = {"strong": "strong", "em": "em", "s": "del"}[node.type]
    return f"<{tag}>{inner}</{tag}>"


def render_title(node: SyntaxTreeNode) -> str:
    title = escape_text(str(node.attrs.get("title", ""))).replace('"', "&quot;")
    return f' "{title}"' if title else ""


def render_code(code: str) -> str:
    """Inline code. Where back ticks cannot hold it exactly, the tag itself does."""
    if "`" in code or code != code.strip() or "\\" in code or "|" in code:
        return f"<code>{escape_text(code)}</code>"
    return f"`{code}`"
