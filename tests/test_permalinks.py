"""Published addresses: a dead one is a problem of every build, a new one is recorded."""

from pathlib import Path

import pytest
from support import ANSWER, SmallGuide, git, replace_once

import check
import guide.permalinks
import new_answer
import permalinks
import rename_answer
from guide.permalinks import find_lost_addresses


@pytest.mark.parametrize(
    ("case", "recorded", "aliases", "dead"),
    [
        ("its own address", "topics/web/#cors\n", "[]", None),
        ("remarks and blank lines", "# the first ones\n\ntopics/web/#cors\n", "[]", None),
        ("an address kept by an alias", "topics/web/#cross-origin\n", "[web/cross-origin]", None),
        ("an id that is gone", "topics/web/#cors\ntopics/web/#cross-origin\n", "[]", 2),
        ("another topic", "topics/network/#cors\n", "[]", 1),
    ],
)
def test_a_published_address_must_go_on_working(
    case: str, recorded: str, aliases: str, dead: int | None, small_guide: SmallGuide
) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "aliases: []", f"aliases: {aliases}"), encoding="utf-8")
    (small_guide.root / "permalinks.txt").write_text(recorded, encoding="utf-8")
    result = small_guide.convert()
    assert result.status == (1 if dead else 0), case
    if dead:
        assert f"permalinks.txt:{dead}: " in result.lines[-2]
        assert "aliases" in result.lines[-2]


@pytest.mark.parametrize("line", ["hello world", "#cors", "topics/web/cors", "topics/web/#CORS", "/topics/web/#cors"])
def test_a_line_that_is_no_address_is_told(line: str, small_guide: SmallGuide) -> None:
    (small_guide.root / "permalinks.txt").write_text(f"topics/web/#cors\n# a remark\n{line}\n", encoding="utf-8")
    assert f"permalinks.txt:3: `{line}` is not an address: write `topics/TOPIC/#ID`" in small_guide.convert().lines[-2]


