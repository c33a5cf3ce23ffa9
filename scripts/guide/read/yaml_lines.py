"""YAML as data with line numbers; what YAML lets pass and nobody means (a key twice, an anchor) is an error."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from guide.characters import find_hidden_character, find_long_line

__all__ = ["Located", "YamlError", "find_text_fault", "load_yaml", "show_value"]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 64 << 10
"""Characters: a head of an answer has two thousand, the topics fewer than that."""
DEEPEST = 20
NO_YAML = re.compile("[\x85\u2028\u2029\ufeff]|[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What ends a line for YAML 1.1 and for nobody else, so that lines would be counted otherwise than the file has them;
and what may not stand in YAML at all, of which its parser does not tell the line."""
SHOWN = 60
LONGEST_NUMBER = 20
"""Characters: beyond, a number is a text, for Python refuses to write out one of thousands of digits."""
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "bool", "null", "timestamp", "float"))
COLLECTION_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
KEY = re.compile(r"(?:- (?=[a-z_]+: ))?([a-z_]+: |- )?(.*)")
"""A line's key, or the sign of an item that is a text, and the text."""
LOST = re.compile(r" #| +#\S")
"""A comment that reads like a part of the text: one blank before its mark, or none behind it."""
OUT_OF_LINE = (
    "this line is not indented like the others of its kind: line it up with them, or, if it continues the text above, "
    "put all of that in quotation marks"
)
BEHIND = "there is text after a closing quotation mark or bracket: put all of it inside"
SEQUEL = re.compile(r"did not find expected (?:key|'-' indicator|<document start>)")
HINTS = {
    "tab character": "indent with spaces",
    "could not find expected ':'": "put a colon and a space between a key and its value",
    "did not find expected ',' or ']'": "a list that begins with [ is not closed: write ] after its last item",
    "did not find expected ',' or '}'": "a set of keys that begins with { is not closed: write } after its last one",
    "unexpected end of stream": "a quotation mark is not closed: close it",
    "did not find expected key": BEHIND,
    "did not find expected '-' indicator": BEHIND,
}


@dataclass(frozen=True)
class Located:
    """A YAML value and where it stands.

    value: `dict[str, Located]`, `list[Located]`, or a scalar
    line: the line that it begins on
    written: a scalar as the file has it, before YAML read it
    behind: what stands behind a scalar without quotation marks in its line: YAML takes it for a comment
    """

    value: Any
    line: int
    written: str = ""
    behind: str = ""


class YamlError(Exception):
    """The text cannot be read as YAML; carries the line and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def load_yaml(text: str, first_line: int = 1, largest: int = LARGEST) -> Located:
    """Read one YAML document. Lines count from `first_line`. Raises `YamlError`, and nothing else."""
    if len(text) > largest:
        raise YamlError(first_line, f"this YAML is longer than {largest >> 10} KiB: shorten it")
    if match := NO_YAML.search(text):
        line = first_line + text.count("\n", 0, match.start())
        raise YamlError(line, f"{find_hidden_character(match[0])} is in this line: delete it")
    loader = LOADER(text)
    try:
        check_events(text, first_line)
        node = loader.get_single_node()
        reader = Reader(loader, first_line, text.split("\n"))
        return reader.convert(node) if node is not None else Located(None, first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(first_line + (mark.line if mark else 0), explain_yaml_error(error, text.split("\n"))) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(first_line, f"this is not YAML: {str(error).splitlines()[0]}: fix it") from None
    finally:
        loader.dispose()


def check_events(text: str, first_line: int) -> None:
    """Refuse anchors, and what is nested too deep, before libyaml's recursion ends the process. Raises `YamlError`."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(line, "anchors and aliases (`&` and `*`) are not supported: write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlError(line, f"lists and keys are nested more than {DEEPEST} deep: write it flat")


