"""The catalogue as data: questions.json for the pages' macros and for everybody, nav.yml for MkDocs."""

from __future__ import annotations

import json
from typing import Any

from guide.model import Catalogue, Question
from guide.topic_page import MARK

PAGES_BEFORE = (("Home", "index.md"), ("All questions", "questions.md"))
PAGES_AFTER = (("How to study", "study.md"), ("Glossary", "glossary.md"), ("Contribute", "contribute.md"))


def render_questions_json(catalogue: Catalogue) -> str:
    """Every question in list order, one a line, so that a difference can be read."""
    lines = [json.dumps(describe_question(question), ensure_ascii=False) for question in catalogue.questions]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def describe_question(question: Question) -> dict[str, Any]:
    front = question.front
    return {
        "id": question.id,
        "numbers": list(question.numbers),
        "question": front.question,
        "topic": question.topic,
        "level": front.level,
        "kind": front.kind,
        "tags": list(front.tags),
        "also_asked": list(front.also_asked),
        "url": question.url,
        "answered": question.answered,
        "short_answer": question.short_answer,
        "sources": [{"title": source.title, "url": source.url, "primary": source.primary} for source in front.sources],
        "checked": front.checked.isoformat() if front.checked else None,
    }


def render_search_docs(catalogue: Catalogue) -> str:
    """What the search looks through, as a script that both a worker and a page opened from disk can load."""
    titles = {topic.slug: topic.title for topic in catalogue.topics}
    docs = [describe_for_search(question, titles[question.topic]) for question in catalogue.questions]
    lines = ",\n".join(json.dumps(doc, ensure_ascii=False) for doc in docs)
    pages = [
        {"url": path.replace("index.md", ".").replace(".md", "/"), "title": title, "question": title}
        for title, path in (*PAGES_BEFORE, *PAGES_AFTER)
    ]
    return f"// {MARK}\nself.GUIDE_SEARCH_DOCS = {{\nquestions: [\n{lines}\n],\npages: {json.dumps(pages)}\n}};\n"


def describe_for_search(question: Question, topic: str) -> dict[str, str]:
    front = question.front
    return {
        "url": question.url,
        "title": front.question,
        "question": front.question,
        "topic": topic,
        "asked": " ".join(front.also_asked),
        "tags": " ".join((*front.tags, *question.numbers, question.id.replace("-", " "))),
        "headings": " ".join(question.headings),
        "terms": question.terms,
        "short": question.short_answer,
        "words": question.words,
    }


def render_navigation(catalogue: Catalogue) -> str:
    """MkDocs's navigation: mkdocs.yml inherits it, so that a new topic needs no second entry."""
    lines = [f"# {MARK}", "nav:"]
    lines += [f"  - {json.dumps(title)}: {path}" for title, path in PAGES_BEFORE]
    lines.append('  - "Topics":')
    lines += [
        f"      - {json.dumps(topic.title, ensure_ascii=False)}: topics/{topic.slug}.md" for topic in catalogue.topics
    ]
    lines += [f"  - {json.dumps(title)}: {path}" for title, path in PAGES_AFTER]
    return "\n".join(lines) + "\n"
