"""The Anki deck, imported by Anki's own back end as a reader's Anki imports it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from axe_playwright_python.sync_playwright import Axe
from editions import MADE_TIME, find_times, read_book, write_explanation
from lxml import html
from playwright.sync_api import Browser
from support import ANSWER, SmallGuide, replace_once

from guide.editions.deck import write_deck
from guide.editions.files import EDITIONS, TITLE
from guide.model import Catalogue

if TYPE_CHECKING:
    from anki.cards import Card  # at run time it can be imported only behind its collection


PARTS = """\
A asks B.

```mermaid
flowchart LR
  a[Client] --> b[Server]
```

| a | b |
| --- | --- |
| c | d |

> [!NOTE]
> Mind it.

```python title="parts.py"
@property
class A(B):  # a remark
    def f(self): return "x", 1, len(A)
```

```text title="Output"
```
"""
"""A drawing, a table, an alert, and code of every color."""


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()


def import_deck(anki: Collection, path: Path) -> None:
    options = ImportAnkiPackageOptions(with_scheduling=False)
    anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))


def import_guide(anki: Collection, guide: SmallGuide, days_later: int = 0) -> None:
    path = guide.root / "deck.apkg"
    write_deck(read_book(guide, days_later), path)
    import_deck(anki, path)


def find_card(anki: Collection, question: str) -> Card:
    (number,) = anki.find_cards(f'"Question:{question}"')
    return anki.get_card(number)


def test_every_question_and_follow_up_question_is_a_note_in_reading_order(
    anki: Collection, editions: Path, catalogue: Catalogue
) -> None:
    import_deck(anki, editions / EDITIONS["apkg"].file)
    answered = [one for topic in catalogue.topics for one in catalogue.by_topic[topic.slug] if one.is_answered]
    assert anki.note_count() == sum(1 + len(one.follow_ups) for one in answered)
    for topic in catalogue.topics:
        own = [one for one in answered if one.topic == topic.slug]
        assert len(anki.find_notes(f"tag:topic::{topic.slug}")) == sum(1 + len(one.follow_ups) for one in own)
    assert len(anki.find_notes("tag:level::senior")) > 0
    cards = [anki.get_card(number) for number in anki.find_cards("")]
    first = min(cards, key=lambda card: card.due)
    assert first.note()["Address"].endswith(answered[0].url)


def test_a_card_shows_the_short_answer_then_all_of_it(anki: Collection, editions: Path) -> None:
    import_deck(anki, editions / EDITIONS["apkg"].file)
    html = find_card(anki, "What is CORS?").answer()
    places = [html.index(part) for part in ("the browser", "Explanation", "Pitfalls", "Follow-up questions", "Sources")]
    assert places == sorted(places)
    assert '<span class="k">' in html
    assert "<svg" in html
    assert 'href="topics/' not in html
    assert 'href="#' not in html
    assert "https://guide.example/below/topics/web/#cors" in html


def test_a_newer_deck_doubles_and_loses_nothing_also_after_a_rename(anki: Collection, small_guide: SmallGuide) -> None:
    permalinks = small_guide.root / "permalinks.txt"
    parts = ("", "-why", "-since-when", "-what-else")
    permalinks.write_text("".join(f"topics/web/#cors{part}\n" for part in parts), encoding="utf-8")
    import_guide(anki, small_guide)
    studied = {}
    for question in ("What is CORS?", "Why?"):
        card = find_card(anki, question)
        card.start_timer()
        anki.sched.answerCard(card, 4)
        studied[question] = (card.id, card.due, card.reps)
    aliases = ", ".join(f"web/cors{part}" for part in ("-earlier", *parts))
    text = replace_once(ANSWER, "aliases: []", f"aliases: [{aliases}]")
    text = replace_once(text, "Because of this.", "Because of that.")
    text = replace_once(text, "### Since when?", "### And then?\n\nThat.\n\n### Since when?")
    small_guide.cors.unlink()
    (small_guide.answers / "data").mkdir()
    (small_guide.answers / "data" / "same-origin.md").write_text(text, encoding="utf-8")
    permalinks.write_text(permalinks.read_text() + "topics/web/#cors-earlier\n", encoding="utf-8")
    import_guide(anki, small_guide, days_later=1)
    assert anki.note_count() == anki.card_count() == 5
    for question, (number, due, reps) in studied.items():
        card = find_card(anki, question)
        assert (card.id, card.due, card.reps) == (number, due, reps)
    assert "Because of that." in find_card(anki, "Why?").note()["Answer"]
    assert "https://guide.example/below/topics/data/#same-origin" in find_card(anki, "What is CORS?").note()["Address"]
    assert len(list(anki.models.all_names_and_ids())) == len({one.name for one in anki.models.all_names_and_ids()})
    assert {anki.decks.name(card.did) for card in map(anki.get_card, anki.find_cards(""))} == {TITLE}


def test_what_anki_takes_for_a_command_is_shown_as_text(anki: Collection, small_guide: SmallGuide) -> None:
    write_explanation(small_guide, "Type `[sound:a.mp3]`, [latex]x[/latex], {{Question}} and {{c1::x}}.")
    import_guide(anki, small_guide)
    card = find_card(anki, "What is CORS?")
    assert card.answer_av_tags() == []
    text = card.answer().replace("&#91;", "[")
    assert "[sound:a.mp3]" in text
    assert "[latex]x[/latex], {{Question}} and {{c1::x}}" in text


MATH = r"\\(a^2\\), \\[b^2\\] and `<anki-mathjax>`"
"""What MathJax, which Anki runs on each side of a card, takes for formulas, and the mark of Anki's editor."""
WITH_MATH = (
    ("question: What is CORS?", r"question: 'What is \(q^2\), and \[q^3\]?'"),
    ("title: A guide", r"title: 'A guide to \(q\)'"),
    ("The browser asks", f"{MATH} The browser asks"),
    ("As [the standard says]", f"{MATH} as [the standard says]"),
    ("**Guessing.**", f"**Guessing {MATH}.**"),
    ("### Why", f"### Why {MATH}"),
    ("Because of this", f"Because of {MATH}"),
    ("- [ ] one", f"- [ ] one {MATH}"),
)


