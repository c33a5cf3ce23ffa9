"""The converter as a whole: the real list, the pages, the JSON, the exit statuses, and safe writing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from support import ANSWER, ROOT, SmallGuide, explain, replace_once

import convert

GOLDEN = Path(__file__).parent / "golden"


def test_every_entry_of_the_real_list_arrives_once(tmp_path: Path) -> None:
    out = tmp_path / "docs" / "topics"
    assert convert.main([f"--out={out}"]) == 0
    questions = json.loads((tmp_path / "docs" / "questions.json").read_text(encoding="utf-8"))
    numbers = [number for question in questions for number in question["numbers"]]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) == {str(number) for number in range(1, len(numbers))} | {"24b"}
    assert len(questions) == len(numbers) - 4
    by_number = {number: question["id"] for question in questions for number in question["numbers"]}
    for same in (("12", "32"), ("19", "20"), ("7", "29"), ("6", "34")):
        assert by_number[same[0]] == by_number[same[1]]
    pages = {path.stem: path.read_text(encoding="utf-8") for path in out.glob("*.md")}
    for question in questions:
        headings = [slug for slug, page in pages.items() if f"{{ #{question['id']} }}" in page]
        assert headings == [question["topic"]]


def test_the_summary_counts_everything(small_guide: SmallGuide) -> None:
    run = small_guide.convert()
    assert run.lines[-1] == (
        "3 entries, 0 repeats joined, 3 questions, 3 topics, 1 answered, 2 open, 3 pages written, 0 unchanged, "
        "unsorted: what-is-an-index"
    )
    assert small_guide.convert().lines[-1].endswith("0 pages written, 3 unchanged, unsorted: what-is-an-index")


def test_pages_and_json_are_as_the_golden_files_say(small_guide: SmallGuide) -> None:
    """To renew them after a wanted change: `RENEW=1 pytest tests/test_convert.py`, then read the difference."""
    small_guide.convert()
    written = {name.replace("/", "--"): data for name, data in small_guide.written().items()}
    if os.environ.get("RENEW"):
        for path in GOLDEN.iterdir():
            path.unlink()
        for name, data in written.items():
            (GOLDEN / name).write_bytes(data)
    golden = {path.name: path.read_text(encoding="utf-8") for path in GOLDEN.iterdir()}
    assert {name: data.decode() for name, data in written.items()} == golden


def test_check_writes_nothing_and_fails_where_something_would_change(small_guide: SmallGuide) -> None:
    assert small_guide.convert("--check").status == 1
    assert small_guide.written() == {}
    small_guide.convert()
    assert small_guide.convert("--check").status == 0
    small_guide.cors.write_text(replace_once(ANSWER, "Because of this.", "Because of that."), encoding="utf-8")
    before = small_guide.written()
    assert small_guide.convert("--check").status == 1
    assert small_guide.written() == before


def test_wrong_usage_is_status_2() -> None:
    with pytest.raises(SystemExit) as stop:
        convert.main(["--no-such-option"])
    assert stop.value.code == 2


def test_the_command_itself_prints_the_summary_last(small_guide: SmallGuide) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "convert.py"), "--questions", str(small_guide.questions)]
    command += ["--topics", str(small_guide.topics), "--answers", str(small_guide.answers)]
    done = subprocess.run(
        [*command, "--out", str(small_guide.out)], capture_output=True, text=True, cwd=small_guide.root, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("3 entries,")


def test_only_pages_that_differ_are_written(small_guide: SmallGuide) -> None:
    small_guide.convert()
    times = {path: path.stat().st_mtime_ns for path in small_guide.out.iterdir()}
    small_guide.cors.write_text(replace_once(ANSWER, "Because of this.", "Because of that."), encoding="utf-8")
    assert ", 1 pages written," in small_guide.convert().lines[-1]
    changed = {path.name for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert changed == {"web.md"}


def test_where_nothing_differs_the_folder_is_not_touched(small_guide: SmallGuide) -> None:
    """Whatever watches it would build the site again."""
    small_guide.convert()
    before = small_guide.out.stat().st_mtime_ns
    small_guide.convert()
    assert small_guide.out.stat().st_mtime_ns == before


def test_a_page_whose_topic_is_gone_is_removed_and_a_foreign_file_is_not(small_guide: SmallGuide) -> None:
    small_guide.convert()
    foreign = small_guide.out / "mine.md"
    foreign.write_text("# Mine\n", encoding="utf-8")
    topics = small_guide.topics.read_text(encoding="utf-8")
    small_guide.topics.write_text(topics[: topics.index("- slug: data")], encoding="utf-8")
    assert small_guide.convert().status == 0
    assert not (small_guide.out / "data.md").exists()
    assert foreign.read_text(encoding="utf-8") == "# Mine\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("topics/web.md", "mine"),
        ("topics/web.md", "---\ntitle: mine\nwritten_by: scripts/convert.py\n---\n"),
        ("topics/nav.yml", "mine"),
        ("search-docs.js", "mine"),
        ("questions.json", "mine"),
        ("questions.json", '[{"short_answer": 1}, {"mine": 1}]'),
        ("questions.json", '["short_answer"]'),
        ("questions.json", '{"short_answer": 1}'),
    ],
)
def test_a_foreign_file_in_the_way_is_a_problem(name: str, text: str, small_guide: SmallGuide) -> None:
    path = small_guide.root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    run = small_guide.convert()
    assert run.status == 1
    assert "will not touch it" in run.lines[-2]
    assert small_guide.written() == {name: text.encode()}


def test_a_folder_in_the_way_is_a_problem(small_guide: SmallGuide) -> None:
    (small_guide.out / "web.md").mkdir(parents=True)
    assert "there is a folder where a page has to be written" in small_guide.convert().lines[-2]


def test_an_out_that_is_a_file_is_a_problem(small_guide: SmallGuide) -> None:
    small_guide.out.write_text("mine", encoding="utf-8")
    run = small_guide.convert()
    assert (run.status, "this is not a folder" in run.lines[-2]) == (1, True), run.lines
    assert small_guide.out.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("a long name", "a" * 300),
        ("a long name inside another", f"{'a' * 300}/topics"),
        ("a long path", "a/" * 3000 + "b"),
        ("a folder in a file", "questions.txt/topics"),
        ("a circle of links", "circle/topics"),
    ],
)
def test_an_out_that_cannot_be_is_a_line(case: str, name: str, small_guide: SmallGuide) -> None:
    (small_guide.root / "circle").symlink_to("circle")
    run = small_guide.convert(f"--out={small_guide.root / name}")
    assert (run.status, len(run.lines), "name another with --out" in run.lines[0]) == (1, 2, True), (case, run.lines)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("questions.json", "/dev/zero"),
        ("questions.json", "pipe"),
        ("questions.json", "circle"),
        ("search-docs.js", "/dev/zero"),
        ("study-list.js", "/dev/zero"),
        ("feed.xml", "/dev/zero"),
        ("topics/web.md", "/dev/zero"),
        ("topics/nav.yml", "/dev/zero"),
    ],
)
def test_what_has_no_end_in_the_way_is_a_line(name: str, target: str, small_guide: SmallGuide) -> None:
    path = small_guide.root / "docs" / name
    path.parent.mkdir(exist_ok=True)
    if target == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path if target == "circle" else target)
    run = small_guide.convert()
    assert (run.status, run.lines[-1]) == (1, "1 problem; nothing was written.")
    assert f"{name}:1: the converter did not write this file" in run.lines[0]


@pytest.mark.parametrize("target", ["/dev/zero", "pipe"])
def test_what_has_no_end_beside_the_pages_is_left_alone(target: str, small_guide: SmallGuide) -> None:
    path = small_guide.out / "x.md"
    path.parent.mkdir()
    os.mkfifo(path) if target == "pipe" else path.symlink_to(target)
    assert small_guide.convert().status == 0
    assert path.lstat()


def test_a_link_to_a_section_of_an_open_answer_is_told(small_guide: SmallGuide) -> None:
    for link, is_told in (("rest.md", False), ("rest.md#pitfalls", True), ("cors.md#pitfalls", False)):
        small_guide.cors.write_text(replace_once(ANSWER, "As [the", f"See [x]({link}). As [the"), encoding="utf-8")
        run = small_guide.convert()
        told = ["cors.md:22: answers/web/rest.md is still open: remove `#pitfalls`" in line for line in run.lines]
        assert (any(told), run.status) == (is_told, int(is_told)), run.lines


def test_answers_that_are_a_circle_of_links_are_a_line(small_guide: SmallGuide) -> None:
    circle = small_guide.root / "circle"
    circle.symlink_to(circle)
    run = small_guide.convert(f"--answers={circle}")
    assert run.status == 1
    assert any("circle:1: the folder of answers does not exist" in line for line in run.lines), run.lines


def test_a_failing_write_leaves_the_earlier_pages_whole(
    small_guide: SmallGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_guide.convert()
    before = small_guide.written()
    small_guide.cors.write_text(replace_once(ANSWER, "Because of this.", "Because of that."), encoding="utf-8")
    small_guide.rest.write_text(
        small_guide.rest.read_text(encoding="utf-8").replace("level: mid", "level: senior"), encoding="utf-8"
    )

    def fail(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    run = small_guide.convert()
    monkeypatch.undo()
    assert run.status == 1
    assert "cannot be written (No space left on device)" in run.lines[-2]
    assert small_guide.written() == before


def test_an_interrupted_write_leaves_the_earlier_pages_whole(
    small_guide: SmallGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_guide.convert()
    before = small_guide.written()
    small_guide.cors.write_text(replace_once(ANSWER, "Because of this.", "Because of that."), encoding="utf-8")

    def interrupt(path: Path, data: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupt)
    with pytest.raises(KeyboardInterrupt):
        small_guide.convert()
    monkeypatch.undo()
    assert small_guide.written() == before


def test_a_moved_question_leaves_an_anchor_at_its_old_address(small_guide: SmallGuide) -> None:
    aliased = replace_once(ANSWER, "aliases: []", "aliases: [web/cross-origin, data/cors, network/cors]")
    small_guide.cors.write_text(aliased, encoding="utf-8")
    assert small_guide.convert().status == 0
    pages = {path.stem: path.read_text(encoding="utf-8") for path in small_guide.out.glob("*.md")}
    moved = '<p id="{}" class="moved-question">Moved: <a href="{}">What is CORS?</a></p>'
    assert moved.format("cross-origin", "#cors") in pages["web"]
    assert moved.format("cors", "../web/#cors") in pages["data"]
    assert moved.format("cors", "../web/#cors") in pages["network"]


@pytest.mark.parametrize(
    ("case", "variables", "wanted", "unwanted"),
    [
        ("nothing set", {}, "has no answer yet.", "github"),
        (
            "a fork",
            {"GUIDE_REPO_URL": "https://github.com/me/guide/", "GUIDE_BRANCH": "trunk"},
            "https://github.com/me/guide/edit/trunk/answers/web/cors.md",
            "/edit/main/",
        ),
        (
            "an open question without a file",
            {"GUIDE_REPO_URL": "https://github.com/me/guide"},
            "https://github.com/me/guide/new/main?filename=answers%2FTOPIC%2Fwhat-is-an-index.md&amp;value=---%0Aquestion",
            "None",
        ),
    ],
)
def test_links_into_the_repository(
    case: str,
    variables: dict[str, str],
    wanted: str,
    unwanted: str,
    small_guide: SmallGuide,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("GUIDE_REPO_URL", "GUIDE_BRANCH", "GUIDE_SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    small_guide.convert()
    pages = "".join(path.read_text(encoding="utf-8") for path in small_guide.out.glob("*.md"))
    assert wanted in pages, case
    assert unwanted not in pages, case


def test_what_a_killed_run_left_is_cleared_away(small_guide: SmallGuide) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = small_guide.out / f".new-{dead.pid}-abc"
    running = small_guide.out / f".new-{os.getpid()}-abc"
    for folder in (left, running):
        folder.mkdir(parents=True)
        (folder / "web.md").write_text("half")
    assert small_guide.convert().status == 0
    assert not left.exists()
    assert running.exists()


def test_an_out_that_is_a_link_is_not_written_through(small_guide: SmallGuide, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    small_guide.out.symlink_to(tmp_path / "elsewhere")
    assert "this is not a folder" in small_guide.convert().lines[-2]
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("questions.txt", "a folder"),
        ("questions.txt", "a pipe"),
        ("questions.txt", "a device"),
        ("questions.txt", "a broken link"),
        ("questions.txt", "a circle of links"),
        ("topics.yml", "a folder"),
        ("answers/web/cors.md", "a folder"),
        ("docs/assets/glossary.txt", "a folder"),
    ],
)
def test_what_is_no_plain_file_is_a_line(kind: str, name: str, small_guide: SmallGuide) -> None:
    path = small_guide.root / name
    path.unlink()
    make: dict[str, Callable[[], None]] = {
        "a folder": lambda: path.mkdir(),
        "a pipe": lambda: os.mkfifo(path),
        "a device": lambda: path.symlink_to("/dev/zero"),
        "a broken link": lambda: path.symlink_to("nowhere"),
        "a circle of links": lambda: path.symlink_to(path),
    }
    make[kind]()
    run = small_guide.convert()
    assert run.status == 1
    assert any(f"{name}:1: " in line for line in run.lines), run.lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_that_is_none_has_its_line_whatever_ends_lines(end: str, small_guide: SmallGuide) -> None:
    small_guide.cors.write_bytes(ANSWER.replace("\n", end).encode() + b"\xff")
    assert any("cors.md:58: the line is not UTF-8" in line for line in small_guide.convert().lines)


def test_a_file_that_is_too_large_is_a_line(small_guide: SmallGuide) -> None:
    small_guide.cors.write_text(ANSWER + "x " * 600_000, encoding="utf-8")
    assert any("cors.md:1: the file is larger than 64 KiB" in line for line in small_guide.convert().lines)


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("headings of one name", "### a\n\n" * 8500),
        ("code in a language that is not the guide's", '```csharp unchecked="x"\n' + "a\n" * 3000 + "```\n\n"),
        ("blank code in another", '```autoit unchecked="x"\n' + "\n" * 9000 + "```\n\n"),
        ("words in Java", '```java unchecked="x"\n' + "a " * 9000 + "\n```\n\n"),
        ("blank lines in Gherkin", ('```gherkin unchecked="x"\n' + " \n" * 1500 + "```\n\n") * 6),
        ("programs", "".join(f'```python title="a{i}.py"\nx\n```\n\n' for i in range(1500))),
        ("lists", "- a\n" * 15_000),
    ],
)
def test_an_answer_of_any_text_is_read_within_seconds(case: str, text: str, small_guide: SmallGuide) -> None:
    small_guide.cors.write_text(explain(f"Words.\n\n{text}"), encoding="utf-8")
    start = process_time()
    small_guide.convert()
    assert process_time() - start < 5, case


def test_a_folder_that_cannot_be_read_is_a_line(small_guide: SmallGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is the test's own."""
    real = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "web":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert any("web:1: the folder cannot be read (Permission denied)" in line for line in small_guide.convert().lines)


