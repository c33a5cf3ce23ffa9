"""What the study page asks: every answered question with its follow-up questions; as a script it opens from disk."""

from __future__ import annotations

from typing import Any

from guide.model import Catalogue, Question
from guide.render.exports import dump
from guide.render.topic_page import GENERATED_MARK

__all__ = ["render_study_list"]


def render_study_list(catalogue: Catalogue) -> str:
    """The topics in reading order, and their questions, one a line; each with the ids that it had before."""
    by_topic = [(topic, catalogue.by_topic.get(topic.slug, [])) for topic in catalogue.topics]
    topics = [[topic.slug, topic.title] for topic, questions in by_topic if any(one.is_answered for one in questions)]
    rows = [
        describe_for_study(one, catalogue.former_ids[one.id])
        for _, questions in by_topic
        for one in questions
        if one.is_answered
    ]
    lines = ",\n".join(map(dump, rows))
    body = f"topics: {dump(topics)},\nquestions: [\n{lines}\n]\n"
    return f"// {GENERATED_MARK}\nself.GUIDE_STUDY_LIST = {{\n{body}}};\n"


def describe_for_study(question: Question, former: tuple[str, ...]) -> dict[str, Any]:
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
