"""Reading the list, the topics and the answers from disk into one catalogue; every problem on the way is collected."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from guide.answers import find_answer_files, read_answer, read_tools
from guide.cache import digest_answer, digest_tools, load_rows, open_cache, pack_answer, store_rows, unpack_answer
from guide.catalogue import join_catalogue
from guide.model import Answer, Catalogue, Problem
from guide.permalinks import FILE, find_dead_addresses
from guide.question_list import parse_question_list
from guide.topics import load_topics


@dataclass(frozen=True)
class Inputs:
    """Where the three inputs lie, and the cache's file (none: work without one)."""

    questions: Path
    topics: Path
    answers: Path
    cache: Path | None = None


def inputs_of(root: Path) -> Inputs:
    """The inputs of the guide whose project lies at `root`."""
    return Inputs(root / "questions.txt", root / "topics.yml", root / "answers", cache_of(root, root / "answers"))


def cache_of(root: Path, answers: Path) -> Path | None:
    """The cache of the project's own answers; another folder of answers is read without one and leaves no trace."""
    return root / ".cache" / "convert.sqlite" if answers.resolve() == (root / "answers").resolve() else None


def load_catalogue(inputs: Inputs) -> tuple[Catalogue, list[Problem]]:
    """Read everything. With any problem the catalogue must not be used."""
    list_path, topics_path = show_path(inputs.questions), show_path(inputs.topics)
    data, problems = read_file(inputs.questions)
    topics_data, topics_problems = read_file(inputs.topics)
    entries, list_problems, notes = parse_question_list(data, list_path) if not problems else ([], [], [])
    topics, yaml_problems = load_topics(topics_data, topics_path) if not topics_problems else ([], [])
    answers, answer_problems = load_answers(inputs)
    problems += [*list_problems, *topics_problems, *yaml_problems, *answer_problems]
    if problems:
        return Catalogue((), (), ()), sorted(problems)
    catalogue, faults = join_catalogue(entries, topics, answers, notes, list_path)
    return catalogue, faults or load_permalinks(catalogue, inputs.questions.parent / FILE)


def load_permalinks(catalogue: Catalogue, path: Path) -> list[Problem]:
    """Published addresses that would stop working; where nothing was published there is no file."""
    if not path.exists():
        return []
    data, problems = read_file(path)
    return problems or list(find_dead_addresses(catalogue, data.decode("utf-8", "replace"), show_path(path)))


def read_file(path: Path) -> tuple[bytes, list[Problem]]:
    try:
        return path.read_bytes(), []
    except FileNotFoundError:
        return b"", [Problem(show_path(path), 1, "the file is not there: create it, or name another")]
    except IsADirectoryError:
        return b"", [Problem(show_path(path), 1, "this is a folder, not a file: name the file")]
    except OSError as error:
        return b"", [Problem(show_path(path), 1, f"the file cannot be read ({error.strerror}): mend its rights")]


def show_path(path: Path) -> str:
    """The path as a person would write it: relative to here where it lies below."""
    shown = os.path.relpath(path)
    return str(path) if shown.startswith("..") else shown


def load_answers(inputs: Inputs) -> tuple[list[Answer], list[Problem]]:
    """Every answer file, from the cache where it has not changed."""
    files, strays = find_answer_files(inputs.answers)
    problems = [Problem(show_path(path), 1, message) for path, message in strays]
    tools = read_tools(inputs.answers)
    base = digest_tools(tools)
    answers: list[Answer] = []
    with open_cache(inputs.cache) as connection:
        rows = load_rows(connection)
        fresh: list[tuple[str, str, str, str]] = []
        for path in files:
            name = show_path(path)
            data, faults = read_file(path)
            digest = digest_answer(data, base)
            row = rows.pop(name, None)
            if faults:
                problems += faults
                continue
            if row is not None and row[0] == digest:
                answer, found = unpack_answer(row[1], row[2])
            else:
                draft = read_answer(data, name, path.parent.name, path.stem, tools)
                answer, found = draft.answer, draft.problems
                fresh.append((name, digest, *pack_answer(answer, found)))
            problems += found
            answers += [answer] if answer else []
        store_rows(connection, fresh, list(rows))
    return answers, problems
