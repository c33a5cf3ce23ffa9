"""The head of an answer file: YAML between two `---` lines, every key and value checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from guide.model import KINDS, LEVELS, FrontMatter, Source
from guide.question_list import find_hidden_character
from guide.tags import TAGS
from guide.yaml_lines import Lined, YamlFault, load_yaml

Fault = tuple[int, str]
NUMBER = re.compile(r"(0|[1-9][0-9]*)[a-z]*")
ALIAS = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
NOT_IN_ADDRESS = re.compile(r"[^\x21-\x7e]")
HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
DELIMITER = "---"


@dataclass(frozen=True)
class Parts:
    """An answer file cut in two: the YAML text, the body, and the body's first line in the file."""

    head: str
    body: str
    body_line: int


def split_front_matter(text: str) -> Parts | Fault:
    """Cut an answer file at its two `---` lines; a fault where they are not both there."""
    lines = text.split("\n")
    if not text.strip():
        return 1, "the file is empty: start it with `python scripts/new_answer.py NUMBER TOPIC ID`"
    if lines[0].rstrip() != DELIMITER:
        return 1, "the file does not begin with `---` and its front matter: add it"
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == DELIMITER:
            return Parts("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2)
    return 1, "the front matter is not closed: write a line `---` under it"


def read_front_matter(head: str, has_body: bool) -> tuple[FrontMatter | None, dict[str, int], list[Fault]]:
    """Check the YAML head of an answer file (its first line is line 2).

    Out: the front matter, or none where it has faults; the line of each key; the faults, each with its line.
    """
    try:
        tree = load_yaml(head, first_line=2)
    except YamlFault as fault:
        return None, {}, [(fault.line, fault.message)]
    if not isinstance(tree.value, dict):
        return None, {}, [(2, "the front matter is not a set of keys: write `question:`, `numbers:` and the others")]
    keys: dict[str, Lined] = tree.value
    lines = {name: value.line for name, value in keys.items()}
    faults = [*find_key_faults(keys, has_body), *find_value_faults(keys)]
    return (None if faults else make_front_matter(keys)), lines, faults


def find_key_faults(keys: dict[str, Lined], has_body: bool) -> Iterator[Fault]:
    for name, value in keys.items():
        if name not in RULES:
            yield value.line, f"`{name}` is not a key of an answer: use {', '.join(RULES)}"
    wanted = ["question", "numbers", "level", "kind", *(["sources", "checked"] if has_body else [])]
    for name in wanted:
        if name not in keys:
            yield 1, f"the front matter has no `{name}`: add it"


def find_value_faults(keys: dict[str, Lined]) -> Iterator[Fault]:
    for name, value in keys.items():
        if name in RULES:
            yield from RULES[name](name, value)


def make_front_matter(keys: dict[str, Lined]) -> FrontMatter:
    sources = [
        Source(item["title"].value.strip(), item["url"].value, bool(item.get("primary", Lined(False, 0)).value))
        for item in strings_of(keys, "sources")
    ]
    return FrontMatter(
        question=keys["question"].value.strip(),
        numbers=tuple(str(number) for number in strings_of(keys, "numbers")),
        level=keys["level"].value,
        kind=keys["kind"].value,
        tags=tuple(strings_of(keys, "tags")),
        also_asked=tuple(text.strip() for text in strings_of(keys, "also_asked")),
        sources=tuple(sources),
        checked=keys["checked"].value if "checked" in keys else None,
        aliases=tuple(strings_of(keys, "aliases")),
    )


def strings_of(keys: dict[str, Lined], name: str) -> list[Any]:
    return [item.value for item in keys[name].value or []] if name in keys else []


def check_text(name: str, value: Lined) -> Iterator[Fault]:
    """One line of visible text."""
    text = value.value
    if not isinstance(text, str) or not any(character.isalnum() for character in text):
        yield value.line, f"`{name}` is not a text: write it in words, in quotation marks if need be"
    elif "\n" in text.strip():
        yield value.line, f"`{name}` has more than one line: write it in one"
    elif find_hidden_character(text.strip()):
        yield value.line, f"{find_hidden_character(text.strip())} stands in `{name}`: delete it"


def check_choice(choices: tuple[str, ...]) -> Callable[[str, Lined], Iterator[Fault]]:
    def check(name: str, value: Lined) -> Iterator[Fault]:
        if value.value not in choices:
            yield value.line, f"`{name}` is `{value.value}`: use one of {', '.join(choices)}"

    return check


def check_date(name: str, value: Lined) -> Iterator[Fault]:
    if type(value.value) is not date:
        yield value.line, f"`{name}` is not a date: write it as 2026-11-23, without quotation marks"
    elif value.value > date.today():
        yield value.line, f"`{name}` lies in the future: write the day on which the facts were checked"


def check_list(
    rule: Callable[[str, Lined], Iterator[Fault]], required: bool = False
) -> Callable[[str, Lined], Iterator[Fault]]:
    """A rule for every item of a list, and no item twice."""

    def check(name: str, value: Lined) -> Iterator[Fault]:
        if value.value is None and not required:
            return
        if not isinstance(value.value, list):
            yield value.line, f"`{name}` is not a list: write it in brackets, or one a line behind hyphens"
            return
        if required and not value.value:
            yield value.line, f"`{name}` is empty: name at least one"
        seen: list[Any] = []
        for item in value.value:
            yield from rule(name, item)
            key = identify_item(item)
            if key in seen:
                yield item.line, f"`{key}` stands twice in `{name}`: keep one"
            seen.append(key)

    return check


def identify_item(item: Lined) -> Any:
    """What makes an item of a list the same as another: its value, or a source's address."""
    if not isinstance(item.value, dict):
        return item.value
    url = item.value.get("url")
    return url.value if url is not None else item


def check_number(name: str, value: Lined) -> Iterator[Fault]:
    """A number of the list, "24b" or 24."""
    if type(value.value) not in (str, int) or not NUMBER.fullmatch(str(value.value)):
        yield value.line, f'`{value.value}` is not a number of the list: write it as "24" or "24b"'


def check_tag(name: str, value: Lined) -> Iterator[Fault]:
    if value.value not in TAGS:
        yield value.line, f"the tag `{value.value}` is not known: use one of {', '.join(sorted(TAGS))}"


def check_alias(name: str, value: Lined) -> Iterator[Fault]:
    if not isinstance(value.value, str) or not ALIAS.fullmatch(value.value):
        yield value.line, f"the alias `{value.value}` is not an earlier `topic/id`: write it so"


def check_source(name: str, value: Lined) -> Iterator[Fault]:
    """A source: title, https address, and whether it is primary."""
    if not isinstance(value.value, dict):
        yield value.line, "a source is not a set of keys: write {title: …, url: …, primary: true}"
        return
    for key, item in value.value.items():
        if key not in ("title", "url", "primary"):
            yield item.line, f"`{key}` is not a key of a source: use title, url, primary"
    yield from check_text("title", value.value.get("title", Lined(None, value.line)))
    primary = value.value.get("primary")
    if primary is not None and not isinstance(primary.value, bool):
        yield primary.line, "`primary` is neither true nor false: write one of them"
    yield from check_address(value.value.get("url", Lined(None, value.line)))


def check_address(value: Lined) -> Iterator[Fault]:
    """A whole https address on a host in plain ASCII letters (look-alike letters of other alphabets are refused)."""
    url = value.value
    if not isinstance(url, str) or not url:
        yield value.line, "the source has no address: add `url:`"
        return
    fault = find_address_fault(url)
    if fault:
        yield value.line, fault


def find_address_fault(url: str) -> str:
    """What is wrong with an outside address, or nothing. The one rule for sources and for links in the text."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        return f"`{url}` is not an address: mend it"
    if parts.scheme != "https":
        return f"the address `{url}` does not begin with https://: use the page's https address"
    if not host.isascii() or "xn--" in host:
        return f"the host of `{url}` is not in plain ASCII letters and could pass for another: use a plain one"
    if not HOST.fullmatch(host) or port or parts.username is not None:
        return f"`{url}` does not name a public page: write https://HOST/PATH"
    if NOT_IN_ADDRESS.search(url):
        return f"`{url}` holds a blank or a letter that is not ASCII: percent-encode it"
    return ""


RULES: dict[str, Callable[[str, Lined], Iterator[Fault]]] = {
    "question": check_text,
    "numbers": check_list(check_number, required=True),
    "level": check_choice(LEVELS),
    "kind": check_choice(KINDS),
    "tags": check_list(check_tag),
    "also_asked": check_list(check_text),
    "sources": check_list(check_source),
    "checked": check_date,
    "aliases": check_list(check_alias),
}
