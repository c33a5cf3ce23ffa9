"""Advice: what a careful reader would say about an answer, and what that reader lets pass."""

from datetime import date

import pytest
from support import ANSWER, P, explain, replace_once

from guide.check.lint import lint_document
from guide.read.document import parse_document
from guide.read.glossary import Glossary

TODAY = date(2026, 11, 26)
GLOSSARY = Glossary({"CORS": "x", "REST": "y"})


def lint(text: str) -> list[str]:
    document = parse_document(text.encode(), "a.md", "web", "a")
    return [f"{one.line}: {one.message}" for one in lint_document(document, GLOSSARY, TODAY)]


def program(lines: int, name: str = "a.py") -> str:
    return f'```python title="{name}"\n' + "x = 1\n" * lines + "```\n\nwords\n\n"


GIVEN = [
    ("a sentence of 31 words", " ".join(["word"] * 31) + ".", f"22: a sentence has 31 words, `{'word ' * 8}…`"),
    ("a filler", "It is important to note that it works.", "22: `It is important to note` says nothing"),
    ("an empty link text", "Read [here](https://example.org/cors).", "22: the link text `here` says nothing"),
    ("a link to a branch", "Read [it](https://github.com/a/b/blob/main/c).", "names a branch and will move"),
    ("a term spelled otherwise", "We use Cors for that.", "22: `Cors` is spelled `CORS`"),
    ("mend", "Then mend it.", "`mend` reads translated: write fix"),
    ("nobody", "Nobody knows.", "`Nobody` reads translated"),
    ("for ever", "It works for ever.", "`for ever` reads translated: write forever"),
    ("byte code", "It writes byte code.", "write bytecode"),
    ("gives back", "It gives back one.", "write returns"),
    ("carried out", "It is carried out.", "write executes, runs"),
    ("hence", "Hence the name.", "`Hence` reads translated"),
    ("a line of code too long", f'```json\n"{"x" * 80}"\n```', "23: the line of code has 82 characters"),
    ("a second long word list in an item", "- " + " ".join(["word"] * 31), "22: a sentence has 31 words"),
    ("a sentence of 31 words over two lines", f"word\n{' '.join(['word'] * 30)}.", "22: a sentence has 31 words"),
    ("a long sentence behind a table", f"| a |\n|---|\n| b |\n\n{' '.join(['word'] * 31)}", "26: a sentence has 31"),
    (
        "an empty link text in capitals",
        "Read [ Here](https://example.org/cors).",
        "says nothing: name what it leads to",
    ),
    ("an unchecked program of 61 lines", program(61).replace(".py", '.py" unchecked="no'), "the program has 61 lines"),
]


@pytest.mark.parametrize(("case", "text", "said"), GIVEN, ids=[row[0] for row in GIVEN])
def test_advice_is_given(case: str, text: str, said: str) -> None:
    found = lint(explain(text))
    assert any(said in line for line in found), found


PASSED = [
    ("a sentence of 30 words", " ".join(["word"] * 30) + "."),
    ("two short sentences", f"{' '.join(['word'] * 20)}. {' '.join(['word'] * 20)}."),
    ("code that counts as one word", f"`{' '.join(['word'] * 40)}` works."),
    ("a long cell", f"| a |\n|---|\n| {' '.join(['word'] * 40)} |"),
    ("a term as it is", "We use CORS for that."),
    ("a term in code", "We use `cors` for that."),
    ("an ordinary word that is a term too", "The rest follows."),
    ("a link to a release", "Read [it](https://github.com/a/b/blob/v1.2/c)."),
    ("a word that holds another", "The amendment, the hencefort."),
    ("a line of code of 80", f'```json\n"{"x" * 78}"\n```'),
    ("data of 61 lines", "```json\n[\n" + "1,\n" * 60 + "1]\n```"),
    ("a transcript, which shows its own output", "```console\n$ true\n```"),
]


@pytest.mark.parametrize(("case", "text"), PASSED, ids=[row[0] for row in PASSED])
def test_no_advice_is_given(case: str, text: str) -> None:
    assert [line for line in lint(explain(text)) if "follow-up" not in line] == []


