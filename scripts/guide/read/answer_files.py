"""The files below answers/: which are answers, and what lies there that is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.addresses import ID
from guide.diagnostic import Diagnostic
from guide.paths import LARGEST_ANSWER, TOOLCHAINS, read_file, show_path

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
        data, unreadable = read_file(path, LARGEST_ANSWER) if not fault else (b"", [])
        problems += [Diagnostic(show_path(path), 1, fault)] if fault else unreadable
        if not fault and not unreadable:
            files.append(AnswerFile(show_path(path), path.parent.name, path.stem, data))
    return files, problems


def list_paths(folder: Path) -> Iterator[tuple[Path, str]]:
    """Everything below the folder but hidden files, each with what is wrong with it, or nothing."""
    if not folder.is_dir():
        yield folder, "the folder of answers is not there: create it, or name another with --answers"
        return
    for topic in list_folder(folder):
        if topic.name == TOOLCHAINS:
            continue
        if not topic.is_dir():
            yield topic, "a file stands outside the topics: move it to answers/TOPIC/ID.md"
            continue
        try:
            paths = list_folder(topic)
        except OSError as error:
            yield topic, f"the folder cannot be read ({error.strerror}): fix its rights"
            continue
        yield from ((path, find_name_fault(path)) for path in paths)


def list_folder(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def find_name_fault(path: Path) -> str:
    if path.suffix != ".md":
        return "answers are Markdown files: name it ID.md, or move it out of answers/"
    if path.exists() and not path.is_file():
        return "this is not a file: an answer is one file, answers/TOPIC/ID.md"
    if not ID.fullmatch(path.stem):
        return f"`{path.stem}` cannot be an address: use small letters, digits and hyphens"
    return ""
