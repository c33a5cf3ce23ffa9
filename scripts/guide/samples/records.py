"""answers/tools.json: which version of each tool the recorded outputs are from. Readers see it under every sample."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.diagnostic import Diagnostic
from guide.paths import show_path, write_file
from guide.read.samples import Sample
from guide.read.toolchains import REMEDY
from guide.samples.tools import Tool, find_tool

__all__ = ["compare_records", "describe_differences", "find_labels", "write_records"]


def find_labels(samples: Iterable[Sample], isolated: bool) -> dict[str, str]:
    """What ran the samples, as readers see it: by language, and by name for what a sample needs besides."""
    names = {name for sample in samples for name in sample.tools}
    tools = {name: find_tool(name, isolated) for name in sorted(names)}
    return {name: tool.label for name, tool in tools.items() if isinstance(tool, Tool)}


def write_records(path: Path, labels: dict[str, str]) -> list[Diagnostic]:
    """Record which versions ran the samples; why that cannot be done."""
    text = (json.dumps(dict(sorted(labels.items())), indent=2) + "\n").encode()
    try:
        if not path.exists() or path.read_bytes() != text:
            write_file(path, text)
    except OSError as error:
        return [Diagnostic(show_path(path), 1, f"the record of tools cannot be written: {error.strerror}")]
    return []


def compare_records(name: str, known: dict[str, str], labels: dict[str, str]) -> Iterator[Diagnostic]:
    """A problem for every tool that is used and not recorded: its samples would not say what ran them."""
    for key, label in labels.items():
        if key not in known:
            yield Diagnostic(name, 1, f"there is no record of {label}, which ran {key} samples: {REMEDY}")


def describe_differences(known: dict[str, str], labels: dict[str, str]) -> Iterator[str]:
    """A note for every tool of another version than the recorded one: outputs may differ for that reason alone."""
    for key, label in labels.items():
        if known.get(key, label) != label:
            yield f"note: {key} samples ran with {label}, the recorded outputs are from {known[key]}"
