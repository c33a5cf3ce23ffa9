"""Checking the samples of many answers: find, run or take from the cache, parse, judge, and with `update` rewrite."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from guide.check import check_document
from guide.diagnostic import Diagnostic
from guide.languages import LANGUAGES, Kind
from guide.paths import LARGEST_ANSWER, decode_text, read_file, write_file
from guide.read.document import Document, parse_document
from guide.read.samples import Sample
from guide.samples.cache import load_outcome, save_outcome
from guide.samples.compare import find_unstable, judge_sample, show_real
from guide.samples.find import find_samples
from guide.samples.job import Job, Outcome
from guide.samples.recipes import make_job
from guide.samples.rewrite import rewrite_output
from guide.samples.sandbox.client import run_job
from guide.samples.tools import Missing, find_tool
from guide.samples.validators import find_grammar_problems

__all__ = ["Options", "Report", "check_answers"]


Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Options:
    """How to check.

    update: write into the answers what their samples print
    repeat: how often to run each sample
    cache: the folder of results that are kept
    need_all: a tool that is missing is a problem
    isolated: run samples in the sandbox
    """

    update: bool = False
    repeat: int = 1
    cache: Path = Path(".cache/samples")
    need_all: bool = False
    isolated: bool = True


@dataclass(frozen=True)
class Report:
    """What came out of a check. `from_cache` counts the samples in `run` that were not run again."""

    run: tuple[Sample, ...] = ()
    parsed: tuple[Sample, ...] = ()
    unchecked: tuple[Sample, ...] = ()
    skipped: tuple[tuple[Sample, Missing], ...] = ()
    from_cache: int = 0
    updated: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class AnswerSource:
    """An answer file as it was read; its problems are those of its fences, and of what is parsed in them."""

    path: Path
    data: bytes
    document: Document
    samples: tuple[Sample, ...]
    problems: tuple[Diagnostic, ...]


def check_answers(files: Iterable[tuple[Path, str]], options: Options, progress: Progress) -> Report:
    """Check the samples of answer files, given with the names that messages call them by."""
    answers = [read_answer_source(path, name) for path, name in files]
    samples = [sample for answer in answers for sample in answer.samples]
    ask_versions(samples, options)
    made = {sample.place: make_job(sample, options.isolated) for sample in samples if needs_job(sample)}
    jobs = {place: job for place, job in made.items() if isinstance(job, Job)}
    results, kept = run_jobs(list(dict.fromkeys(jobs.values())), options, progress)
    outcomes = {place: results[job] for place, job in jobs.items()}
    finished = [finish_answer(answer, outcomes, options.update) for answer in answers]
    skipped = [(sample, job) for sample in samples if isinstance(job := made.get(sample.place), Missing)]
    problems = [problem for found, _ in finished for problem in found]
    if options.need_all:
        problems += [Diagnostic(s.path, s.fence.line, f"{s.name} was not run: {missing}") for s, missing in skipped]
    run = [sample for sample in samples if sample.place in jobs and sample.kind is Kind.RUN]
    return Report(
        run=tuple(run),
        parsed=tuple(sample for sample in samples if sample.kind is Kind.PARSED),
        unchecked=tuple(sample for sample in samples if sample.kind is Kind.UNCHECKED),
        skipped=tuple(skipped),
        from_cache=sum(jobs[sample.place] in kept for sample in run),
        updated=tuple(line for _, changed in finished for line in changed),
        problems=tuple(sorted(problems)),
    )


def needs_job(sample: Sample) -> bool:
    """Whether a program does something with it: runs it, or at least parses it."""
    row = LANGUAGES.get(sample.fence.language)
    return sample.kind is Kind.RUN or (sample.kind is Kind.UNCHECKED and row is not None and bool(row.check))


def ask_versions(samples: Iterable[Sample], options: Options) -> None:
    """Look for all tools at once: `find_tool` asks each for its version, in a sandbox, and keeps the answer."""
    names = {name for sample in samples if needs_job(sample) for name in sample.tools}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda name: find_tool(name, options.isolated), sorted(names)))


def read_answer_source(path: Path, name: str) -> AnswerSource:
    """Read an answer file. One that cannot be read as text is a problem, and nothing in it is run."""
    data, problems = read_file(path, LARGEST_ANSWER)
    problems = problems or decode_text(data, name)[1]
    answer = parse_answer_source(path, name, data)
    return replace(answer, problems=tuple(replace(one, path=name) for one in problems)) if problems else answer


def parse_answer_source(path: Path, name: str, data: bytes) -> AnswerSource:
    """An answer from its text: its samples and their faults, those of what is parsed among them."""
    document = parse_document(data, name, "", "")
    samples, problems = find_samples(document)
    grammar = [p for s in samples if s.kind is Kind.PARSED for p in find_grammar_problems(s)]
    return AnswerSource(path, data, document, tuple(samples), (*problems, *grammar))


def run_jobs(jobs: list[Job], options: Options, progress: Progress) -> tuple[dict[Job, list[Outcome]], set[Job]]:
    """Do every job as often as asked, over all cores; every outcome, and the jobs of which one was kept from before."""
    found = {job: load_outcome(options.cache, job, options.isolated) for job in jobs if options.repeat == 1}
    outcomes = {job: [outcome] for job, outcome in found.items() if outcome}
    kept = set(outcomes)
    todo = [job for job in jobs if job not in outcomes for _ in range(options.repeat)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = pool.map(lambda job: run_job(job, options.isolated), todo)
        for number, (job, outcome) in enumerate(zip(todo, done, strict=True), start=1):
            outcomes.setdefault(job, []).append(outcome)
            save_outcome(options.cache, job, options.isolated, outcome)
            progress(number, len(todo))
    return outcomes, kept


def finish_answer(
    answer: AnswerSource, outcomes: Mapping[str, list[Outcome]], update: bool
) -> tuple[list[Diagnostic], list[str]]:
    """Judge an answer's samples, and with `update` write what they printed; the problems left and what was changed."""
    printed: dict[int, Outcome] = {}
    problems: list[Diagnostic] = []
    for i, sample in enumerate(answer.samples):
        if not (runs := outcomes.get(sample.place)):
            continue
        judged = next((run for run in runs if run.stopped), runs[0])
        faults, real = judge_sample(sample, judged)
        if not judged.stopped and (unstable := find_unstable(sample, runs)):
            problems.append(unstable)
        elif update and faults and real is not None:
            printed[i] = runs[0]
        else:
            problems += faults
    after, refused = rewrite_outputs(answer, printed)
    faults = write_answer_source(answer, after)
    written = [] if faults else [answer.samples[i] for i in printed if i not in refused]
    problems += [*refused.values(), *faults, *(answer if faults else after).problems]
    return problems, [f"{sample.place}: wrote what {sample.name} printed" for sample in written]


