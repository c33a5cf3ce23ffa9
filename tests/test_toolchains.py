"""The record of what ran the samples: read by one reader, and refused as a whole where it is not what the runner writes."""

from pathlib import Path

import pytest

from guide.read.toolchains import load_toolchains
from guide.samples.records import compare_records, describe_differences, write_records

REFUSED = [
    ("no JSON", b"{"),
    ("a list", b"[]"),
    ("markup in a label", b'{"python": "Python 3.11<img src=x onerror=alert(1)>"}'),
    ("an escape sequence in a label", b'{"python": "Python \\u001b[31m"}'),
    ("half a character in a label", b'{"python": "\\ud800"}'),
    ("a label that is a number", b'{"python": 3}'),
    ("an empty label", b'{"python": ""}'),
    ("the label of another tool", b'{"python": "Node.js 24"}'),
    ("a tool that nothing knows", b'{"cobol": "COBOL 85"}'),
    ("a long label", b'{"python": "Python 123456789012345678901"}'),
    ("a name with a path", b'{"../x": "Python 3"}'),
    ("a name in capitals", b'{"Python": "Python 3"}'),
    ("60,000 brackets", b"[" * 60_000),
    ("bytes that are not UTF-8", b'{"python": "\xff"}'),
]


@pytest.mark.parametrize(("case", "data"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_record_that_the_runner_did_not_write_is_refused(case: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tools.json"
    path.write_bytes(data)
    record, problems = load_toolchains(path)
    assert record == {}
    assert [(one.line, "not a record of" in one.message) for one in problems] == [(1, True)]


def test_what_is_sound_is_kept_beside_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "tools.json").write_text('{"python": "Python 3.11", "c": "<b>"}')
    record, problems = load_toolchains(tmp_path / "tools.json")
    assert record == {"python": "Python 3.11"}
    assert ["`c` with `<b>`" in one.message for one in problems] == [True]


def test_the_runners_record_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tools.json"
    path.write_text('{"cpp": "GCC 12", "javascript": "Node.js 24", "mariadb-server": "MariaDB 10.11"}')
    assert load_toolchains(path) == (
        {"cpp": "GCC 12", "javascript": "Node.js 24", "mariadb-server": "MariaDB 10.11"},
        [],
    )


def test_of_another_version_a_note_is_made_and_of_a_missing_record_a_problem() -> None:
    known, labels = {"python": "Python 3.10", "c": "GCC 12"}, {"python": "Python 3.11", "c": "GCC 12", "cpp": "GCC 13"}
    assert list(describe_differences(known, labels)) == [
        "note: python samples ran with Python 3.11, the recorded outputs are from Python 3.10"
    ]
    assert [(one.line, "GCC 13, which ran cpp" in one.message) for one in compare_records("x", known, labels)] == [
        (1, True)
    ]


def test_a_record_that_stays_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "tools.json"
    assert write_records(path, {"python": "Python 3.11", "c": "GCC 12"}) == []
    written = path.stat()
    assert path.read_text() == '{\n  "c": "GCC 12",\n  "python": "Python 3.11"\n}\n'
    assert write_records(path, {"c": "GCC 12", "python": "Python 3.11"}) == []
    assert path.stat().st_ino == written.st_ino


def test_no_record_is_an_empty_one(tmp_path: Path) -> None:
    assert load_toolchains(tmp_path / "tools.json") == ({}, [])


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "tools.json").mkdir()
    assert "this is a folder" in load_toolchains(tmp_path / "tools.json")[1][0].message
