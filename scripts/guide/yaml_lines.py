"""YAML as data with line numbers; what YAML lets pass and nobody means (a key twice, an anchor) is a problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Lined:
    """A YAML value (`dict[str, Lined]`, `list[Lined]`, or a scalar) and the line that it begins on."""

    value: Any
    line: int


class YamlFault(Exception):
    """The text cannot be read as YAML; carries the line and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def load_yaml(text: str, first_line: int = 1) -> Lined:
    """Read one YAML document. Lines count from `first_line`. Raises `YamlFault`."""
    loader = None
    try:
        loader = LOADER(text)
        node = loader.get_single_node()
        if node is None:
            return Lined(None, first_line)
        return convert_node(node, loader, first_line, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise YamlFault(line, f"this is not YAML: {error.problem or error.context}: mend it") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise YamlFault(first_line, f"this is not YAML: {reason}: mend it") from None
    finally:
        if loader is not None:
            loader.dispose()


def convert_node(node: yaml.Node, loader: Any, first_line: int, seen: set[int]) -> Lined:
    line = first_line + node.start_mark.line
    if id(node) in seen:
        raise YamlFault(line, "anchors and aliases (`&` and `*`) are not read here: write the value out")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return Lined(dict(convert_pairs(node, loader, first_line, seen)), line)
    if isinstance(node, yaml.SequenceNode):
        return Lined([convert_node(item, loader, first_line, seen) for item in node.value], line)
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise YamlFault(line, f"the tag {node.tag} is not read here: write the plain value")
    try:
        return Lined(loader.construct_object(node), line)
    except (yaml.YAMLError, ValueError):
        raise YamlFault(line, f"`{node.value}` is no value: mend it, or put it in quotation marks") from None


def convert_pairs(node: yaml.MappingNode, loader: Any, first_line: int, seen: set[int]) -> Iterator[tuple[str, Lined]]:
    keys: set[str] = set()
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = first_line + key_node.start_mark.line
        if key in keys:
            raise YamlFault(line, f"`{key}` stands twice: keep one")
        keys.add(key)
        value = convert_node(value_node, loader, first_line, seen)
        yield key, Lined(value.value, line)