@pytest.mark.parametrize(
    ("case", "programs", "said"),
    [
        ("a first program of 26 lines", program(26), "the first program has 26 lines"),
        ("a program of 61 lines", program(5) + program(61, "b.py"), "the program has 61 lines"),
        (
            "101 lines in all",
            program(25) + program(38, "b.py") + program(37, "c.py"),
            "the programs have 101 lines in all",
        ),
    ],
)
def test_long_programs_are_told(case: str, programs: str, said: str) -> None:
    assert any(said in line for line in lint(explain(programs))), case


def test_programs_within_bounds_pass() -> None:
    """The small guide's own program has one line."""
    programs = program(25) + program(60, "b.py") + program(14, "c.py") + '```python title="d.py"\n\n\n\n```\n'
    assert [line for line in lint(explain(programs)) if "program" in line] == []


@pytest.mark.parametrize(
    ("case", "programs", "is_told"),
    [
        ("a program alone", '```python title="a.py"\nprint(1)\n```', True),
        ("with its output", '```python title="a.py"\nprint(1)\n```\n\n```text title="Output"\n1\n```', False),
        (
            "one that another uses",
            '```python title="a.py"\nx = 1\n```\n\n```python title="b.py" uses="a.py"\nimport a\n```\n\n```text title="Output"\n1\n```',
            False,
        ),
        ("one that is not run", '```python title="a.py" unchecked="no network"\nprint(1)\n```', False),
    ],
)
def test_a_program_without_its_output_is_told(case: str, programs: str, is_told: bool) -> None:
    assert any("a.py shows no output: let `make samples" in line for line in lint(explain(programs))) == is_told, case


@pytest.mark.parametrize(
    ("case", "old", "new", "said"),
    [
        (
            "checked over a year ago",
            "checked: 2026-11-01",
            "checked: 2025-11-25",
            "12: the facts were checked on 2025-11-25",
        ),
        ("no key of the tags", "tags: [http]\n", "", "1: `tags` is empty"),
        ("no tags", "tags: [http]", "tags: []", "6: `tags` is empty"),
        (
            "no other wordings",
            "also_asked:\n  - Why is my request blocked?",
            "also_asked: []",
            "7: `also_asked` is empty",
        ),
        (
            "a follow-up in one sentence",
            "Because of this.",
            "Because of this.",
            "40: the follow-up's answer has 1 sentence:",
        ),
        (
            "a follow-up in five sentences",
            "Because of this.",
            "A. B. C. D. E.",
            "40: the follow-up's answer has 5 sentences:",
        ),
        ("too long", P, f"{'A word or two. ' * 360}\n\n{P}", "words besides code: 1100 are enough"),
    ],
)
def test_advice_on_the_whole(case: str, old: str, new: str, said: str) -> None:
    found = lint(replace_once(ANSWER, old, new))
    assert any(said in line for line in found), found


@pytest.mark.parametrize(
    ("case", "old", "new", "said"),
    [
        ("checked a year ago to the day", "checked: 2026-11-01", "checked: 2025-11-26", "12: "),
        ("a follow-up in two sentences", "Because of this.", "Because of this. And that.", "40: "),
        ("a follow-up in four sentences", "Because of this.", "A. B. C. D.", "40: "),
        ("a follow-up in two paragraphs", "Because of this.", "One.\n\nTwo.", "40: "),
        ("a follow-up in code alone", "Because of this.", "```json\n1\n```", "40: "),
        ("one sentence before the first follow-up", "### Why?", "Words.\n\n### Why?", "0: "),
    ],
)
def test_what_is_just_within_passes(case: str, old: str, new: str, said: str) -> None:
    assert [line for line in lint(replace_once(ANSWER, old, new)) if line.startswith(said)] == [], case


@pytest.mark.parametrize(("words", "is_told"), [(1100, False), (1101, True)])
def test_an_answer_has_1100_words_at_most(words: int, is_told: bool) -> None:
    more = words - parse_document(ANSWER.encode(), "a.md", "web", "a").words
    assert any("words besides code" in line for line in lint(explain("Word. " * more))) == is_told


def test_an_answer_with_a_wrong_head_gets_no_advice() -> None:
    assert lint(replace_once(ANSWER, "junior", "guru")) == []
