"""What was printed against what is shown: to the letter, and the line that differs is named."""

import pytest
from sample_checks import find_samples

from guide.read.samples import Sample
from guide.read.transcript import MARK
from guide.samples.compare import find_unstable, judge_sample
from guide.samples.job import Outcome

PROGRAM = '```python title="a.py"\n```\n'


def make_sample(shown: str | None, info: str = 'python title="a.py"') -> Sample:
    """A sample on lines 1 and 2, its output fence on line 4, the first line shown on line 5."""
    output = "" if shown is None else f'\n```text title="Output"\n{shown}```\n'
    return find_samples("a.md", f"```{info}\n```\n{output}")[0][0]


def make_transcript(code: str) -> Sample:
    return find_samples("a.md", f"```console\n{code}```\n")[0][0]


def judge(sample: Sample, printed: str, status: int = 0) -> list[str]:
    return [str(problem) for problem in judge_sample(sample, Outcome(status, printed.encode()))[0]]


@pytest.mark.parametrize(
    ("case", "shown", "printed"),
    [
        ("one line", "a\n", "a\n"),
        ("no last line end", "a\n", "a"),
        ("blanks at the end of a line", "a \n", "a \n"),
        ("an empty line alone", "\n", "\n"),
        ("empty lines at the end", "a\n\n\n", "a\n\n\n"),
        ("nothing", None, ""),
    ],
)
def test_what_is_right(case: str, shown: str | None, printed: str) -> None:
    assert judge(make_sample(shown), printed) == [], case


@pytest.mark.parametrize(
    ("case", "shown", "printed", "line"),
    [
        ("another first line", "a\nb\n", "x\nb\n", 5),
        ("another second line", "a\nb\n", "a\nx\n", 6),
        ("a line too few shown", "a\n", "a\nb\n", 6),
        ("a line too many shown", "a\nb\n", "a\n", 6),
        ("a blank too many", "a \n", "a\n", 5),
        ("an empty line too few at the end", "a\n", "a\n\n", 6),
        ("another case", "A\n", "a\n", 5),
        ("nothing printed", "a\n", "", 5),
        ("nothing printed, nothing in the fence", "", "", 5),
        ("no output fence", None, "a\n", 1),
    ],
)
def test_what_is_wrong_and_where(case: str, shown: str | None, printed: str, line: int) -> None:
    problems = judge(make_sample(shown), printed)
    assert len(problems) == 1, case
    assert problems[0].startswith(f"a.md:{line}: "), (case, problems)


def test_a_difference_is_shown_as_an_indented_diff() -> None:
    assert judge(make_sample("a\nb\n"), "a\nc\n")[0].splitlines()[1:] == [
        "    --- shown",
        "    +++ printed",
        "    @@ -1,2 +1,2 @@",
        "     a",
        "    -b",
        "    +c",
    ]


@pytest.mark.parametrize(
    ("case", "info", "status", "words"),
    [
        ("fails unasked", 'python title="a.py"', 1, "ended with status 1 instead of 0"),
        ("is asked to fail and does not", 'python title="a.py" exit=1', 0, "ended with status 0 instead of 1"),
        ("fails in another way", 'python title="a.py" exit=1', 2, "ended with status 2 instead of 1"),
    ],
)
def test_the_exit_status(case: str, info: str, status: int, words: str) -> None:
    problems = judge(make_sample("a\n", info), "a\n", status)
    assert [words in problem for problem in problems] == [True], case
    assert problems[0].startswith("a.md:1: "), case
    assert problems[0].endswith("having printed:\n    a"), case


def test_a_program_that_fails_as_it_should_is_right() -> None:
    assert judge(make_sample("a\n", 'python title="a.py" exit=1'), "a\n", 1) == []


def test_a_denied_write_is_called_so() -> None:
    problems = judge(make_sample("a\n"), "OSError: [Errno 30] Read-only file system: '/etc/x'\n", 1)
    assert "wrote outside its folder, which was denied" in problems[0]


@pytest.mark.parametrize(
    ("case", "output", "words"),
    [
        ("bytes that are no text", b"\xff\n", "not UTF-8"),
        ("a color", b"\x1b[1mred\n", r"control character '\x1b'"),
        ("a carriage return", b"10%\r20%\n", r"control character '\r'"),
        ("the mark of transcripts", MARK.encode(), r"control character '\x1e'"),
    ],
)
def test_output_that_no_page_can_show(case: str, output: bytes, words: str) -> None:
    problems, real = judge_sample(make_sample("a\n"), Outcome(0, output))
    assert real is None, case
    assert words in problems[0].message, case


def test_a_stopped_program_says_why_and_nothing_is_to_be_written() -> None:
    problems, real = judge_sample(make_sample("a\n"), Outcome(0, b"a\n", "it ran longer than 10 seconds"))
    assert real is None
    assert [str(problem) for problem in problems] == ["a.md:1: a.py was stopped: it ran longer than 10 seconds"]


