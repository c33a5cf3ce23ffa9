"""Moving an answer: every link follows, what was published goes on working, and else everything stays as it was."""

import shutil
from pathlib import Path

import pytest
from support import SmallGuide, git, replace_once

import new_answer
import permalinks
import rename_answer
from guide.paths import write_file
from guide.read.document import parse_document
from guide.rename import Move, relink, relink_page, set_aliases

LINKS = """See [it](cors.md), [its pitfalls](<cors.md#pitfalls>), [by a definition][x] and [another](../data/rows.md).
```text unchecked="shown as it is"
[it](cors.md) and (../web/cors.md)
```
[x]: ../web/cors.md
"""


@pytest.fixture
def guide(small_guide: SmallGuide) -> SmallGuide:
    """Three answers, each with links, a page with links, and every address recorded but not published."""
    answer = small_guide.cors.read_text(encoding="utf-8")
    rows = replace_once(replace_once(answer, 'numbers: ["1"]', 'numbers: ["3"]'), "What is CORS?", "What are rows?")
    rows = replace_once(
        rows,
        "## Example\n",
        f"{LINKS.replace('(cors', '(../web/cors').replace('<cors', '<../web/cors').replace('../data/rows', 'rows')}\n## Example\n",
    )
    write_file(small_guide.answers / "data" / "rows.md", rows.encode())
    small_guide.cors.write_text(replace_once(answer, "## Example\n", f"{LINKS}\n## Example\n"), encoding="utf-8")
    page = small_guide.root / "docs" / "contribute.md"
    page.write_text(PAGE, encoding="utf-8")
    permalinks.main([], small_guide.root)
    git(small_guide.root, "init", "-q", "-b", "main")
    git(small_guide.root, "add", "topics.yml")
    git(small_guide.root, "commit", "-qm", "Start")
    return small_guide


PAGE = """---
title: Study
description: How to.
render_macros: true
---

[CORS](topics/web.md#cors), [its pitfalls](topics/web.md#cors-pitfalls), {{ question("cors") }}
"""


def publish(root: Path) -> None:
    git(root, "add", "permalinks.txt")
    git(root, "commit", "-qm", "Published")


def read_all(root: Path) -> dict[str, str]:
    paths = [path for path in root.rglob("*") if path.is_file() and {".git", ".cache"}.isdisjoint(path.parts)]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def list_folders(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if path.is_dir() and {".git", ".cache"}.isdisjoint(path.parts)}


def rename(guide: SmallGuide, old: str, new: str) -> int:
    return rename_answer.main([old, new], guide.root)


def test_links_of_the_moved_answer_and_to_it_follow(guide: SmallGuide) -> None:
    (guide.root / "docs" / ".#contribute.md").symlink_to("somebody@a-computer.4711")  # an editor's mark
    assert rename(guide, "web/cors", "data/cross-origin") == 0
    files = read_all(guide.root)
    assert "answers/web/cors.md" not in files
    moved, rows = files["answers/data/cross-origin.md"], files["answers/data/rows.md"]
    kept = '```text unchecked="shown as it is"\n[it](cors.md) and (../web/cors.md)\n```'
    links = (
        "[it](cross-origin.md), [its pitfalls](<cross-origin.md#pitfalls>), [by a definition][x] and [another](rows.md)"
    )
    for text in (moved, rows):
        assert links in text
        assert "\n[x]: cross-origin.md\n" in text
    assert kept in moved
    assert kept.replace("(cors", "(../web/cors") in rows
    wanted = "[CORS](topics/data.md#cross-origin), [its pitfalls](topics/data.md#cross-origin-pitfalls)"
    assert f'{wanted}, {{{{ question("cross-origin") }}}}' in files["docs/contribute.md"]


