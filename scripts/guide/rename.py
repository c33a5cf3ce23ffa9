"""Moving an answer to another topic or id: which files change, and into what. Nothing is written here.

An address that was published goes on working: it stands among the answer's aliases. One that never was is forgotten.
"""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from guide.addresses import ID, resolve_answer_link
from guide.model import Catalogue, Question, path_of, url_of
from guide.paths import is_leftover, sources_at
from guide.permalinks import read_permalinks
from guide.read.document import Document, parse_document
from guide.read.markdown import walk_tokens
from guide.read.parser import PARSER

__all__ = ["Move", "find_reasons", "plan_move"]

LINK = re.compile(rf"(?<=[(<\s:])(?:\.\./{ID.pattern}/)?{ID.pattern}\.md(?=[)>#\s]|$)")
"""What may be a link to an answer: behind `(` or `<`, or behind a definition's `]:`."""
MARK = re.compile(r"marked-address-(\d+)_")


@dataclass(frozen=True)
class Move:
    """From where to where: topic and id of each."""

    topic: str
    id: str
    new_topic: str
    new_id: str

    @property
    def old(self) -> str:
        return f"{self.topic}/{self.id}"

    @property
    def new(self) -> str:
        return f"{self.new_topic}/{self.new_id}"


def find_reasons(catalogue: Catalogue, move: Move) -> Iterator[str]:
    """Why the answer cannot be moved: every reason, each with what to do."""
    ids = {question.id: question for question in catalogue.questions if question.is_permanent}
    if move.id not in ids or ids[move.id].topic != move.topic:
        yield f"{path_of(move.topic, move.id)} does not exist: name an answer as TOPIC/ID"
    if move.old == move.new:
        yield "the two names are the same: name another topic or id"
    yield from catalogue.find_place_faults(move.new_topic, move.new_id)
    if move.new_id in ids and move.new_id != move.id:
        yield f"the id `{move.new_id}` is used by {ids[move.new_id].path}: choose another"


def plan_move(root: Path, catalogue: Catalogue, move: Move, published: Set[str]) -> dict[Path, str | None]:
    """Every file that changes: its new text, or none where it goes."""
    question = catalogue.by_id[move.id]
    changes: dict[Path, str | None] = {}
    for other in catalogue.questions:
        path = root / other.path
        if other.is_permanent and other is not question:
            text = path.read_text(encoding="utf-8")
            changes[path] = relink(text, parse_answer(text, other), other.topic, move)
    anchors = {question.id, *(question.answer.anchors if question.answer else ())}
    for path in (one for one in (root / "docs").glob("*.md") if not is_leftover(one.name)):
        changes[path] = relink_page(path.read_text(encoding="utf-8"), move, anchors)
    sources = sources_at(root)
    if sources.permalinks.exists():
        changes[sources.permalinks] = move_addresses(read_permalinks(sources)[0], question, move, published)
    kept = {
        path: keep_line_ends(path, text)
        for path, text in changes.items()
        if text is not None and text != path.read_text(encoding="utf-8")
    }
    text = (root / question.path).read_text(encoding="utf-8")
    document = parse_answer(text, question)
    moved = set_aliases(relink(text, document, move.new_topic, move), document, list_aliases(question, move, published))
    new_path = root / path_of(move.new_topic, move.new_id)
    # the new file before the old one goes: whatever ends the command in between, the answer is there
    return kept | {new_path: keep_line_ends(root / question.path, moved), root / question.path: None}


def keep_line_ends(path: Path, text: str) -> str:
    """A file's new text with the line ends that the file has."""
    return text.replace("\n", "\r\n") if b"\r\n" in path.read_bytes() else text


def parse_answer(text: str, question: Question) -> Document:
    return parse_document(text.encode(), question.path, question.topic, question.id)


def relink(text: str, document: Document, new_topic: str, move: Move) -> str:
    """An answer's text with its links to other answers as they are after the move; code and prose stay."""

    def change(match: re.Match[str]) -> str:
        target = resolve_answer_link(match[0], document.topic)
        if target is None or (target[0] != move.old and document.topic == new_topic):
            return match[0]
        folder, _, identifier = (move.new if target[0] == move.old else target[0]).partition("/")
        return f"{identifier}.md" if folder == new_topic else f"../{folder}/{identifier}.md"

    body = document.head.body
    return text.removesuffix(body) + change_links(body, LINK, change)


