"""What is taken over from others as it is: of a pinned version, unchanged, with its license."""

import hashlib
import json
from pathlib import Path

import pytest
from support import ROOT

VENDORED = sorted((ROOT / "docs" / "assets" / "vendor").iterdir())


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_it_is_what_its_record_says(folder: Path) -> None:
    record = json.loads((folder / "source.json").read_text(encoding="utf-8"))
    data = (folder / record["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == record["sha256"]
    first = data.decode().partition("\n")[0]
    assert f"{record['name']} {record['version']}" in first
    assert record["license"] in first
    assert (folder / "LICENSE.txt").read_text(encoding="utf-8").startswith("MIT License")
    assert {path.name for path in folder.iterdir()} == {"source.json", "LICENSE.txt", record["file"]}


def test_there_is_some() -> None:
    assert VENDORED
