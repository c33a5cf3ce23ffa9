"""What flows through the guide: problems, entries of the list, topics, answers, questions, the catalogue.

Everything is frozen: a step takes values and returns values, and only `output.py` writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

LEVELS = ("junior", "mid", "senior")
KINDS = ("technical", "behavioural")
UNSORTED = "unsorted"
"""Slug of the topic that holds the entries which no answer file claims."""


@dataclass(frozen=True, order=True)
class Problem:
    """A person's mistake: where it stands and what to do about it. Shown as `path:line: message`."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Entry:
    """One numbered line of the question list. `repeats` is the number of the earlier entry with the same text."""

    number: str
    text: str
    line: int
    repeats: str | None = None


@dataclass(frozen=True)
class Topic:
    """What a reader studies together; one page."""

    slug: str
    title: str
    description: str
    icon: str
    line: int = 1


@dataclass(frozen=True)
class Source:
    """A page that was read for an answer."""

    title: str
    url: str
    primary: bool = False


@dataclass(frozen=True)
class FrontMatter:
    """The head of an answer file, every value checked."""

    question: str
    numbers: tuple[str, ...]
    level: str
    kind: str
    tags: tuple[str, ...] = ()
    also_asked: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    checked: date | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A relative link to another answer, as `topic/id`, and the line that it stands on."""

    target: str
    line: int


@dataclass(frozen=True)
class Answer:
    """One answer file, read and rendered.

    `body` is Markdown for the topic page, empty for an open question; `samples` counts those run, parsed and unchecked.
    `headings`, `terms` (the meanings of glossary terms) and `words` are what the search finds it by.
    """

    path: str
    id: str
    topic: str
    front: FrontMatter
    lines: dict[str, int]
    body: str = ""
    short_answer: str = ""
    links: tuple[Link, ...] = ()
    samples: tuple[int, int, int] = (0, 0, 0)
    headings: tuple[str, ...] = ()
    terms: str = ""
    words: str = ""


@dataclass(frozen=True)
class Question:
    """A question as readers meet it: the answer file's wording, or the list's own where no file claims the entry."""

    id: str
    topic: str
    numbers: tuple[str, ...]
    front: FrontMatter
    body: str = ""
    short_answer: str = ""
    samples: tuple[int, int, int] = (0, 0, 0)
    headings: tuple[str, ...] = ()
    terms: str = ""
    words: str = ""
    permanent: bool = True

    @property
    def answered(self) -> bool:
        return bool(self.body)

    @property
    def url(self) -> str:
        """The permanent address, relative to the site's root."""
        return f"topics/{self.topic}/#{self.id}"


@dataclass(frozen=True)
class Catalogue:
    """Everything that pages, macros, JSON and checks read: topics in reading order, questions in list order."""

    entries: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    notes: tuple[Problem, ...] = field(default=())

    @cached_property
    def by_topic(self) -> dict[str, list[Question]]:
        """The questions of each topic that has any, in list order."""
        groups: dict[str, list[Question]] = {}
        for question in self.questions:
            groups.setdefault(question.topic, []).append(question)
        return groups

    @cached_property
    def neighbours(self) -> dict[str, tuple[Question | None, Question | None]]:
        """For each id the questions before and after it in reading order: by topic, then as the list has them."""
        order = [question for topic in self.topics for question in self.by_topic.get(topic.slug, [])]
        before, after = [None, *order[:-1]], [*order[1:], None]
        return {question.id: (left, right) for question, left, right in zip(order, before, after, strict=True)}

    @cached_property
    def moved_from(self) -> dict[str, list[tuple[str, Question]]]:
        """For each topic the ids that once stood there, and the questions that they are now."""
        groups: dict[str, list[tuple[str, Question]]] = {}
        for question in self.questions:
            for alias in question.front.aliases:
                topic, _, identifier = alias.partition("/")
                groups.setdefault(topic, []).append((identifier, question))
        return groups
