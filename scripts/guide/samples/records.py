"""answers/tools.json: which version of each tool the recorded outputs are from. Readers see it under every sample."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.model import Problem
from guide.samples.find import Sample
from guide.samples.languages import LANGUAGES, TOOLS, is_label
from guide.samples.recipes import list_tools
from guide.samples.rewrite import write_file
from guide.samples.tools import Tool, find_tool

TOOLS_FILE = "tools.json"
LARGEST = 1 << 16


def find_labels(samples: Iterable[Sample], isolated: bool) -> dict[str, str]:
    """What ran the samples, as readers see it: by language, and by name for what a sample needs besides."""
    names = {name for sample in samples for name in (*list_tools(sample), *sample.needs)}
    tools = {name: find_tool(name, isolated) for name in sorted(names)}
    return {name: tool.label for name, tool in tools.items() if isinstance(tool, Tool)}


def load_records(path: Path, name: str) -> tuple[dict[str, str], list[Problem]]:
    """The recorded labels that can stand, none where there is no file yet, and what is wrong with the others."""
    try:
        with path.open("rb") as file:
            records = json.loads(file.read(LARGEST) if path.is_file() else b"")
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError, RecursionError) as error:
        return {}, [Problem(name, 1, f"the file is no JSON that can be read ({error}): run samples.py --update")]
    if not isinstance(records, dict):
        return {}, [Problem(name, 1, "the file is no JSON object: run samples.py --update")]
    sound = {key: label for key, label in records.items() if isinstance(label, str) and is_label(key, label)}
    known = [*LANGUAGES, *TOOLS]
    return sound, [
        Problem(name, 1, f"`{key}` with `{label}` is no record of {', '.join(known)}: run samples.py --update")
        for key, label in records.items()
        if key not in sound
    ]


def write_records(path: Path, known: dict[str, str], labels: dict[str, str]) -> bool:
    """Record which versions ran the samples, those of other languages kept; whether that changed the file."""
    text = (json.dumps(dict(sorted({**known, **labels}.items())), indent=2) + "\n").encode()
    if path.exists() and path.read_bytes() == text:
        return False
    write_file(path, text)
    return True


def compare_records(name: str, known: dict[str, str], labels: dict[str, str]) -> Iterator[Problem]:
    """A problem for every tool that is used and not recorded: its samples would not say what ran them."""
    for key, label in labels.items():
        if key not in known:
            yield Problem(name, 1, f"there is no record of {label}, which ran {key} samples: run samples.py --update")


def describe_differences(known: dict[str, str], labels: dict[str, str]) -> Iterator[str]:
    """A note for every tool of another version than the recorded one: outputs may differ for that reason alone."""
    for key, label in labels.items():
        if known.get(key, label) != label:
            yield f"note: {key} samples ran with {label}, the recorded outputs are from {known[key]}"
