"""Where things lie in a project, and reading a file of a person's: what cannot be read is a diagnostic."""

import errno
import os
import re
import shutil
import stat
import tempfile
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from guide.diagnostic import Diagnostic

__all__ = [
    "FEED_FILE",
    "LARGEST_ANSWER",
    "MADE",
    "QUESTIONS_FILE",
    "ROOT",
    "SEARCH_FILE",
    "STUDY_FILE",
    "TOOLCHAINS",
    "WRITTEN",
    "Sources",
    "clear_staging",
    "decode_text",
    "describe_failure",
    "is_file",
    "is_folder",
    "is_leftover",
    "is_there",
    "open_staging",
    "read_file",
    "show_path",
    "sources_at",
    "write_file",
]

ROOT = Path(__file__).resolve().parents[2]
LARGEST_FILE, LARGEST_ANSWER = 16 << 20, 1 << 16
"""Bytes: far more than a person would write into the list, or into one answer, and little enough to be read in seconds
whatever stands there."""
LINE_END = re.compile(rb"\r\n|\n|\r")
TOOLCHAINS = "tools.json"
QUESTIONS_FILE, SEARCH_FILE, STUDY_FILE, FEED_FILE = "questions.json", "search-docs.js", "study-list.js", "feed.xml"
MADE = (QUESTIONS_FILE, SEARCH_FILE, STUDY_FILE, FEED_FILE)
"""What the converter writes beside the hand-written pages, for the site's root."""
WRITTEN = ("docs/topics/", "docs/assets/cards/", *(f"docs/{name}" for name in MADE))
"""How the paths begin, from the project's root, of all that the converter and the build write among their inputs."""

is_file, is_folder = os.path.isfile, os.path.isdir  # false, too, for what cannot be looked at


@dataclass(frozen=True)
class Sources:
    """Where the inputs lie.

    questions: the numbered list
    topics: the topics in reading order
    answers: the folder of answer files
    permalinks: every address ever published
    pages: the folder of hand-written pages, or none where only answers are read
    """

    questions: Path
    topics: Path
    answers: Path
    permalinks: Path
    pages: Path | None = None

    @property
    def toolchains(self) -> Path:
        return self.answers / TOOLCHAINS


def sources_at(root: Path) -> Sources:
    """The inputs of the project at `root`."""
    pages = root / "docs" if is_there(root / "docs") else None
    return Sources(root / "questions.txt", root / "topics.yml", root / "answers", root / "permalinks.txt", pages)


def is_there(path: Path) -> bool:
    """Whether something has that name, readable or not: whoever reads it then reports the error."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def is_leftover(name: str) -> bool:
    """Whether a file's name is one that editors and systems give to files of their own; those are nobody's input."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp"))


def read_file(path: Path, limit: int = LARGEST_FILE) -> tuple[bytes, list[Diagnostic]]:
    """The bytes of a regular file, or the diagnostic of why there are none."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return b"", [Diagnostic(show_path(path), 1, "this is a folder, not a file: name the file")]
        if not stat.S_ISREG(status.st_mode):
            return b"", [Diagnostic(show_path(path), 1, "this is not a regular file: use an ordinary file")]
        if status.st_size > limit:
            size = f"{limit >> 20} MiB" if limit >> 20 else f"{limit >> 10} KiB"
            return b"", [Diagnostic(show_path(path), 1, f"the file is larger than {size}: shorten it")]
        return path.read_bytes(), []
    except FileNotFoundError:
        return b"", [Diagnostic(show_path(path), 1, "the file does not exist: create it, or name another")]
    except OSError as error:
        return b"", [Diagnostic(show_path(path), 1, f"the file cannot be read ({error.strerror}): fix its permissions")]


def decode_text(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """UTF-8 text with line ends of one kind and without a byte order mark, or the diagnostic of its first bad line."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = len(LINE_END.findall(data, 0, error.start)) + 1
        return "", [Diagnostic(path, line, "the line is not UTF-8: save the file as UTF-8")]


def show_path(path: Path) -> str:
    """The path as a person would write it: relative to here where it lies below."""
    shown = os.path.relpath(path)
    return str(path) if shown.startswith("..") else shown


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or nothing, with the rights that it had. Raises OSError, which names the file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear_staging(path.parent, f".{path.name}.")
        with open_staging(path.parent, f".{path.name}.") as staging:
            new = Path(staging) / ".new"  # hidden, so that who follows the folder does not take it for an edit
            new.write_bytes(data)
            new.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
            new.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def describe_failure(error: OSError, path: Path) -> Diagnostic:
    """Why a file, or what lies in a folder, could not be written."""
    message = f"cannot be written ({error.strerror or error}): fix that, then run again"
    return Diagnostic(show_path(path), 1, message)


def open_staging(place: Path, prefix: str) -> tempfile.TemporaryDirectory[str]:
    """A folder in `place` to prepare files in; its name tells which process works in it."""
    return tempfile.TemporaryDirectory(prefix=f"{prefix}{os.getpid()}-", dir=place, ignore_cleanup_errors=True)


def clear_staging(place: Path, prefix: str) -> None:
    """Remove the folders of `open_staging` that killed runs left behind."""
    for left in place.glob(f"{escape(prefix)}*-*"):
        if not is_running(left.name.removeprefix(prefix).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)


def is_running(number: str) -> bool:
    """Whether a process with that id runs; assumed where the text is not an id, or the process cannot be asked."""
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError, OverflowError):
        return True
    return True
