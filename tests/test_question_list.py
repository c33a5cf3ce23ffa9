"""The list's grammar: what is an entry, what is a note, what is a problem."""

from __future__ import annotations

import pytest
from support import ROOT

from guide.question_list import letter_of, parse_question_list


def numbers_and_texts(data: bytes) -> list[tuple[str, str]]:
    entries, problems, _ = parse_question_list(data, "list")
    assert problems == []
    return [(entry.number, entry.text) for entry in entries]


@pytest.mark.parametrize(
    ("case", "data", "expected"),
    [
        ("a bracket", b"1) What?", [("1", "What?")]),
        ("a full stop", b"1. What?", [("1", "What?")]),
        ("no blank after the mark", b"1)What?", [("1", "What?")]),
        ("blanks around", b" \t1)  What? \t", [("1", "What?")]),
        ("no-break spaces around", "\u00a01)\u00a0What?\u00a0".encode(), [("1", "What?")]),
        ("a byte order mark", b"\xef\xbb\xbf1) What?", [("1", "What?")]),
        ("CRLF", b"1) What?\r\n2) Why?\r\n", [("1", "What?"), ("2", "Why?")]),
        ("lone CR", b"1) What?\r2) Why?\r", [("1", "What?"), ("2", "Why?")]),
        ("blank lines", b"\n\n1) What?\n \n\n2) Why?\n\xc2\xa0", [("1", "What?"), ("2", "Why?")]),
        ("gaps and disorder", b"9) What?\n2) Why?", [("9", "What?"), ("2", "Why?")]),
        ("a number used three times", b"5) A\n5) B\n5. C", [("5", "A"), ("5b", "B"), ("5c", "C")]),
        ("leading zeros", b"007) A\n7) B", [("7", "A"), ("7b", "B")]),
        ("a text of one digit", b"1) 7", [("1", "7")]),
        ("a text in another script", "1) Что?".encode(), [("1", "Что?")]),
        ("a tab inside the text", b"1) a\tb", [("1", "a\tb")]),
        ("a second mark inside the text", b"1) 2) both?", [("1", "2) both?")]),
    ],
)
def test_entry_forms(case: str, data: bytes, expected: list[tuple[str, str]]) -> None:
    assert numbers_and_texts(data) == expected, case


@pytest.mark.parametrize(
    ("case", "later", "is_repeat"),
    [
        ("the same", b"2) What is JSON?", True),
        ("other case", b"2) what IS json?", True),
        ("other blanks", b"2)What  is JSON ?", True),
        ("other punctuation", "2) What is “JSON”".encode(), True),
        ("another word", b"2) What was JSON?", False),
        ("a symbol that is no punctuation", b"2) What is JSON+?", False),
    ],
)
def test_repeats(case: str, later: bytes, is_repeat: bool) -> None:
    entries, _, notes = parse_question_list(b"1) What is JSON?\n" + later, "list")
    assert entries[1].repeats == ("1" if is_repeat else None), case
    assert bool(notes) == is_repeat


def test_a_repeat_of_a_repeat_names_the_first_entry() -> None:
    entries, _, _ = parse_question_list(b"1) A\n2) a\n3) A.", "list")
    assert [entry.repeats for entry in entries] == [None, "1", "1"]


@pytest.mark.parametrize(("use", "letter"), [(1, ""), (2, "b"), (26, "z"), (27, "aa"), (28, "ab"), (53, "ba")])
def test_letters_of_a_number_used_again(use: int, letter: str) -> None:
    assert letter_of(use) == letter


def test_the_list_as_given() -> None:
    entries, problems, notes = parse_question_list((ROOT / "questions.txt").read_bytes(), "questions.txt")
    assert problems == []
    assert len(entries) == 51
    assert {entry.number: entry.repeats for entry in entries if entry.repeats} == {"20": "19", "29": "7", "34": "6"}
    assert [entry.text for entry in entries if entry.number.startswith("24")] == [
        "What’s a reverse proxy?",
        "What's the difference between threads and processes?",
    ]
    assert "number 24 is used again: this entry is 24b" in [note.message for note in notes]


def test_all_faults_are_told_at_once() -> None:
    _, problems, _ = parse_question_list(b"1) ok\nno number\n3)\n\xff\n5) a\x07b", "list")
    assert [problem.line for problem in problems] == [2, 3, 4, 5]
