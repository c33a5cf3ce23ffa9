"""Reading and writing a person's files: what cannot be read is a line, what is written is whole."""

from pathlib import Path

import pytest

from guide.paths import decode_text, is_there, read_file, show_path, write_file


@pytest.mark.parametrize(
    ("limit", "size", "message"),
    [(1024, 1024, ""), (1024, 1025, "is larger than 1 KiB"), (1 << 21, 1 << 21, ""), (1 << 21, (1 << 21) + 1, "2 MiB")],
)
def test_a_file_is_read_up_to_its_limit(limit: int, size: int, message: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    data, problems = read_file(tmp_path / "a", limit)
    assert [(one.line, message in one.message) for one in problems] == ([(1, True)] if message else [])
    assert len(data) == (0 if message else size)


def test_no_file_of_a_person_is_larger_than_16_mib(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate((16 << 20) + 1)
    assert "is larger than 16 MiB" in read_file(tmp_path / "a")[1][0].message


@pytest.mark.parametrize(
    ("case", "make", "message"),
    [
        ("nothing", lambda path: None, "does not exist"),
        ("a folder", lambda path: path.mkdir(), "this is a folder"),
        ("a device", lambda path: path.symlink_to("/dev/null"), "is not a regular file"),
        ("a circle of links", lambda path: path.symlink_to(path), "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_one_line(case: str, make: object, message: str, tmp_path: Path) -> None:
    assert callable(make)
    make(tmp_path / "a")
    assert [(one.line, message in one.message) for one in read_file(tmp_path / "a")[1]] == [(1, True)], case


def test_a_name_that_no_file_can_have_is_not_there(tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert not is_there(tmp_path / ("a" * 400))
    assert not is_there(tmp_path / "a")


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"\xff", 1), (b"\n\xff", 2), (b"a\n\xff", 2), (b"a\r\nb\r\n\xff\n\xff", 3), (b"a\rb\n\nc \xff", 4)],
)
def test_bytes_that_are_no_text_have_their_line(data: bytes, line: int) -> None:
    assert [one.line for one in decode_text(data, "a")[1]] == [line]


def test_a_path_below_is_shown_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert show_path(tmp_path / "a" / "b.md") == "a/b.md"
    assert show_path(tmp_path.parent / "b.md") == str(tmp_path.parent / "b.md")


def test_a_new_file_can_be_read_by_all(tmp_path: Path) -> None:
    write_file(tmp_path / "new" / "a.md", b"x")
    assert (tmp_path / "new" / "a.md").stat().st_mode & 0o777 == 0o644
