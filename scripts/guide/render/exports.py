"""The catalogue as data: questions.json for everybody, search-docs.js for the search, study-list.js for the study page,
nav.yml for MkDocs.
"""

import json
from typing import Any

from guide.model import Catalogue, Part, Question, url_of
from guide.read.glossary import Glossary
from guide.read.pages import Page
from guide.render.topic_page import GENERATED_MARK

__all__ = ["render_navigation", "render_questions_json", "render_search_docs", "render_study_list"]

PAGES_BEFORE, PAGES_AFTER = ("index.md", "questions.md"), ("study.md", "downloads.md", "glossary.md", "contribute.md")
"""Where a hand-written page stands in the navigation; one that is not named here comes last."""


def render_questions_json(catalogue: Catalogue) -> str:
    """Every question in list order, one a line, so that a difference can be read."""
    lines = [dump(make_question_record(question)) for question in catalogue.questions]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def make_question_record(question: Question) -> dict[str, Any]:
    front = question.front
    return {
        "id": question.id,
        "numbers": list(question.numbers),
        "question": question.title,
        "topic": question.topic,
        "level": front.level,
        "kind": front.kind,
        "tags": list(front.tags),
        "also_asked": list(front.also_asked),
        "url": question.url,
        "answered": question.is_answered,
        "short_answer": question.answer.short_answer if question.answer else "",
        "sources": [{"title": source.title, "url": source.url, "primary": source.primary} for source in front.sources],
        "checked": front.checked.isoformat() if front.checked else None,
        "follow_ups": [
            {"id": part.id, "question": part.title, "url": url_of(question.topic, part.id)}
            for part in question.follow_ups
        ],
    }


def render_search_docs(catalogue: Catalogue, pages: tuple[Page, ...], glossary: Glossary) -> str:
    """What the search looks through, as a script that both a worker and a page opened from disk can load."""
    titles = {topic.slug: topic.title for topic in catalogue.topics}
    questions = ",\n".join(dump(make_search_record(one, titles[one.topic])) for one in catalogue.questions)
    shown = dump([{"url": page.url, "title": page.title, "text": page.text} for page in order_pages(pages)])
    terms = dump([{"term": term, "meaning": meaning} for term, meaning in glossary.terms.items()])
    body = f"questions: [\n{questions}\n],\npages: {shown},\nglossary: {terms}\n"
    return f"// {GENERATED_MARK}\nself.GUIDE_SEARCH_DOCS = {{\n{body}}};\n"


def make_search_record(question: Question, topic: str) -> dict[str, Any]:
    front = question.front
    return {
        "id": question.id,
        "url": question.url,
        "title": question.title,
        "topic": topic,
        "level": front.level,
        "asked": list(front.also_asked),
        "searched": list(front.searched_as),
        "tags": list(front.tags),
        "numbers": list(question.numbers),
        "terms": question.answer.terms if question.answer else "",
        "parts": [describe_part(part) for part in question.parts],
    }


def describe_part(part: Part) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": part.id, "title": part.title, "text": part.text}
    return {**shown, "follow_up": True} if part.is_follow_up else shown


def render_study_list(catalogue: Catalogue) -> str:
    """What the study page asks: the topics in reading order, and every answered question with its follow-up questions,
    one a line; each with the ids that it had before. As a script it opens from disk.
    """
    by_topic = [(topic, catalogue.by_topic.get(topic.slug, [])) for topic in catalogue.topics]
    topics = [[topic.slug, topic.title] for topic, questions in by_topic if any(one.is_answered for one in questions)]
    rows = [
        make_study_record(one, catalogue.former_ids[one.id])
        for _, questions in by_topic
        for one in questions
        if one.is_answered
    ]
    lines = ",\n".join(map(dump, rows))
    body = f"topics: {dump(topics)},\nquestions: [\n{lines}\n]\n"
    return f"// {GENERATED_MARK}\nself.GUIDE_STUDY_LIST = {{\n{body}}};\n"


def make_study_record(question: Question, former: tuple[str, ...]) -> dict[str, Any]:
    front = question.front
    return {
        "id": question.id,
        "title": question.title,
        "topic": question.topic,
        "level": front.level,
        "kind": front.kind,
        "tags": list(front.tags),
        "names": list(former),
        "follow_ups": [[part.id, part.title] for part in question.follow_ups],
    }


def render_navigation(catalogue: Catalogue, pages: tuple[Page, ...]) -> str:
    """MkDocs's navigation: mkdocs.yml inherits it, so that a new topic or page needs no second entry."""
    ordered = order_pages(pages)
    before = [page for page in ordered if page.file in PAGES_BEFORE]
    lines = [f"# {GENERATED_MARK}", "nav:", *(f"  - {dump(page.short_title)}: {page.file}" for page in before)]
    lines.append('  - "Topics":')
    lines += [f"      - {dump(topic.title)}: topics/{topic.slug}.md" for topic in catalogue.topics]
    lines += [f"  - {dump(page.short_title)}: {page.file}" for page in ordered if page not in before]
    return "\n".join(lines) + "\n"


def order_pages(pages: tuple[Page, ...]) -> list[Page]:
    """The hand-written pages as the navigation has them; new ones behind the others."""
    order = [*PAGES_BEFORE, *PAGES_AFTER]
    return sorted(pages, key=lambda page: (order.index(page.file) if page.file in order else len(order), page.file))
