"""What the guide keeps of an answer: its parts with their words, its anchors, its samples, its terms."""

import pytest
from support import ANSWER, OPEN_ANSWER, SHORT, replace_once

from guide.model import Answer
from guide.read.answer import collect_facts
from guide.read.document import parse_document
from guide.read.glossary import Glossary
from guide.read.markdown import parse_tokens, plain_text
from guide.read.samples import Kind

GLOSSARY = Glossary({"CORS": "sharing", "REST": "a style", "Since": "a word"})


def collect(text: str) -> Answer:
    document = parse_document(text.encode(), "cors.md", "web", "cors")
    assert document.head.front is not None
    return collect_facts(document, document.head.front, GLOSSARY)


def test_each_heading_has_the_words_up_to_the_next() -> None:
    parts = collect(
        replace_once(ANSWER, "## Example", "### A `part`\n\nOne\ntwo.\n\n- three\n\n### Another\n\n## Example")
    ).parts
    assert [(part.id, part.title, part.is_follow_up) for part in parts[1:5]] == [
        ("cors-explanation", "Explanation", False),
        ("cors-a-part", "A part", False),
        ("cors-another", "Another", False),
        ("cors-example", "Example", False),
    ]
    assert [part.text for part in parts[1:5]] == [
        "As the standard says, and a guide repeats.",
        "One two. three",
        "",
        "",
    ]
    assert [(part.title, part.text) for part in parts if part.is_follow_up] == [
        ("Why?", "Because of this."),
        ("Since when?", "Since then."),
        ("What else?", "That as well."),
    ]


def test_the_rest_of_an_answers_facts() -> None:
    answer = collect(ANSWER)
    assert answer.short_answer == SHORT
    assert answer.samples == {Kind.RUN: 1}
    assert answer.terms == "sharing a word"
    assert {"cors-why", "cors-sources", "cors-sample-26"} < set(answer.anchors)
    assert not answer.is_open


def test_an_open_answer_has_no_place_inside() -> None:
    answer = collect(OPEN_ANSWER)
    assert (answer.is_open, answer.anchors, answer.short_answer) == (True, (), "")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("10<sup>9</sup> and H<sub>2</sub>O", "10^9 and H_2O"),
        ("*a*  \nb `c` <kbd>d</kbd> [e](cors.md)", "a b c d e"),
    ],
)
def test_the_plain_text_tells_what_is_raised_and_lowered(source: str, text: str) -> None:
    (inline,) = [token for token in parse_tokens(source, 1) if token.type == "inline"]
    assert plain_text(inline) == text
