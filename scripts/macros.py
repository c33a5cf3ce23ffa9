"""What the hand-written pages ask of the catalogue: counts, lists and cross references, never typed by hand."""

from __future__ import annotations

import sys
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))  # MkDocs loads this file by its path, without its folder

from guide.glossary import read_glossary
from guide.load import inputs_of, load_catalogue
from guide.model import LEVELS, Catalogue, Question, Topic
from guide.repository import read_repository

ROOT = Path(__file__).resolve().parent.parent


def define_env(env: Any) -> None:
    """Called by mkdocs-macros-plugin once a build: hands the catalogue to the pages."""
    catalogue, problems = load_catalogue(inputs_of(ROOT))
    if problems:
        raise RuntimeError("the inputs have problems: run `python scripts/convert.py`")
    env.variables["counts"] = count_catalogue(catalogue)
    env.variables["repository"] = read_repository().url
    folders = bool(env.conf["use_directory_urls"])
    env.macro(lambda: render_topics(catalogue, folders), "topic_cards")
    env.macro(lambda: render_table(catalogue, folders), "question_table")
    env.macro(render_glossary, "glossary")
    env.macro(lambda identifier, text="": link_question(catalogue, identifier, text), "question")
    env.macro(lambda identifier: find_address(catalogue, identifier), "address")


def count_catalogue(catalogue: Catalogue) -> dict[str, int]:
    answered = [question for question in catalogue.questions if question.answered]
    return {
        "entries": len(catalogue.entries),
        "questions": len(catalogue.questions),
        "topics": len(catalogue.topics),
        "answered": len(answered),
        "open": len(catalogue.questions) - len(answered),
        "run": sum(question.samples[0] for question in answered),
        "parsed": sum(question.samples[1] for question in answered),
        "unchecked": sum(question.samples[2] for question in answered),
        "sources": len({source.url for question in answered for source in question.front.sources}),
    }


def render_topics(catalogue: Catalogue, folders: bool) -> str:
    """The topics as cards, each with its counts."""
    cards = "".join(render_card(topic, catalogue.by_topic.get(topic.slug, []), folders) for topic in catalogue.topics)
    return f'<ul class="topic-cards" markdown="0">{cards}</ul>'


def address_of(slug: str, folders: bool) -> str:
    """A topic page's address from the site's root: a folder, or a file where the site is to open from disk."""
    return f"topics/{slug}/" if folders else f"topics/{slug}.html"


def render_card(topic: Topic, questions: list[Question], folders: bool) -> str:
    answered = sum(question.answered for question in questions)
    open_note = f", {len(questions) - answered} open" if answered < len(questions) else ""
    parts = [
        read_icon(topic.icon),
        f'<span class="card-title">{escape(topic.title)}</span>',
        f'<span class="card-text">{escape(topic.description)}</span>',
        f'<span class="card-count">{len(questions)} questions{open_note}</span>',
    ]
    return f'<li><a class="topic-card" href="{address_of(topic.slug, folders)}">{"".join(parts)}</a></li>'


def read_icon(name: str) -> str:
    """The drawing of one of the theme's icons, hidden from screen readers: the title beside it says the same."""
    path = files("material") / "templates" / ".icons" / f"{name}.svg"
    return path.read_text(encoding="utf-8").replace("<svg ", '<svg aria-hidden="true" ', 1)


def render_table(catalogue: Catalogue, folders: bool) -> str:
    """Every question as a row; a script makes the table filterable and sortable, without it it is a plain table."""
    titles = {topic.slug: topic.title for topic in catalogue.topics}
    rows = "".join(render_row(question, titles[question.topic], folders) for question in catalogue.questions)
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Question", "Topic", "Level"))
    return (
        f"{render_filter(catalogue)}"
        '<div class="question-table" role="region" aria-label="All questions" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def render_filter(catalogue: Catalogue) -> str:
    """The filter above the table. It stands in the page, so that nothing moves when the script takes it up."""
    questions = catalogue.questions
    tags = sorted({tag for question in questions for tag in question.front.tags})
    choices = (
        ("Topic", "topic", [(topic.slug, topic.title) for topic in catalogue.topics]),
        ("Level", "level", [(level, level.capitalize()) for level in LEVELS]),
        ("Tag", "tag", [(tag, tag) for tag in tags]),
        ("Kind", "kind", KINDS),
    )
    selects = "".join(render_choice(*choice) for choice in choices)
    return (
        '<form class="question-filter"><label>Filter by words<input type="search" name="words"></label>'
        f'{selects}<button class="guide-button" type="reset">Clear</button>'
        f"<output>{len(questions)} of {len(questions)} questions</output></form>"
    )


def render_choice(label: str, name: str, values: list[tuple[str, str]]) -> str:
    """A choice among values; any is allowed until one is chosen."""
    options = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in values)
    return f'<label>{label}<select name="{name}"><option value="">Any</option>{options}</select></label>'


KINDS = [("question", "Questions"), ("follow-up", "Follow-up questions")]


def render_row(question: Question, topic: str, folders: bool) -> str:
    """One question. Each of its list numbers is an anchor: `questions/#24b` leads here."""
    front = question.front
    anchors = "".join(f'<span id="{number}"></span>' for number in question.numbers)
    href = f"{'../' if folders else ''}{address_of(question.topic, folders)}#{question.id}"
    note = "" if question.answered else ' <span class="fact-open">Open</span>'
    rank = LEVELS.index(front.level) if front.level in LEVELS else len(LEVELS)
    return (
        f'<tr data-kind="question" data-topic="{question.topic}" data-level="{front.level}"'
        f' data-tags="{" ".join(front.tags)}" data-words="{escape(" ".join(front.also_asked))}">'
        f'<td>{anchors}<a href="{href}">{escape(front.question)}</a>{note}</td>'
        f'<td>{escape(topic)}</td><td data-sort="{rank}">{front.level.capitalize()}</td></tr>'
    )


def link_question(catalogue: Catalogue, identifier: str, text: str = "") -> str:
    """A link to a question, with its wording or a text of the page: `{{ question("cors") }}` in a page in docs/."""
    address = find_address(catalogue, identifier)
    title = next(question.front.question for question in catalogue.questions if question.id == identifier)
    return f"[{text or title}]({address})"


def find_address(catalogue: Catalogue, identifier: str) -> str:
    """A question's address as a page in docs/ writes it."""
    for question in catalogue.questions:
        if question.id == identifier:
            return f"topics/{question.topic}.md#{question.id}"
    raise KeyError(f"no question has the id `{identifier}`")


def render_glossary() -> str:
    """The terms of docs/assets/glossary.txt, the same that show as tooltips."""
    rows = "".join(
        f'<dt id="{term.lower()}">{escape(term)}</dt><dd>{escape(text)}.</dd>' for term, text in read_glossary()
    )
    return f'<dl class="glossary" markdown="0">{rows}</dl>'
