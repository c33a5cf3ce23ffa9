"""Advice on an answer: what a careful reader would say, and what stops nothing.

The rules whose breach is an error are in rules.py, safety.py and front_matter.py; here is the rest of what the
editorial standard asks and a program can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from markdown_it.token import Token

from guide.front_matter import Fault
from guide.glossary import read_glossary
from guide.markdown import walk_tokens
from guide.model import FrontMatter
from guide.rules import Section, count_words, find_sections, plain_text

LONGEST_SENTENCE = 35
WORDS = (400, 900)
AGE = timedelta(days=2 * 365)
FOLLOW_UP_SENTENCES = (2, 4)
FILLERS = re.compile(
    r"\b(it(?: is|'s) important to note|in today's world|at the end of the day|needless to say|as we all know|"
    r"it goes without saying|in order to|the fact that|basically|obviously|simply put|very unique|leverage)\b",
    re.IGNORECASE,
)
EMPTY_LINKS = frozenset({"here", "click here", "this", "this link", "link", "this page", "read more", "more", "source"})
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"')\]]*\s+")
WORD = re.compile(r"[A-Za-z]{3,}")
ALSO_WORDS = frozenset({"rest", "cap", "star"})
"""Terms of the glossary that are ordinary words too."""


def find_advice(tokens: list[Token], front: FrontMatter, first_line: int, today: date) -> Iterator[Fault]:
    """Everything to be said about an answer, each with its line in the file."""
    _, sections = find_sections(tokens)
    yield from find_length_advice(tokens, front, today)
    for line, text in find_prose(tokens, first_line):
        yield from ((line, message) for message in advise_text(text))
    for line, text in find_links(tokens, first_line):
        if text.strip().lower() in EMPTY_LINKS:
            yield line, f"the link text `{text}` says nothing: name what it leads to"
    for section in sections:
        if section.title == "Follow-up questions":
            yield from find_follow_up_advice(section, first_line)


def find_length_advice(tokens: list[Token], front: FrontMatter, today: date) -> Iterator[Fault]:
    words = count_words(tokens)
    low, high = WORDS
    if not low <= words <= high:
        yield 1, f"the answer has {words} words besides code: {low} to {high} are enough for most questions"
    if front.checked and today - front.checked > AGE:
        yield 1, f"the facts were checked on {front.checked}, over two years ago: hold them against the sources again"


def find_prose(tokens: list[Token], first_line: int) -> Iterator[tuple[int, str]]:
    """The text of each paragraph and list item, and its line; tables are no sentences."""
    in_table = False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        if token.type == "inline" and not in_table:
            yield first_line + (token.map or [0])[0], words_of(token)


def words_of(inline: Token) -> str:
    """The text as prose: a piece of code counts as one word, whatever it says."""
    children = inline.children or []
    return "".join("code" if child.type == "code_inline" else child.content or " " for child in children)


def find_links(tokens: list[Token], first_line: int) -> Iterator[tuple[int, str]]:
    """The text of each link, and the line of its block."""
    line, text = first_line, None
    for token in walk_tokens(tokens):
        line = first_line + token.map[0] if token.map else line
        if token.type == "link_open":
            text = ""
        elif token.type == "link_close" and text is not None:
            yield line, text
            text = None
        elif text is not None:
            text += token.content


def advise_text(text: str) -> Iterator[str]:
    for sentence in SENTENCE_END.split(text):
        count = len(sentence.split())
        if count > LONGEST_SENTENCE:
            yield f"a sentence has {count} words, `{sentence[:40]}…`: cut it in two"
    for match in FILLERS.finditer(text):
        yield f"`{match[0]}` says nothing: leave it out"
    spelled = {term.lower(): term for term, _ in read_glossary()}
    for word in dict.fromkeys(WORD.findall(text)):
        term = spelled.get(word.lower())
        if term and word != term and word.lower() not in ALSO_WORDS:
            yield f"`{word}` is spelled `{term}` in the glossary: write it alike"


def find_follow_up_advice(section: Section, first_line: int) -> Iterator[Fault]:
    """Two to four sentences a follow-up question."""
    line, texts = 0, ""
    for token, inline in zip(section.tokens, (*section.tokens[1:], None), strict=True):
        if token.type == "heading_open":
            yield from advise_follow_up(line, texts)
            line, texts = first_line + (token.map or [0])[0], ""
        elif token.type == "paragraph_open" and inline is not None:
            texts += f" {plain_text(inline)}"
    yield from advise_follow_up(line, texts)


def advise_follow_up(line: int, text: str) -> Iterator[Fault]:
    count = len([part for part in re.split(r"(?<=[.!?])[\"')\]]*\s+", text.strip()) if part])
    low, high = FOLLOW_UP_SENTENCES
    if line and count and not low <= count <= high:
        noun = "sentence" if count == 1 else "sentences"
        yield line, f"the follow-up's answer has {count} {noun}: {low} to {high} are what one can say"
