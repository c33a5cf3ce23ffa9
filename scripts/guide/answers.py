"""The answer files: read, checked and rendered one by one, without a look at the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from markdown_it.token import Token

from guide.dialect import Place, RenderFault, render_body
from guide.front_matter import Fault, Parts, read_front_matter, split_front_matter
from guide.glossary import expand_terms
from guide.markdown import parse_tokens, pick_fences, walk_tokens
from guide.model import Answer, Link, Problem
from guide.rules import find_body_faults, find_sections, plain_text
from guide.safety import find_unsafe_parts, resolve_answer_link
from guide.samples.languages import count_fences

WORD = re.compile(r"[a-z0-9+#.]*[a-z0-9+#]")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TOOLS_FILE = "tools.json"


@dataclass(frozen=True)
class Draft:
    """What one answer file gives: an answer, or the problems that stand against it."""

    answer: Answer | None
    problems: tuple[Problem, ...]


def find_answer_files(folder: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The answer files below `folder` in order, and what lies there that is none, with what to do about it."""
    files: list[Path] = []
    strays: list[tuple[Path, str]] = []
    if not folder.is_dir():
        return [], [(folder, "the folder of answers is not there: create it, or name another with --answers")]
    for topic in sorted(folder.iterdir()):
        if topic.name.startswith(".") or topic.name == TOOLS_FILE:
            continue
        if not topic.is_dir():
            strays.append((topic, "a file stands outside the topics: move it to answers/TOPIC/ID.md"))
            continue
        for path in sorted(topic.iterdir()):
            fault = find_name_fault(path)
            if fault:
                strays.append((path, fault))
            elif not path.name.startswith("."):
                files.append(path)
    return files, strays


def find_name_fault(path: Path) -> str:
    if path.name.startswith("."):
        return ""
    if not path.is_file():
        return "this is not a file: an answer is one file, answers/TOPIC/ID.md"
    if path.suffix != ".md":
        return "answers are Markdown files: name it ID.md, or move it out of answers/"
    if not ID.fullmatch(path.stem):
        return f"`{path.stem}` cannot be an address: use small letters, digits and hyphens"
    return ""


def read_tools(folder: Path) -> dict[str, str]:
    """Which tool ran the samples of each language, as the sample runner recorded it; empty where it has not."""
    try:
        tools = json.loads((folder / TOOLS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(language): str(tool) for language, tool in tools.items()} if isinstance(tools, dict) else {}


def read_answer(data: bytes, path: str, topic: str, identifier: str, tools: dict[str, str]) -> Draft:
    """Read, check and render one answer file. A pure function of its arguments and the glossary."""
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Draft(None, (Problem(path, line, "the line is not UTF-8: save the file as UTF-8"),))
    parts = split_front_matter(text)
    if not isinstance(parts, Parts):
        return Draft(None, (Problem(path, *parts),))
    return read_parts(parts, path, topic, identifier, tools)


def read_parts(parts: Parts, path: str, topic: str, identifier: str, tools: dict[str, str]) -> Draft:
    has_body = bool(parts.body.strip())
    front, lines, faults = read_front_matter(parts.head, has_body)
    tokens = parse_tokens(parts.body) if has_body else []
    faults += find_unsafe_parts(parts.body, parts.body_line, tokens)
    if front is not None and has_body:
        faults += find_body_faults(parts.body, parts.body_line, tokens, front)
    if front is None or faults:
        return Draft(None, make_problems(path, faults))
    try:
        body = render_body(tokens, Place(identifier, topic, tools, parts.body_line)) if has_body else ""
    except RenderFault as fault:
        return Draft(None, (Problem(path, fault.line, fault.message),))
    links = tuple(find_links(tokens, topic, parts.body_line))
    samples = count_fences(pick_fences(tokens, parts.body))
    answer = Answer(path, identifier, topic, front, lines, body, short_answer_of(tokens), links, samples)
    headings = headings_of(tokens)
    terms = expand_terms(" ".join((front.question, *front.also_asked, answer.short_answer, *headings)))
    return Draft(replace(answer, headings=headings, terms=terms, words=words_of(tokens)), ())


def make_problems(path: str, faults: list[Fault]) -> tuple[Problem, ...]:
    return tuple(sorted({Problem(path, line, message) for line, message in faults}))


def find_links(tokens: list[Token], topic: str, first_line: int) -> Iterator[Link]:
    """The links to other answers, each with the line that its block begins on."""
    line = first_line
    for token in walk_tokens(tokens):
        if token.map:
            line = first_line + token.map[0]
        if token.type == "link_open":
            target = resolve_answer_link(str(token.attrGet("href") or ""), topic)
            if target is not None:
                yield Link(target[0], line)


def short_answer_of(tokens: list[Token]) -> str:
    """The short answer as plain text, its paragraphs parted by a blank."""
    _, sections = find_sections(tokens)
    return " ".join(plain_text(token) for token in sections[0].tokens if token.type == "inline") if sections else ""


def headings_of(tokens: list[Token]) -> tuple[str, ...]:
    """The third-level headings: parts of the explanation and the follow-up questions."""
    pairs = pairwise(tokens)
    return tuple(plain_text(inline) for token, inline in pairs if token.type == "heading_open" and token.tag == "h3")


def words_of(tokens: list[Token]) -> str:
    """Every word of the prose once, in small letters, for the search to find the answer by."""
    text = " ".join(plain_text(token) for token in tokens if token.type == "inline")
    return " ".join(sorted(set(WORD.findall(text.lower()))))
