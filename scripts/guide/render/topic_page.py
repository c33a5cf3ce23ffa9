"""One page a topic: each question under its permanent heading, its answer in one collapsed block."""

import json
from typing import Any

from markupsafe import Markup

from guide.addresses import link_page
from guide.model import MOVED_TITLE, Catalogue, Question, Topic
from guide.render.body import address_of
from guide.render.markup import fill
from guide.site import Site, edit_url, report_url, start_url

__all__ = ["GENERATED_MARK", "render_moved_page", "render_topic_page"]

GENERATED_MARK = "written_by: scripts/convert.py"
"""Stands in the second line of every page that the converter wrote, and of no other."""
DESCRIPTION_LENGTH = 155
"""Characters that a search engine shows."""


def render_topic_page(topic: Topic, catalogue: Catalogue, site: Site) -> str:
    """The page's Markdown. A pure function of the catalogue and of where the site is."""
    questions = catalogue.by_topic.get(topic.slug, [])
    head = {
        "title": topic.title,
        "description": describe_topic(topic, questions),
        "card": topic.slug,
        "has_answers": any(question.is_answered for question in questions),
    }
    blocks = [render_question_block(question, catalogue, site) for question in questions]
    moved = list_moved(topic.slug, catalogue, site)
    return fill("topic.md.j2", head=render_head(head), topic=topic, blocks=blocks, moved=moved) + "\n"


def describe_topic(topic: Topic, questions: list[Question]) -> str:
    """The topic's description and as many of its questions as a search engine shows."""
    text = topic.description
    for question in questions:
        if len(text) + len(question.title) >= DESCRIPTION_LENGTH:
            break
        text += f" {question.title}"
    return text.replace('"', "'")


def render_moved_page(slug: str, catalogue: Catalogue, site: Site) -> str:
    """The page of a topic that is gone but whose addresses must keep working."""
    topic = Topic(slug, MOVED_TITLE, "The questions of this topic have moved.", "material/arrow-right")
    head = render_head({"title": topic.title, "description": topic.description})
    return fill("topic.md.j2", head=head, topic=topic, blocks=[], moved=list_moved(slug, catalogue, site)) + "\n"


def render_head(values: dict[str, Any]) -> Markup:
    """The page's front matter: JSON, which is YAML too; the theme's template shows it escaped."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]
    return Markup("\n".join(["---", GENERATED_MARK, *lines, "---"]))  # noqa: S704 - no HTML: MkDocs reads it as YAML


def render_question_block(question: Question, catalogue: Catalogue, site: Site) -> Markup:
    urls = {"edit": edit_url, "report": report_url, "start": start_url}
    return fill(
        "question.md.j2",
        question=question,
        front=question.front,
        body=Markup(question.answer.body) if question.answer else "",  # noqa: S704 - made by render.body
        links={name: make_url(site, question) for name, make_url in urls.items()} if site.repository else {},
        former=" ".join(catalogue.former_ids[question.id]),
        neighbors=[
            (way, other.title, address_of(other.topic, other.id, question.topic, site.form))
            for way, other in zip(("Previous", "Next"), catalogue.neighbors[question.id], strict=True)
            if other
        ],
        tag_page=link_page("questions", f"topics/{question.topic}", site.form),
    )


def list_moved(slug: str, catalogue: Catalogue, site: Site) -> list[tuple[str, str, str]]:
    """Every earlier address on this page: its id, the question that it is now, and where that stands."""
    pairs = catalogue.moved_from.get(slug, [])
    return [(old, one.title, address_of(one.topic, one.id, slug, site.form)) for old, one in pairs]
