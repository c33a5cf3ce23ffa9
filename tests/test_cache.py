"""The converter's memory: an answer is read anew when, and only when, something behind it changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support import SmallGuide

from guide import answers, cache, glossary, load

INSTALLED: list[str] = []


@pytest.fixture
def read(small_guide: SmallGuide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """Loads the small guide once more; says which files it had to read anew."""
    seen: list[str] = []

    def spy(data: bytes, path: str, *rest: object) -> answers.Draft:
        seen.append(Path(path).stem)
        return answers.read_answer(data, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "read_answer", spy)
    monkeypatch.setattr(glossary, "FILE", tmp_path / "glossary.txt")
    glossary.FILE.write_text("*[CORS]: one meaning\n", encoding="utf-8")
    inputs = replace(load.inputs_of(small_guide.root), cache=tmp_path / "convert.sqlite")

    monkeypatch.setattr(cache, "list_installed", lambda: list(INSTALLED))
    INSTALLED[:] = ["markdown_it_py-4.0.0.dist-info"]

    def load_again() -> list[str]:
        seen.clear()
        forget_glossary()
        _, problems = load.load_catalogue(inputs)
        assert problems == []
        return sorted(seen)

    forget_glossary()
    yield load_again
    forget_glossary()


def forget_glossary() -> None:
    """It is read once in a process: the other tests must not meet this one's."""
    glossary.read_glossary.cache_clear()
    glossary.find_terms.cache_clear()


@pytest.mark.parametrize(
    ("case", "change", "anew"),
    [
        ("nothing", lambda guide: None, []),
        (
            "one answer",
            lambda guide: guide.cors.write_bytes(guide.cors.read_bytes().replace(b"it breaks", b"it fails")),
            ["cors"],
        ),
        ("the glossary", lambda guide: glossary.FILE.write_text("*[CORS]: another\n"), ["cors", "rest"]),
        ("what ran the samples", lambda guide: record_tools(guide, '{"python": "Python 9"}'), ["cors", "rest"]),
        ("an installed library", lambda guide: install_another(), ["cors", "rest"]),
    ],
)
def test_only_what_changed_is_read_anew(
    case: str,
    change: Callable[[SmallGuide], None],
    anew: list[str],
    small_guide: SmallGuide,
    read: Callable[[], list[str]],
) -> None:
    assert read() == ["cors", "rest"]
    change(small_guide)
    assert read() == anew, case
    assert read() == [], case


def record_tools(guide: SmallGuide, record: str) -> None:
    (guide.root / "answers" / answers.TOOLS_FILE).write_text(record, encoding="utf-8")


def install_another() -> None:
    INSTALLED.append("merman-9.9.9.dist-info")


def test_every_library_that_shapes_a_page_is_listed() -> None:
    names = {re.split(r"-\d", name)[0].lower() for name in cache.list_installed()}
    assert {"markdown_it_py", "merman", "pyyaml", "pygments"} <= names


def test_a_broken_cache_costs_time_and_nothing_else(
    small_guide: SmallGuide, tmp_path: Path, read: Callable[[], list[str]]
) -> None:
    (tmp_path / "convert.sqlite").write_bytes(b"this is no database, however long one looks at it" * 100)
    assert read() == ["cors", "rest"]
