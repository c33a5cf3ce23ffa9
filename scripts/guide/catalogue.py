"""Joining list, topics and answers into the catalogue: each entry under one question, each question in one topic."""

from collections.abc import Iterator, Sequence

from markdown.extensions.toc import slugify

from guide.addresses import make_free_id, make_slug
from guide.characters import comparison_key
from guide.diagnostic import Diagnostic, Severity
from guide.model import MOVED_TITLE, UNSORTED, Answer, Catalogue, Entry, Question, Topic

__all__ = ["find_address_problems", "join_catalogue"]

UNSORTED_TOPIC = Topic(UNSORTED, "Unsorted", "Questions that no answer file claims yet.", "material/inbox-outline")


def join_catalogue(
    entries: list[Entry], topics: list[Topic], answers: list[Answer], list_path: str
) -> tuple[Catalogue, list[Diagnostic]]:
    """Join what was read.

    Out: the catalogue and the errors between files: a number claimed twice or not in the list, an id or a wording
    used twice, an unknown topic, a link or an alias that leads wrong. With any error the catalogue must not be used.
    """
    problems = {
        *find_topic_problems(topics, answers),
        *find_address_problems(topics, answers),
        *find_claim_problems(entries, answers),
        *find_link_problems(answers),
    }
    questions = make_questions(entries, answers)
    unclaimed = [question for question in questions if not question.is_permanent]
    used_topics = (*topics, UNSORTED_TOPIC) if unclaimed else tuple(topics)
    lines = {entry.number: entry.line for entry in entries}
    notes = tuple(note_unclaimed(question, lines, list_path) for question in unclaimed)
    return Catalogue(tuple(entries), used_topics, tuple(questions), notes), sorted(problems)


def note_unclaimed(question: Question, lines: dict[str, int], path: str) -> Diagnostic:
    number = question.numbers[0]
    message = (
        f"no answer file claims entry {number}: it is in {UNSORTED} as `{question.id}`, "
        "an address that is not yet permanent"
    )
    return Diagnostic(path, lines[number], message, Severity.NOTE)


def find_topic_problems(topics: list[Topic], answers: list[Answer]) -> Iterator[Diagnostic]:
    known = {topic.slug for topic in topics}
    for answer in answers:
        if answer.topic not in known:
            message = f"`{answer.topic}` is not a topic: move the file, or add the topic to topics.yml"
            yield Diagnostic(answer.path, 1, message)


def find_address_problems(topics: Sequence[Topic], answers: list[Answer]) -> Iterator[Diagnostic]:
    """Answers whose id, wording or anchor something else has too."""
    yield from find_id_problems(answers)
    yield from find_wording_problems(answers)
    yield from find_anchor_problems(answers)
    yield from find_heading_problems(topics, answers)


def find_id_problems(answers: list[Answer]) -> Iterator[Diagnostic]:
    """An id is unique in the whole guide."""
    first: dict[str, Answer] = {}
    for answer in answers:
        other = first.setdefault(answer.id, answer)
        if other is not answer:
            yield Diagnostic(answer.path, 1, f"the id `{answer.id}` is already used by {other.path}: rename this file")


def find_wording_problems(answers: list[Answer]) -> Iterator[Diagnostic]:
    """A reader could not tell two questions apart that are worded alike."""
    first: dict[str, Answer] = {}
    for answer in answers:
        other = first.setdefault(comparison_key(answer.front.question), answer)
        if other is not answer:
            message = f"the question has the same wording as that of {other.path}: reword one, or merge the two answers"
            yield Diagnostic(answer.path, answer.lines["question"], message)


def find_claim_problems(entries: list[Entry], answers: list[Answer]) -> Iterator[Diagnostic]:
    """Every number stands in the list, and its question is claimed by one answer only."""
    groups = group_entries(entries)
    claimed: dict[str, Answer] = {}
    for answer in answers:
        line = answer.lines["numbers"]
        for number in answer.front.numbers:
            group = groups.get(number)
            if group is None:
                message = f"number {number} is not in the list: add its line, or claim another"
                yield Diagnostic(answer.path, line, message)
            elif claimed.setdefault(group, answer) is not answer:
                message = f"number {number} is already claimed by {claimed[group].path}: claim it once"
                yield Diagnostic(answer.path, line, message)


def group_entries(entries: list[Entry]) -> dict[str, str]:
    """For every number the number of the first entry with the same text."""
    return {entry.number: entry.repeats or entry.number for entry in entries}


