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

MANY = 16


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
    found: dict[str, tuple[Answer | None, tuple[Problem, ...]]] = {}
    jobs: dict[str, Job] = {}
    with open_cache(inputs.cache) as connection:
        rows = load_rows(connection)
        for path in files:
            name = show_path(path)
            data, faults = read_file(path)
            digest = digest_answer(data, base)
            row = rows.pop(name, None)
            if faults:
                found[name] = None, tuple(faults)
            elif row is not None and row[0] == digest:
                found[name] = unpack_answer(row[1], row[2])
            else:
                found[name] = None, ()  # holds its place in the order of the files
                jobs[name] = Job(digest, data, name, path.parent.name, path.stem, tools)
        fresh = read_fresh(list(jobs.values()))
        store_rows(connection, [(name, jobs[name].digest, *pack_answer(*fresh[name])) for name in jobs], list(rows))
    found |= fresh
    answers = [answer for answer, _ in found.values() if answer]
    return answers, problems + [problem for _, faulty in found.values() for problem in faulty]


@dataclass(frozen=True)
class Job:
    """An answer file to be read: what `read_answer` takes, and the digest that its result is kept under."""

    digest: str
    data: bytes
    name: str
    topic: str
    id: str
    tools: dict[str, str]


def read_fresh(jobs: list[Job]) -> dict[str, tuple[Answer | None, tuple[Problem, ...]]]:
    """What each file gives, by its name; many at once are shared out over the cores, for starting a process costs."""
    if len(jobs) < MANY:
        return dict(map(read_job, jobs))
    from concurrent.futures import ProcessPoolExecutor  # here, for few runs need it and its import takes 15 ms

    with ProcessPoolExecutor() as pool:
        return dict(pool.map(read_job, jobs, chunksize=8))


def read_job(job: Job) -> tuple[str, tuple[Answer | None, tuple[Problem, ...]]]:
    draft = read_answer(job.data, job.name, job.topic, job.id, job.tools)
    return job.name, (draft.answer, draft.problems)
