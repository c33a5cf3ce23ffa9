"""Advice on an answer: what a careful reader would say, and what stops nothing.

Here stands what the editorial standard (CONTRIBUTING.md, "What a good answer is") asks for and a program can see,
beyond the rules whose breach is an error.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from markdown_it.token import Token

from guide.addresses import SECTIONS
from guide.diagnostic import Diagnostic, Fault, Severity, count
from guide.read.document import Document, Section, line_of
from guide.read.front_matter import FrontMatter
from guide.read.glossary import Glossary
from guide.read.markdown import plain_text
from guide.read.samples import Kind

__all__ = ["STALE_AFTER", "lint_document"]

STALE_AFTER = timedelta(days=365)
LONGEST_SENTENCE = 30
MOST_WORDS = 1100
FIRST_PROGRAM, LONGEST_PROGRAM, ALL_PROGRAMS = 25, 60, 100
"""Lines that are not blank."""
LONGEST_LINE = 80
FOLLOW_UP_SENTENCES = (2, 4)
FILLERS = re.compile(
    r"\b(it(?: is|'s) important to note|in today's world|at the end of the day|needless to say|as we all know|"
    r"it goes without saying|in order to|the fact that|basically|obviously|simply put|very unique|leverage)\b",
    re.IGNORECASE,
)
REPLACED = {
    r"mend(?:s|ed|ing)?": "fix",
    r"(?:some|any|no|every)body": "someone, anyone, no one, everyone",
    r"for ever": "forever",
    r"byte code": "bytecode",
    r"g(?:ives?|ave) back": "returns",
    r"carr(?:ies|ied|y) out": "executes, runs",
    r"beforehand": "in advance",
    r"seldom": "rarely",
    r"hence": "that is why",
    r"learnt": "learned",
}
PHRASES = {re.compile(rf"\b{pattern}\b", re.IGNORECASE): better for pattern, better in REPLACED.items()}
EMPTY_LINKS = frozenset({"here", "click here", "this", "this link", "link", "this page", "read more", "more", "source"})
MOVING_ADDRESS = re.compile(r"github\.com/[^/]+/[^/]+/(?:blob|tree)/(?:master|main)/")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+")
WORD = re.compile(r"[A-Za-z]{3,}")
ALSO_WORDS = frozenset({"rest", "cap", "star", "base", "dry", "gil", "set"})
"""Terms of the glossary that are ordinary words too."""


def lint_document(document: Document, glossary: Glossary, today: date) -> list[Diagnostic]:
    """Everything to be said about an answer whose head and body are without errors, in the order of its lines."""
    front = document.head.front
    if front is None or not document.tokens:
        return []
    faults = [*lint_head(document, front, today), *lint_programs(document), *lint_links(document)]
    for line, text in find_prose(document.tokens):
        faults += [(line, message) for message in lint_text(text, glossary)]
    for section in document.sections:
        if section.title == SECTIONS[4]:
            faults += lint_follow_ups(section)
    return sorted({Diagnostic(document.path, line, message, Severity.ADVICE) for line, message in faults})


def lint_head(document: Document, front: FrontMatter, today: date) -> Iterator[Fault]:
    if document.words > MOST_WORDS:
        yield 1, f"the answer has {document.words} words besides code: {MOST_WORDS} are enough, tables included"
    if front.checked and today - front.checked > STALE_AFTER:
        line = document.head.lines["checked"]
        yield line, f"the facts were checked on {front.checked}, over a year ago: check them against the sources again"
    for name in ("tags", "also_asked"):
        if not getattr(front, name):
            yield document.head.lines.get(name, 1), f"`{name}` is empty: name what a reader would look for"


def lint_programs(document: Document) -> Iterator[Fault]:
    """The smallest program first, none too long, and lines that fit a page."""
    programs = [sample.fence for sample in document.samples if sample.kind in (Kind.RUN, Kind.UNCHECKED)]
    sizes = [sum(bool(line.strip()) for line in fence.code.splitlines()) for fence in programs]
    if sizes and sizes[0] > FIRST_PROGRAM:
        yield programs[0].line, f"the first program has {sizes[0]} lines: start with one of at most {FIRST_PROGRAM}"
    for fence, size in zip(programs, sizes, strict=True):
        if size > LONGEST_PROGRAM:
            yield fence.line, f"the program has {size} lines: people read up to {LONGEST_PROGRAM}"
    if sum(sizes) > ALL_PROGRAMS:
        yield programs[-1].line, f"the programs have {sum(sizes)} lines in all: {ALL_PROGRAMS} are enough"
    used = {name for sample in document.samples for name in sample.fence.uses}
    for sample in document.samples:
        is_alone = sample.kind is Kind.RUN and not sample.shows_itself and sample.fence.title not in used
        if is_alone and sample.output is None:
            yield (
                sample.fence.line,
                f"{sample.name} shows no output: let `make samples ANSWER={document.path}` write it if there is any",
            )
        for number, line in enumerate(sample.fence.code.splitlines(), start=sample.fence.line + 1):
            if len(line) > LONGEST_LINE:
                yield number, f"the line of code has {len(line)} characters: {LONGEST_LINE} fit a page"


def lint_links(document: Document) -> Iterator[Fault]:
    for link in document.links:
        if link.text.strip().lower() in EMPTY_LINKS:
            yield link.line, f"the link text `{link.text}` says nothing: name what it leads to"
        if MOVING_ADDRESS.search(link.href):
            yield link.line, f"{link.href} names a branch and will move: link a release or a commit"


def find_prose(tokens: tuple[Token, ...]) -> Iterator[tuple[int, str]]:
    """The text of each paragraph and list item, and its line; tables are no sentences, and code counts as one word."""
    in_table = False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        if token.children and not in_table:
            words = ("code" if one.type == "code_inline" else one.content or " " for one in token.children)
            yield line_of(token), "".join(words)


def lint_text(text: str, glossary: Glossary) -> Iterator[str]:
    for sentence in SENTENCE_END.split(text):
        words = len(sentence.split())
        if words > LONGEST_SENTENCE:
            yield f"a sentence has {words} words, `{sentence[:40]}…`: split it in two"
    for match in FILLERS.finditer(text):
        yield f"`{match[0]}` says nothing: remove it"
    for pattern, better in PHRASES.items():
        for match in pattern.finditer(text):
            yield f"`{match[0]}` reads translated: write {better}"
    spelled = {term.lower(): term for term in glossary.terms}
    for word in dict.fromkeys(WORD.findall(text)):
        term = spelled.get(word.lower())
        if term and word != term and word.lower() not in ALSO_WORDS:
            yield f"`{word}` is spelled `{term}` in the glossary: spell it the same way"


def lint_follow_ups(section: Section) -> Iterator[Fault]:
    """Two to four sentences a follow-up question."""
    low, high = FOLLOW_UP_SENTENCES
    for part in section.parts[1:]:
        text = " ".join(plain_text(inline) for token, inline in pairwise(part) if token.type == "paragraph_open")
        sentences = len([sentence for sentence in SENTENCE_END.split(text.strip()) if sentence])
        if sentences and not low <= sentences <= high:
            yield (
                line_of(part[0]),
                f"the follow-up's answer has {count(sentences, 'sentence')}: {low} to {high} are enough to say aloud",
            )
