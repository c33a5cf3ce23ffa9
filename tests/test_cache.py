"""The converter's memory: an answer is rendered anew when, and only when, something behind it changed."""

import concurrent.futures
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import pytest
from support import ANSWER, SmallGuide, replace_once

from guide import cache
from guide.addresses import PageForm
from guide.load import Guide, ReadResult, load_guide
from guide.paths import Sources, sources_at
from guide.read.answer_files import AnswerFile
from guide.read.glossary import Glossary
from guide.render import answers
from guide.render.answers import cache_of, make_answer_reader


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The files that were rendered since it was last emptied."""
    seen: list[str] = []
    run_job = answers.run_job

    def spy(job: answers.Job) -> object:
        seen.append(Path(job[0].path).stem)
        return run_job(job)

    monkeypatch.setattr(answers, "run_job", spy)
    monkeypatch.setattr(cache, "KEY_FILE", tmp_path / "key")
    monkeypatch.setattr(answers, "list_program", lambda: [tmp_path / "program.py"])
    (tmp_path / "program.py").write_text("one")
    return seen


def load(guide: SmallGuide, form: PageForm = PageForm.FOLDER) -> Guide:
    sources = sources_at(guide.root)
    pages = guide.root / "docs"
    (pages / "assets").mkdir(parents=True, exist_ok=True)
    if not (pages / "assets" / "glossary.txt").exists():
        (pages / "assets" / "glossary.txt").write_text("*[CORS]: one meaning\n", encoding="utf-8")
    sources = Sources(sources.questions, sources.topics, sources.answers, sources.permalinks, pages)
    loaded = load_guide(sources, make_answer_reader(cache_of(form, guide.root), form))
    assert loaded.problems == ()
    return loaded


def change_answer(guide: SmallGuide) -> None:
    guide.cors.write_text(replace_once(ANSWER, "it breaks", "it fails"), encoding="utf-8")


def change_glossary(guide: SmallGuide) -> None:
    (guide.root / "docs" / "assets" / "glossary.txt").write_text("*[CORS]: another meaning\n", encoding="utf-8")


def record_tool(guide: SmallGuide) -> None:
    (guide.answers / "tools.json").write_text('{"python": "Python 9"}', encoding="utf-8")


def change_program(guide: SmallGuide) -> None:
    (guide.root / "program.py").write_text("another")


CHANGES: list[tuple[str, Callable[[SmallGuide], None], list[str]]] = [
    ("nothing", lambda guide: None, []),
    ("one answer", change_answer, ["cors"]),
    ("the glossary", change_glossary, ["cors", "rest"]),
    ("what ran the samples", record_tool, ["cors", "rest"]),
    ("the program", change_program, ["cors", "rest"]),
]


@pytest.mark.parametrize(("case", "change", "anew"), CHANGES, ids=[row[0] for row in CHANGES])
def test_only_what_changed_is_rendered_anew(
    case: str, change: Callable[[SmallGuide], None], anew: list[str], small_guide: SmallGuide, rendered: list[str]
) -> None:
    load(small_guide)
    rendered.clear()
    change(small_guide)
    first = load(small_guide)
    assert sorted(rendered) == anew
    assert load(small_guide) == first
    assert sorted(rendered) == anew


@pytest.mark.parametrize(
    ("term", "text", "is_named"),
    [
        ("XYZ", "words", False),
        ("C++", "C\\+\\+", True),
        ("C++", "C&#43;+", True),
        ("status code", "a status\ncode", True),
    ],
)
def test_another_meaning_of_a_term_renders_the_answers_that_name_it(
    term: str, text: str, is_named: bool, small_guide: SmallGuide, rendered: list[str]
) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "it breaks", text), encoding="utf-8")
    glossary = small_guide.root / "docs" / "assets" / "glossary.txt"
    for meaning in ("one", "another"):
        glossary.write_text(f"*[{term}]: {meaning}\n", encoding="utf-8")
        rendered.clear()
        load(small_guide)
    assert rendered == (["cors"] if is_named else [])


@pytest.mark.parametrize(("number", "processes"), [(15, 0), (16, 1)])
def test_processes_are_started_for_many_answers_alone(
    number: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[ThreadPoolExecutor] = []

    class Pool(ThreadPoolExecutor):
        def __enter__(self) -> Self:
            started.append(self)
            return self

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(answers, "run_job", lambda job: ReadResult(None))
    job: answers.Job = (AnswerFile("a.md", "web", "a", b""), Glossary(), {}, PageForm.FOLDER)
    assert answers.run_jobs([job] * number) == [ReadResult(None)] * number
    assert len(started) == processes


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        PermissionError(13, "Permission denied"),
        FileNotFoundError(2, "No such file or directory"),
        ImportError("This platform lacks a functioning sem_open implementation"),
        NotImplementedError("system provides too few semaphores"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_where_processes_cannot_be_started_one_does_it_all(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where /dev/shm is full, read-only, or not there."""

    def refuse() -> None:
        raise error

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", refuse)
    monkeypatch.setattr(answers, "run_job", lambda job: ReadResult(None))
    job: answers.Job = (AnswerFile("a.md", "web", "a", b""), Glossary(), {}, PageForm.FOLDER)
    assert answers.run_jobs([job] * 16) == [ReadResult(None)] * 16


def test_pages_for_the_disk_are_other_pages(small_guide: SmallGuide, rendered: list[str]) -> None:
    load(small_guide)
    load(small_guide, form=PageForm.FILE)
    assert sorted(rendered) == ["cors", "cors", "rest", "rest"]


def test_an_answer_with_an_error_is_read_again(small_guide: SmallGuide, rendered: list[str]) -> None:
    good = small_guide.cors.read_text(encoding="utf-8")
    small_guide.cors.write_text(replace_once(good, "junior", "guru"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(AssertionError, match="guru"):
            load(small_guide)
    small_guide.cors.write_text(good, encoding="utf-8")
    load(small_guide)
    assert rendered.count("cors") == 3


def break_bytes(path: Path) -> None:
    path.write_bytes(b"this is no database, however long one looks at it" * 100)


def break_schema(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE answers (other TEXT)")


def empty_rows(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE answers SET facts = '', body = NULL")


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [break_bytes, break_schema, empty_rows, put_a_folder])
def test_a_broken_cache_costs_time_and_nothing_else(
    damage: Callable[[Path], None], small_guide: SmallGuide, rendered: list[str]
) -> None:
    first = load(small_guide)
    rendered.clear()
    damage(cache_of(PageForm.FOLDER, small_guide.root))
    assert load(small_guide) == first
    assert sorted(rendered) == ["cors", "rest"]


def test_a_row_from_another_machine_is_not_believed(
    small_guide: SmallGuide, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A committed cache was made with another key: what it says of an answer counts for nothing."""
    load(small_guide)
    rendered.clear()
    monkeypatch.setattr(cache, "KEY_FILE", small_guide.root / "another-key")
    load(small_guide)
    assert sorted(rendered) == ["cors", "rest"]


def test_the_key_is_this_users_alone(small_guide: SmallGuide, rendered: list[str]) -> None:
    load(small_guide)
    status = cache.KEY_FILE.stat()
    assert (status.st_mode & 0o777, status.st_size) == (0o600, 32)


def test_the_program_is_all_modules_templates_and_libraries() -> None:
    names = {path.name.split("-")[0].lower() for path in answers.list_program()}
    assert {"body.py", "sample.html.j2", "markdown_it_py", "merman", "pygments"} <= names