def relink_page(text: str, move: Move, anchors: Set[str]) -> str:
    """A hand-written page's text with its links and macros as they are after the move; `anchors`: the question's own,
    as they were.
    """
    text = re.sub(rf'question\("{move.id}"\)', f'question("{move.new_id}")', text)
    link = re.compile(rf"(?<=[(<\s:])topics/{move.topic}(\.md|/)#({move.id}[\w-]*)")

    def change(match: re.Match[str]) -> str:
        end = match[2].removeprefix(move.id)
        return f"topics/{move.new_topic}{match[1]}#{move.new_id}{end}" if match[2] in anchors else match[0]

    return change_links(text, link, change)


def change_links(text: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> str:
    """The text with every address changed that the pattern finds and that is one of a link, or of a definition.

    Which are is asked of the parser: it reads the text with a mark in the place of each.
    """
    found = count()
    marked = pattern.sub(lambda _: f"marked-address-{next(found)}_", text)
    env: dict[str, Any] = {}
    links = [token.attrGet("href") for token in walk_tokens(PARSER.parse(marked, env)) if token.type == "link_open"]
    links += [one["href"] for one in (*env.get("references", {}).values(), *env.get("duplicate_refs", []))]
    numbers = {int(number) for href in links for number in MARK.findall(str(href))}
    place = count()
    return pattern.sub(lambda match: change(match) if next(place) in numbers else match[0], text)


def list_addresses(question: Question, topic: str, identifier: str) -> list[str]:
    """The question's address and those of its follow-up questions, as they are in that topic and with that id."""
    ends = [part.id.removeprefix(question.id) for part in question.follow_ups]
    return [url_of(topic, identifier + end) for end in ["", *ends]]


def move_addresses(text: str, question: Question, move: Move, published: Set[str]) -> str:
    """The recorded addresses after the move: what was published stays, what never was gives way to the new ones."""
    own = list_addresses(question, move.topic, move.id)
    lines = [line for line in text.splitlines() if line.strip() not in own or line.strip() in published]
    moved = zip(own, list_addresses(question, move.new_topic, move.new_id), strict=True)
    new = [url for old, url in moved if old in text.split()]
    return "\n".join([*lines, *(address for address in new if address not in lines)]) + "\n"


def list_aliases(question: Question, move: Move, published: Set[str]) -> list[str]:
    """The answer's aliases after the move; what it goes back to is an alias no longer."""
    old = [name_alias(url) for url in list_addresses(question, move.topic, move.id) if url in published]
    new = {name_alias(url) for url in list_addresses(question, move.new_topic, move.new_id)}
    return [alias for alias in dict.fromkeys([*question.front.aliases, *old]) if alias not in new]


def name_alias(url: str) -> str:
    """An address as aliases name it, `TOPIC/ID`."""
    return url.removeprefix("topics/").replace("/#", "/")


def set_aliases(text: str, document: Document, aliases: list[str]) -> str:
    """The text with other aliases, in one line; comments stay."""
    if tuple(aliases) == (document.head.front.aliases if document.head.front else ()):
        return text
    lines, keys = text.split("\n"), document.head.lines
    end = document.head.body_line - 1  # behind the last line of the head comes `---`
    start = keys.get("aliases", end)
    after = min((line for line in keys.values() if line > start), default=end)
    first, *others = lines[start - 1 : after - 1] or [""]
    written = f"aliases: [{', '.join(aliases)}]{find_remark(first)}"
    remarks = [find_remark(line) or line for line in others if find_remark(line) or not line.strip()]
    return "\n".join([*lines[: start - 1], written, *remarks, *lines[after - 1 :]])


def find_remark(line: str) -> str:
    """The comment at the end of a line of aliases, with the blanks before it, or nothing: no alias contains `#`."""
    place = line.find("#")
    return line[len(line[:place].rstrip()) :] if place >= 0 else ""
