"""The one boundary between text and markup: whatever a stranger wrote passes one of these two functions, or a template.

A topic page is Markdown that holds finished HTML. Inside HTML a text is escaped for HTML, and what Python-Markdown
would change is written as character references. Outside, in a heading, it is escaped for Markdown.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import punctuation
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["escape_html", "escape_markdown", "fill", "templates"]

REFERENCES = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\"'`~\t\r"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What would end a text or an attribute, and what Python-Markdown would change before it sets HTML aside."""
HARMLESS = "?,.'()/-;:%"
"""Marks that begin nothing inside a line of Markdown whose other marks are written as references."""
PUNCTUATION = re.compile(f"[{re.escape(''.join(set(punctuation) - set(HARMLESS)))}]")


def escape_html(text: str) -> Markup:
    """Text for the inside of an element or of a quoted attribute."""
    return Markup(text.translate(REFERENCES))  # noqa: S704 - escaped right here


def escape_markdown(text: str) -> Markup:
    """Text for a line of Markdown: punctuation that could start markup becomes references, blanks one space."""
    return Markup(PUNCTUATION.sub(lambda mark: f"&#{ord(mark[0])};", " ".join(text.split())))  # noqa: S704


@cache
def templates() -> Environment:
    """The templates beside this module. Every value that is put into one is escaped for HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        auto_reload=False,
        finalize=escape_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = escape_markdown
    return environment


def escape_value(value: object) -> Markup:
    """What a template puts in: HTML stays, all else is text. Jinja's own escaping leaves what Markdown would change."""
    return value if isinstance(value, Markup) else escape_html(str(value))


def fill(template: str, **values: object) -> Markup:
    """A template filled with values; those that are `Markup` already stay as they are."""
    return Markup(templates().get_template(template).render(values))  # noqa: S704 - autoescaped
