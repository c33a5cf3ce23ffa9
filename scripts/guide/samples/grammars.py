"""Parsing the samples that are not programs, each by the grammar of its language."""

from __future__ import annotations

import configparser
import json
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import crossplane
import dockerfile
import yaml

from guide.diagnostic import Diagnostic as Problem
from guide.read.samples import Sample
from guide.samples.html_grammar import find_html_faults
from guide.samples.http_grammar import find_http_faults

Fault = tuple[int, str]
"""A line within the fence, from 1, and what is wrong there."""


def find_grammar_problems(sample: Sample) -> Iterator[Problem]:
    """Every breach of its language's grammar in a parsed sample."""
    for line, message in GRAMMARS[sample.fence.language](sample.fence.code):
        yield Problem(sample.path, sample.fence.line + line, f"{sample.name} is not valid: {message}")


def find_json_faults(code: str) -> Iterator[Fault]:
    """Strict JSON of RFC 8259: no NaN, and no name twice in an object."""
    try:
        json.loads(code, object_pairs_hook=refuse_repeats, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        yield error.lineno, error.msg
    except ValueError as error:
        yield 1, str(error)


def refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'the name "{name}" stands twice in one object')
    return dict(pairs)


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


class StrictLoader(yaml.SafeLoader):
    """YAML whose mappings hold every key once."""


def construct_mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = set[str]()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value in keys and key.value != "<<":
            raise yaml.MarkedYAMLError(problem=f'the key "{key.value}" stands twice', problem_mark=key.start_mark)
        keys.add(str(key.value))
    return loader.construct_mapping(node, deep=True)


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, construct_mapping)


def find_yaml_faults(code: str) -> Iterator[Fault]:
    try:
        for _ in yaml.load_all(code, StrictLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        yield (mark.line + 1 if mark else 1), str(error.problem or error.context)
    except yaml.YAMLError as error:
        yield 1, str(error)


def find_toml_faults(code: str) -> Iterator[Fault]:
    try:
        tomllib.loads(code)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        yield int(found[1]) if found else 1, str(error)


def find_ini_faults(code: str) -> Iterator[Fault]:
    """Sections of `name = value` lines; a section or a name may not stand twice."""
    try:
        configparser.ConfigParser(interpolation=None, allow_no_value=True).read_string(code)
    except configparser.Error as error:
        lines = [line for line, _ in getattr(error, "errors", [])] or [getattr(error, "lineno", None) or 1]
        yield lines[0], str(error).partition("\n")[0]


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
            yield fault["line"], fault["error"].partition(f" in {file.name}")[0]


NGINX_FRAMES = ("{code}", "http {{ {code}}}\n", "http {{ server {{ {code}}} }}\n")


def find_dockerfile_faults(code: str) -> Iterator[Fault]:
    """BuildKit's parser cuts the instructions; which there are, and what comes first, is checked here."""
    try:
        commands = dockerfile.parse_string(code)
    except dockerfile.GoParseError as error:
        found = re.search(r"line (\d+)", str(error))
        yield int(found[1]) if found else 1, str(error)
        return
    for command in commands:
        if command.cmd.upper() not in DOCKERFILE_INSTRUCTIONS:
            yield command.start_line, f"{command.cmd} is no instruction of a Dockerfile"
        elif not command.value:
            yield command.start_line, f"{command.cmd} has no argument"
    first = next((command for command in commands if command.cmd.upper() != "ARG"), None)
    if first is None or first.cmd.upper() != "FROM":
        yield first.start_line if first else 1, "a Dockerfile begins with FROM; only ARG may stand before it"


DOCKERFILE_INSTRUCTIONS = frozenset(
    "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME"
    " WORKDIR".split()
)

GRAMMARS: dict[str, Callable[[str], Iterator[Fault]]] = {
    "json": find_json_faults,
    "yaml": find_yaml_faults,
    "toml": find_toml_faults,
    "ini": find_ini_faults,
    "html": find_html_faults,
    "http": find_http_faults,
    "nginx": find_nginx_faults,
    "dockerfile": find_dockerfile_faults,
}
