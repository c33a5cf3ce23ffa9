"""What a page of the built site loads at its first view: itself, its style sheets and its scripts, compressed."""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser


def measure_page(path: Path) -> int:
    """Bytes of a page and of what it loads from its own site before anybody does anything."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    links = [node.attributes.get("href") for node in tree.css("link[rel=stylesheet]")]
    scripts = [node.attributes.get("src") for node in tree.css("script[src]")]
    names = {urlsplit(link).path for link in [*links, *scripts] if link}
    return measure_file(path) + sum(measure_file((path.parent / name).resolve()) for name in names)


@cache
def measure_file(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6)) if path.is_file() else 0