def find_link_problems(answers: list[Answer]) -> Iterator[Diagnostic]:
    known = {f"{answer.topic}/{answer.id}": answer for answer in answers}
    for answer in answers:
        for link, line in answer.links:
            target, _, section = link.partition("#")
            if target not in known:
                message = f"the link leads to answers/{target}.md, which does not exist: fix it"
                yield Diagnostic(answer.path, line, message)
            elif section and known[target].is_open:
                yield Diagnostic(
                    answer.path, line, f"answers/{target}.md is still open: remove `#{section}` from the link"
                )


def find_anchor_problems(answers: list[Answer]) -> Iterator[Diagnostic]:
    """On a page every anchor stands once: questions, what is inside their answers, and earlier addresses."""
    owners = {(answer.topic, answer.id): answer for answer in answers}
    inside: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        for anchor, line in answer.anchors.items():
            other = inside.setdefault((answer.topic, anchor), answer)
            if other is not answer:
                message = f"`#{anchor}` is an anchor in {other.path} too: reword the heading, or rename this file"
                yield Diagnostic(answer.path, line, message)
    for answer in answers:
        owner_inside = inside.get((answer.topic, answer.id))
        if owner_inside:
            message = f"the id `{answer.id}` is an anchor inside {owner_inside.path}: rename this file"
            yield Diagnostic(answer.path, 1, message)
        for alias in answer.front.aliases:
            topic, _, identifier = alias.partition("/")
            owner = owners.setdefault((topic, identifier), answer)
            taken = inside.get((topic, identifier)) or (owner if owner is not answer else None)
            if taken or (topic, identifier) == (answer.topic, answer.id):
                path = (taken or answer).path
                message = f"the alias `{alias}` is the address of {path}, or an anchor in it: remove it"
                yield Diagnostic(answer.path, answer.lines["aliases"], message)


def find_heading_problems(topics: Sequence[Topic], answers: list[Answer]) -> Iterator[Diagnostic]:
    """The heading of a page has an anchor too, made of its title; the title of a topic that is gone is `Moved`."""
    headings = {topic.slug: slugify(topic.title, "-") for topic in (*topics, UNSORTED_TOPIC)}
    for answer in answers:
        heading = headings.get(answer.topic, "")
        if heading in answer.anchors:
            message = (
                f"`#{heading}` in this answer is the anchor of its topic's title too: reword the "
                "topic's title or this heading, or rename this file"
            )
            yield Diagnostic(answer.path, answer.anchors[heading], message)
        for alias in answer.front.aliases:
            topic, _, identifier = alias.partition("/")
            if identifier == headings.get(topic, slugify(MOVED_TITLE, "-")):
                message = f"the alias `{alias}` is the anchor of that page's own heading: remove it"
                yield Diagnostic(answer.path, answer.lines["aliases"], message)


def make_questions(entries: list[Entry], answers: list[Answer]) -> list[Question]:
    """One question for every answer file and for every entry that none claims, in list order."""
    groups = group_entries(entries)
    owners = {groups[number]: answer for answer in answers for number in answer.front.numbers if number in groups}
    members: dict[str, list[Entry]] = {}
    for entry in entries:
        owner = owners.get(groups[entry.number])
        key = f"{owner.topic}/{owner.id}" if owner else f"#{groups[entry.number]}"
        members.setdefault(key, []).append(entry)
    aliases = {alias.partition("/")[2] for answer in answers for alias in answer.front.aliases}
    inside = (anchor for answer in answers for anchor in answer.anchors)
    taken = dict.fromkeys([*(answer.id for answer in answers), *inside, *aliases], 2)
    return [make_question(group, owners.get(groups[group[0].number]), taken) for group in members.values()]


def make_question(entries: list[Entry], answer: Answer | None, taken: dict[str, int]) -> Question:
    """The question of a group of entries; an unclaimed one gets a free id from its words, which joins those taken."""
    numbers = tuple(entry.number for entry in entries)
    if answer is not None:
        return Question(answer.id, answer.topic, numbers, " ".join(answer.front.question.split()), answer)
    slug = make_slug(entries[0].text) or f"question-{numbers[0]}"
    identifier = make_free_id(f"{slug}-{numbers[0]}" if slug in taken else slug, taken)
    return Question(identifier, UNSORTED, numbers, " ".join(entries[0].text.split()))
