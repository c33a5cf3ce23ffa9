"""The record of what ran the samples, answers/tools.json: written by the runner, shown under every sample."""

from __future__ import annotations

import json
import re
from pathlib import Path

from guide.diagnostic import Diagnostic
from guide.paths import read_file, show_path

__all__ = ["load_toolchains"]

NAME = re.compile(r"[a-z0-9+-]{1,30}")
LABEL = re.compile(r"[A-Za-z][A-Za-z0-9.+#]*(?: [A-Za-z0-9.+#]+){0,4}")


def load_toolchains(path: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """The label of each language or tool by its name, such as `python`: `Python 3.11`; none without the file."""
    if not path.exists():
        return {}, []
    data, problems = read_file(path)
    if problems:
        return {}, problems
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not all(is_entry(*pair) for pair in record.items()):
        message = "this is no record of tools: delete it, and run `python scripts/samples.py --update`"
        return {}, [Diagnostic(show_path(path), 1, message)]
    return record, []


def is_entry(name: str, label: object) -> bool:
    return bool(NAME.fullmatch(name)) and isinstance(label, str) and bool(LABEL.fullmatch(label))
