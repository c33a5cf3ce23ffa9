"""Reading the list, the topics and the answers from disk into one catalogue; every problem on the way is collected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from guide.catalogue import join_catalogue
from guide.check import check_document
from guide.check.pages import check_page, find_wrong_places
from guide.diagnostic import Diagnostic
from guide.model import Answer, Catalogue, Entry, Topic
from guide.paths import Sources, read_file, show_path
from guide.permalinks import find_dead_addresses, find_double_names, read_addresses, read_permalinks
from guide.read.answer import collect_facts
from guide.read.answer_files import AnswerFile, find_answer_files
from guide.read.document import Document, parse_document
from guide.read.glossary import Glossary, load_glossary
from guide.read.pages import Page, load_pages
from guide.read.question_list import parse_question_list
from guide.read.toolchains import load_toolchains
from guide.read.topics import load_topics

__all__ = ["AnswerReader", "Guide", "ReadResult", "load_guide", "parse_answers", "parse_drafts", "read_answer"]


@dataclass(frozen=True)
class ReadResult:
    """What one answer file gives: an answer, or the errors that stand against it."""

    answer: Answer | None
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Guide:
    """Everything that was read.

    catalogue: list, topics and answers, joined
    pages: the hand-written pages
    glossary: the terms
    problems: every error; with any of them nothing of this may be used
    """

    catalogue: Catalogue = field(default_factory=Catalogue)
    pages: tuple[Page, ...] = ()
    glossary: Glossary = field(default_factory=Glossary)
    problems: tuple[Diagnostic, ...] = ()


AnswerReader = Callable[[list[AnswerFile], Glossary, Mapping[str, str]], list[ReadResult]]


def parse_answers(files: list[AnswerFile], glossary: Glossary, toolchains: Mapping[str, str]) -> list[ReadResult]:
    """Read answers without rendering them."""
    return [read_answer(file, glossary) for file in files]


def parse_drafts(files: list[AnswerFile], glossary: Glossary, toolchains: Mapping[str, str]) -> list[ReadResult]:
    """Read answers for their places alone: one that is still being written stands in the way of no other."""
    return [read_draft(file, glossary) for file in files]


def load_guide(sources: Sources, read_answers: AnswerReader = parse_answers) -> Guide:
    """Read and join everything."""
    glossary, problems = load_glossary(sources.pages) if sources.pages else (Glossary(), [])
    pages, page_problems = load_pages(sources.pages) if sources.pages else ((), [])
    toolchains, record_problems = load_toolchains(sources.toolchains)
    entries, topics, notes, list_problems = load_lists(sources)
    files, file_problems = find_answer_files(sources.answers)
    results = read_answers(files, glossary, toolchains)
    problems += [*page_problems, *record_problems, *list_problems, *file_problems]
    problems += [problem for page in pages for problem in check_page(page)]
    problems += [problem for result in results for problem in result.problems]
    if problems:
        return Guide(problems=tuple(sorted(problems)))
    answers = [result.answer for result in results if result.answer]
    catalogue, problems = join_catalogue(entries, topics, answers, show_path(sources.questions))
    recorded, name, unreadable = read_permalinks(sources)
    catalogue = replace(catalogue, notes=(*notes, *catalogue.notes), published=tuple(read_addresses(recorded)))
    wrong = [*find_dead_addresses(catalogue, recorded, name), *find_double_names(catalogue)]
    problems = problems or [*unreadable, *wrong, *check_places(pages, catalogue, glossary, sources)]
    return Guide(catalogue, pages, glossary, tuple(problems))


def load_lists(sources: Sources) -> tuple[list[Entry], list[Topic], list[Diagnostic], list[Diagnostic]]:
    """Entries, topics, notes and problems of the two lists."""
    data, problems = read_file(sources.questions)
    entries, found, notes = parse_question_list(data, show_path(sources.questions)) if not problems else ([], [], [])
    topics_data, unreadable = read_file(sources.topics)
    topics, more = load_topics(topics_data, show_path(sources.topics)) if not unreadable else ([], [])
    return entries, topics, notes, [*problems, *found, *unreadable, *more]


def check_places(
    pages: tuple[Page, ...], catalogue: Catalogue, glossary: Glossary, sources: Sources
) -> list[Diagnostic]:
    """What is wrong with the places that pages name; those beside another list are not checked: they name its own."""
    if sources.pages is None or sources.pages.parent.resolve() != sources.questions.parent.resolve():
        return []
    return sorted(find_wrong_places(pages, catalogue, glossary, sources.pages))


def read_answer(
    file: AnswerFile, glossary: Glossary, render: Callable[[Document], tuple[str, list[Diagnostic]]] | None = None
) -> ReadResult:
    """Parse and check one answer file, and render it where asked for. A pure function of its arguments."""
    document = parse_document(file.data, file.path, file.topic, file.id)
    problems = check_document(document)
    if document.head.front is None or problems:
        return ReadResult(None, tuple(problems))
    answer = collect_facts(document, document.head.front, glossary)
    if render is None or answer.is_open:
        return ReadResult(answer)
    body, problems = render(document)
    return ReadResult(None, tuple(problems)) if problems else ReadResult(replace(answer, body=body))


def read_draft(file: AnswerFile, glossary: Glossary) -> ReadResult:
    """Read one answer whatever its body lacks, if its head can be read; a body with errors may link anywhere."""
    document = parse_document(file.data, file.path, file.topic, file.id)
    if document.head.front is None:
        return ReadResult(None, tuple(Diagnostic(file.path, line, message) for line, message in document.head.faults))
    answer = collect_facts(document, document.head.front, glossary)
    return ReadResult(replace(answer, links=()) if check_document(document) else answer)
