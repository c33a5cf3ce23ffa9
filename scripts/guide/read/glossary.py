"""The terms of docs/assets/glossary.txt: tooltips in the answers, a page of their own, and words for the search."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guide.characters import find_hidden_character, has_visible_character
from guide.diagnostic import Diagnostic
from guide.paths import decode_text, read_file, show_path

__all__ = ["Glossary", "anchor_of", "load_glossary"]

TERM = re.compile(r"\*\[([A-Za-z0-9][A-Za-z0-9./+#-]*(?: [A-Za-z0-9./+#-]+)*)\]: ([^\n]+)")
MARKUP = re.compile(r"[<>&{}\[\]`*_\\]|://")
FILE = Path("assets") / "glossary.txt"


@dataclass(frozen=True)
class Glossary:
    """Each term and its meaning, in the file's order; a meaning is plain text."""

    terms: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any term, standing as a word of its own; longer ones first."""
        words = sorted(self.terms, key=len, reverse=True)
        return re.compile(rf"(?<![\w+#-])(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?![\w+#-])")

    def expand(self, text: str) -> str:
        """The meanings of all terms that stand in a text."""
        return " ".join(self.terms[term] for term in dict.fromkeys(self.pattern.findall(text)))


def anchor_of(term: str) -> str:
    """A term's address on the page of the glossary."""
    return term.lower().replace(" ", "-")


def load_glossary(docs: Path) -> tuple[Glossary, list[Diagnostic]]:
    """Read the glossary of the folder of pages: lines `*[TERM]: meaning`, the form of Markdown's abbreviations."""
    name = show_path(docs / FILE)
    data, problems = read_file(docs / FILE)
    text, more = decode_text(data, name)
    problems += more
    terms: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        match = TERM.fullmatch(line)
        fault = find_term_fault(line, match, terms)
        if fault:
            problems.append(Diagnostic(name, number, fault))
        elif match:
            terms[match[1]] = match[2]
    return Glossary(terms), problems


def find_term_fault(line: str, match: re.Match[str] | None, known: dict[str, str]) -> str:
    if not line.strip():
        return ""
    if hidden := find_hidden_character(line):
        return f"{hidden} is in this line: delete it"
    if match is None or not has_visible_character(match[2]):
        return "the line is not a glossary term: write `*[TERM]: what it means`"
    if match[1] in known:
        return f"`{match[1]}` appears twice: keep one"
    if same := next((term for term in known if anchor_of(term) == anchor_of(match[1])), ""):
        return f"`{match[1]}` would have the address of `{same}`: keep one"
    if MARKUP.search(match[2]):
        return f"the meaning of `{match[1]}` holds markup or an address: write plain words"
    if match[2].rstrip().endswith("."):
        return f"the meaning of `{match[1]}` ends with a full stop, which the page adds: remove it"
    return ""
