"""Checking the samples of many answers: find, run or take from the cache, parse, judge, and with `update` rewrite."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from guide.diagnostic import Diagnostic as Problem
from guide.read.samples import Kind, Sample
from guide.samples.find import find_samples
from guide.samples.grammars import find_grammar_problems
from guide.samples.programs import Job, make_job
from guide.samples.results import load_outcome, save_outcome
from guide.samples.rewrite import Edit, apply_edits, make_edit, write_file
from guide.samples.sandbox import Outcome, run_job
from guide.samples.tools import Missing
from guide.samples.verdict import find_unstable, judge_sample

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Options:
    """How to check: rewrite outputs, how often to run each sample, where results are kept, whether no tool may lack."""

    update: bool = False
    repeat: int = 1
    cache: Path = Path(".cache/samples")
    need_all: bool = False


@dataclass(frozen=True)
class Report:
    """What came out of a check. `from_cache` counts the samples in `run` that were not run again."""

    run: tuple[Sample, ...] = ()
    parsed: tuple[Sample, ...] = ()
    unchecked: tuple[Sample, ...] = ()
    skipped: tuple[tuple[Sample, Missing], ...] = ()
    from_cache: int = 0
    updated: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Answer:
    """An answer file as it was read."""

    path: Path
    name: str
    data: bytes
    samples: tuple[Sample, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Results:
    """Every outcome of every job, and the jobs whose outcome was kept from an earlier run."""

    outcomes: Mapping[Job, list[Outcome]]
    kept: frozenset[Job] = frozenset()


def check_answers(files: Iterable[tuple[Path, str]], options: Options, progress: Progress) -> Report:
    """Check the samples of answer files, given with the names that messages call them by."""
    answers = [read_answer(path, name) for path, name in files]
    samples = [sample for answer in answers for sample in answer.samples]
    made = {sample.place: make_job(sample) for sample in samples if sample.kind is Kind.RUN}
    jobs = {place: job for place, job in made.items() if isinstance(job, Job)}
    results = run_jobs(list(dict.fromkeys(jobs.values())), options, progress)
    outcomes = {place: results.outcomes[job] for place, job in jobs.items()}
    finished = [finish_answer(answer, outcomes, options.update) for answer in answers]
    skipped = [(sample, job) for sample in samples if isinstance(job := made.get(sample.place), Missing)]
    problems = [problem for answer in answers for problem in answer.problems]
    problems += [problem for found, _ in finished for problem in found]
    problems += find_missing(skipped) if options.need_all else []
    return Report(
        run=tuple(sample for sample in samples if sample.place in jobs),
        parsed=tuple(sample for sample in samples if sample.kind is Kind.PARSED),
        unchecked=tuple(sample for sample in samples if sample.kind is Kind.UNCHECKED),
        skipped=tuple(skipped),
        from_cache=sum(job in results.kept for job in jobs.values()),
        updated=tuple(line for _, changed in finished for line in changed),
        problems=tuple(sorted(problems)),
    )


def read_answer(path: Path, name: str) -> Answer:
    """Read an answer file. Bytes that are not UTF-8 are a problem, and nothing in the file is run."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Answer(path, name, data, problems=(Problem(name, line, "the file is not UTF-8: save it as UTF-8"),))
    samples, problems = find_samples(name, text)
    grammar = [p for s in samples if s.kind is Kind.PARSED for p in find_grammar_problems(s)]
    return Answer(path, name, data, tuple(samples), (*problems, *grammar))


def run_jobs(jobs: list[Job], options: Options, progress: Progress) -> Results:
    """Do every job as often as asked, over all cores; a single run may have been kept from before."""
    kept = {job: load_outcome(options.cache, job) for job in jobs} if options.repeat == 1 else {}
    outcomes = {job: [outcome] for job, outcome in kept.items() if outcome}
    todo = [job for job in jobs if job not in outcomes for _ in range(options.repeat)]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for number, (job, outcome) in enumerate(zip(todo, pool.map(run_job, todo), strict=True), start=1):
            outcomes.setdefault(job, []).append(outcome)
            save_outcome(options.cache, job, outcome)
            progress(number, len(todo))
    return Results(outcomes, frozenset(job for job, outcome in kept.items() if outcome))


def find_missing(skipped: Iterable[tuple[Sample, Missing]]) -> list[Problem]:
    return [Problem(s.path, s.fence.line, f"{s.name} was not run: {missing}") for s, missing in skipped]


def finish_answer(
    answer: Answer, outcomes: Mapping[str, list[Outcome]], update: bool
) -> tuple[list[Problem], list[str]]:
    """Judge an answer's samples, and with `update` write what they printed; the problems left and what was changed."""
    edits: list[Edit] = []
    problems: list[Problem] = []
    changed: list[str] = []
    for sample in answer.samples:
        runs = outcomes.get(sample.place, [])
        unstable = find_unstable(sample, runs) if runs else None
        faults, real = judge_sample(sample, runs[0]) if runs else ([], None)
        if unstable:
            problems.append(unstable)
        elif update and faults and real is not None:
            edits.append(make_edit(answer.data.decode(), sample, real))
            changed.append(f"{sample.place}: wrote what {sample.name} printed")
        else:
            problems += faults
    if edits:
        problems += write_edits(answer, edits, outcomes)
    return problems, changed


def write_edits(answer: Answer, edits: Sequence[Edit], outcomes: Mapping[str, list[Outcome]]) -> list[Problem]:
    """Rewrite an answer file, unless somebody else has meanwhile; the problems of that."""
    if answer.path.read_bytes() != answer.data:
        return [Problem(answer.name, 1, "the file was changed while its samples ran: run this again")]
    text = apply_edits(answer.data.decode(), edits)
    assert text.encode() != answer.data, answer.name
    write_file(answer.path, text.encode())
    return find_unwritable(answer, text, outcomes)


def find_unwritable(answer: Answer, text: str, outcomes: Mapping[str, list[Outcome]]) -> list[Problem]:
    """Samples that the rewritten text still does not show as they printed: a bug here, or a strange place to stand."""
    after, _ = find_samples(answer.name, text)
    if len(after) != len(answer.samples):
        return [Problem(answer.name, 1, "an output cannot be written where its sample stands: move the sample")]
    judged = ((new, outcomes.get(old.place)) for old, new in zip(answer.samples, after, strict=True))
    results = (judge_sample(new, runs[0]) for new, runs in judged if runs)
    return [problem for problems, real in results if real is not None for problem in problems]
