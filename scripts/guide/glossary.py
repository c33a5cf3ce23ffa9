"""The terms of docs/assets/glossary.txt: tooltips in the answers, a page of their own, and words for the search."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent.parent / "docs" / "assets" / "glossary.txt"
TERM = re.compile(r"\*\[([^\]]+)\]: (.+)")


@cache
def read_glossary() -> tuple[tuple[str, str], ...]:
    """Each term and its meaning, in the file's order."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple((match[1], match[2]) for match in map(TERM.fullmatch, lines) if match)


def expand_terms(text: str) -> str:
    """The meanings of all terms that stand in a text as words."""
    meanings = dict(read_glossary())
    return " ".join(meanings[term] for term in dict.fromkeys(find_terms().findall(text)))


@cache
def find_terms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(term) for term, _ in read_glossary())})\b")
