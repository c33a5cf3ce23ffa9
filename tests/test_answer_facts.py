"""What the guide keeps of an answer: its parts with their words, its anchors, its samples, its terms."""

import re
from html import unescape

import pytest
from published import CONTEXT
from support import ANSWER, OPEN_ANSWER, ROOT, SHORT, explain, replace_once

from guide.model import Answer
from guide.read.answer import collect_facts
from guide.read.answer_files import find_answer_files
from guide.read.document import parse_document
from guide.read.glossary import Glossary
from guide.read.markdown import parse_tokens, plain_text
from guide.read.samples import Kind
from guide.render.body import render_body

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


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("> [!NOTE]\n> Beware of *it*.", "Beware of it."),
        ("> [!TIP]\n>\n> Beware.\n>\n> - of it", "Beware. of it"),
        ("- plain [ ] box", "plain [ ] box"),
        ("> said [!NOTE]", "said [!NOTE]"),
    ],
)
def test_a_mark_that_is_not_shown_is_not_found(source: str, text: str) -> None:
    explanation = collect(explain(source)).parts[1].text
    assert explanation == f"{text} As the standard says, and a guide repeats."


def test_a_point_is_found_without_its_box() -> None:
    text = replace_once(ANSWER, "- [ ] one\n- [ ] two", "- [x] `one`\n- [ ] [ ] two")
    assert collect(text).parts[-1].text == "one [ ] two three four"


def test_the_search_finds_what_a_page_shows_and_nothing_else() -> None:
    """The words of each part of each answer stand on the page as they are, in their order."""
    files, _ = find_answer_files(ROOT / "answers")
    assert len(files) >= 71
    for file in files:
        document = parse_document(file.data, file.path, file.topic, file.id)
        html = str(render_body(document, CONTEXT)[0]).replace("<sup>", "^").replace("<sub>", "_")
        text = re.sub("<[^>]*>", " ", re.sub(r"</?(?:a|abbr|code|em|kbd|s|strong|sub|sup)\b[^>]*>", "", html))
        shown = iter(unescape(text).split())
        for part in collect(file.data.decode()).parts:
            missing = [word for word in f"{part.title} {part.text}".split() if word not in shown]
            assert not missing, (file.path, part.title)


def test_no_text_of_an_answer_holds_a_mark_of_markdown() -> None:
    files, _ = find_answer_files(ROOT / "answers")
    for file in files:
        answer = collect(file.data.decode())
        heads = [answer.front.question, *answer.front.also_asked, *(part.title for part in answer.parts)]
        texts = [*heads, answer.short_answer, *(part.text for part in answer.parts)]
        assert not re.findall(r"`|\]\(|\[!|(?<!\w)\[[ x]\] |~~|\*\*[a-z ]+\*\*", " ".join(texts)), file.path


def test_the_rest_of_an_answers_facts() -> None:
    answer = collect(ANSWER)
    assert answer.short_answer == SHORT
    assert answer.samples == {Kind.RUN: 1}
    assert answer.terms == "sharing a word"
    assert {"cors-why", "cors-sources", "cors-sample-26"} < set(answer.anchors)
    assert not answer.is_open


def test_an_open_answer_has_no_place_inside() -> None:
    answer = collect(OPEN_ANSWER)
    assert (answer.is_open, dict(answer.anchors), answer.short_answer) == (True, {}, "")


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