@pytest.mark.parametrize(
    ("case", "text", "after"),
    [
        ("prose", "Write it in readme.md, see (cors.md) and cors.md", None),
        ("a path in brackets", "(../data/rows.md) or <cors.md>", None),
        ("code", "run `cat cors.md now` and `[it](cors.md)`", None),
        ("code over two lines", "run `cat\ncors.md (cors.md)` now", None),
        ("a fence in a list", '- x\n\n  ```text unchecked="a"\n  [it](cors.md)\n  ```', None),
        ("code beside a link", "`[it](cors.md)` is [it](cors.md)", "`[it](cors.md)` is [it](cross-origin.md)"),
        ("prose beside a link", "(cors.md) is [cors.md](cors.md)", "(cors.md) is [cors.md](cross-origin.md)"),
        ("an escaped link", "\\[it](cors.md)", None),
        ("a title", '[it](rest.md "see (cors.md) here")', '[it](../web/rest.md "see (cors.md) here")'),
        ("a link over two lines", "[it](\ncors.md)", "[it](\ncross-origin.md)"),
        ("a link in a quotation", "> [it](\n> <cors.md#pitfalls>)", "> [it](\n> <cross-origin.md#pitfalls>)"),
        ("a link in a table", "| a | b |\n| --- | --- |\n| `(cors.md)` | [x](cors.md) |", "| a | b |\n| --- | --- |\n| `(cors.md)` | [x](cross-origin.md) |"),
        ("a definition", "[x] and (cors.md)\n\n[x]: cors.md#pitfalls 'a'", "[x] and (cors.md)\n\n[x]: cross-origin.md#pitfalls 'a'"),
        ("a definition without a blank", "[x]\n\n[x]:<cors.md>", "[x]\n\n[x]:<cross-origin.md>"),
        ("a definition over two lines", "[x]\n\n[x]:\n  cors.md", "[x]\n\n[x]:\n  cross-origin.md"),
        ("a definition that nobody uses", "x\n\n[x]: cors.md", "x\n\n[x]: cross-origin.md"),
        ("a definition twice", "[x]\n\n[x]: cors.md\n[x]: rest.md", "[x]\n\n[x]: cross-origin.md\n[x]: ../web/rest.md"),
    ],
)  # fmt: skip
def test_only_addresses_of_links_are_changed(case: str, text: str, after: str | None) -> None:
    move = Move("web", "cors", "data", "cross-origin")
    head = "---\nquestion: See (cors.md)\n---\n"
    document = parse_document(f"{head}{text}\n".encode(), "a.md", "web", "cors")
    assert relink(document.text, document, "data", move) == f"{head}{text if after is None else after}\n", case


def test_an_answer_without_links_stays_to_the_last_byte() -> None:
    for text in ("---\nquestion: a\n---", "---\nquestion: a\n---\n", "---\nquestion: a\n---\n\nWords."):
        document = parse_document(text.encode(), "a.md", "web", "a")
        assert relink(text, document, "web", Move("web", "cors", "data", "b")) == text


def test_in_a_page_only_links_and_macros_are_changed() -> None:
    link = "[it](topics/web/#cors)"
    text = f'{link}, `{link}`, (topics/web/#cors) and {{{{ question("cors") }}}}'
    wanted = f'[it](topics/data/#b), `{link}`, (topics/web/#cors) and {{{{ question("b") }}}}'
    assert relink_page(text, Move("web", "cors", "data", "b"), {"cors"}) == wanted


@pytest.mark.parametrize(
    ("case", "link", "after"),
    [
        ("its heading", "topics/web/#cors", "topics/data/#b"),
        ("its heading, in a file", "topics/web.md#cors", "topics/data.md#b"),
        ("a part of it", "topics/web/#cors-pitfalls", "topics/data/#b-pitfalls"),
        ("a question whose id begins as its own", "topics/web/#cors-vs-csrf", None),
        ("a question whose id goes on", "topics/web/#corsair", None),
        ("another topic", "topics/data/#cors", None),
    ],
)
def test_in_a_page_only_links_to_the_moved_answer_are_changed(case: str, link: str, after: str | None) -> None:
    changed = relink_page(f"[it]({link})", Move("web", "cors", "data", "b"), {"cors", "cors-pitfalls"})
    assert changed == f"[it]({after or link})", case


def test_what_was_never_published_needs_no_alias(guide: SmallGuide) -> None:
    assert rename(guide, "web/cors", "data/cross-origin") == 0
    files = read_all(guide.root)
    assert (
        "aliases: []" in files["answers/data/cross-origin.md"] or "aliases" not in files["answers/data/cross-origin.md"]
    )
    assert "#cors" not in files["permalinks.txt"]
    assert {"topics/web/#rest", "topics/data/#rows"} <= set(files["permalinks.txt"].split())
    assert "topics/data/#cross-origin\n" in files["permalinks.txt"]
    assert "topics/data/#cross-origin-why\n" in files["permalinks.txt"]


