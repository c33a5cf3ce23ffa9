"""The record of what ran the samples, answers/tools.json: written by the runner, shown under every sample."""

import json
from pathlib import Path

from guide.diagnostic import Diagnostic
from guide.languages import ROWS, is_label
from guide.paths import is_there, read_file, show_path

__all__ = ["REMEDY", "load_toolchains"]

LARGEST = 1 << 16
REMEDY = "run `python3 scripts/samples.py --update`"


def load_toolchains(path: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """The label of each language or tool by its name, such as `python`: `Python 3.11`; none without the file.

    Only what the runner itself would write comes out; whatever else stands there is an error.
    """
    if not is_there(path):
        return {}, []
    name = show_path(path)
    data, problems = read_file(path, LARGEST)
    if problems:
        return {}, problems
    try:
        records = json.loads(data)
    except (ValueError, RecursionError):
        records = None
    if not isinstance(records, dict):
        return {}, [Diagnostic(name, 1, f"this is not a record of tools: {REMEDY}")]
    sound = {key: label for key, label in records.items() if isinstance(label, str) and is_label(key, label)}
    strange = [f"`{key}` with `{label}`" for key, label in records.items() if key not in sound]
    return sound, [Diagnostic(name, 1, f"{one} is not a record of {', '.join(ROWS)}: {REMEDY}") for one in strange]
