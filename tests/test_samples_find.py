"""Finding samples, their outputs and their files; and what may be wrong with a fence's first line."""

from __future__ import annotations

import pytest
from guide.samples.kinds import Kind

from guide.samples.find import Sample, find_samples

HELLO = '```python title="hello.py"\nprint("hello")\n```\n'
OUTPUT = '```text title="Output"\nhello\n```\n'


def find_one(text: str) -> Sample:
    samples, problems = find_samples("a.md", text)
    assert problems == []
    return samples[0]


def test_a_sample_knows_its_line_behind_the_front_matter() -> None:
    sample = find_one(f"---\nquestion: Why?\n---\n\nWords.\n\n{HELLO}")
    assert (sample.place, sample.name, sample.kind) == ("a.md:7", "hello.py", Kind.RUN)
    assert sample.fence.code == 'print("hello")\n'


@pytest.mark.parametrize(
    ("case", "between", "is_paired"),
    [
        ("right under it", "", True),
        ("a blank line between", "\n", True),
        ("several blank lines between", "\n \n\n", True),
        ("a word between", "\nIt prints:\n\n", False),
        ("another fence between", "\n```json\n{}\n```\n\n", False),
    ],
)
def test_the_output_of_a_sample(case: str, between: str, is_paired: bool) -> None:
    samples, problems = find_samples("a.md", HELLO + between + OUTPUT)
    assert (samples[0].output is not None) == is_paired, case
    assert ["Output" in problem.message for problem in problems] == ([] if is_paired else [True]), case


def test_samples_in_lists_and_quotations_are_found_with_their_outputs() -> None:
    for prefix in ("  ", "> "):
        quoted = "".join(f"{prefix}{line}\n" for line in (HELLO + "\n" + OUTPUT).splitlines())
        sample = find_one(f"- item\n\n{quoted}" if prefix == "  " else quoted)
        assert sample.output is not None
        assert sample.output.code == "hello\n"


def test_used_files_come_along_with_those_that_they_use() -> None:
    text = (
        '```python title="client.py" uses="server.py data.json"\n```\n'
        '```python title="server.py" uses="store.py"\n1\n```\n'
        '```python title="store.py" uses="client.py"\n2\n```\n'
        '```json title="data.json"\n{}\n```\n'
    )
    assert find_one(text).files == (("data.json", "{}\n"), ("server.py", "1\n"), ("store.py", "2\n"))


@pytest.mark.parametrize(
    ("case", "text", "line", "words"),
    [
        ("no language", "\n```\nx\n```\n", 2, "names no language"),
        ("a language that nothing checks", "```cobol\n```\n", 1, 'nothing checks a fence in "cobol"'),
        ("a text that is no output", "```text\nx\n```\n", 1, 'nothing checks a fence in "text"'),
        ("an output under nothing", f"Words.\n\n{OUTPUT}", 3, "stands under no sample that is run"),
        ("two outputs", f"{HELLO}\n{OUTPUT}\n{OUTPUT}", 9, "stands under no sample that is run"),
        ("an output under parsed data", f"```json\n{{}}\n```\n\n{OUTPUT}", 5, "stands under no sample that is run"),
        ("no reason", '```python title="a.py" unchecked=""\n```\n', 1, "unchecked without a reason"),
        ("no file name", "```python\n```\n", 1, "has no file name"),
        ("a path for a name", '```python title="../a.py"\n```\n', 1, "is no plain file name"),
        ("an option for a name", '```python title="-c"\n```\n', 1, "is no plain file name"),
        ("an exit status of words", '```python title="a.py" exit="one"\n```\n', 1, "is no exit status"),
        ("an exit status that is too high", '```python title="a.py" exit=256\n```\n', 1, "is no exit status"),
        ("a used file that is not there", '```python title="a.py" uses="b.py"\n```\n', 1, "no fence of this answer"),
        ("a used file that is there twice", f'{HELLO * 2}```bash title="a.sh" uses="hello.py"\n```\n', 7, "2 fences"),
        ("an unknown attribute", '```python title="a.py" exits=1\n```\n', 1, "not known in a fence"),
        ("a quotation mark too few", '```python title="a.py\n```\n', 1, "quotation mark"),
        ("no end", f"{HELLO}\n```json\n{{}}\n", 5, "not closed"),
    ],
)
def test_faults_of_a_first_line(case: str, text: str, line: int, words: str) -> None:
    _, problems = find_samples("a.md", text)
    assert [problem.line for problem in problems] == [line], case
    assert words in problems[0].message, case


def test_a_fence_with_a_fault_is_not_run() -> None:
    assert find_samples("a.md", "```python\nprint(1)\n```\n")[0] == []


def test_fences_inside_the_front_matter_are_none() -> None:
    assert find_samples("a.md", f"---\na: |\n  ```cobol\n  ```\n---\n{HELLO}")[1] == []


PROGRAM = (
    '```python title="a.py"\nx = 1\n\n\ndef f():\n    return x\n\n\nprint(f())\n```\n\n```text title="Output"\n1\n```\n'
)
EXCERPTS = (
    ("lines that follow each other", "python", "def f():\nreturn x", ""),
    ("lines left out behind a mark", "python", "x = 1\n# ...\nprint(f())", ""),
    ("a line of the output", "text", "1", ""),
    ("a changed line", "python", "def f():\n    return y", "`return y` does not stand so in a.py"),
    ("the other order", "python", "print(f())\nx = 1", "`x = 1` does not stand so in a.py"),
    ("a line of the program as output", "text", "x = 1", "`x = 1` does not stand so in a.py"),
    ("nothing but a mark", "python", "# ...", "shows no line"),
)


@pytest.mark.parametrize(
    ("language", "code", "message"), [row[1:] for row in EXCERPTS], ids=[row[0] for row in EXCERPTS]
)
def test_an_excerpt_is_held_to_the_letter(language: str, code: str, message: str) -> None:
    samples, problems = find_samples("a.md", f'{PROGRAM}\n```{language} excerpt="a.py"\n{code}\n```\n')
    assert [sample.fence.title for sample in samples] == ["a.py"]
    assert [problem.message for problem in problems if message not in problem.message] == []
    assert bool(problems) == bool(message)


def test_an_excerpt_names_a_program_that_is_run() -> None:
    _, problems = find_samples("a.md", f'{PROGRAM}\n```python excerpt="b.py"\nx = 1\n```\n')
    assert "no program of this answer" in problems[0].message
