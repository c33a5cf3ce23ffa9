"""What must hold for any input: every entry is accounted for or refused with its line, and twice changes nothing."""

import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support import explain, write_small_guide

from guide.catalogue import join_catalogue
from guide.characters import BLANKS, comparison_key
from guide.check import check_document
from guide.read.document import parse_document
from guide.read.question_list import parse_question_list
from guide.render.diagrams import DiagramError, refuse_text

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
ENTRY_TEXT = st.text(st.characters(categories=["L", "N", "P", "Zs", "S"]), min_size=1, max_size=40).filter(
    lambda text: any(character.isalnum() for character in text)
)
LINES = st.lists(
    st.builds(
        lambda number, mark, text, before: f"{before}{number}{mark}{text}",
        st.integers(0, 60),
        st.sampled_from(")."),
        ENTRY_TEXT,
        st.text(" \t\u00a0", max_size=3),
    ),
    min_size=1,
    max_size=30,
)
SHOWN = re.compile(r"list:\d+: .+")


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf1) x")
@example(b"\r\r\n1) x")
def test_any_bytes_are_parsed_or_refused_with_a_line(data: bytes) -> None:
    entries, problems, _ = parse_question_list(data, "list")
    assert entries or problems
    assert all(SHOWN.fullmatch(str(problem)) for problem in problems)


@given(ANY_TEXT)
def test_every_line_is_an_entry_or_blank_or_a_problem(text: str) -> None:
    entries, problems, _ = parse_question_list(text.encode(), "list")
    lines = re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))
    expected = {number for number, line in enumerate(lines, 1) if line.strip(BLANKS)}
    found = [entry.line for entry in entries] + [problem.line for problem in problems]
    assert set(found) - {1} == expected - {1}
    assert len(entries) == len({entry.number for entry in entries})


@settings(deadline=None)
@given(LINES)
def test_every_entry_comes_out_under_exactly_one_question(lines: list[str]) -> None:
    entries, problems, _ = parse_question_list("\n".join(lines).encode(), "list")
    assert problems == []
    assert len(entries) == len(lines)
    catalogue, problems = join_catalogue(entries, [], [], "list")
    assert problems == []
    numbers = [number for question in catalogue.questions for number in question.numbers]
    assert sorted(numbers) == sorted(entry.number for entry in entries)
    assert len(catalogue.questions) == len({comparison_key(entry.text) for entry in entries})
    assert len({question.id for question in catalogue.questions}) == len(catalogue.questions)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_converting_twice_changes_nothing(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        guide = write_small_guide(Path(folder))
        guide.questions.write_text("\n".join(["1) What is CORS?", "2) What is REST?", *lines]), encoding="utf-8")
        first = guide.convert()
        assert first.status == 0
        pages = guide.written()
        second = guide.convert()
        assert second.status == 0
        assert ", 0 pages written," in second.lines[-1]
        assert guide.written() == pages
        assert guide.convert("--check").status == 0


LARGE, LONGEST_TIME = 60_000, 5
"""Characters in one part of an answer, and seconds: reading it takes 0.2, and dozens where time grows with the square."""
SLOW_TEXTS = [
    ("rows of backquotes of every length", " a ".join("`" * length for length in range(1, 340))),
    ("one row of backquotes", "x " + "`" * (LARGE // 3) + " a" * (LARGE // 3)),
    ("escaped backquotes", "\\``" * (LARGE // 3)),
]
SLOW_DIAGRAMS = [
    ("empty lines in a flowchart", "flowchart LR" + "\n" * LARGE + "A-->B"),
    ("empty lines in a sequence", "sequenceDiagram" + "\n" * LARGE + "A->>B: x"),
    ("empty lines among states", "stateDiagram-v2" + "\n" * LARGE + "A-->B"),
    ("signs in half of a quotation", 'classDiagram\nA -- "' + "<" * LARGE),
    ("properties that nothing closes", "flowchart LR\nA-->B\n" + "@{" * (LARGE // 2)),
    ("arrows between states", "stateDiagram-v2\n" + "-->" * LARGE),
]


@pytest.mark.parametrize(("case", "text"), SLOW_TEXTS, ids=[row[0] for row in SLOW_TEXTS])
def test_no_text_takes_long_to_check(case: str, text: str) -> None:
    began = time.process_time()
    check_document(parse_document(explain(text).encode(), "a.md", "web", "a"))
    assert time.process_time() - began < LONGEST_TIME, case


@pytest.mark.parametrize(("case", "text"), SLOW_DIAGRAMS, ids=[row[0] for row in SLOW_DIAGRAMS])
def test_no_diagram_takes_long_to_check(case: str, text: str) -> None:
    began = time.process_time()
    with suppress(DiagramError):
        refuse_text(text)
    assert time.process_time() - began < LONGEST_TIME, case