CLOSED = ["answers", "answers/web", "docs", "docs/assets", "questions.txt", "answers/web/cors.md", "docs/index.md"]
OPEN_ALL_THE_SAME = {("docs/assets", 0o111), *((name, 0o444) for name in CLOSED if "." in name)}
"""A folder whose files are known by name, and files that may be read: as good as before."""
RUN_CLOSED = """
import os, sys
sys.path[:0] = [sys.argv[1]]
import convert
arguments = ["--questions=questions.txt", "--topics=topics.yml", "--answers=answers", "--out=docs/topics"]
user = os.geteuid()
assert convert.main(arguments) == 0
for name in sys.argv[2:]:
    for mode in (0, 0o444, 0o111):
        before = os.stat(name).st_mode
        os.chmod(name, mode)
        os.seteuid(user or 65534)  # root may read everything
        print("TRY", name, mode)
        status = convert.main([*arguments, "--check"])
        print("STATUS", status)
        os.seteuid(user)
        os.chmod(name, before)
"""


def test_what_may_not_be_read_is_a_line(small_guide: SmallGuide) -> None:
    """Each input in turn, closed to reading, to looking inside, or to both: never a traceback."""
    for folder in (small_guide.root, *small_guide.root.parents[:2]):
        folder.chmod(0o755)
    command = [sys.executable, "-c", RUN_CLOSED, str(ROOT / "scripts"), *CLOSED]
    done = subprocess.run(command, cwd=small_guide.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    tries = done.stdout.split("TRY ")[1:]
    assert len(tries) == 3 * len(CLOSED)
    for lines in map(str.splitlines, tries):
        name, mode = lines[0].split()
        is_told = any(line.startswith(name) and ":1: " in line and "cannot be read" in line for line in lines[1:])
        is_closed = (name, int(mode)) not in OPEN_ALL_THE_SAME
        assert (is_told, lines[-1]) == (is_closed, f"STATUS {int(is_closed)}"), lines


def test_head_and_body_are_told_together(small_guide: SmallGuide) -> None:
    broken = replace_once(replace_once(ANSWER, "junior", "guru"), "## Pitfalls", "## Traps")
    small_guide.cors.write_text(broken, encoding="utf-8")
    lines = [line.partition("cors.md:")[2].split(":")[0] for line in small_guide.convert().lines if "cors.md:" in line]
    assert {"4", "34"} <= set(lines)