def test_what_was_published_goes_on_working_with_its_follow_up_questions(guide: SmallGuide) -> None:
    publish(guide.root)
    assert rename(guide, "answers/web/cors.md", "answers/data/cross-origin.md") == 0
    files = read_all(guide.root)
    assert (
        "aliases: [web/cors, web/cors-why, web/cors-since-when, web/cors-what-else]"
        in files["answers/data/cross-origin.md"]
    )
    assert {"topics/web/#cors", "topics/web/#cors-why", "topics/data/#cross-origin"} <= set(
        files["permalinks.txt"].split()
    )
    assert guide.convert().status == 0


def test_what_is_published_is_what_the_main_branch_has(guide: SmallGuide) -> None:
    git(guide.root, "checkout", "-qb", "topic")
    publish(guide.root)
    assert rename(guide, "web/cors", "web/cross-origin") == 0
    assert "web/cors" not in read_all(guide.root)["answers/web/cross-origin.md"].split("---")[1]


def test_without_git_every_recorded_address_counts(guide: SmallGuide) -> None:
    shutil.rmtree(guide.root / ".git")
    assert rename(guide, "web/cors", "web/cross-origin") == 0
    assert "aliases: [web/cors, " in read_all(guide.root)["answers/web/cross-origin.md"]


def test_line_ends_stay_as_they_are(guide: SmallGuide) -> None:
    rows = guide.answers / "data" / "rows.md"
    for path in (guide.cors, rows):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert rename(guide, "web/cors", "data/cross-origin") == 0
    for path in (guide.answers / "data" / "cross-origin.md", rows):
        data = path.read_bytes()
        assert b"cross-origin" in data
        assert data.count(b"\n") == data.count(b"\r\n") > 10


