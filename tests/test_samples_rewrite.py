"""Writing outputs into an answer: the lines of the output fence change, every other byte stays."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_checks import HELLO, OUTPUT, find_first

from guide.paths import write_file
from guide.samples.rewrite import rewrite_output

PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)


def rewrite(text: str, real: list[str]) -> str:
    return rewrite_output(text, find_first(text), real)


@pytest.mark.parametrize(
    ("case", "before", "real", "after"),
    [
        ("another output", f"a\n\n{HELLO}\n{OUTPUT}\nz\n", ["bye"], f"a\n\n{HELLO}\n{OUTPUT.replace('hello', 'bye')}\nz\n"),
        ("a longer output", f"{HELLO}\n{OUTPUT}", ["a", "", "b"], f"{HELLO}\n{OUTPUT.replace('hello', 'a@@b').replace('@', chr(10))}"),
        ("no output yet", f"{HELLO}\nz\n", ["hello"], f"{HELLO}\n{OUTPUT}\nz\n"),
        ("an output no more", f"{HELLO}\n{OUTPUT}\nz\n", [], f"{HELLO}\nz\n"),
        ("an output no more, and a link's address above it", f"{HELLO}\n[x]: https://a.example\n\n{OUTPUT}", [], f"{HELLO}\n[x]: https://a.example\n"),
        ("a transcript behind a list's mark", "- ```console\n  $ echo a\n  ```\n", ["$ echo a", "a", "", "b"], "- ```console\n  $ echo a\n  a\n\n  b\n  ```\n"),
        ("a program behind a number", f"10. {HELLO}".replace("\n", "\n    ").rstrip(" "), ["a"], '10. ```python title="hello.py"\n    print("hello")\n    ```\n\n    ```text title="Output"\n    a\n    ```\n'),
        ("no output yet, no last line end", HELLO[:-1], ["hello"], f"{HELLO}\n{OUTPUT[:-1]}"),
        ("no last line end", f"{HELLO}\n{OUTPUT[:-1]}", ["bye"], f"{HELLO}\n{OUTPUT[:-1].replace('hello', 'bye')}"),
        ("marks inside the output", f"{HELLO}\n{OUTPUT}", ["```"], f'{HELLO}\n````text title="Output"\n```\n````\n'),
        ("blanks before and after are kept", f"\n\n{HELLO}\n\n\n{OUTPUT}\n\n", ["b"], f"\n\n{HELLO}\n\n\n{OUTPUT.replace('hello', 'b')}\n\n"),
        ("a transcript", "```console\n$ echo a\nb\n```\n", ["$ echo a", "a"], "```console\n$ echo a\na\n```\n"),
    ],
)  # fmt: skip
def test_rewriting(case: str, before: str, real: list[str], after: str) -> None:
    assert rewrite(before, real) == after, case


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("prefix", ["", "  ", "> "])
def test_line_ends_and_containers_are_kept(line_end: str, prefix: str) -> None:
    head = "- item\n\n" if prefix == "  " else ""
    quoted = head + "".join(f"{prefix}{line}".rstrip(" ") + "\n" for line in (HELLO + "\n" + OUTPUT).splitlines())
    text = quoted.replace("\n", line_end)
    after = rewrite(text, ["bye", "", "now"])
    expected = quoted.replace(f"{prefix}hello\n", f"{prefix}bye\n{prefix.rstrip()}\n{prefix}now\n")
    assert after == expected.replace("\n", line_end)


@given(before=PRINTABLE, after=PRINTABLE, output=st.lists(PRINTABLE, min_size=1, max_size=4))
def test_whatever_is_printed_is_shown_and_nothing_else_changes(before: str, after: str, output: list[str]) -> None:
    head, tail = f"a {before}\n\n{HELLO}\n", f"\nz {after}\n"
    text = rewrite(head + OUTPUT + tail, output)
    assert text.startswith(head)
    assert text.endswith(tail)
    shown = find_first(text).output
    assert shown is not None
    assert shown.code == "".join(f"{line}\n" for line in output)


def test_a_file_keeps_its_rights_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_writer_left_is_removed_by_the_next(tmp_path: Path) -> None:
    for number in (999_999_999, os.getppid()):
        begun = tmp_path / f".a[1].md.{number}-x"
        begun.mkdir()
        (begun / ".new").write_bytes(b"half")
    (tmp_path / ".a[1].md.backup-x").write_bytes(b"a person's")
    write_file(tmp_path / "a[1].md", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *sorted((".a[1].md.backup-x", f".a[1].md.{os.getppid()}-x")),
        "a[1].md",
    ]


def test_a_file_that_cannot_be_replaced_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OSError, match=r"a\.md"):
        write_file(tmp_path / "a.md", b"new")
    assert list(tmp_path.iterdir()) == [tmp_path / "a.md"]
