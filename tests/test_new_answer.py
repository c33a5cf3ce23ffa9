"""Starting an answer: the template where it is due, a reason for each thing that stands in the way."""

from pathlib import Path

import pytest
from support import ANSWER, LIST, OPEN_ANSWER, TOPICS, SmallGuide, replace_once

import new_answer
from guide.template import BODY


def start(guide: SmallGuide, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = new_answer.main(list(words), guide.root)
    return status, capsys.readouterr().out


def read_all(root: Path) -> dict[Path, bytes]:
    """Everything below a folder, with what its files hold."""
    paths = (path for path in root.rglob("*") if ".cache" not in path.parts)
    return {path: path.read_bytes() if path.is_file() else b"" for path in paths}


def test_a_new_file_lacks_only_what_its_author_must_fill(
    small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = start(small_guide, capsys, "3", "data", "index")
    assert status == 0
    assert "answers/data/index.md is there" in printed
    text = (small_guide.answers / "data" / "index.md").read_text(encoding="utf-8")
    assert 'question: "What is an index?"\nnumbers: ["3"]\n' in text
    assert "topics/data/#index\n" in (small_guide.root / "permalinks.txt").read_text(encoding="utf-8")
    left = [line for line in small_guide.convert().lines if "index.md:" in line]
    wanted = (
        "short answer has",
        "sources",
        "source is primary",
        "checked",
        "points to listen",
        "TO WRITE",
        "question mark",
    )
    assert left
    assert all(any(word in line for word in wanted) for line in left), left


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"", b"\n\n"])
def test_an_open_file_keeps_its_head(end: bytes, small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]) -> None:
    kept = "tags: [http, api]\nalso_asked: [Explain REST] # kept\naliases: [web/restful]\nsources: []\n---"
    head = OPEN_ANSWER.strip().removesuffix("---").encode() + kept.encode()
    head = head.replace(b"\n", b"\r\n") if end == b"\r\n" else head
    small_guide.rest.write_bytes(head + end)
    assert start(small_guide, capsys, "2", "web", "rest")[0] == 0
    data = small_guide.rest.read_bytes()
    assert data.startswith(head)
    assert b"---\n\n## Short answer\n" in data.replace(b"\r\n", b"\n")
    assert b"## What interviewers listen for" in data


@pytest.mark.parametrize(
    ("case", "words", "reason"),
    [
        ("a number that is not there", ("77", "web", "new"), "is not in questions.txt"),
        ("an answered question", ("1", "web", "cors"), "claimed by answers/web/cors.md"),
        ("another file's question", ("2", "web", "rest-api"), "claimed by answers/web/rest.md"),
        ("an unknown topic", ("3", "nowhere", "index"), "`nowhere` is not a topic: use one of web, data"),
        ("an id that is no address", ("3", "data", "An Index"), "cannot be an address"),
        ("an id that is long", ("3", "data", "a" * 81), "cannot be an address, it has 81 characters"),
        ("an id that no file can have", ("3", "web", "a" * 300), "cannot be an address, it has 300 characters"),
        ("an id that is taken", ("3", "data", "cors"), "the id `cors` is already used by"),
        (
            "the topic of what nobody claims",
            ("3", "unsorted", "index"),
            "`unsorted` is not a topic: use one of web, data,",
        ),
        ("an anchor inside an answer", ("3", "web", "cors-pitfalls"), "the id `cors-pitfalls` is an anchor inside"),
        ("a follow-up question of an answer", ("3", "web", "cors-why"), "the id `cors-why` is an anchor inside"),
        ("an alias of an answer", ("3", "web", "old-cors"), "the alias `web/old-cors` is the address of"),
        (
            "an id whose sections have another's alias",
            ("3", "data", "old"),
            "the alias `data/old-pitfalls` is the address of",
        ),
        (
            "a title of a topic",
            ("3", "web", "about"),
            "`#about-pitfalls` in this answer is the anchor of its topic's title",
        ),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_written(
    case: str, words: tuple[str, ...], reason: str, small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    aliased = replace_once(ANSWER, "aliases: []", "aliases: [web/old-cors, data/old-pitfalls]")
    small_guide.cors.write_text(aliased, encoding="utf-8")
    small_guide.topics.write_text(TOPICS.replace("title: Web", "title: About pitfalls"), encoding="utf-8")
    before = read_all(small_guide.root)
    status, printed = start(small_guide, capsys, *words)
    assert (status, reason in printed) == (1, True), printed
    assert read_all(small_guide.root) == before, case


def test_a_file_that_is_there_is_the_only_reason(small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(small_guide, capsys, "3", "web", "cors") == (1, "new_answer.py: cors.md already exists: edit it\n")


@pytest.mark.parametrize(
    ("case", "old", "new"),
    [
        ("as the template has it", "", ""),
        ("a link to an answer that is not there yet", "TO WRITE: the why", "See [it](row.md). TO WRITE: the why"),
        ("a section that is none", "## Pitfalls", "## Traps"),
        ("no sections yet", BODY, "\n### One\n\nWords.\n"),
        ("what no answer may hold", "TO WRITE: the why", "<script>alert(1)</script>"),
        ("no line for the day", "checked:\n", ""),
    ],
)
def test_a_draft_stands_in_the_way_of_no_other(
    case: str, old: str, new: str, small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    small_guide.questions.write_text(f"{LIST}4) What is a row?\n", encoding="utf-8")
    assert start(small_guide, capsys, "3", "data", "index")[0] == 0
    draft = small_guide.answers / "data" / "index.md"
    draft.write_text(replace_once(draft.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    assert small_guide.convert().status == 1, "no build shows it"
    assert start(small_guide, capsys, "4", "data", "row")[0] == 0, case
    status, printed = start(small_guide, capsys, "3", "data", "rows")
    assert (status, "claimed by answers/data/index.md" in printed) == (1, True)


@pytest.mark.parametrize(
    ("case", "old", "new", "reason"),
    [
        ("its level", "level: junior", "level: guru", "index.md:4: `level` is `guru`"),
        ("its numbers", '["3"]', '["1"]', "number 1 is already claimed by"),
        ("its wording", '"What is an index?"', "What is CORS?", "the question has the same wording as"),
        ("a number that is not there", '["3"]', '["99"]', "number 99 is not in the list"),
    ],
)
def test_what_is_wrong_in_a_drafts_head_is_said_without_what_is_to_be_written(
    case: str, old: str, new: str, reason: str, small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(small_guide, capsys, "3", "data", "index")[0] == 0
    draft = small_guide.answers / "data" / "index.md"
    draft.write_text(replace_once(draft.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    status, printed = start(small_guide, capsys, "2", "web", "rest")
    assert (status, reason in printed, "TO WRITE" in printed) == (1, True, False), printed


def test_too_few_words_are_wrong_usage() -> None:
    with pytest.raises(SystemExit, match="2"):
        new_answer.main(["3"])
