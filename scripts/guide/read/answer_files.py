"""The files below answers/: which are answers, and what lies there that is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.addresses import find_id_fault
from guide.diagnostic import Diagnostic
from guide.paths import LARGEST_ANSWER, TOOLCHAINS, is_folder, is_leftover, read_file, show_path

__all__ = ["AnswerFile", "find_answer_files"]


@dataclass(frozen=True)
class AnswerFile:
    """An answer's file: its path as messages call it, its topic and id, and its bytes."""

    path: str
    topic: str
    id: str
    data: bytes


def find_answer_files(folder: Path) -> tuple[list[AnswerFile], list[Diagnostic]]:
    """The answer files below `folder` in order, read, and the problems of what lies there besides."""
    files: list[AnswerFile] = []
    problems: list[Diagnostic] = []
    for path, fault in list_paths(folder):
        data, found = read_file(path, LARGEST_ANSWER) if not fault else (b"", [Diagnostic(show_path(path), 1, fault)])
        problems += found
        if not found:
            files.append(AnswerFile(show_path(path), path.parent.name, path.stem, data))
    return files, problems


def list_paths(folder: Path) -> Iterator[tuple[Path, str]]:
    """Everything below the folder but what editors leave there, each with what is wrong with it, or nothing."""
    if not is_folder(folder):
        yield folder, "the folder of answers does not exist: create it, or name another with --answers"
        return
    topics, fault = list_folder(folder)
    if fault:
        yield folder, fault
    for topic in topics:
        if is_folder(topic):
            paths, fault = list_folder(topic)
            yield from [(topic, fault)] if fault else ((path, find_name_fault(path)) for path in paths)
        elif topic.name != TOOLCHAINS:
            yield topic, "the file is not in a topic's folder: move it to answers/TOPIC/ID.md"


def list_folder(folder: Path) -> tuple[list[Path], str]:
    """What stands in a folder, or why that cannot be told: each file in it is looked at, too."""
    try:
        paths = sorted(path for path in folder.iterdir() if not is_leftover(path.name))
        (folder / ".").stat()
    except OSError as error:
        return [], f"the folder cannot be read ({error.strerror}): fix its permissions"
    return paths, ""


def find_name_fault(path: Path) -> str:
    if path.suffix != ".md":
        return "answers are Markdown files: name it ID.md, or move it out of answers/"
    return find_id_fault(path.stem)