def rewrite_outputs(answer: AnswerSource, printed: Mapping[int, Outcome]) -> tuple[AnswerSource, dict[int, Diagnostic]]:
    """The answer with what its samples printed, by their numbers; the problems of those that it cannot show."""
    refused: dict[int, Diagnostic] = {}
    for i in sorted(printed, reverse=True):  # from the end: lines above keep their numbers
        sample = answer.samples[i]
        real = show_real(sample, printed[i].output.decode())
        text = rewrite_output(answer.data.decode(), sample, real)
        after = parse_answer_source(answer.path, answer.document.path, text.encode())
        if fault := find_unwritable(answer, after, i, printed[i]):
            refused[i] = Diagnostic(sample.path, sample.fence.line, f"what {sample.name} prints {fault}")
        else:
            answer = after
    return answer, refused


def write_answer_source(before: AnswerSource, after: AnswerSource) -> list[Diagnostic]:
    """Rewrite an answer file that changes, unless somebody else has meanwhile; why that cannot be done."""
    if after is before:
        return []
    try:
        if read_file(before.path, LARGEST_ANSWER)[0] != before.data:
            raise OSError("it was changed while its samples ran, run this again")
        if before.path.is_symlink():
            raise OSError("it is a link, name the file it points to")
        write_file(before.path, after.data)
    except OSError as error:
        return [Diagnostic(before.document.path, 1, f"the file cannot be written: {error.strerror or error}")]
    return []


def find_unwritable(before: AnswerSource, after: AnswerSource, i: int, outcome: Outcome) -> str:
    """Why the new text does not show what sample `i` printed, or has lost something that was there; or nothing."""
    is_whole = len(after.samples) == len(before.samples) and list_prose(before.document) == list_prose(after.document)
    if is_whole and len(after.data) <= LARGEST_ANSWER:
        if refusal := find_refusal(after.samples[i], check_document(after.document)):
            return refusal
        if not judge_sample(after.samples[i], outcome)[0]:
            return ""
    return "cannot be written where it is: move it out of its list, or let it print less"


def find_refusal(sample: Sample, refusals: Iterable[Diagnostic]) -> str:
    """Why the converter, which would say this of the answer, would refuse what a sample shows; or nothing."""
    fence = sample.shown
    inside = (one.message for one in refusals if fence and fence.line < one.line < fence.end_line)
    words = next(inside, "").partition(": ")[0]
    return f"may not be in an answer, since {words}: let it print something else" if words else ""


def list_prose(document: Document) -> list[tuple[str, int, str]]:
    """What an answer says besides its fences."""
    return [(token.type, token.level, token.content) for token in document.tokens if token.type != "fence"]
