"""samples.py as a person and as CI call it: refusing, updating, annotating, and what it makes of broken surroundings."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sample_checks import find_problems, needs_sandbox, run_samples
from support import ROOT, git

import samples
from guide.samples import check, recipes
from guide.samples.check import Options, Report
from guide.samples.job import Outcome
from guide.samples.tools import Missing, find_program

HELLO = '```python title="a.py"\nprint("hello")\n```\n'
OUTPUT = '\n```text title="Output"\nhello\n```\n'


def write_answer(folder: Path, text: str) -> Path:
    path = folder / "answers" / "web" / "a.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize("environment", [{}, {"CI": "true"}], ids=["at home", "in CI"])
def test_without_a_sandbox_nothing_is_run(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        samples, "find_sandbox_error", lambda: "bubblewrap is not installed: apt-get install bubblewrap"
    )
    monkeypatch.setattr(samples, "check_answers", None)
    assert samples.main([str(write_answer(tmp_path, HELLO))], environment) == 1
    words = capsys.readouterr().err
    assert "nothing was run" in words
    assert "apt-get install bubblewrap" in words
    assert "--without-sandbox" in words


def test_ci_never_runs_without_a_sandbox(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        samples.main([str(write_answer(tmp_path, HELLO)), "--without-sandbox"], {"CI": "true"})
    assert "for a person's own machine" in capsys.readouterr().err


def test_without_a_sandbox_on_wish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_answer(tmp_path, HELLO + OUTPUT)
    (tmp_path / "answers" / "tools.json").write_text('{"python": "Python 3.11"}')
    status, lines = run_samples(path, capsys, "--without-sandbox")
    assert (status, lines[0]) == (0, "sandbox: none, as requested")


@needs_sandbox
def test_an_update_writes_what_was_printed_and_by_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_answer(tmp_path, HELLO + "\n```console\n$ echo a\n```\n")
    assert [line.split(": ")[1][:30] for line in find_problems(path, capsys)] == [
        "a.py prints 1 line, but there ",
        "the page does not show what th",
    ]
    status, lines = run_samples(path, capsys, "--update")
    assert (status, lines[-1]) == (0, "2 samples: 2 run, 0 from the cache, 0 parsed, 0 unchecked, 0 skipped; 2 updated")
    assert path.read_text() == HELLO + OUTPUT + "\n```console\n$ echo a\na\n```\n"
    assert set(json.loads((tmp_path / "answers" / "tools.json").read_text())) == {"python", "console"}
    assert run_samples(path, capsys)[1][-1].startswith("2 samples: 0 run, 2 from the cache")


@needs_sandbox
def test_an_update_takes_away_an_output_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = HELLO.replace('print("hello")', "x = 1")
    path = write_answer(tmp_path, silent + OUTPUT)
    assert find_problems(path, capsys, "--update") == []
    assert path.read_text() == silent


@needs_sandbox
def test_an_update_refuses_what_prints_something_else_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = '```python title="a.py"\nimport os\nprint(os.urandom(8).hex())\n```\n'
    path = write_answer(tmp_path, text)
    assert ["a.py is unstable" in line for line in find_problems(path, capsys, "--update")] == [True]
    assert path.read_text() == text


STRANGE_PLACES = [
    ("a response that reads like two", "HTTP/1.1 200 OK\\r\\n\\r\\na\\n\\nHTTP/1.1 500 No\\n\\nb"),
    ("a response that reads like a request", "HTTP/1.1 200 OK\\r\\n\\r\\na\\n\\nGET / HTTP/1.1\\nHost: a"),
]


@needs_sandbox
@pytest.mark.parametrize(("case", "response"), STRANGE_PLACES)
def test_an_update_writes_nothing_that_would_read_otherwise(
    case: str, response: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = (
        "import os, socket\n"
        's = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))\n'
        f"while True:\n    c = s.accept()[0]\n    c.recv(999)\n    c.sendall(b'{response}')\n    c.close()\n"
    )
    text = f'```python title="api.py"\n{server}```\n\n```http of="api.py"\nGET / HTTP/1.1\nHost: a\n```\n'
    path = write_answer(tmp_path, text)
    problems = find_problems(path, capsys, "--update")
    assert ["prints cannot be written where it is" in line for line in problems] == [True], (case, problems)
    assert path.read_text() == text


REFUSED = [
    ("what has no width", "a\\u200bb", "the invisible character U+200B"),
    ("an emoji joined to another", "\\U0001f468\\u200d\\U0001f4bb", "the invisible character U+200D"),
    ("a mark that turns the text", "a\\u202eb", "the invisible character U+202E"),
    ("no character", "\\ufdd0", "the invisible character U+FDD0"),
    ("the template's mark", "TO WRITE:", "`TO WRITE:` is still here"),
]


@needs_sandbox
@pytest.mark.parametrize(("case", "printed", "words"), REFUSED)
def test_an_update_writes_nothing_of_a_sample_that_the_converter_would_refuse(
    case: str, printed: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = f'\n```python title="b.py"\nprint("{printed}".replace("_", " "))\n```\n'.replace("TO WRITE", "TO_WRITE")
    session = f"\n```console\n$ printf '{printed}\\n'\n```\n".replace("TO WRITE", "TO\\x20WRITE")
    path = write_answer(tmp_path, HELLO + odd + session)
    found = find_problems(path, capsys, "--update")
    assert [line.partition("md:")[2].partition(" may not be in an answer, since ")[0] for line in found] == [
        "5: what b.py prints",
        "9: what the console sample prints",
    ], (case, found)
    assert all(words in line and line.endswith(": let it print something else") for line in found), (case, found)
    assert path.read_text() == HELLO + OUTPUT + odd + session


@needs_sandbox
def test_an_update_refuses_a_response_that_the_converter_would_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = (
        "import os, socket\n"
        's = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))\n'
        'while True:\n    c = s.accept()[0]\n    c.recv(999)\n    c.sendall("HTTP/1.1 200 OK\\r\\n\\r\\na\\u200b".encode())\n    c.close()\n'
    )
    text = f'```python title="api.py"\n{server}```\n\n```http of="api.py"\nGET / HTTP/1.1\nHost: a\n```\n'
    path = write_answer(tmp_path, text)
    problems = find_problems(path, capsys, "--update")
    assert ["U+200B is in this line: let it print something else" in line for line in problems] == [True], problems
    assert path.read_text() == text


@needs_sandbox
def test_an_update_does_not_grow_an_answer_beyond_what_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HELLO.replace("hello", "hello " * 1000) + f"{'x' * 999}\n" * 59
    path = write_answer(tmp_path, text)
    assert ["let it print less" in line for line in find_problems(path, capsys, "--update")] == [True]
    assert path.read_text() == text


@needs_sandbox
def test_an_update_leaves_a_link_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_answer(tmp_path, HELLO)
    link = path.with_name("b.md")
    link.symlink_to(path)
    assert ["it is a link" in line for line in find_problems(link, capsys, "--update")] == [True]
    assert link.is_symlink()
    assert path.read_text() == HELLO


@needs_sandbox
def test_an_update_names_the_excerpts_that_it_leaves_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    excerpts = '\n```python excerpt="a.py"\nprint("hello")\n```\n\n```text excerpt="a.py"\nhello\n```\n'
    path = write_answer(tmp_path, HELLO.replace("hello", "bye") + OUTPUT + excerpts)
    problems = find_problems(path, capsys, "--update")
    assert [line.partition("md:")[2] for line in problems] == [
        '10: `print("hello")` is not in a.py like this: copy its lines as they are',
        "14: `hello` is not in a.py like this: copy its lines as they are",
    ]


@needs_sandbox
@pytest.mark.parametrize("options", [[], ["--without-sandbox"]])
def test_ctrl_c_ends_a_run_at_once_and_the_next_one_clears_up(options: list[str], tmp_path: Path) -> None:
    path = write_answer(tmp_path, HELLO.replace('print("hello")', "import time\ntime.sleep(8)"))
    command = [sys.executable, str(ROOT / "scripts" / "samples.py"), str(path), f"--cache={tmp_path}/kept", *options]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "CI": ""}  # there nothing runs without a sandbox
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("sandbox: ")
        time.sleep(1)
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.communicate() == ("", "")
        assert time.monotonic() - start < 3
    assert process.returncode == -signal.SIGINT
    path.write_text(HELLO + OUTPUT)
    subprocess.run(command, env=environment, check=False, capture_output=True)
    assert list(tmp_path.glob(".sample-*")) == []


@needs_sandbox
@pytest.mark.parametrize("order", [1, -1])
def test_a_run_that_was_stopped_says_why_whatever_another_printed(
    order: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = [Outcome(1, b"Traceback"), Outcome(0, b"", "it opened a connection to another host, which was denied")]
    runs = iter(outcomes[::order])
    monkeypatch.setattr(check, "run_job", lambda job, isolated: next(runs))
    path = write_answer(tmp_path, HELLO)
    assert find_problems(path, capsys, "--update") == [f"{path}:1: a.py was stopped: {outcomes[1].stopped}"]


@needs_sandbox
@pytest.mark.parametrize(
    ("case", "arguments", "python", "note"),
    [
        ("one answer", ["answers/web/a.md"], "Python 2.7", "note: python samples ran with Python 3."),
        ("all of a folder", ["answers"], "Python 2.7", "the recorded outputs are from Python 2.7"),
        ("all answers", [], "Python 3.", ""),
    ],
)
def test_an_update_of_some_answers_leaves_the_record_of_what_ran_the_others(
    case: str,
    arguments: list[str],
    python: str,
    note: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(samples, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    write_answer(tmp_path, HELLO + "\n```console\n$ echo a\n```\n")
    record = tmp_path / "answers" / "tools.json"
    record.write_text('{"c": "GCC 12", "python": "Python 2.7"}')
    assert samples.main(["--update", f"--cache={tmp_path / '.cache'}", *arguments], {}) == 0
    printed = capsys.readouterr().out
    assert (note in printed, "note: " in printed) == (True, bool(note)), (case, printed)
    labels = json.loads(record.read_text())
    assert labels.keys() == {"c", "console", "python"}, case
    assert labels["python"].startswith(python), case


@needs_sandbox
@pytest.mark.parametrize(
    ("case", "record", "words"),
    [
        ("no record", "{}", "there is no record of Python 3"),
        ("no file", None, "there is no record of Python 3"),
    ],
)
def test_the_record_of_tools(
    case: str, record: str | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_answer(tmp_path, HELLO + OUTPUT)
    if record is not None:
        (tmp_path / "answers" / "tools.json").write_text(record)
    status, lines = run_samples(path, capsys)
    assert status == 1, case
    assert any(f"{tmp_path}/answers/tools.json:1: " in line and words in line for line in lines), (case, lines)


@needs_sandbox
def test_a_record_that_cannot_be_written_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_answer(tmp_path, HELLO + OUTPUT)
    (tmp_path / "answers" / "tools.json").mkdir()
    status, lines = run_samples(path, capsys, "--update")
    assert (status, lines[-1]) == (1, "1 problem")
    assert "tools.json:1: the record of tools cannot be written" in lines[-2]


@needs_sandbox
def test_annotations_for_github(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text('```python title="a.py"\nprint("::error file=README.md::spoof")\n```\n')
    summary = tmp_path / "summary"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    status, lines = run_samples(path, capsys, "--github")
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert status == 1
    assert [line.partition("::a.py prints")[0] for line in commands] == [
        f"::error file={path},line=1,title=Must be fixed"
    ]
    assert "a.py prints 1 line" in summary.read_text()
    lines = run_samples(path, capsys)[1]
    assert not [line for line in lines if "::" in line]


def make_odd(kind: str, path: Path) -> None:
    if kind == "a folder":
        path.mkdir()
    else:
        path.write_bytes(b"a\n\xff\n")


@needs_sandbox
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("a folder", "1: this is a folder, not a file"),
        ("not UTF-8", "2: the line is not UTF-8"),
    ],
)
def test_a_file_that_is_no_answer(kind: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_answer(tmp_path, "Words.\n").with_name("odd.md")
    make_odd(kind, path)
    assert [f"odd.md:{words}" in line for line in find_problems(path.parent, capsys)] == [True]


@needs_sandbox
@pytest.mark.parametrize("kind", ["a file", "a folder that is a file", "damaged"])
def test_a_cache_that_cannot_be_used_costs_only_time(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.md"
    path.write_text(HELLO + OUTPUT)
    cache = tmp_path / ".cache"
    if kind == "damaged":
        run_samples(path, capsys)
        for kept in cache.glob("*.json"):
            kept.write_text('["not", "what", "was", "kept"]')
    else:
        cache.write_text("")
    options = [f"--cache={cache / 'x'}"] if kind == "a folder that is a file" else []
    status, lines = run_samples(path, capsys, *options)
    assert (status, lines[-1]) == (0, "1 sample: 1 run, 0 from the cache, 0 parsed, 0 unchecked, 0 skipped")


@needs_sandbox
def test_script_of_a_page_is_at_least_parsed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text('```javascript title="page.js" unchecked="it needs a browser"\ndocument.title = "x";\n```\n')
    status, lines = run_samples(path, capsys)
    assert (status, lines[-1]) == (0, "1 sample: 0 run, 0 from the cache, 0 parsed, 1 unchecked, 0 skipped")
    path.write_text(path.read_text().replace('"x";', '"x'))
    assert ["page.js ended with status 1" in line for line in find_problems(path, capsys)] == [True]


@needs_sandbox
def test_what_nothing_reads_is_counted_and_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "".join(f'```{name} unchecked="no {name}"\n(\n```\n\n' for name in ("python", "ruby")) + "```json\n1\n```\n"
    )
    assert run_samples(path, capsys)[1][-3:] == [
        f"{path}:1: unchecked: no python",
        f"{path}:5: unchecked: no ruby",
        "3 samples: 0 run, 0 from the cache, 1 parsed, 2 unchecked, 0 skipped",
    ]


@needs_sandbox
def test_a_sample_without_its_program_is_skipped_but_never_in_ci(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (check, recipes):
        monkeypatch.setattr(module, "find_tool", lambda name, isolated: Missing(f"`{name}` is not installed"))
    path = tmp_path / "a.md"
    path.write_text(HELLO)
    status, lines = run_samples(path, capsys)
    assert (status, lines[-2]) == (0, f"{path}:1: skipped: `python` is not installed")
    assert lines[-1] == "1 sample: 0 run, 0 from the cache, 0 parsed, 0 unchecked, 1 skipped"
    status, lines = run_samples(path, capsys, environment={"CI": "true"})
    assert (status, lines[-2]) == (1, f"{path}:1: a.py was not run: `python` is not installed")


@pytest.mark.parametrize(
    ("arguments", "environment", "wanted"),
    [
        ([], {}, Options()),
        (["--repeat=3"], {}, Options(repeat=3)),
        (["--repeat=100"], {}, Options(repeat=100)),
        (["--update"], {}, Options(update=True, repeat=2)),
        (["--update", "--repeat=3"], {}, Options(update=True, repeat=3)),
        (["--without-sandbox"], {}, Options(isolated=False)),
        ([], {"CI": "true"}, Options(need_all=True)),
    ],
)
def test_what_is_asked_for(
    arguments: list[str], environment: dict[str, str], wanted: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Options] = []

    def note(files: object, options: Options, progress: object) -> Report:
        asked.append(options)
        return Report()

    monkeypatch.setattr(samples, "check_answers", note)
    monkeypatch.setattr(samples, "find_sandbox_error", str)
    monkeypatch.setattr(samples, "describe_sandbox", str)
    assert samples.main([str(tmp_path), f"--cache={wanted.cache}", *arguments], environment) == 0
    assert asked == [wanted]


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "1.5", "1_0", "٣", "101", "99999999999", "9" * 5000])
def test_to_run_less_than_once_or_without_end_is_wrong_usage(
    number: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(samples, "check_answers", None)
    with pytest.raises(SystemExit, match="2"):
        samples.main([f"--repeat={number}"], {})
    assert f"--repeat: `{number[:20]}` is not a number from 1 to 100" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("is_terminal", "done", "shown"),
    [(True, 1, "1 of 2 samples run\r"), (True, 2, "2 of 2 samples run\r\033[K"), (False, 1, "")],
)
def test_progress_is_one_line_of_a_terminal(
    is_terminal: bool, done: int, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    samples.show_progress(done, 2)
    assert terminal.getvalue() == shown


def test_of_two_versions_the_later_is_found(tmp_path: Path) -> None:
    for version in ("9", "10"):
        program = tmp_path / version / "bin" / "serve"
        program.parent.mkdir(parents=True)
        program.touch(mode=0o755)
    assert find_program("serve", (f"{tmp_path}/*/bin",)) == str(tmp_path / "10" / "bin" / "serve")
    assert find_program("serve", ()) == ""
    assert find_program("sh", ()).endswith("/sh")


def test_only_answers_that_a_change_touches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "ROOT", tmp_path)
    path = write_answer(tmp_path, HELLO)
    other = path.with_name("b.md")
    other.write_text(HELLO)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    path.write_text(HELLO + OUTPUT)
    path.with_name(".#a.md").symlink_to("somebody@a-computer.4711")  # an editor's mark
    assert samples.choose_files([], None) == [path, other]
    assert samples.choose_files([], "HEAD") == [path]
    with pytest.raises(ValueError, match="nowhere"):
        samples.choose_files([], "nowhere")
    with pytest.raises(ValueError, match="neither a file nor a folder"):
        samples.choose_files([tmp_path / "nothing"], None)


@pytest.mark.parametrize("name", ["answers/web/a.md", "answers/web/a", "web/a.md", "web/a", "web"])
def test_an_answer_is_named_as_for_a_move(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_answer(tmp_path, HELLO)
    (tmp_path / "elsewhere").mkdir()
    for here in (tmp_path, tmp_path / "elsewhere"):
        monkeypatch.chdir(here)
        monkeypatch.setattr(samples, "ROOT", tmp_path)
        if here == tmp_path or not name.startswith("answers"):
            assert samples.choose_files([Path(name)], None) == [path]
    with pytest.raises(ValueError, match=r"`web/b` is neither a file nor a folder: write a path, or TOPIC/ID"):
        samples.choose_files([Path("web/b")], None)


def test_nothing_that_git_ignores_is_in_git() -> None:
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""


def test_ci_begins_without_results_of_earlier_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    commands = [line.split("#")[0].strip() for line in lines]
    assert commands.index("rm -rf .cache") < commands.index("make test")
