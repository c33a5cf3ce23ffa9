"""What flows through the guide once it is read: entries, topics, answers, questions, and the catalogue of them all.

Everything is frozen: a step takes values and returns values.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guide.addresses import find_id_fault
from guide.diagnostic import Diagnostic
from guide.read.front_matter import FrontMatter
from guide.read.samples import Kind

__all__ = ["MOVED_TITLE", "UNSORTED", "Answer", "Catalogue", "Entry", "Part", "Question", "Topic", "path_of", "url_of"]

UNSORTED = "unsorted"
"""Slug of the topic that holds the entries which no answer file claims."""
MOVED_TITLE = "Moved"
"""Title of the page of a topic that is gone."""


@dataclass(frozen=True)
class Entry:
    """One numbered line of the question list.

    number: unique, "24" or "24b"
    text: as it was given
    line: in the list's file
    repeats: the number of the earlier entry with the same text
    """

    number: str
    text: str
    line: int
    repeats: str | None = None


@dataclass(frozen=True)
class Topic:
    """What a reader studies together; one page. `icon` is a name of the theme's set."""

    slug: str
    title: str
    description: str
    icon: str


@dataclass(frozen=True)
class Part:
    """A piece of an answer that has an address of its own; `text` is its prose as plain text, for the search."""

    id: str
    title: str
    text: str
    is_follow_up: bool = False


@dataclass(frozen=True)
class Answer:
    """What the guide takes from one answer file without errors.

    path, id, topic: where it stands
    front: its head
    lines: the line of each key of the head
    links: the answers that it links to, as `topic/id`, perhaps with a section behind `#`, each with its line
    short_answer: as plain text
    parts: its sections, their parts and its follow-up questions, in page order
    anchors: every anchor inside it, as the page has them, each with the line of what has it
    samples: how many of each kind
    terms: the meanings of the glossary's terms in its question, wordings, short answer and headings
    body: finished HTML; empty for an open question, and where nobody asked for it
    """

    path: str
    id: str
    topic: str
    front: FrontMatter
    lines: Mapping[str, int] = field(default_factory=dict)
    links: tuple[tuple[str, int], ...] = ()
    short_answer: str = ""
    parts: tuple[Part, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)
    samples: Mapping[Kind, int] = field(default_factory=dict)
    terms: str = ""
    body: str = ""

    @property
    def is_open(self) -> bool:
        return not self.parts


@dataclass(frozen=True)
class Question:
    """A question as readers meet it: the answer file's wording, or the list's own where no file claims the entry.

    numbers: every entry of the list that asks it
    answer: the file that claims it, or none
    """

    id: str
    topic: str
    numbers: tuple[str, ...]
    title: str
    answer: Answer | None = None

    @property
    def front(self) -> FrontMatter:
        """The head of its file; of an unclaimed entry what is known of it."""
        return self.answer.front if self.answer else FrontMatter(self.title, (), "", "")

    @property
    def is_answered(self) -> bool:
        return self.answer is not None and not self.answer.is_open

    @property
    def is_permanent(self) -> bool:
        """Whether its address is promised: an unclaimed entry's is made from its text."""
        return self.answer is not None

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.answer.parts if self.answer else ()

    @property
    def follow_ups(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.is_follow_up)

    @property
    def url(self) -> str:
        """The permanent address, relative to the site's root."""
        return url_of(self.topic, self.id)

    @property
    def path(self) -> str:
        """Its answer file, relative to the project's root, whether it is there or not."""
        return path_of(self.topic, self.id)


def url_of(topic: str, anchor: str) -> str:
    """The address of an anchor on a topic page, relative to the site's root."""
    return f"topics/{topic}/#{anchor}"


def path_of(topic: str, identifier: str) -> str:
    """The path of an answer file, relative to the project's root."""
    return f"answers/{topic}/{identifier}.md"


@dataclass(frozen=True)
class Catalogue:
    """Everything that pages, macros, JSON and checks read.

    entries: the list
    topics: in reading order
    questions: in list order
    notes: what is worth a look and stops nothing
    published: every address ever published, in the order in which they were recorded
    """

    entries: tuple[Entry, ...] = ()
    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    published: tuple[str, ...] = ()

    @cached_property
    def by_topic(self) -> dict[str, list[Question]]:
        """The questions of each topic that has any, in list order."""
        groups: dict[str, list[Question]] = {}
        for question in self.questions:
            groups.setdefault(question.topic, []).append(question)
        return groups

    def find_place_faults(self, topic: str, identifier: str) -> Iterator[str]:
        """What is wrong with a topic or an id in itself, taken or not."""
        topics = [one.slug for one in self.topics if one.slug != UNSORTED]
        if topic not in topics:
            yield f"`{topic}` is not a topic: use one of {', '.join(topics)}, or add it to topics.yml"
        if find_id_fault(identifier):
            yield find_id_fault(identifier)

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def neighbors(self) -> dict[str, tuple[Question | None, Question | None]]:
        """For each id the questions before and after it in reading order: by topic, then as the list has them."""
        order = [question for topic in self.topics for question in self.by_topic.get(topic.slug, [])]
        before, after = [None, *order[:-1]], [*order[1:], None]
        return {question.id: (left, right) for question, left, right in zip(order, before, after, strict=True)}

    @cached_property
    def former_ids(self) -> dict[str, tuple[str, ...]]:
        """For each id, the earlier ids of its question, except those that another question has or had too."""
        former = {one.id: {alias.partition("/")[2] for alias in one.front.aliases} for one in self.questions}
        owners = Counter([*self.by_id, *(name for names in former.values() for name in names)])
        return {name: tuple(sorted(old for old in olds if owners[old] == 1)) for name, olds in former.items()}

    @cached_property
    def first_urls(self) -> dict[str, str]:
        """For each id the address that its question had first: no move changes it, so it is what others know it by.

        An address is recorded before those of its follow-up questions, which stand among the aliases too.
        """
        order = {url: place for place, url in enumerate(self.published)}
        urls = {
            one.id: [one.url, *(url_of(*alias.split("/")) for alias in one.front.aliases)] for one in self.questions
        }
        return {name: min(known, key=lambda url: order.get(url, len(order))) for name, known in urls.items()}

    def name_first(self, question: Question, anchor: str) -> str:
        """The name that decks give a question or, by its anchor, a follow-up question: no move changes it."""
        return self.first_urls[question.id] + anchor.removeprefix(question.id)

    @cached_property
    def moved_from(self) -> dict[str, list[tuple[str, Question]]]:
        """For each topic the ids that once stood there, and the questions that they are now."""
        groups: dict[str, list[tuple[str, Question]]] = {}
        for question in self.questions:
            for alias in question.front.aliases:
                topic, _, identifier = alias.partition("/")
                groups.setdefault(topic, []).append((identifier, question))
        return groups
