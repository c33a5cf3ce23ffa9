"""The rules of the values in an answer's head, one function a rule: what is wrong with a value, and what to do."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches

from guide.addresses import ID, RESERVED, find_address_fault, find_id_fault
from guide.diagnostic import Fault
from guide.read.yaml_lines import Located, find_text_fault, show_value
from guide.tags import TAGS

__all__ = [
    "Check",
    "check_alias",
    "check_choice",
    "check_date",
    "check_list",
    "check_number",
    "check_source",
    "check_tag",
    "check_text",
]


NUMBER = re.compile(r"(0|[1-9][0-9]*)[a-z]{0,3}")
QUOTED = re.compile("[“”„«‘][^“”„«»‘]*[“”»’]")
"""A text that stands in quotation marks as a whole: one with others inside begins and ends with two quotations."""

MOST_ITEMS = 100
"""In a list: twice what any answer has. Each alias on a topic that is gone makes a page."""

Check = Callable[[str, Located], Iterator[Fault]]


def check_text(name: str, value: Located) -> Iterator[Fault]:
    """One line of visible text, as it is written."""
    if fault := find_text_fault(name, value):
        yield value.line, fault
    elif QUOTED.fullmatch(value.value.strip()):
        yield value.line, f"`{name}` is in curly quotation marks, which would be shown: use straight ones"


def check_choice(choices: tuple[str, ...]) -> Check:
    def check(name: str, value: Located) -> Iterator[Fault]:
        if not isinstance(value.value, str) or value.value not in choices:
            yield value.line, f"`{name}` is {quote_value(value)}: use one of {', '.join(choices)}"

    return check


def check_date(name: str, value: Located) -> Iterator[Fault]:
    """A day that has begun somewhere: the first time zone to reach it counts, so that a file passes everywhere."""
    today = (datetime.now(UTC) + timedelta(hours=14)).date()
    if value.value is None:
        return
    if type(value.value) is not date:
        yield value.line, f"`{name}` is not a date: write the day, such as {date.today()}, without quotation marks"
    elif value.value > today:
        yield value.line, f"`{name}` is in the future: write the day the facts were checked"


def check_list(rule: Check, required: bool = False) -> Check:
    """A rule for every item of a list, and no item twice."""

    def check(name: str, value: Located) -> Iterator[Fault]:
        if value.value is None and not required:
            return
        if not isinstance(value.value, list):
            yield value.line, f"`{name}` is not a list: write it in brackets, or one item per line after a hyphen"
            return
        if required and not value.value:
            yield value.line, f"`{name}` is empty: name at least one"
        if len(value.value) > MOST_ITEMS:
            yield value.line, f"`{name}` has {len(value.value)} items: keep {MOST_ITEMS} at most"
        yield from check_items(name, value.value, rule)

    return check


def check_items(name: str, items: list[Located], rule: Check) -> Iterator[Fault]:
    seen: set[str] = set()
    for item in items:
        faults = list(rule(name, item))
        yield from faults
        key = identify_item(item)
        if key in seen and not faults:
            yield item.line, f"`{key}` appears twice in `{name}`: keep one"
        seen.add(key)


def identify_item(item: Located) -> str:
    """What makes an item of a list the same as another: its value, or a source's address."""
    if not isinstance(item.value, dict):
        return str(item.value).strip()
    url = item.value.get("url")
    return str(url.value) if url is not None else ""


def check_number(name: str, value: Located) -> Iterator[Fault]:
    """A number of the list, "24b" or 24; YAML reads 010 as eight, so the file's own digits count."""
    plain = type(value.value) in (str, int) and NUMBER.fullmatch(str(value.value))
    if not plain or str(value.value) != value.written:
        yield value.line, f'{quote_value(value)} is not a number in the list: write it as "24" or "24b"'


def check_tag(name: str, value: Located) -> Iterator[Fault]:
    if not isinstance(value.value, str) or value.value not in TAGS:
        near = get_close_matches(str(value.value), TAGS, 1)
        known = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(sorted(TAGS))}"
        yield value.line, f"the tag {quote_value(value)} is not known: {known}"


def check_alias(name: str, value: Located) -> Iterator[Fault]:
    topic, _, identifier = str(value.value).partition("/")
    if find_id_fault(topic) or not ID.fullmatch(identifier) or topic in RESERVED:
        yield value.line, f"the alias {quote_value(value)} is not an earlier `topic/id`: write it like that"


def check_source(name: str, value: Located) -> Iterator[Fault]:
    """A source: title, https address, and whether it is primary."""
    if not isinstance(value.value, dict):
        yield value.line, "a source is not a set of keys: write {title: …, url: …, primary: true}"
        return
    for key, item in value.value.items():
        if key not in ("title", "url", "primary"):
            yield item.line, f"`{key}` is not a key of a source: use title, url, primary"
    yield from check_text("title", value.value.get("title", Located(None, value.line)))
    primary = value.value.get("primary")
    if primary is not None and not isinstance(primary.value, bool):
        yield primary.line, "`primary` is neither true nor false: write one of the two"
    url = value.value.get("url", Located(None, value.line))
    if not isinstance(url.value, str) or not url.value:
        yield url.line, "the source has no address: add `url:`"
    elif find_address_fault(url.value):
        yield url.line, find_address_fault(url.value)


def quote_value(value: Located) -> str:
    """A value as the file has it, cut where it is long; of lists and sets of keys only what they are."""
    if isinstance(value.value, list | dict):
        return "a list" if isinstance(value.value, list) else "a set of keys"
    return f"`{show_value(value.written)}`"
