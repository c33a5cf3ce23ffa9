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
    env.macro(lambda identifier: link_question(catalogue, identifier), "question")


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
    head = "".join(f'<th scope="col">{name}</th>' for name in ("No.", "Question", "Topic", "Level", "State"))
    return (
        f"{render_filter(catalogue)}"
        '<div class="question-table" role="region" aria-label="All questions" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def render_filter(catalogue: Catalogue) -> str:
    """The filter above the table. It stands in the page, so that nothing moves when the script takes it up."""
    questions = catalogue.questions
    choices = (
        ("Topic", 2, [topic.title for topic in catalogue.topics]),
        ("Level", 3, [level.capitalize() for level in LEVELS]),
        ("State", 4, sorted({name_state(question) for question in questions})),
    )
    selects = "".join(render_choice(name, column, values) for name, column, values in choices)
    return (
        '<form class="question-filter"><label>Filter by words<input type="search"></label>'
        f"{selects}<output>{len(questions)} of {len(questions)} questions</output></form>"
    )


def render_choice(name: str, column: int, values: list[str]) -> str:
    """A choice among the values of one column of the table."""
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return f'<label>{name}<select data-column="{column}"><option value="">Any</option>{options}</select></label>'


def name_state(question: Question) -> str:
    return "Answered" if question.answered else "Open"


def render_row(question: Question, topic: str, folders: bool) -> str:
    """One question. Each of its list numbers is an anchor: `questions/#24b` leads here."""
    numbers = ", ".join(f'<span id="{number}">{number}</span>' for number in question.numbers)
    href = f"{'../' if folders else ''}{address_of(question.topic, folders)}#{question.id}"
    cells = [
        f'<td data-sort="{question.numbers[0].zfill(6)}">{numbers}</td>',
        f'<td><a href="{href}">{escape(question.front.question)}</a></td>',
        f"<td>{escape(topic)}</td>",
        f"<td>{question.front.level.capitalize()}</td>",
        f"<td>{name_state(question)}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def link_question(catalogue: Catalogue, identifier: str) -> str:
    """A link to a question, its wording as the text: `{{ question("cors") }}` in Markdown of a page in docs/."""
    for question in catalogue.questions:
        if question.id == identifier:
            return f"[{question.front.question}](topics/{question.topic}.md#{question.id})"
    raise KeyError(f"no question has the id `{identifier}`")


def render_glossary() -> str:
    """The terms of docs/assets/glossary.txt, the same that show as tooltips."""
    rows = "".join(
        f'<dt id="{term.lower()}">{escape(term)}</dt><dd>{escape(text)}.</dd>' for term, text in read_glossary()
    )
    return f'<dl class="glossary" markdown="0">{rows}</dl>'