def explain_yaml_error(error: yaml.MarkedYAMLError, lines: list[str]) -> str:
    """What is wrong, and what to type instead, with the line's own words where they are known."""
    reason = " ".join(str(error.problem or error.context).split())
    mark = error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    before = line[: mark.column] if mark else ""
    is_key = "mapping values are not allowed" in reason
    if (is_key and ": " not in before) or (SEQUEL.search(reason) and not before.strip()):
        return OUT_OF_LINE
    if is_key:
        start, text = next(KEY.finditer(line.strip())).groups("")
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'the text contains a colon and a space, which YAML reads as a key: write `{start}"{quoted}"`'
    if "cannot start any token" in reason and mark:
        sign = line[mark.column : mark.column + 1]
        if sign == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
            return "there is a tab where spaces must be: indent with spaces"
        return f"a value cannot begin with `{sign}`: put it in quotation marks"
    hint = next((text for sign, text in HINTS.items() if sign in reason), "fix it")
    return f"this is not YAML: {reason}: {hint}"


class Reader:
    """Turns YAML's nodes into located values."""

    def __init__(self, loader: Any, first_line: int, lines: list[str]) -> None:
        self.loader = loader
        self.first_line = first_line
        self.lines = lines

    def convert(self, node: yaml.Node) -> Located:
        line = self.first_line + node.start_mark.line
        if node.tag not in (COLLECTION_TAGS if isinstance(node, yaml.CollectionNode) else PLAIN_TAGS):
            raise YamlError(line, f"the tag {node.tag} is not supported: write the plain value")
        if isinstance(node, yaml.MappingNode):
            return Located(dict(self.convert_pairs(node)), line)
        if isinstance(node, yaml.SequenceNode):
            return Located([self.convert(item) for item in node.value], line)
        self.refuse_swallowed_item(node)
        return Located(construct_scalar(node, self.loader, line), line, str(node.value), self.find_behind(node))

    def convert_pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, Located]]:
        keys: set[str] = set()
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode) or "\n" in key_node.value:
                raise YamlError(line, "a key is not a word: write KEY: VALUE")
            key = str(key_node.value)
            if key in keys:
                raise YamlError(line, f"`{key}` appears twice: keep one")
            keys.add(key)
            yield key, replace(self.convert(value_node), line=line)

    def refuse_swallowed_item(self, node: yaml.Node) -> None:
        """An item of a list that is indented too deep is a part of the plain text above it."""
        for number in range(node.start_mark.line + 1, node.end_mark.line + 1):
            if not getattr(node, "style", None) and self.lines[number].split()[:1] == ["-"]:
                raise YamlError(self.first_line + number, OUT_OF_LINE)

    def find_behind(self, node: yaml.Node) -> str:
        """What stands behind a plain scalar; a key without a value may end behind the last line."""
        end = node.end_mark
        return "".join(self.lines[end.line : end.line + 1])[end.column :] if not getattr(node, "style", None) else ""


def construct_scalar(node: yaml.Node, loader: Any, line: int) -> Any:
    if node.tag.endswith(":int") and len(node.value) > LONGEST_NUMBER:
        return node.value
    try:
        return loader.construct_object(node)
    except Exception:  # PyYAML raises whatever Python's own int(), float() and date() raise
        shown = show_value(node.value)
        if node.tag.endswith(":timestamp"):
            raise YamlError(line, f"`{shown}` is not a day of the calendar: write one, such as 2026-11-23") from None
        raise YamlError(line, f"`{shown}` is not a value: fix it, or put it in quotation marks") from None


def find_text_fault(name: str, value: Located) -> str:
    """What is wrong with a value that must be one line of words, or nothing."""
    text = value.value.strip() if isinstance(value.value, str) else ""
    if not any(map(str.isalnum, text)):
        return f"`{name}` is not a text: write it in words, in quotation marks if necessary"
    if "\n" in text:
        return f"`{name}` has more than one line: write it in one"
    if hidden := find_hidden_character(text):
        return f"{hidden} is in `{name}`: delete it"
    if fault := find_long_line(text):
        return f"`{name}` is not text, {fault}"
    lost = f"`{value.behind.strip()}` would be lost, because ` #` starts a comment: use quotation marks"
    return lost if LOST.match(value.behind) else ""


def show_value(text: str) -> str:
    """A value's beginning in one line, for a message."""
    return " ".join(text[:SHOWN].split()) + ("…" if len(text) > SHOWN else "")
