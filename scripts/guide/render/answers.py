"""Rendering many answers: from the cache where a file has not changed, over the cores where many have."""

import html
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import markdown_it
from markupsafe import Markup

from guide.addresses import PageForm
from guide.cache import digest_state, open_cache
from guide.diagnostic import Diagnostic
from guide.load import AnswerReader, ReadResult, read_answer
from guide.model import Answer, Part
from guide.paths import ROOT
from guide.read.answer_files import AnswerFile
from guide.read.document import Document
from guide.read.front_matter import FrontMatter, Source
from guide.read.glossary import Glossary

__all__ = ["cache_of", "make_answer_reader"]

PARALLEL_FROM = 16
"""Answers: for fewer, starting processes costs more than it saves."""
ONLY_WORDS = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""A table of bytes in which all but ASCII letters and digits is a blank: a term's words are made of those."""
Job = tuple[AnswerFile, Glossary, Mapping[str, str], PageForm]


def cache_of(form: PageForm, root: Path = ROOT) -> Path:
    """The cache of a project's answers in one form; each form has its own, so that none drives out another."""
    return root / ".cache" / f"answers-{form.value}.sqlite"


def make_answer_reader(cache: Path | None, form: PageForm) -> AnswerReader:
    """A reader that renders: `cache` is its file, or none; `form` says how pages name each other."""
    return partial(render_answers, cache_path=cache, form=form)


def render_answers(
    files: list[AnswerFile], glossary: Glossary, toolchains: Mapping[str, str], cache_path: Path | None, form: PageForm
) -> list[ReadResult]:
    state = digest_state(list_program(), [dict(toolchains), form.value])
    with open_cache(cache_path, state) as cache:
        rows = cache.load()
        words = [(frozenset(term[0].encode().translate(ONLY_WORDS).split()), term) for term in glossary.terms.items()]
        digests = {file.path: cache.digest(list_inputs(file, words)) for file in files}
        known = {path: row for path, row in rows.items() if digests.get(path) == row[0]}
        results = {path: unpack(facts, body) for path, (_, facts, body) in known.items()}
        jobs: list[Job] = [(file, glossary, toolchains, form) for file in files if file.path not in results]
        fresh = {job[0].path: result for job, result in zip(jobs, run_jobs(jobs), strict=True)}
        rows_to_store = [(path, digests[path], *pack(result.answer)) for path, result in fresh.items() if result.answer]
        cache.store(rows_to_store, rows.keys() - digests.keys())
    results |= fresh
    return [results[file.path] for file in files]


def list_inputs(file: AnswerFile, words: list[tuple[frozenset[bytes], tuple[str, str]]]) -> bytes:
    """What is an answer's own: its bytes, its path, and the terms of the glossary that it may name."""
    text = html.unescape(file.data.decode("utf-8", "replace")).encode()
    inside = set(text.translate(ONLY_WORDS).split())
    terms = [term for needed, term in words if needed <= inside]
    return json.dumps([file.path, terms]).encode() + file.data


def list_program() -> list[Path]:
    """What the program is made of: its modules and templates, and the folders of the installed libraries' versions."""
    package = Path(__file__).resolve().parents[1]
    own = [path for path in package.rglob("*") if path.suffix in (".py", ".j2")]
    return [*own, *Path(markdown_it.__file__).parents[1].glob("*.dist-info")]


def run_jobs(jobs: list[Job]) -> list[ReadResult]:
    if len(jobs) < PARALLEL_FROM:
        return [run_job(job) for job in jobs]
    from concurrent.futures import ProcessPoolExecutor  # here, for few runs need it and its import takes 15 ms

    load_engines()  # once, before the processes part
    try:
        with ProcessPoolExecutor() as pool:
            return list(pool.map(run_job, jobs, chunksize=8))
    except (OSError, ImportError, NotImplementedError):  # no place or no right to share memory, as in some containers
        return [run_job(job) for job in jobs]


def load_engines() -> None:
    """Load what renders, templates too."""
    import guide.render.body  # noqa: F401
    from guide.render.markup import templates

    for name in templates().list_templates():
        templates().get_template(name)


def run_job(job: Job) -> ReadResult:
    file, glossary, toolchains, form = job
    from guide.render.body import RenderContext, render_body  # here, for a run from the cache needs no engine
    from guide.render.book_body import render_book_body
    from guide.render.markup import fill

    make = render_book_body if form is PageForm.BOOK else render_body

    def render(document: Document) -> tuple[str, list[Diagnostic]]:
        body, faults = make(document, RenderContext(toolchains, glossary, form))
        if form is not PageForm.BOOK:
            end = fill("answer_end.html.j2", id=document.id, front=document.head.front)
            body = Markup("\n").join([body, end.rstrip()])
        return str(body), [Diagnostic(document.path, line, message) for line, message in faults]

    return read_answer(file, glossary, render)


def pack(answer: Answer) -> tuple[str, str]:
    """An answer as JSON and, apart, its long body."""
    return json.dumps(asdict(replace(answer, body="")), default=str), answer.body


def unpack(facts: str, body: str) -> ReadResult:
    values = json.loads(facts, object_hook=freeze_lists)
    front = values["front"]
    front["sources"] = tuple(Source(**source) for source in front["sources"])
    front["checked"] = date.fromisoformat(front["checked"]) if front["checked"] else None
    values["front"] = FrontMatter(**front)
    values["links"] = tuple(map(tuple, values["links"]))
    values["parts"] = tuple(Part(**part) for part in values["parts"])
    return ReadResult(Answer(**{**values, "body": body}))


def freeze_lists(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
