"""What hides in a text, what nobody can read, and what a reader sees."""

import pytest

from guide.characters import LONGEST_WORD, find_hidden_character, find_long_word, has_visible_character


@pytest.mark.parametrize(
    ("case", "text", "words"),
    [
        ("letters", "Größe, naïve, 什么, e\u0301", ""),
        ("a language of many marks", "\u0e01\u0e34\u0e49 \u05d1\u05bc\u05b0\u0591", ""),
        ("eight marks", "a" + "\u0301" * 8, ""),
        ("eight marks twice", ("a" + "\u0301" * 8) * 2, ""),
        ("nine marks", "a" + "\u0301" * 9, "a letter with more than 8 marks on it, such as U+0301,"),
        ("300 marks of all kinds", "a" + "\u0301\u0489\u20dd" * 100, "more than 8 marks"),
        ("marks without a letter", "\u0308" * 9, "more than 8 marks"),
        ("an emoji of colors", "\u26a0\ufe0f", ""),
        ("a control character", "a\x07", "the control character U+0007"),
        ("a blank without width", "a\u200b", "the invisible character U+200B"),
        ("the last selector of Mongolian", "a\u180f", "the invisible character U+180F"),
        ("a letter of Mongolian", "\u1820", ""),
        ("what Unicode keeps for signs without width", "a\ufff0", "the invisible character U+FFF0"),
        ("an object's place", "a\ufffc", ""),
        ("a mark of shorthand", "a\U0001bca3", "the invisible character U+1BCA3"),
        ("a sign of shorthand", "\U0001bc9c", ""),
    ],
)
def test_what_hides_is_named(case: str, text: str, words: str) -> None:
    found = find_hidden_character(text)
    assert words in found if words else found == ""


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("a" * LONGEST_WORD, False),
        ("a" * LONGEST_WORD + " " + "b" * LONGEST_WORD, False),
        ("a" * (LONGEST_WORD + 1), True),
        ("short " + "什" * (LONGEST_WORD + 1), True),
        ("", False),
    ],
)
def test_a_word_has_an_end(text: str, is_long: bool) -> None:
    assert bool(find_long_word(text)) is is_long


@pytest.mark.parametrize(
    ("text", "is_seen"),
    [("a", True), ("==", True), ("\u2713", True), ("什", True), ("", False), (" \u00a0\u2003", False), ("\u200b", False),
     ("\u2800", False), ("\u3164", False), ("\u0301", False)],
)  # fmt: skip
def test_what_a_reader_sees(text: str, is_seen: bool) -> None:
    assert has_visible_character(text) is is_seen
