"""The head of an answer file: YAML between two `---` lines. A key is one field of `FrontMatter`, and only that."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from typing import Any

from guide.diagnostic import Fault
from guide.read.head_rules import (
    Check,
    check_alias,
    check_choice,
    check_date,
    check_list,
    check_number,
    check_source,
    check_tag,
    check_text,
)
from guide.read.yaml_lines import Located, YamlError, load_yaml

__all__ = ["KEYS", "LEVELS", "FrontMatter", "Head", "Source", "read_front_matter", "split_front_matter"]

LEVELS = ("junior", "mid", "senior")
KINDS = ("technical", "behavioural")
DELIMITER, BLANKS = "---", " \t"


@dataclass(frozen=True)
class Source:
    """A page that was read for an answer.

    primary: whether it is the standard, the vendor's manual, the paper, or its author's own page
    line: where it stands in the file
    """

    title: str
    url: str
    primary: bool = False
    line: int = field(default=1, compare=False)


def key(check: Check, start: str = "", default: Any = MISSING) -> Any:
    """A field of the head: its rule, what a new answer has, and its value where it is left out, if it may be."""
    return field(default=default, metadata={"check": check, "start": start})


@dataclass(frozen=True)
class FrontMatter:
    """The head of an answer file, every value checked.

    question: the question as readers see it
    numbers: the entries of the list that it answers
    level: who is usually asked this
    kind: what the answer needs: facts, or the reader's own story
    tags: what it is filed under, from tags.py
    also_asked: the same question in other people's words; shown
    searched_as: what people type who look for it, as they type it; read by the search, not shown
    sources: what was read for it
    checked: the day on which the facts were last held against the sources
    aliases: earlier addresses, as `topic/id`
    """

    question: str = key(check_text)
    numbers: tuple[str, ...] = key(check_list(check_number, required=True))
    level: str = key(check_choice(LEVELS), "junior")
    kind: str = key(check_choice(KINDS), "technical")
    tags: tuple[str, ...] = key(check_list(check_tag), "[]", ())
    also_asked: tuple[str, ...] = key(check_list(check_text), "[]", ())
    searched_as: tuple[str, ...] = key(check_list(check_text), default=())
    sources: tuple[Source, ...] = key(check_list(check_source), "[]", ())
    checked: date | None = key(check_date, default=None)
    aliases: tuple[str, ...] = key(check_list(check_alias), "[]", ())


KEYS = {one.name: one.metadata for one in fields(FrontMatter)}
REQUIRED = tuple(one.name for one in fields(FrontMatter) if one.default is MISSING)
"""What every head has; that an answer needs sources and a day, too, is a rule of its body."""


@dataclass(frozen=True)
class Head:
    """An answer file cut in two, and its head read.

    front: the front matter, or none where it has faults
    lines: the line of each key
    faults: what is wrong with the head, each with its line
    body: everything behind the head
    body_line: the body's first line in the file
    sources: what was read for the answer, whatever else is wrong; none where that key is wrong
    """

    front: FrontMatter | None = None
    lines: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    body: str = ""
    body_line: int = 1
    sources: tuple[Source, ...] | None = None


def read_front_matter(text: str) -> Head:
    """Read the head of an answer file. A file that cannot be cut is all fault and no body."""
    try:
        yaml_text, body, body_line = split_front_matter(text)
    except YamlError as error:
        has_head = text.startswith(DELIMITER)
        return Head(faults=((error.line, error.message),), body="" if has_head else text)
    try:
        tree = load_yaml(yaml_text, first_line=2)
        if not isinstance(tree.value, dict):
            raise YamlError(2, "the front matter is not a set of keys: write `question:`, `numbers:`, and the others")
    except YamlError as error:
        return Head(faults=((error.line, error.message),), body=body, body_line=body_line)
    keys: dict[str, Located] = tree.value
    faults = list(find_faults(keys))
    front = None if faults else FrontMatter(**dict(make_values(keys)))
    lines = {name: value.line for name, value in keys.items()}
    return Head(front, lines, tuple(faults), body, body_line, read_sources(keys))


def read_sources(keys: dict[str, Located]) -> tuple[Source, ...] | None:
    value = keys.get("sources")
    if value is None:
        return ()
    if any(KEYS["sources"]["check"]("sources", value)):
        return None
    sources: tuple[Source, ...] = dict(make_values({"sources": value})).get("sources", ())
    return sources


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Cut a file at its two `---` lines: YAML, body, the body's first line. Raises YamlError where one is missing."""
    lines = text.split("\n")
    if not text.strip():
        raise YamlError(1, "the file is empty: start it with `make answer N=… TOPIC=… ID=…`")
    if lines[0].rstrip(BLANKS) != DELIMITER:
        raise YamlError(1, "the file does not begin with `---` and its front matter: add it")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip(BLANKS) == DELIMITER:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise YamlError(1, "the front matter is not closed: write a line `---` below it")


def find_faults(keys: dict[str, Located]) -> Iterator[Fault]:
    for name, value in keys.items():
        if name in KEYS:
            yield from KEYS[name]["check"](name, value)
        else:
            near = get_close_matches(name, KEYS, 1)
            known = f"did you mean `{near[0]}`?" if near else f"use {', '.join(KEYS)}"
            yield value.line, f"`{name}` is not a key of an answer: {known}"
    for name in REQUIRED:
        if name not in keys:
            yield 1, f"the front matter has no `{name}`: add it"


def make_values(keys: dict[str, Located]) -> Iterator[tuple[str, Any]]:
    """The checked values as the guide keeps them; a key without a value is as good as none."""
    for name, value in keys.items():
        if isinstance(value.value, list):
            yield name, tuple(map(make_item, value.value))
        elif value.value is not None:
            yield name, value.value.strip() if isinstance(value.value, str) else value.value


def make_item(item: Located) -> str | Source:
    if not isinstance(item.value, dict):
        return str(item.value).strip()
    primary = item.value.get("primary")
    title, url = item.value["title"].value.strip(), item.value["url"].value
    return Source(title, url, primary is not None and primary.value is True, item.line)