def test_what_anki_takes_for_mathematics_is_shown_as_text(anki: Collection, small_guide: SmallGuide) -> None:
    text = ANSWER
    for old, new in WITH_MATH:
        text = replace_once(text, old, new)
    small_guide.cors.write_text(text, encoding="utf-8")
    import_guide(anki, small_guide)
    places: list[str] = []
    for card in map(anki.get_card, anki.find_cards("")):
        for side in (card.question(), card.answer()):
            tree = html.fragment_fromstring(side, create_parent=True)
            assert tree.findall(".//anki-mathjax") == []
            for place in tree.xpath(r"//*[text()[contains(., '\(') or contains(., '\[')]]"):
                classes = {name for one in (place, *place.iterancestors()) for name in one.get("class", "").split()}
                assert {"tex2jax_ignore", "mathjax_ignore"} <= classes, html.tostring(place)
                places.append(place.tag)
    assert len(places) > len(WITH_MATH)


def test_the_same_guide_makes_the_same_deck(small_guide: SmallGuide) -> None:
    paths = [small_guide.root / name for name in ("one.apkg", "two.apkg")]
    for path in paths:
        write_deck(read_book(small_guide), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert find_times(paths[0]) == {MADE_TIME}


def test_without_an_address_of_the_site_cards_link_to_sources_alone(anki: Collection, small_guide: SmallGuide) -> None:
    write_explanation(small_guide, "See [REST](rest.md).")
    path = small_guide.root / "deck.apkg"
    write_deck(read_book(small_guide, address=""), path)
    import_deck(anki, path)
    html = find_card(anki, "What is CORS?").answer()
    assert "See <span>REST</span>." in html
    assert [href for href in re.findall('href="([^"]*)"', html) if not href.startswith("https://")] == []


def test_a_card_can_be_read_by_day_and_by_night(anki: Collection, small_guide: SmallGuide, browser: Browser) -> None:
    write_explanation(small_guide, PARTS)
    import_guide(anki, small_guide)
    html = find_card(anki, "What is CORS?").answer()
    page = browser.new_page()
    for night in ("", "nightMode", "night_mode"):
        body = f'<body class="card card1 {night}"><main>{html}</main>'
        page.set_content(f'<!doctype html><html lang="en"><title>Card</title>{body}')
        colors = page.evaluate("""() => [getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.querySelector('.diagram text')).fill]""")
        assert colors == (
            ["rgb(20, 25, 29)", "rgb(221, 226, 230)"] if night else ["rgb(252, 251, 248)", "rgb(31, 38, 43)"]
        )
        assert Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"] == []
    page.close()
