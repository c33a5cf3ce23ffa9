"""Parsing the samples that are not programs, each by the grammar of its language."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import crossplane
import yaml

from guide.diagnostic import Diagnostic, Fault
from guide.read.http_message import find_http_faults
from guide.read.samples import Sample
from guide.samples.html import find_html_faults

__all__ = ["find_grammar_problems"]


LARGEST = 16 << 10
"""Characters: some parsers take a time that grows with the square."""
CRASHES = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What parsers raise for text that their authors did not think of."""


def find_grammar_problems(sample: Sample) -> Iterator[Diagnostic]:
    """Every breach of its language's grammar in a parsed sample."""
    for line, message in find_faults(VALIDATORS[sample.fence.language], sample.fence.code):
        yield Diagnostic(sample.path, sample.fence.line + line, f"{sample.name} is not valid: {message}")


def find_faults(validate: Callable[[str], Iterator[Fault]], code: str) -> list[Fault]:
    if len(code) > LARGEST:
        return [(1, f"it is longer than {LARGEST >> 10} KiB: show less")]
    try:
        return list(validate(code))
    except RecursionError:
        return [(1, "it is nested too deep: show less")]
    except CRASHES:
        return [(1, "its parser cannot read it: write it more simply")]


def find_json_faults(code: str) -> Iterator[Fault]:
    """Strict JSON of RFC 8259: no NaN, and no name twice in an object."""
    try:
        json.loads(code, object_pairs_hook=refuse_repeats, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        yield error.lineno, error.msg
    except ValueError as error:
        yield 1, str(error)


def refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1:
            raise ValueError(f'the name "{name}" appears twice in one object')
    return dict(pairs)


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


class StrictLoader(yaml.SafeLoader):
    """YAML whose mappings hold every key once, and none by `<<`: merged again and again, keys multiply without end."""


def construct_mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = set[str]()
    for key, _ in node.value:
        if key.value == "<<":
            raise yaml.MarkedYAMLError(problem="`<<` is not supported: write the keys out", problem_mark=key.start_mark)
        if isinstance(key, yaml.ScalarNode):
            if key.value in keys:
                raise yaml.MarkedYAMLError(problem=f'the key "{key.value}" appears twice', problem_mark=key.start_mark)
            keys.add(key.value)
    return loader.construct_mapping(node, deep=True)


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, construct_mapping)


def find_yaml_faults(code: str) -> Iterator[Fault]:
    try:
        for _ in yaml.load_all(code, StrictLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        yield (mark.line + 1 if mark else 1), str(error.problem or error.context)
    except (yaml.YAMLError, ValueError) as error:
        yield 1, str(error)


def find_nginx_faults(code: str) -> Iterator[Fault]:
    """A whole nginx.conf, or a file as nginx includes it inside `http` or inside `server`; the best reading counts."""
    readings = [list(parse_nginx(frame.format(code=code))) for frame in NGINX_FRAMES]
    last = code.count("\n")
    yield from ((min(line, last), message) for line, message in min(readings, key=len))


def parse_nginx(text: str) -> Iterator[Fault]:
    """nginx's own parser, from a file, as it wants one; unknown directives are faults. The frame adds no line."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        for fault in crossplane.parse(file.name, single=True, strict=True)["errors"]:
            reason = fault["error"].partition(f" in {file.name}")[0]  # none where it stands or ends in mid-directive
            yield fault["line"] or text.count("\n"), reason or "a directive is not whole: end each with `;` or a block"


NGINX_FRAMES = ("{code}", "http {{ {code}}}\n", "http {{ server {{ {code}}} }}\n")
VALIDATORS: Mapping[str, Callable[[str], Iterator[Fault]]] = {
    "json": find_json_faults,
    "yaml": find_yaml_faults,
    "http": find_http_faults,
    "html": find_html_faults,
    "nginx": find_nginx_faults,
}
"""By the names of the languages that are parsed."""
