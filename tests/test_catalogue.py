"""Joining: addresses that collide are told, made ids never do."""

import json

import pytest
from support import ANSWER, LIST, OPEN_ANSWER, TOPICS, SmallGuide, replace_once

REFUSED = [
    (
        "an alias that is a section of its own answer",
        "[web/cors-explanation]",
        "`web/cors-explanation` is the address of",
    ),
    ("an alias that is a follow-up of its own answer", "[web/cors-why]", "`web/cors-why` is the address of"),
    ("an alias that is the sources' place", "[web/cors-sources]", "`web/cors-sources` is the address of"),
    ("an alias that is a sample's place", "[web/cors-sample-26]", "`web/cors-sample-26` is the address of"),
    ("an alias that is its own address", "[web/cors]", "`web/cors` is the address of"),
    ("an alias that is the heading of its topic", "[web/web]", "`web/web` is the anchor of that page's own heading"),
    ("an alias that is another topic's heading", "[data/data]", "`data/data` is the anchor of that page's own"),
    ("an alias that is the heading of a page left", "[old/moved]", "`old/moved` is the anchor of that page's own"),
    ("an alias that is the unsorted heading", "[unsorted/unsorted]", "is the anchor of that page's own heading"),
    ("an alias of another question", "[web/rest]", "`web/rest` is the address of"),
]


@pytest.mark.parametrize(("case", "aliases", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_an_earlier_address_leads_to_one_place(case: str, aliases: str, words: str, small_guide: SmallGuide) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "aliases: []", f"aliases: {aliases}"), encoding="utf-8")
    lines = small_guide.convert().lines
    assert any("cors.md:13: " in line and words in line for line in lines), lines


@pytest.mark.parametrize(
    ("wording", "is_refused"),
    [
        ("What is CORS?", True),
        ("what  is cors", True),
        ("“What is CORS?”, as they say", False),
        ("What is C.O.R.S.?", False),
        ("What is CORS+?", False),
    ],
)
def test_no_two_questions_are_worded_alike(wording: str, is_refused: bool, small_guide: SmallGuide) -> None:
    small_guide.rest.write_text(replace_once(OPEN_ANSWER, "What is REST?", wording), encoding="utf-8")
    lines = small_guide.convert().lines
    told = [
        line
        for line in lines
        if "rest.md:2: the question has the same wording as that of " in line and "cors.md" in line
    ]
    assert bool(told) is is_refused, lines


@pytest.mark.parametrize(
    ("title", "line"),
    [("CORS pitfalls", 34), ("C\u00f6rs: “Why?”", 40), ("CORS - sources", 9), ("CORS", 0), ("Pitfalls", 0)],
)
def test_a_topics_title_has_no_anchor_of_an_answer(title: str, line: int, small_guide: SmallGuide) -> None:
    small_guide.topics.write_text(replace_once(TOPICS, "title: Web", f"title: '{title}'"), encoding="utf-8")
    lines = small_guide.convert().lines
    told = [f"cors.md:{line}: `#cors-" in one for one in lines if "the anchor of its topic's title" in one]
    assert told == ([True] if line else []), lines


@pytest.mark.parametrize("alias", ["web/moved", "old/web", "old/moved-on"])
def test_an_alias_of_another_name_passes(alias: str, small_guide: SmallGuide) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "aliases: []", f"aliases: [{alias}]"), encoding="utf-8")
    assert small_guide.convert().status == 0


@pytest.mark.parametrize("identifier", ["cors-pitfalls", "cors-since-when", "cors-sources"])
def test_an_id_is_no_anchor_inside_another_answer(identifier: str, small_guide: SmallGuide) -> None:
    small_guide.rest.rename(small_guide.rest.with_name(f"{identifier}.md"))
    lines = small_guide.convert().lines
    assert any(f"{identifier}.md:1: the id `{identifier}` is an anchor inside" in line for line in lines), lines


def test_an_anchor_stands_in_one_answer_of_a_page(small_guide: SmallGuide) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "### Why?", "### Old pitfalls?"), encoding="utf-8")
    other = replace_once(replace_once(ANSWER, '"1"', '"3"'), "What is CORS?", "What is an index?")
    (small_guide.answers / "web" / "cors-old.md").write_text(other, encoding="utf-8")
    lines = small_guide.convert().lines
    assert any("cors.md:40: `#cors-old-pitfalls` is an anchor in" in line for line in lines), lines


