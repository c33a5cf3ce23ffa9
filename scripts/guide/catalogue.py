"""Joining list, topics and answers into the catalogue: each entry under one question, each question in one topic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from guide.glossary import expand_terms
from guide.model import UNSORTED, Answer, Catalogue, Entry, FrontMatter, Problem, Question, Topic
from guide.safety import SECTION_SLUGS

UNSORTED_TOPIC = Topic(UNSORTED, "Unsorted", "Questions that no answer file claims yet.", "material/inbox-outline")


def join_catalogue(
    entries: list[Entry], topics: list[Topic], answers: list[Answer], notes: list[Problem], list_path: str
) -> tuple[Catalogue, list[Problem]]:
    """Join what was read.

    Out: the catalogue and the problems between files: a number claimed twice or not in the list, an id used twice,
    an unknown topic, a link or an alias that leads wrong. With any problem the catalogue must not be used.
    """
    problems = sorted(
        {
            *find_topic_problems(topics, answers),
            *find_id_problems(answers),
            *find_claim_problems(entries, answers),
            *find_link_problems(answers),
            *find_alias_problems(answers),
        }
    )
    questions = make_questions(entries, answers)
    loose = [question for question in questions if not question.permanent]
    used_topics = (*topics, UNSORTED_TOPIC) if loose else tuple(topics)
    lines = {entry.number: entry.line for entry in entries}
    more_notes = [note_unsorted(question, lines, list_path) for question in loose]
    return Catalogue(tuple(entries), used_topics, tuple(questions), (*notes, *more_notes)), problems


def note_unsorted(question: Question, lines: dict[str, int], path: str) -> Problem:
    return Problem(
        path,
        lines[question.numbers[0]],
        f"no answer file claims entry {question.numbers[0]}: it stands in {UNSORTED} as `{question.id}`, "
        "an address that is not yet permanent",
    )


def find_topic_problems(topics: list[Topic], answers: list[Answer]) -> Iterator[Problem]:
    known = {topic.slug for topic in topics}
    for answer in answers:
        if answer.topic not in known:
            yield Problem(
                answer.path, 1, f"`{answer.topic}` is not a topic: move the file, or add the topic to topics.yml"
            )


def find_id_problems(answers: list[Answer]) -> Iterator[Problem]:
    """An id is unique in the whole guide, and is no anchor inside another answer."""
    first: dict[str, Answer] = {}
    for answer in answers:
        if answer.id in first:
            yield Problem(
                answer.path, 1, f"the id `{answer.id}` is used already by {first[answer.id].path}: rename this file"
            )
        first.setdefault(answer.id, answer)
    for answer in answers:
        for slug in SECTION_SLUGS:
            if answer.id.endswith(f"-{slug}") and answer.id.removesuffix(f"-{slug}") in first:
                yield Problem(
                    answer.path, 1, f"the id `{answer.id}` is an anchor inside another answer: rename this file"
                )


def find_claim_problems(entries: list[Entry], answers: list[Answer]) -> Iterator[Problem]:
    """Every number stands in the list, and its question is claimed by one answer only."""
    groups = group_of(entries)
    claimed: dict[str, Answer] = {}
    for answer in answers:
        line = answer.lines.get("numbers", 1)
        for number in answer.front.numbers:
            group = groups.get(number)
            if group is None:
                yield Problem(answer.path, line, f"number {number} is not in the list: add its line, or claim another")
            elif claimed.setdefault(group, answer) is not answer:
                yield Problem(
                    answer.path, line, f"number {number} is claimed already by {claimed[group].path}: claim it once"
                )


def group_of(entries: list[Entry]) -> dict[str, str]:
    """For every number the number of the first entry with the same text."""
    return {entry.number: entry.repeats or entry.number for entry in entries}


def find_link_problems(answers: list[Answer]) -> Iterator[Problem]:
    known = {f"{answer.topic}/{answer.id}" for answer in answers}
    for answer in answers:
        for link in answer.links:
            if link.target not in known:
                yield Problem(
                    answer.path, link.line, f"the link leads to answers/{link.target}.md, which is not there: mend it"
                )


def find_alias_problems(answers: list[Answer]) -> Iterator[Problem]:
    """An earlier address belongs to one question, and to none that stands there now."""
    known = {f"{answer.topic}/{answer.id}": answer for answer in answers}
    for answer in answers:
        for alias in answer.front.aliases:
            other = known.setdefault(alias, answer)
            if other is not answer or alias == f"{answer.topic}/{answer.id}":
                line = answer.lines.get("aliases", 1)
                yield Problem(answer.path, line, f"the alias `{alias}` is the address of {other.path}: take it out")


def make_questions(entries: list[Entry], answers: list[Answer]) -> list[Question]:
    """One question for every answer file and for every entry that none claims, in list order."""
    groups = group_of(entries)
    owner = {groups[number]: answer for answer in answers for number in answer.front.numbers if number in groups}
    members: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for entry in entries:
        group = groups[entry.number]
        key = f"{owner[group].topic}/{owner[group].id}" if group in owner else f"#{group}"
        members.setdefault(key, []).append(entry.number)
        texts.setdefault(key, entry.text)
    by_key = {f"{answer.topic}/{answer.id}": answer for answer in answers}
    taken = {answer.id for answer in answers}
    return [
        make_question(by_key[key], tuple(numbers))
        if key in by_key
        else make_unsorted(texts[key], tuple(numbers), taken)
        for key, numbers in members.items()
    ]


def make_question(answer: Answer, numbers: tuple[str, ...]) -> Question:
    return Question(
        answer.id,
        answer.topic,
        numbers,
        answer.front,
        answer.body,
        answer.short_answer,
        answer.samples,
        answer.headings,
        answer.terms,
        answer.words,
    )


def make_unsorted(text: str, numbers: tuple[str, ...], taken: set[str]) -> Question:
    identifier = make_id(text, numbers[0], taken)
    taken.add(identifier)
    front = FrontMatter(question=text, numbers=(numbers[0],), level="", kind="")
    return Question(identifier, UNSORTED, numbers, front, terms=expand_terms(text), permanent=False)


def make_id(text: str, number: str, taken: set[str]) -> str:
    """An address made from a question's words; the number makes it unique where the words do not."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:8]
    slug = "-".join(words) or f"question-{number}"
    return slug if slug not in taken else f"{slug}-{number}"