def test_there_and_back_is_as_before(guide: SmallGuide) -> None:
    publish(guide.root)
    before = guide.cors.read_text(encoding="utf-8")
    assert rename(guide, "web/cors", "data/cross-origin") == 0
    assert rename(guide, "data/cross-origin", "web/cors") == 0
    body = guide.cors.read_text(encoding="utf-8").partition("\n---\n")[2]
    assert body == before.partition("\n---\n")[2].replace("[x]: ../web/cors.md", "[x]: cors.md")
    assert "web/cors," not in guide.cors.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("case", "old", "new", "reason"),
    [
        ("an answer that is not there", "web/gone", "data/gone", "answers/web/gone.md does not exist"),
        ("another topic's answer", "data/cors", "web/x", "answers/data/cors.md does not exist"),
        ("an unknown topic", "web/cors", "nowhere/cors", "`nowhere` is not a topic: use one of web, data"),
        (
            "the topic of what nobody claims",
            "web/cors",
            "unsorted/cors",
            "`unsorted` is not a topic: use one of web, data",
        ),
        ("an id that is no address", "web/cors", "web/C_ORS", "rename_answer.py: `C_ORS` cannot be an address"),
        ("an id that is long", "web/cors", f"web/{'a' * 81}", "cannot be an address, it has 81 characters"),
        ("an id that is taken", "web/cors", "web/rest", "is used by answers/web/rest.md"),
        ("the same name", "web/cors", "web/cors", "are the same"),
        ("a name that the guide then refuses", "web/cors", "data/rows-why", "is an anchor inside"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_moved(
    case: str, old: str, new: str, reason: str, guide: SmallGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    before, folders = read_all(guide.root), list_folders(guide.root)
    assert rename(guide, old, new) == 1
    assert reason in capsys.readouterr().out, case
    assert read_all(guide.root) == before
    assert list_folders(guide.root) == folders


def test_a_draft_is_moved_and_its_links_follow(guide: SmallGuide) -> None:
    assert new_answer.main(["2", "web", "rest"], guide.root) == 0
    text = guide.rest.read_text(encoding="utf-8")
    guide.rest.write_text(replace_once(text, "TO WRITE: the why", "See [it](cors.md), [x](later.md)"), encoding="utf-8")
    assert rename(guide, "web/cors", "data/cross-origin") == 0
    assert "See [it](../data/cross-origin.md), [x](later.md)" in guide.rest.read_text(encoding="utf-8")
    assert rename(guide, "web/rest", "data/rest-api") == 0
    moved = (guide.answers / "data" / "rest-api.md").read_text(encoding="utf-8")
    assert "See [it](cross-origin.md), [x](../web/later.md)" in moved
    assert "topics/data/#rest-api\n" in read_all(guide.root)["permalinks.txt"]
    assert "topics/web/#rest\n" not in read_all(guide.root)["permalinks.txt"]


def test_a_refused_move_leaves_no_folder(guide: SmallGuide, capsys: pytest.CaptureFixture[str]) -> None:
    """A topic without answers has no folder yet."""
    empty = "- {slug: empty, title: Empty, description: Nothing yet., icon: material/web}\n"
    guide.topics.write_text(guide.topics.read_text(encoding="utf-8") + empty, encoding="utf-8")
    text = guide.cors.read_text(encoding="utf-8")
    guide.cors.write_text(replace_once(text, "aliases: []", "aliases: [empty/rows]"), encoding="utf-8")
    assert rename(guide, "data/rows", "empty/rows") == 1
    assert "the alias `empty/rows` is the address of" in capsys.readouterr().out
    assert not (guide.answers / "empty").exists()
    assert (guide.answers / "data" / "rows.md").exists()


@pytest.mark.parametrize(
    ("case", "before", "after"),
    [
        ("none yet", "level: mid\n", "level: mid\naliases: [a/b, c/d]\n"),
        ("in one line", "aliases: [x/y]\nlevel: mid\n", "aliases: [a/b, c/d]\nlevel: mid\n"),
        ("over several lines", "aliases:\n  - x/y\n  - z/z\nlevel: mid\n", "aliases: [a/b, c/d]\nlevel: mid\n"),
        ("at the end", "level: mid\naliases:\n  - x/y\n", "level: mid\naliases: [a/b, c/d]\n"),
        ("with a remark behind them", "aliases: [x/y]  # earlier\nlevel: mid\n", "aliases: [a/b, c/d]  # earlier\nlevel: mid\n"),
        ("with a remark below", "aliases: [x/y]\n# who is asked\nlevel: mid\n", "aliases: [a/b, c/d]\n# who is asked\nlevel: mid\n"),
        ("with a remark below at the end", "level: mid\naliases: []\n# the end\n", "level: mid\naliases: [a/b, c/d]\n# the end\n"),
        ("with remarks among them", "aliases: # old\n  - x/y # one\n  # two\n\n  - z/z\nlevel: mid\n", "aliases: [a/b, c/d] # old\n # one\n  # two\n\nlevel: mid\n"),
        ("with a remark above", "# old\naliases: []\nlevel: mid\n", "# old\naliases: [a/b, c/d]\nlevel: mid\n"),
        ("the same already", "aliases:\n  - a/b\n  - c/d\nlevel: mid\n", "aliases:\n  - a/b\n  - c/d\nlevel: mid\n"),
    ],
)  # fmt: skip
def test_aliases_are_written_and_nothing_else(case: str, before: str, after: str) -> None:
    head = '---\nquestion: What?\nnumbers: ["1"]\nkind: technical\n'
    level = "" if "level" in before else "level: mid\n"
    text = f"{head}{level}{before}---\n"
    document = parse_document(text.encode(), "a.md", "web", "a")
    assert set_aliases(text, document, ["a/b", "c/d"]) == f"{head}{level}{after}---\n", case


def test_a_disk_that_is_full_midway_leaves_everything_as_it_was(
    guide: SmallGuide, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_all(guide.root)
    written: list[Path] = []

    def fail_at_the_third(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 3:
            raise OSError(28, "No space left on device", str(path))
        write_file(path, data)

    monkeypatch.setattr(rename_answer, "write_file", fail_at_the_third)
    assert rename(guide, "web/cors", "data/cross-origin") == 1
    assert "No space left on device" in capsys.readouterr().out
    assert read_all(guide.root) == before


def test_a_name_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(SystemExit, match="2"):
        rename_answer.main(["cors", "web/x"])