def test_new_addresses_are_recorded_once(small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_guide.root / "permalinks.txt"
    path.write_text("# kept\ntopics/web/#cors\n", encoding="utf-8")
    assert permalinks.main([], small_guide.root) == 0
    assert "4 addresses recorded" in capsys.readouterr().out
    assert permalinks.main([], small_guide.root) == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# kept\ntopics/web/#cors\ntopics/")
    assert permalinks.main([], small_guide.root) == 0
    assert path.read_text(encoding="utf-8") == text
    path.write_text(text.replace("topics/web/#cors\n", ""), encoding="utf-8")
    assert permalinks.main([], small_guide.root) == 0
    assert capsys.readouterr().out.endswith("\n1 address recorded\n")


@pytest.mark.parametrize(
    ("case", "now", "base", "lost"),
    [
        ("nothing changed", "topics/web/#cors\ntopics/web/#rest\n", None, []),
        ("another order, and one more", "topics/a/#b\ntopics/web/#rest\ntopics/web/#cors\n", None, []),
        ("a line taken out", "topics/web/#cors\n", None, ["topics/web/#rest"]),
        ("a line made a remark", "topics/web/#cors\n# topics/web/#rest\n", None, ["topics/web/#rest"]),
        ("the whole file gone", None, None, ["topics/web/#cors", "topics/web/#rest"]),
        ("a line taken out since a commit that is named", "topics/web/#cors\n", "HEAD", ["topics/web/#rest"]),
        ("a commit that is an option", "topics/web/#cors\n", "--output=x", []),
    ],
)
def test_a_published_address_stays_in_the_record(
    case: str, now: str | None, base: str | None, lost: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "permalinks.txt"
    path.write_text("topics/web/#cors\ntopics/web/#rest\n", encoding="utf-8")
    for words in (["init", "-q", "-b", "main"], ["add", "permalinks.txt"], ["commit", "-qm", "x"]):
        git(tmp_path, *words)
    path.unlink() if now is None else path.write_text(now, encoding="utf-8")
    (tmp_path / "x:.").mkdir()  # where git would write what an option names
    found = find_lost_addresses(tmp_path, now or "", base)
    assert [one.message.split("`")[1] for one in found] == lost, case
    assert list((tmp_path / "x:.").iterdir()) == []


def test_a_follow_up_question_worded_anew_keeps_its_address_as_the_message_says(
    small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert permalinks.main([], small_guide.root) == 0
    reworded = replace_once(ANSWER, "### Why?", "### What for?")
    small_guide.cors.write_text(reworded, encoding="utf-8")
    (problem, _) = small_guide.convert().lines
    assert "`topics/web/#cors-why` was published and would stop working: write `web/cors-why` in `aliases`" in problem
    assert "then run `make permalinks`" in problem
    small_guide.cors.write_text(replace_once(reworded, "aliases: []", "aliases: [web/cors-why]"), encoding="utf-8")
    (missing,) = check.check_guide(small_guide.root)
    assert missing.message == "`topics/web/#cors-what-for` is missing: run `make permalinks`, or add it as a line"
    assert permalinks.main([], small_guide.root) == 0
    assert capsys.readouterr().out.endswith("\n1 address recorded\n")
    assert list(check.check_guide(small_guide.root)) == []


def test_a_record_that_is_not_utf8_is_a_line(small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]) -> None:
    (small_guide.root / "permalinks.txt").write_bytes(b"# \xff\ntopics/web/#cors\n")
    assert permalinks.main([], small_guide.root) == 1
    assert "permalinks.txt:1: the line is not UTF-8" in capsys.readouterr().out


WRITERS = {
    "permalinks.py": lambda root: permalinks.main([], root),
    "new_answer.py": lambda root: new_answer.main(["3", "data", "index"], root),
    "rename_answer.py": lambda root: rename_answer.main(["web/cors", "data/cors"], root),
}


RECORDS = {
    "a byte order mark": b"\xef\xbb\xbftopics/web/#cors\ntopics/web/#rest\n",
    "a byte order mark, and line ends of Windows": b"\xef\xbb\xbftopics/web/#cors\r\ntopics/web/#rest\r\n",
    "line ends of old Macs": b"topics/web/#cors\rtopics/web/#rest\r",
    "no last line end": b"topics/web/#rest\ntopics/web/#cors",
}


@pytest.mark.parametrize(
    ("command", "case"),
    [("permalinks.py", case) for case in RECORDS]
    + [(command, "no last line end") for command in WRITERS if command != "permalinks.py"],
)
def test_each_address_is_a_line_once_however_the_file_was_saved(
    command: str, case: str, small_guide: SmallGuide
) -> None:
    path = small_guide.root / "permalinks.txt"
    path.write_bytes(RECORDS[case])
    assert WRITERS[command](small_guide.root) == 0, case
    lines = path.read_bytes().decode().split("\n")
    assert len(lines) == len(set(lines)), lines
    assert all(line.startswith("topics/") and line.count("topics/") == 1 for line in lines[:-1]), lines
    assert lines[-1] == ""


@pytest.mark.parametrize(
    ("case", "topic", "identifier", "recorded", "is_refused"),
    [
        ("another answer has the name that the heading would have had", "data", "was-why", "data/#was", True),
        ("the same, in the topic of now", "web", "was-why", "web/#was", True),
        ("another id", "data", "was-why-not", "data/#was", False),
        ("the same id in another topic", "data", "was-why", "web/#was", False),
    ],
)
def test_no_two_cards_of_the_deck_have_one_name(
    case: str, topic: str, identifier: str, recorded: str, is_refused: bool, small_guide: SmallGuide
) -> None:
    alias = recorded.replace("#", "")
    small_guide.cors.write_text(replace_once(ANSWER, "aliases: []", f"aliases: [{alias}]"), encoding="utf-8")
    (small_guide.root / "permalinks.txt").write_text(f"topics/{recorded}\n", encoding="utf-8")
    other = replace_once(replace_once(ANSWER, '["1"]', '["3"]'), "What is CORS?", "What is an index?")
    path = small_guide.answers / topic / f"{identifier}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(other, encoding="utf-8")
    result = small_guide.convert()
    assert result.status == is_refused, (case, result.lines)
    if is_refused:
        assert "cors.md:1: the deck would confuse `#cors-why` with a card of " in result.lines[0]
        assert f"{identifier}.md, as both are `topics/{topic}/#was-why` to it" in result.lines[0]


def test_no_two_follow_up_questions_have_one_name(small_guide: SmallGuide) -> None:
    other = replace_once(replace_once(ANSWER, '["1"]', '["3"]'), "What is CORS?", "What is an index?")
    one = replace_once(replace_once(ANSWER, "aliases: []", "aliases: [data/was]"), "### Why?", "### Even now, why?")
    other = replace_once(replace_once(other, "aliases: []", "aliases: [data/was-even]"), "### Why?", "### Now, why?")
    small_guide.cors.write_text(one, encoding="utf-8")
    (small_guide.answers / "data").mkdir()
    (small_guide.answers / "data" / "index-of.md").write_text(other, encoding="utf-8")
    (small_guide.root / "permalinks.txt").write_text("topics/data/#was\ntopics/data/#was-even\n", encoding="utf-8")
    result = small_guide.convert()
    assert result.status == 1
    assert "index-of.md:1: the deck would confuse `#index-of-now-why` with a card of " in result.lines[0]


@pytest.mark.parametrize(
    ("case", "failing"),
    [("no space left", OSError(28, "No space left on device")), ("no right to write", PermissionError(13, "Denied"))],
)
def test_what_cannot_be_written_is_a_line(
    case: str,
    failing: OSError,
    small_guide: SmallGuide,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(path: object, data: bytes) -> None:
        raise failing

    monkeypatch.setattr(guide.permalinks, "write_file", fail)
    assert permalinks.main([], small_guide.root) == 1, case
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(f"permalinks.txt:1: cannot be written ({failing.strerror}): fix that, then run again")
