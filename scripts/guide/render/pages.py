"""What the hand-written pages show of the catalogue: cards, the table of all questions, the glossary, counts."""

from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from guide.addresses import PageForm, link_page
from guide.editions.files import DOWNLOADS, EDITIONS, find_made
from guide.model import Catalogue, Question
from guide.read.front_matter import LEVELS
from guide.read.glossary import Glossary, anchor_of
from guide.read.samples import Kind
from guide.read.topics import find_icon
from guide.render.markup import escape_markdown, fill

__all__ = ["count_catalogue", "link_question", "render_download", "render_glossary", "render_table", "render_topics"]


def count_catalogue(catalogue: Catalogue) -> dict[str, int]:
    """The numbers that pages may name."""
    answers = [question.answer for question in catalogue.questions if question.answer and question.is_answered]
    return {
        "questions": len(catalogue.questions),
        "topics": len(catalogue.topics),
        "open": len(catalogue.questions) - len(answers),
        "run": sum(answer.samples.get(Kind.RUN, 0) for answer in answers),
        "sources": len({source.url for answer in answers for source in answer.front.sources}),
    }


def render_topics(catalogue: Catalogue, form: PageForm) -> Markup:
    """The topics as cards, each with its counts and the ids, today's and earlier, of its answered questions."""
    cards = [
        {
            "topic": topic,
            "address": link_page(f"topics/{topic.slug}", "index", form),
            "icon": read_icon(topic.icon),
            "count": len(questions),
            "names": ",".join(
                " ".join([one.id, *catalogue.former_ids[one.id]]) for one in questions if one.is_answered
            ),
            "open": sum(not question.is_answered for question in questions),
        }
        for topic in catalogue.topics
        for questions in [catalogue.by_topic.get(topic.slug, [])]
    ]
    return fill("topic_cards.html.j2", cards=cards)


def read_icon(name: str) -> Markup:
    """The drawing of one of the theme's icons, hidden from screen readers: the title beside it says the same."""
    path = find_icon(name)
    assert path is not None, name
    svg = path.read_text(encoding="utf-8")
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" '))  # noqa: S704 - the theme's own file


def render_table(catalogue: Catalogue, form: PageForm) -> Markup:
    """Every question and follow-up question as a row; a script makes the table filterable and sortable."""
    titles = {topic.slug: topic.title for topic in catalogue.topics}
    rows = [
        row
        for question in catalogue.questions
        for row in describe_rows(question, titles[question.topic], catalogue.former_ids[question.id], form)
    ]
    tags = sorted({tag for question in catalogue.questions for tag in question.front.tags})
    choices = [
        ("Kind", "kind", [("question", "Questions"), ("follow-up", "Follow-up questions"), ("all", "Both")]),
        ("Topic", "topic", list(titles.items())),
        ("Level", "level", [(level, level.capitalize()) for level in LEVELS]),
        ("Tag", "tag", [(tag, tag) for tag in tags]),
        ("State", "state", [("new", "New"), ("due", "Due today"), ("missed", "Missed"), ("known", "Known")]),
    ]
    return fill("question_table.html.j2", rows=rows, choices=choices)


def describe_rows(question: Question, topic: str, former: tuple[str, ...], form: PageForm) -> list[dict[str, Any]]:
    """A question's row, then those of its follow-up questions. Each of its list numbers is an anchor in its row."""
    level = question.front.level
    shared = {
        "question": question,
        "topic": topic,
        "page": link_page(f"topics/{question.topic}", "questions", form),
        "rank": LEVELS.index(level) if level in LEVELS else len(LEVELS),
    }
    words = " ".join(question.front.also_asked)
    own = {"kind": "question", "title": question.title, "anchor": question.id, "numbers": question.numbers}
    follow_ups = [
        {"kind": "follow-up", "title": part.title, "anchor": part.id, "numbers": (), "words": "", "names": names}
        for part in question.follow_ups
        for names in [" ".join(name + part.id.removeprefix(question.id) for name in former)]
    ]
    return [shared | row for row in ({**own, "words": words, "names": " ".join(former)}, *follow_ups)]


def link_question(catalogue: Catalogue, identifier: str) -> Markup:
    """A link to a question, its wording as the text: `{{ question("cors") }}` in the Markdown of a page in docs/.

    Raises KeyError for an id that no question has.
    """
    question = catalogue.by_id[identifier]
    return Markup("[{}](topics/{}.md#{})").format(escape_markdown(question.title), question.topic, question.id)


def render_download(word: str, form: PageForm) -> Markup:
    """An edition's link with its size and day; the archive that opens from disk holds no other."""
    made = None if form is PageForm.FILE else find_made(word)
    folder = f"{DOWNLOADS}/" if form is PageForm.SOURCE else ""  # the page stands there; its Markdown does not
    return fill(
        "download.html.j2",
        title=EDITIONS[word].title,
        address=folder + EDITIONS[word].file,
        size=f"{made.st_size / 1e6:.1f} MB" if made else "",
        day=f"{datetime.fromtimestamp(made.st_mtime, UTC):%-d %B %Y}" if made else "",
    )


def render_glossary(glossary: Glossary) -> Markup:
    """The terms, the same that show as tooltips, each with an anchor."""
    terms = [(anchor_of(term), term, meaning) for term, meaning in glossary.terms.items()]
    return fill("glossary.html.j2", terms=terms)