@pytest.mark.parametrize("heading", ["Sample 26", "Tabs 26"])
def test_a_heading_never_has_the_anchor_of_a_fence(heading: str, small_guide: SmallGuide) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "### Why?", f"### {heading}?"), encoding="utf-8")
    assert small_guide.convert().status == 0
    page = (small_guide.out / "web.md").read_text(encoding="utf-8")
    slug = heading.lower().replace(" ", "-")
    assert f'id="cors-{slug}-2" class="follow-up"' in page


def test_a_made_id_is_no_earlier_address(small_guide: SmallGuide) -> None:
    alias = "aliases: [unsorted/what-is-an-index]"
    small_guide.cors.write_text(replace_once(ANSWER, "aliases: []", alias), encoding="utf-8")
    assert small_guide.convert().status == 0
    page = (small_guide.out / "unsorted.md").read_text(encoding="utf-8")
    assert "{ #what-is-an-index-3 }" in page
    assert page.count('id="what-is-an-index"') == 1


def test_the_same_anchor_on_another_page_is_another(small_guide: SmallGuide) -> None:
    small_guide.rest.unlink()
    path = small_guide.answers / "data" / "cors-pitfalls.md"
    path.parent.mkdir()
    path.write_text(OPEN_ANSWER, encoding="utf-8")
    assert small_guide.convert().status == 0


def test_made_ids_never_collide(small_guide: SmallGuide) -> None:
    questions = ["What is Rust?", "What is Rust 6?", "What is Rust+?", "CORS pitfalls", "什么是缓存?", "什么是锁?"]
    lines = "".join(f"{number}) {text}\n" for number, text in enumerate(questions, start=4))
    small_guide.questions.write_text(small_guide.questions.read_text() + lines, encoding="utf-8")
    assert small_guide.convert().status == 0
    rows = json.loads((small_guide.root / "docs" / "questions.json").read_text(encoding="utf-8"))
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids) == 9
    anchors = {part for row in rows for part in [row["id"], *(one["id"] for one in row["follow_ups"])]}
    assert len(anchors) == 12
    assert ids[3:] == [
        "what-is-rust",
        "what-is-rust-6",
        "what-is-rust-6-2",
        "cors-pitfalls-7",
        "question-8",
        "question-9",
    ]


def test_what_was_learned_follows_a_renamed_question_and_no_other(small_guide: SmallGuide) -> None:
    """Of two that had the same id on different pages nobody knows which one was studied."""
    former = "aliases: [web/cross-origin, data/rest, web/cors-old, data/shared]"
    small_guide.cors.write_text(replace_once(ANSWER, "aliases: []", former), encoding="utf-8")
    small_guide.rest.write_text(replace_once(OPEN_ANSWER, "kind:", "aliases: [web/shared]\nkind:"), encoding="utf-8")
    assert small_guide.convert().status == 0
    names = '"names": ["cors-old", "cross-origin"]'
    assert names in (small_guide.root / "docs" / "study-list.js").read_text(encoding="utf-8")
    page = (small_guide.out / "web.md").read_text(encoding="utf-8")
    assert '<ul class="question-facts" data-names="cors-old cross-origin">' in page


def test_only_what_has_an_answer_is_studied(small_guide: SmallGuide) -> None:
    small_guide.convert()
    text = (small_guide.root / "docs" / "study-list.js").read_text(encoding="utf-8")
    assert '"id": "cors"' in text
    assert '"id": "rest"' not in text
    assert "unsorted" not in text


def test_where_every_entry_is_claimed_nothing_is_unsorted(small_guide: SmallGuide) -> None:
    small_guide.questions.write_text("1) What is CORS?\n2) What is REST?\n", encoding="utf-8")
    assert small_guide.convert().status == 0
    assert sorted(path.stem for path in small_guide.out.glob("*.md")) == ["data", "web"]


def test_a_repeat_is_worded_as_its_first_entry(small_guide: SmallGuide) -> None:
    small_guide.questions.write_text(f"{LIST}4) What  is a LOCK?\n5) what is a lock\n", encoding="utf-8")
    assert small_guide.convert().status == 0
    rows = json.loads((small_guide.root / "docs" / "questions.json").read_text(encoding="utf-8"))
    assert [(row["id"], row["question"], row["numbers"]) for row in rows[3:]] == [
        ("what-is-a-lock", "What is a LOCK?", ["4", "5"])
    ]
