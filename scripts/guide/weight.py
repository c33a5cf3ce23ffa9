"""What a page of the built site weighs at its first view: itself, its style sheets and its scripts, compressed."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from guide.diagnostic import Diagnostic, Severity
from guide.paths import show_path

__all__ = ["HEAVIEST_PAGE", "find_heavy_pages", "weigh_file", "weigh_page"]

HEAVIEST_PAGE = 110_000
"""Bytes at first view that a reader on a phone should not have to wait for more of."""


def find_heavy_pages(folder: Path) -> list[Diagnostic]:
    """A note for each topic page that is too large for one page."""
    weights = {path: weigh_page(path) for path in sorted((folder / "topics").rglob("*.html"))}
    message = f"bytes at first view, over {HEAVIEST_PAGE:,}: make two topics of it, and move answers with `make rename`"
    return [
        Diagnostic(show_path(path), 1, f"the page weighs {weight:,} {message}", Severity.NOTE)
        for path, weight in weights.items()
        if weight > HEAVIEST_PAGE
    ]


def weigh_page(path: Path) -> int:
    """Bytes of a page and of what it loads from its own site before anybody does anything."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    links = [node.attributes.get("href") for node in tree.css("link[rel=stylesheet]")]
    scripts = [node.attributes.get("src") for node in tree.css("script[src]")]
    names = {urlsplit(link).path for link in [*links, *scripts] if link}
    return weigh_file(path) + sum(weigh_file((path.parent / name).resolve()) for name in names)


@cache
def weigh_file(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6)) if path.is_file() else 0
