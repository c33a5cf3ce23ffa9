"""topics.yml: the topics in reading order."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from guide.addresses import RESERVED, find_id_fault
from guide.characters import find_shown_fault
from guide.diagnostic import Diagnostic, Fault
from guide.model import UNSORTED, Topic
from guide.paths import decode_text
from guide.read.yaml_lines import Located, YamlError, find_text_fault, load_yaml

__all__ = ["find_icon", "load_topics"]

KEYS = ("slug", "title", "description", "icon")
LARGEST = 4 << 20
ICON = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+")


def load_topics(data: bytes, path: str) -> tuple[list[Topic], list[Diagnostic]]:
    """Read the topics from the file's bytes: a YAML list of `slug`, `title`, `description` and `icon`."""
    text, problems = decode_text(data, path)
    if problems:
        return [], problems
    try:
        tree = load_yaml(text, largest=LARGEST)
    except YamlError as error:
        return [], [Diagnostic(path, error.line, error.message)]
    if not isinstance(tree.value, list) or not tree.value:
        return [], [Diagnostic(path, tree.line, "the topics are not a list: start each with `- slug:`")]
    faults = [fault for item in tree.value for fault in check_topic(item)]
    faults = faults or [fault for key in ("slug", "title") for fault in find_doubles(key, tree.value)]
    if faults:
        return [], [Diagnostic(path, line, text) for line, text in faults]
    return [Topic(**{key: item.value[key].value.strip() for key in KEYS}) for item in tree.value], []


def check_topic(item: Located) -> Iterator[Fault]:
    """The faults of one topic, each with its line."""
    if not isinstance(item.value, dict):
        yield item.line, f"a topic is not a set of keys: write {', '.join(KEYS)} for it"
        return
    for key, value in item.value.items():
        if key not in KEYS:
            yield value.line, f"`{key}` is not a key of a topic: use {', '.join(KEYS)}"
    for key in KEYS:
        if key not in item.value:
            yield item.line, f"the topic has no `{key}`: add it"
        else:
            yield from check_value(key, item.value[key])


def check_value(key: str, value: Located) -> Iterator[Fault]:
    text = value.value
    if fault := find_text_fault(key, value) or find_shown_fault(key, text):
        yield value.line, fault
    elif key == "slug" and find_id_fault(text):
        yield value.line, f"the slug {find_id_fault(text)}"
    elif key == "slug" and text in (UNSORTED, *RESERVED):
        yield value.line, f"the slug `{text}` cannot be an address, because it has a special meaning: use another"
    elif key == "icon" and find_icon(text) is None:
        yield value.line, f"the theme has no icon `{text}`: choose one such as `material/database`"


def find_icon(name: str) -> Path | None:
    """The drawing of an icon of the installed theme, Material's or its successor's; none where there is none."""
    spec = next(filter(None, map(find_spec, ("material", "zensical"))), None)
    if spec is None or spec.origin is None or not ICON.fullmatch(name):
        return None
    path = Path(spec.origin).parent / "templates" / ".icons" / f"{name}.svg"
    return path if path.is_file() else None


def find_doubles(key: str, topics: list[Located]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for topic in topics:
        value = topic.value[key]
        if (line := seen.setdefault(value.value.strip(), value.line)) != value.line:
            yield value.line, f"the {key} `{value.value.strip()}` is already used in line {line}: choose another"