@pytest.mark.parametrize(
    ("case", "code", "printed", "line"),
    [
        ("as shown", "$ echo a\na\n$ date\n20...\n", f"a\n{MARK}2026\n{MARK}", 0),
        ("another output", "$ echo a\nb\n", f"a\n{MARK}", 3),
        ("another output of the second", "$ echo a\na\n$ echo b\nc\n", f"a\n{MARK}b\n{MARK}", 5),
        ("an output too few", "$ echo a\n$ echo b\nb\n", f"a\n{MARK}b\n{MARK}", 3),
    ],
)
def test_transcripts(case: str, code: str, printed: str, line: int) -> None:
    problems = judge(make_transcript(code), printed)
    assert [problem.split(":")[1] for problem in problems] == ([str(line)] if line else []), case


@pytest.mark.parametrize(
    ("case", "code", "printed", "words"),
    [
        ("a session that broke off", "$ exit 0\n$ echo b\nb\n", "", "stopped after 0 of its 2 commands"),
        ("words before the first prompt", "a\n$ true\n", MARK, "is not a transcript"),
        ("no prompt at all", "echo a\n", "", "is not a transcript"),
        (
            "a command that moves what the next one prints",
            "$ a\n$ b\nx\n",
            f"{MARK}x\n{MARK}y\n{MARK}",
            "separates commands",
        ),
    ],
)
def test_what_is_no_transcript(case: str, code: str, printed: str, words: str) -> None:
    assert [words in problem for problem in judge(make_transcript(code), printed)] == [True], case


@pytest.mark.parametrize(
    ("case", "printed", "words"),
    [
        (
            "a warning of the compiler",
            'a.c:1: warning\n[[["HTTP/1.1 200 OK"], ""]]\n',
            "printed more than its responses",
        ),
        ("a response too many", '[[["HTTP/1.1 200 OK"], ""], [["HTTP/1.1 200 OK"], ""]]\n', "printed more than its"),
        ("no response", "[[[], 1]]\n", "printed more than its responses"),
        ("a number", "[1]\n", "printed more than its responses"),
        ("nested without end", "[" * 100_000, "printed more than its responses"),
        ("a color in the body", '[[["HTTP/1.1 200 OK"], "\\u001b[1m"]]', r"control character '\x1b'"),
        ("a carriage return in the body", '[[["HTTP/1.1 200 OK"], "a\\rb"]]', r"control character '\r'"),
        ("a byte of no text in a header", '[[["HTTP/1.1 200 OK", "A: \\u0080"], ""]]', r"control character '\x80'"),
        ("half a character", '[[["HTTP/1.1 200 OK"], "\\ud800"]]', r"control character '\ud800'"),
    ],
)
def test_responses_that_no_page_can_show(case: str, printed: str, words: str) -> None:
    text = '```python title="api.py"\n```\n\n```http of="api.py"\nGET / HTTP/1.1\nHost: a\n```\n'
    outcome = Outcome(0, printed.encode())
    (sample,) = find_samples("a.md", text)[0]
    problems, real = judge_sample(sample, outcome)
    assert real is None, case
    assert [words in problem.message for problem in problems] == [True], problems
    assert find_unstable(sample, [outcome, outcome]) is None


def test_of_a_long_difference_only_its_beginning_is_shown() -> None:
    lines = judge(make_sample("a\n" * 3000), "a\n" * 2000 + "b\n" * 1000)[0].splitlines()
    assert len(lines) == 402
    assert lines[3:8] == ["    @@ -1,200 +1,200 @@", "     a", "     a", "    -a", "    -a"]
    lines = judge(make_sample("a\n" * 300), "b\n" * 300)[0].splitlines()
    assert (len(lines), lines[4]) == (404, "    -a")
    lines = judge(make_sample("a\n" * 300), "a\n" * 301)[0].splitlines()
    assert lines[3:] == ["    @@ -1,2 +1,3 @@", "     a", "     a", "    +a"]


def test_of_a_long_output_of_a_failed_program_the_end_is_shown() -> None:
    printed = "".join(f"{number}\n" for number in range(20))
    assert judge(make_sample("a\n"), printed, 1)[0].splitlines()[1:] == [f"    {number}" for number in range(5, 20)]


@pytest.mark.parametrize(("printed", "words"), [("a\n", "prints 1 line, but"), ("a\nb\n", "prints 2 lines, but")])
def test_how_many_lines_miss_their_fence(printed: str, words: str) -> None:
    assert words in judge(make_sample(None), printed)[0]


@pytest.mark.parametrize(
    ("case", "outputs", "is_stable"),
    [
        ("always the same", [b"a", b"a", b"a"], True),
        ("once different", [b"a", b"a", b"b"], False),
        ("a single run", [b"a"], True),
    ],
)
def test_stability_over_several_runs(case: str, outputs: list[bytes], is_stable: bool) -> None:
    problem = find_unstable(make_sample("a\n"), [Outcome(0, output) for output in outputs])
    assert (problem is None) == is_stable, case
    if problem:
        assert "run 3 of 3 differs" in problem.message


def test_another_exit_status_is_unstable_too() -> None:
    assert find_unstable(make_sample("a\n"), [Outcome(0, b"a"), Outcome(1, b"a")])


def test_a_transcript_may_vary_where_its_dots_stand() -> None:
    runs = [Outcome(0, f"{word}\n{MARK}".encode()) for word in ("10.1", "10.2")]
    assert find_unstable(make_transcript("$ version\n10...\n"), runs) is None
    assert find_unstable(make_transcript("$ version\n10.1\n"), runs)
