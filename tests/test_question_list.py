"""The list's grammar: what is an entry, what is a note, what is a problem."""

import pytest
from support import ROOT

from guide.read.question_list import letter_of, parse_question_list


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
        ("a sign that carries a meaning", b"2) What is JSON+?", False),
        ("the dot before a name", b"2) What is .JSON?", False),
        ("a sign inside a word", b"2) What is JS/ON?", False),
        ("a number with a point", b"2) What is JSON 1.0?", False),
        ("an operator of question marks", b"2) What is JSON ?? x", False),
        ("straight and typographic marks", '2) What is ‘JSON’, "really"'.encode(), False),
        ("letters in full width", "2) What is ＪＳＯＮ?".encode(), True),
        ("a comma that parts", b"2) What is, JSON?!", True),
        ("a dash that parts", "2) What is – JSON".encode(), True),
    ],
)
def test_repeats(case: str, later: bytes, is_repeat: bool) -> None:
    entries, _, notes = parse_question_list(b"1) What is JSON?\n" + later, "list")
    assert entries[1].repeats == ("1" if is_repeat else None), case
    assert any("repeats" in note.message for note in notes) == is_repeat


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("What is C#?", "What is C?"),
        ("What is C++?", "What is C?"),
        ("What is .NET?", "What is NET?"),
        ("What is Node.js?", "What is Node js?"),
        ("What is O(n)?", "What is On?"),
        ("Is 1.0 equal to 1?", "Is 10 equal to 1?"),
        ("What does != do?", "What does == do?"),
        ("What does /etc hold?", "What does etc hold?"),
        ("What is CI/CD?", "What is CICD?"),
        ("What is @media?", "What is media?"),
        ("What is f'x'.y?", "What is fx?"),
    ],
)
def test_signs_that_carry_a_meaning_part_questions(first: str, second: str) -> None:
    entries, _, notes = parse_question_list(f"1) {first}\n2) {second}".encode(), "list")
    assert entries[1].repeats is None
    assert not any("repeats" in note.message for note in notes)


def test_what_is_nearly_the_same_is_told() -> None:
    _, _, notes = parse_question_list(b"1) What is C#?\n2) What is C?\n3) What is D?", "list")
    assert [(note.line, note.message) for note in notes] == [
        (2, "entry 2 is almost entry 1: two questions, or a typo?")
    ]


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("composed and decomposed", "Cafe\u0301 what?"),
        ("other quotation marks", "'Café' what?"),
        ("a hyphen", "Ca-fé what?"),
    ],
)
def test_what_readers_cannot_tell_apart_is_one(case: str, text: str) -> None:
    entries, _, _ = parse_question_list(f"1) Café what?\n2) {text}".encode(), "list")
    assert entries[1].repeats == "1", case


def test_a_symbol_with_its_colors_is_the_symbol() -> None:
    entries, problems, _ = parse_question_list("1) \u26a0 what?\n2) \u26a0\ufe0f what?".encode(), "list")
    assert (problems, entries[1].repeats) == ([], "1")


def test_a_repeat_of_a_repeat_names_the_first_entry() -> None:
    entries, _, _ = parse_question_list(b"1) A\n2) a\n3) A.", "list")
    assert [entry.repeats for entry in entries] == [None, "1", "1"]


@pytest.mark.parametrize(
    ("use", "letter"), [(1, ""), (2, "b"), (26, "z"), (27, "aa"), (28, "ab"), (53, "ba"), (702, "zz"), (703, "aaa")]
)
def test_letters_of_a_number_used_again(use: int, letter: str) -> None:
    assert letter_of(use) == letter


GIVEN = 51
"""Entries that the list began with; they stay as they were given, and new ones follow."""


def test_the_list_as_given() -> None:
    entries, problems, notes = parse_question_list((ROOT / "questions.txt").read_bytes(), "questions.txt")
    assert problems == []
    assert [entry.number for entry in entries[:GIVEN]] == [*map(str, range(1, 25)), "24b", *map(str, range(25, 51))]
    assert [entry.number for entry in entries[GIVEN:]] == [str(GIVEN + i) for i in range(len(entries) - GIVEN)]
    assert {entry.number: entry.repeats for entry in entries if entry.repeats} == {"20": "19", "29": "7", "34": "6"}
    assert [entry.text for entry in entries if entry.number.startswith("24")] == [
        "What’s a reverse proxy?",
        "What's the difference between threads and processes?",
    ]
    assert "number 24 is used again: this entry is 24b" in [note.message for note in notes]


@pytest.mark.parametrize(
    ("case", "data", "words"),
    [
        ("a question of 990 characters", b"1) " + b"what " * 198, ""),
        ("a question of 1,100 characters", b"1) " + b"what " * 220, "has 1102 characters: use 1000 at most"),
        ("a number of 60,000 digits", b"1" * 60_000 + b") What?", "has 60007 characters"),
    ],
)
def test_a_question_has_an_end(case: str, data: bytes, words: str) -> None:
    _, problems, _ = parse_question_list(data, "list")
    assert [words in one.message for one in problems] == ([True] if words else []), case


def test_all_faults_are_told_at_once() -> None:
    _, problems, _ = parse_question_list(b"1) ok\nno number\n3)\n\xff\n5) a\x07b", "list")
    assert [problem.line for problem in problems] == [2, 3, 4, 5]


def test_a_byte_that_is_none_has_its_place_in_the_line() -> None:
    _, problems, _ = parse_question_list(b"1) ok\n2) caf\xe9", "list")
    assert problems[0].message.startswith("byte 7 of the line is not UTF-8")
