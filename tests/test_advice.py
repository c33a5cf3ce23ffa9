"""Advice: what a careful reader would say about an answer, and what that reader lets pass."""

from __future__ import annotations

from datetime import date

import pytest
from support import ANSWER, replace_once

from guide.advice import find_advice
from guide.front_matter import Parts, read_front_matter, split_front_matter
from guide.markdown import parse_tokens

P = "As [the standard says]"
TODAY = date(2026, 11, 26)
FILLING = "\n\n".join(["The browser asks the other server first. It does so for a reason."] * 35)


def advise(text: str) -> list[str]:
    parts = split_front_matter(text)
    assert isinstance(parts, Parts)
    front, _, _ = read_front_matter(parts.head, True)
    assert front is not None
    found = find_advice(parse_tokens(parts.body), front, parts.body_line, TODAY)
    return [f"{line}: {message}" for line, message in found]


def with_text(text: str) -> str:
    return replace_once(replace_once(ANSWER, P, f"{text}\n\n{P}"), P, f"{FILLING}\n\n{P}")


@pytest.mark.parametrize(
    ("case", "text", "said"),
    [
        ("a sentence of 36 words", " ".join(["word"] * 36) + ".", "a sentence has 36 words"),
        ("a filler", "It is important to note that it works.", "`It is important to note` says nothing"),
        ("an empty link text", "Read [here](https://example.org/cors).", "the link text `here` says nothing"),
        ("a term spelled otherwise", "We use Cors for that.", "`Cors` is spelled `CORS`"),
    ],
)
def test_advice_is_given(case: str, text: str, said: str) -> None:
    assert [line for line in advise(with_text(text)) if said in line], case


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("a sentence of 35 words", " ".join(["word"] * 35) + "."),
        ("two short sentences", f"{' '.join(['word'] * 20)}. {' '.join(['word'] * 20)}."),
        ("a term as it is", "We use CORS for that."),
        ("a term in code", "We use `cors` for that."),
        ("an ordinary word that is a term too", "The rest follows."),
    ],
)
def test_no_advice_is_given(case: str, text: str) -> None:
    assert [line for line in advise(with_text(text)) if "follow-up" not in line] == [], case


@pytest.mark.parametrize(
    ("case", "old", "new", "said"),
    [
        ("too short", "", "", "words besides code"),
        ("checked long ago", "checked: 2026-11-01", "checked: 2024-11-01", "over two years ago"),
        ("a follow-up in one sentence", "", "", "the follow-up's answer has 1 sentence:"),
    ],
)
def test_advice_on_the_whole(case: str, old: str, new: str, said: str) -> None:
    text = replace_once(ANSWER, old, new) if old else ANSWER
    assert [line for line in advise(text) if said in line], case
