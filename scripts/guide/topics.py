"""topics.yml: the topics in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from guide.model import UNSORTED, Problem, Topic
from guide.yaml_lines import Lined, YamlFault, load_yaml

KEYS = ("slug", "title", "description", "icon")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ICON = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+")


def load_topics(data: bytes, path: str) -> tuple[list[Topic], list[Problem]]:
    """Read the topics from the file's bytes: a YAML list of `slug`, `title`, `description` and `icon`."""
    try:
        tree = load_yaml(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [], [Problem(path, line, "the line is not UTF-8: save the file as UTF-8")]
    except YamlFault as fault:
        return [], [Problem(path, fault.line, fault.message)]
    if not isinstance(tree.value, list) or not tree.value:
        return [], [Problem(path, tree.line, "the topics are not a list: begin each with `- slug:`")]
    problems = [Problem(path, line, text) for item in tree.value for line, text in check_topic(item)]
    if problems:
        return [], problems
    topics = [make_topic(item) for item in tree.value]
    problems = [Problem(path, line, text) for line, text in find_double_topics(topics)]
    return ([], problems) if problems else (topics, [])


def make_topic(item: Lined) -> Topic:
    return Topic(**{key: item.value[key].value.strip() for key in KEYS}, line=item.line)


def check_topic(item: Lined) -> Iterator[tuple[int, str]]:
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


def check_value(key: str, value: Lined) -> Iterator[tuple[int, str]]:
    text = value.value
    if not isinstance(text, str) or not text.strip() or "\n" in text.strip():
        yield value.line, f"`{key}` is not one line of text: write it so"
    elif key == "slug" and (not SLUG.fullmatch(text) or text == UNSORTED):
        yield value.line, f"the slug `{text}` cannot be an address: use small letters, digits and hyphens"
    elif key == "icon" and not is_icon(text):
        yield value.line, f"the theme has no icon `{text}`: choose one such as `material/database`"


def is_icon(name: str) -> bool:
    """Whether the installed theme has this icon; a wrong one would break the build far from its cause."""
    spec = find_spec("material")
    assert spec is not None
    assert spec.origin is not None
    icons = Path(spec.origin).parent / "templates" / ".icons"
    return bool(ICON.fullmatch(name)) and (icons / f"{name}.svg").is_file()


def find_double_topics(topics: list[Topic]) -> Iterator[tuple[int, str]]:
    seen: dict[str, int] = {}
    for topic in topics:
        if topic.slug in seen:
            yield topic.line, f"the slug `{topic.slug}` is used already in line {seen[topic.slug]}: choose another"
        seen.setdefault(topic.slug, topic.line)
