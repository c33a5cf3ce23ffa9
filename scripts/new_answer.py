"""Starts an answer file from the template.

    python scripts/new_answer.py NUMBER TOPIC ID

NUMBER is an entry of questions.txt, TOPIC a slug of topics.yml, ID the question's permanent address. Writes
answers/TOPIC/ID.md, records its address, and says what remains to be written. 0: done. 1: it cannot be, with a line
for each reason, and nothing is written. 2: wrong usage.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from guide.addresses import find_id_fault
from guide.catalogue import find_address_problems
from guide.diagnostic import print_line, print_problems, refuse
from guide.load import load_guide, parse_drafts
from guide.model import Catalogue, Question, path_of, url_of
from guide.paths import ROOT, describe_failure, is_there, sources_at, write_file
from guide.permalinks import record_addresses
from guide.read.answer import collect_facts
from guide.read.document import parse_document
from guide.read.glossary import Glossary
from guide.template import BODY, fill_template


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    options = parse_arguments(arguments)
    guide = load_guide(sources_at(root), parse_drafts)
    if guide.problems:
        return print_problems(guide.problems, "fix these first; nothing was written.")
    question = next((one for one in guide.catalogue.questions if options.number in one.numbers), None)
    path = root / path_of(options.topic, options.id)
    reasons = list(find_reasons(guide.catalogue, question, options, path))
    if reasons or question is None:
        return refuse(f"new_answer.py: {reason}" for reason in reasons)
    return start_answer(question, path, root, url_of(options.topic, options.id))


def start_answer(question: Question, path: Path, root: Path, address: str) -> int:
    """Write the file and record its address; each is whole or not there."""
    name = path.relative_to(root)
    try:
        write_file(path, make_text(question, path))
        record_addresses(sources_at(root), [address])
    except OSError as error:
        return refuse([describe_failure(error, Path(error.filename or path))])
    print_line(f"{name} is there. Now write the parts that say TO WRITE, and fill in its head:")
    print_line("  level, kind and tags; also_asked; two or more sources, one of them primary; checked, today's date.")
    print_line(f"Then: make samples ANSWER={name}, make permalinks, and make check.")
    return 0


def make_text(question: Question, path: Path) -> bytes:
    """The template, filled; of an open question the head that its file has, with the sections to write under it."""
    if not path.exists():
        return fill_template(question).encode()
    head = path.read_bytes().rstrip()
    text = head + b"\n" + BODY.encode()
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if b"\r\n" in head else text


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Start an answer file from the template.")
    parser.add_argument("number", metavar="NUMBER", help="the entry of questions.txt that it answers")
    parser.add_argument("topic", metavar="TOPIC", help="a slug of topics.yml")
    parser.add_argument("id", metavar="ID", help="the permanent address: lowercase letters, digits, hyphens")
    return parser.parse_args(arguments)


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
    yield from catalogue.find_place_faults(options.topic, options.id)
    if is_there(path) and not (question and question.is_permanent and not question.is_answered):
        yield f"{path.name} already exists: edit it"
    elif question and not find_id_fault(options.id):
        yield from find_collisions(catalogue, question, options)


def find_collisions(catalogue: Catalogue, question: Question, options: argparse.Namespace) -> Iterator[str]:
    """What the guide would say of the new file beside the others."""
    name = path_of(options.topic, options.id)
    document = parse_document(fill_template(question).encode(), name, options.topic, options.id)
    new = collect_facts(document, question.front, Glossary())
    others = [other.answer for other in catalogue.questions if other.answer and other is not question]
    yield from map(str, find_address_problems(catalogue.topics, [*others, new]))


if __name__ == "__main__":
    sys.exit(main())
