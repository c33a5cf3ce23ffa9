"""topics.yml: what a topic may be called, and where a fault of it stands."""

import pytest
from support import TOPICS, replace_once

from guide.read.topics import find_icon, load_topics


def read(old: str, new: str) -> list[str]:
    problems = load_topics(replace_once(TOPICS, old, new).encode(), "topics.yml")[1]
    return [f"{one.line}: {one.message}" for one in problems]


REFUSED = [
    ("a topic that is a word", "- slug: data", "- data\n- slug: data", "5: a topic is not a set of keys"),
    ("a title that is a number", "title: Web", "title: 5", "2: `title` is not a text"),
    ("a title of blanks", "title: Web", 'title: " "', "2: `title` is not a text"),
    (
        "a title of two lines",
        "title: Web",
        "title: |\n    a\n    b",
        "2: `title` has more than one line",
    ),
    ("a hidden character", "title: Web", "title: W\u200beb", "2: the invisible character U+200B is in `title`"),
    (
        "a word of 501 letters",
        "title: Web",
        f"title: {'b' * 501}",
        "2: `title` is not text, `bbbbbbbbbbbbbbbbbbbb…` has",
    ),
    ("a description of one word", "Storing and", "b" * 501, "7: `description` is not text"),
    ("marks on a letter", "title: Web", "title: We" + "\u0301" * 9, "2: a letter with more than 8 marks"),
    ("a control character", "title: Data", "title: Da\x07ta", "6: the control character U+0007 is in this line"),
    ("a key without a value at the end", "  icon: material/database\n", "  ? x", "8: `x` is not a key of a topic"),
    ("an element in a title", "title: Web", "title: <b>Web", "2: `title` contains one of <"),
    ("a reference in a description", "Storing and", "Storing &amp;", "7: `description` contains one of <"),
    ("the slug of what no answer claims", "slug: web", "slug: unsorted", "1: the slug `unsorted` cannot be an address"),
    ("the slug of a page of MkDocs's own", "slug: web", "slug: index", "1: the slug `index` cannot be an address"),
    ("a slug a third time", TOPICS, TOPICS * 3, "9: the slug `web` is already used in line 1"),
    ("a title twice", "title: Data", "title: Web", "6: the title `Web` is already used in line 2: choose another"),
    ("the slug of the guide's own picture", "slug: web", "slug: guide", "1: the slug `guide` cannot be an address"),
    ("the slug of the app's picture", "slug: web", "slug: icon", "1: the slug `icon` cannot be an address"),
    ("a long title", "title: Web", f"title: {'ab ' * 34}", "2: `title` has 101 characters: use 72 at most"),
    ("a long description", "Storing and", "ab " * 70, "7: `description` has"),
    (
        "a title of a blank that is none",
        "title: Web",
        "title: \u2800",
        "2: `title` is not a text",
    ),
    ("a title that YAML cuts", "title: Web", "title: C # and Go", "2: `# and Go` would be lost"),
    ("a description that YAML cuts", "Storing and", "Storing #1 and", "7: `#1 and"),
    ("an icon out of the folder", "material/web", "../.icons/material/web", "4: the theme has no icon"),
    ("no icon", "  icon: material/database\n", "", "5: the topic has no `icon`"),
]


@pytest.mark.parametrize(("case", "old", "new", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_topic_that_is_none_is_told_with_its_line(case: str, old: str, new: str, message: str) -> None:
    found = read(old, new)
    assert any(line.startswith(message) for line in found), found


@pytest.mark.parametrize(
    ("case", "old", "new"),
    [
        ("an ampersand", "title: Web", "title: Web & more"),
        ("a quotation mark in what is shown nowhere else", "title: Web", "title: The web's"),
    ],
)
def test_an_honest_topic_passes(case: str, old: str, new: str) -> None:
    assert read(old, new) == []


def test_topics_are_read_in_their_order() -> None:
    topics, problems = load_topics(TOPICS.encode(), "topics.yml")
    assert problems == []
    assert [(topic.slug, topic.title) for topic in topics] == [("web", "Web"), ("data", "Data")]


@pytest.mark.parametrize(
    ("name", "is_there"), [("material/web", True), ("material", False), ("material/nowhere", False), ("a//b", False)]
)
def test_icons_are_the_themes(name: str, is_there: bool) -> None:
    assert (find_icon(name) is not None) == is_there
