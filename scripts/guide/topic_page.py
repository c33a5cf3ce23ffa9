"""One page a topic: each question under its permanent heading, its answer in one collapsed block."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from guide.inline import escape_text
from guide.model import Catalogue, Question, Topic
from guide.repository import Repository, edit_url, report_url, start_url
from guide.structured_data import describe_page

MARK = "written_by: scripts/convert.py"
"""Stands in the second line of every page that the converter wrote, and of no other."""


def render_topic_page(topic: Topic, catalogue: Catalogue, repository: Repository) -> str:
    """The page's Markdown. A pure function of the catalogue and the repository's address."""
    questions = catalogue.by_topic.get(topic.slug, [])
    parts = [
        render_head(topic, describe_page(questions, repository)),
        f"# {escape_text(topic.title)}",
        f"{escape_text(topic.description)}\n{{ .topic-description }}",
        *(render_question(question, catalogue, repository) for question in questions),
        *render_moved(topic.slug, catalogue),
    ]
    return "\n\n".join(parts) + "\n"


def render_moved_page(slug: str, catalogue: Catalogue) -> str:
    """The page of a topic that is gone but whose addresses must go on working."""
    topic = Topic(slug, "Moved", "The questions of this topic have moved.", "material/arrow-right")
    return "\n\n".join([render_head(topic), "# Moved", topic.description, *render_moved(slug, catalogue)]) + "\n"


def render_head(topic: Topic, structured_data: dict[str, Any] | None = None) -> str:
    """The page's front matter; the theme's template shows the structured data to search engines."""
    values: dict[str, Any] = {"title": topic.title, "description": topic.description}
    if structured_data:
        values |= {"card": topic.slug, "structured_data": structured_data}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", MARK, *lines, "---"])


def render_question(question: Question, catalogue: Catalogue, repository: Repository) -> str:
    title = " ".join(question.front.question.split())
    parts = [f"## {escape_text(title)} {{ #{question.id} }}", render_facts(question)]
    if question.front.also_asked:
        asked = " ".join(f"<q>{escape(text)}</q>" for text in question.front.also_asked)
        parts.append(f'<p class="also-asked"><span>Also asked as</span> {protect(asked)}</p>')
    ways = render_neighbours(question, catalogue)
    if question.answered:
        parts.append(render_answer(question, title, f"{render_links(question, repository)}\n\n{ways}"))
    else:
        parts.append(f"{render_open(question, repository)}\n\n{ways}")
    return "\n\n".join(parts)


def protect(html: str) -> str:
    """HTML whose braces stay what they are."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def render_facts(question: Question) -> str:
    """State, level, list numbers and tags: by word, and not by colour alone."""
    front = question.front
    facts = [] if question.answered else ['<li class="fact-open">Open: answer wanted</li>']
    if front.level:
        facts.append(f'<li class="fact-level level-{front.level}">{front.level.capitalize()}</li>')
    label = "No." if len(question.numbers) == 1 else "Nos."
    facts.append(f'<li class="fact-numbers">{label} {", ".join(question.numbers)}</li>')
    facts += [f'<li class="fact-tag">{tag}</li>' for tag in front.tags]
    return f'<ul class="question-facts">{"".join(facts)}</ul>'


def render_answer(question: Question, title: str, links: str) -> str:
    """The collapsed block. Its name says what it opens; the eye sees the question right above it, and one word here."""
    content = "\n\n".join([question.body, render_sources(question), links])
    head = f'////// details | Answer<span class="answer-of">: {escape_text(title)}</span>\n    type: answer'
    return f"{head}\n\n{content}\n\n//////"


def render_sources(question: Question) -> str:
    """Where the facts were read, and when they were last held against it."""
    items = [
        f"- [{escape_text(source.title)}](<{source.url}>){' (primary)' if source.primary else ''}"
        for source in question.front.sources
    ]
    checked = f'<p class="checked">Facts checked on <time>{question.front.checked}</time>.</p>'
    parts = ['<h3 class="answer-heading">Sources</h3>', "\n".join(items), checked]
    content = "\n\n".join(parts)
    return f"///// html | section#{question.id}-sources.answer-section.sources\n\n{content}\n\n/////"


def render_links(question: Question, repository: Repository) -> str:
    links = [f"[Link to this question](#{question.id}){{ .question-link }}"]
    if repository.url:
        links.append(f"[Edit this answer](<{edit_url(repository, question)}>){{ .edit-answer }}")
        links.append(f"[Report a mistake](<{report_url(repository, question)}>){{ .report-mistake }}")
    return "\n".join(links) + "\n{ .answer-links }"


def render_neighbours(question: Question, catalogue: Catalogue) -> str:
    """The ways to the questions before and after, in reading order."""
    ways = zip(("Previous", "Next"), catalogue.neighbours[question.id], strict=True)
    links = [
        f"[{way}: {escape_text(' '.join(other.front.question.split()))}]({link_to(other, question.topic)})"
        f"{{ .{way.lower()}-question }}"
        for way, other in ways
        if other
    ]
    return "\n".join(links) + "\n{ .neighbours }" if links else ""


def link_to(question: Question, topic: str) -> str:
    """A question's address as a page of `topic` writes it."""
    return f"#{question.id}" if question.topic == topic else f"{question.topic}.md#{question.id}"


def render_open(question: Question, repository: Repository) -> str:
    """What stands where an answer is wanted."""
    text = "This question has no answer yet."
    if not repository.url:
        return f"{text}\n{{ .open-question }}"
    return f"{text} [Write this answer](<{start_url(repository, question)}>){{ .write-answer }}\n{{ .open-question }}"


def render_moved(slug: str, catalogue: Catalogue) -> Iterator[str]:
    """An anchor at every earlier address on this page, with the way to the new one."""
    for old_id, question in catalogue.moved_from.get(slug, []):
        link = f"[{escape_text(question.front.question)}]({link_to(question, slug)})"
        yield f"Moved: {link}\n{{ #{old_id} .moved-question }}"
