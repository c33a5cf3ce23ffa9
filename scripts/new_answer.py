"""Starts an answer file from the template.

    python scripts/new_answer.py NUMBER TOPIC ID

NUMBER is an entry of questions.txt, TOPIC a slug of topics.yml, ID the question's permanent address. Writes
answers/TOPIC/ID.md, records its address, and says what remains to be written. 0: done. 1: it cannot be, with a line
for each reason, and nothing is written. 2: wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from guide.answers import ID
from guide.load import inputs_of, load_catalogue
from guide.model import Catalogue, Question
from guide.permalinks import FILE, read_addresses
from guide.template import fill_template

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    options = parse_arguments(arguments)
    catalogue, problems = load_catalogue(inputs_of(root))
    if problems:
        print("\n".join(map(str, problems)))
        print("Mend these first; nothing was written.")
        return 1
    question = find_question(catalogue, options.number)
    path = root / "answers" / options.topic / f"{options.id}.md"
    reasons = list(find_reasons(catalogue, question, options, path))
    if reasons or question is None:
        print("\n".join(f"new_answer.py: {reason}" for reason in reasons))
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(fill_template(question), encoding="utf-8")
    record_address(root / FILE, f"topics/{options.topic}/#{options.id}")
    print(f"{path.relative_to(root)} is there. It remains to write what says TO WRITE, and in its head:")
    print("  level, kind and tags; also_asked; two or more sources, one of them primary; checked, today's date.")
    print(f"Then: python scripts/samples.py --update {path.relative_to(root)}, and make check.")
    return 0


def record_address(path: Path, address: str) -> None:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if address not in read_addresses(text):
        path.write_text(f"{text}{address}\n", encoding="utf-8")


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
    elif question.answered or (question.permanent and (question.topic, question.id) != (options.topic, options.id)):
        yield f"entry {options.number} is claimed by answers/{question.topic}/{question.id}.md: edit that file"
    topics = [topic.slug for topic in catalogue.topics]
    if options.topic not in topics:
        yield f"`{options.topic}` is not a topic: use one of {', '.join(topics)}, or add it to topics.yml"
    if not ID.fullmatch(options.id):
        yield f"`{options.id}` cannot be an address: use small letters, digits and hyphens"
    for other in catalogue.questions:
        if other.permanent and other.id == options.id and options.number not in other.numbers:
            yield f"the id `{options.id}` is used by answers/{other.topic}/{other.id}.md: choose another"
    if path.exists() and not (question and question.permanent and not question.answered):
        yield f"{path.name} is there already: edit it"


if __name__ == "__main__":
    sys.exit(main())
