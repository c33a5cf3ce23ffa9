"""Starts an answer file from the template.

    python scripts/new_answer.py NUMBER TOPIC ID

NUMBER is an entry of questions.txt, TOPIC a slug of topics.yml, ID the question's permanent address. Writes
answers/TOPIC/ID.md, records its address, and says what remains to be written. 0: done. 1: it cannot be, with a line
for each reason, and nothing is written. 2: wrong usage.
"""

from __future__ import annotations

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from guide.addresses import ID
from guide.diagnostic import print_line
from guide.load import load_guide
from guide.model import Catalogue, Question, path_of, url_of
from guide.paths import ROOT, sources_at, write_file
from guide.permalinks import read_addresses
from guide.template import fill_template


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    options = parse_arguments(arguments)
    guide = load_guide(sources_at(root))
    if guide.problems:
        for problem in guide.problems:
            print_line(problem)
        print_line("Fix these first; nothing was written.")
        return 1
    question = find_question(guide.catalogue, options.number)
    path = root / path_of(options.topic, options.id)
    reasons = list(find_reasons(guide.catalogue, question, options, path))
    if reasons or question is None:
        for reason in reasons:
            print_line(f"new_answer.py: {reason}")
        return 1
    return start_answer(question, path, root, url_of(options.topic, options.id))


def start_answer(question: Question, path: Path, root: Path, address: str) -> int:
    """Write the file and record its address; each is whole or not there."""
    name = path.relative_to(root)
    try:
        write_file(path, fill_template(question).encode())
        record_address(sources_at(root).permalinks, address)
    except OSError as error:
        print_line(f"{name}:1: cannot be written ({error.strerror}): fix that, then run again")
        return 1
    print_line(f"{name} is there. It remains to write what says TO WRITE, and in its head:")
    print_line("  level, kind and tags; also_asked; two or more sources, one of them primary; checked, today's date.")
    print_line(f"Then: make samples ANSWER={name}, and make check.")
    return 0


def record_address(path: Path, address: str) -> None:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if address not in read_addresses(text):
        write_file(path, f"{text}{address}\n".encode())


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Start an answer file from the template.")
    parser.add_argument("number", metavar="NUMBER", help="the entry of questions.txt that it answers")
    parser.add_argument("topic", metavar="TOPIC", help="a slug of topics.yml")
    parser.add_argument("id", metavar="ID", help="the permanent address: small letters, digits, hyphens")
    return parser.parse_args(arguments)


def find_question(catalogue: Catalogue, number: str) -> Question | None:
    return next((question for question in catalogue.questions if number in question.numbers), None)


def find_reasons(
    catalogue: Catalogue, question: Question | None, options: argparse.Namespace, path: Path
) -> Iterator[str]:
    """Why the file cannot be started: every reason, each with what to do."""
    if question is None:
        yield f"entry {options.number} is not in questions.txt: add its line there first"
    elif question.is_answered or (
        question.is_permanent and (question.topic, question.id) != (options.topic, options.id)
    ):
        yield f"entry {options.number} is claimed by {question.path}: edit that file"
    topics = [topic.slug for topic in catalogue.topics]
    if options.topic not in topics:
        yield f"`{options.topic}` is not a topic: use one of {', '.join(topics)}, or add it to topics.yml"
    if not ID.fullmatch(options.id):
        yield f"`{options.id}` cannot be an address: use small letters, digits and hyphens"
    for other in catalogue.questions:
        if other.is_permanent and other.id == options.id and options.number not in other.numbers:
            yield f"the id `{options.id}` is used by {other.path}: choose another"
    if path.exists() and not (question and question.is_permanent and not question.is_answered):
        yield f"{path.name} is there already: edit it"


if __name__ == "__main__":
    sys.exit(main())
