"""Which files the live site follows, and what an edit of each asks for."""

from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from guide.paths import WRITTEN, is_leftover

__all__ = ["Effect", "find_effect", "watch_project"]

EVENTS = frozenset({"created", "modified", "moved", "deleted"})
FOLDERS = {".": False, "docs": False, "docs/assets": True, "answers": True, "overrides": True, "scripts": True}
"""What is followed, and whether with all that is below: not docs/topics, where folders come and go."""
INPUTS = frozenset({"questions.txt", "topics.yml", "permalinks.txt"})


class Effect(IntEnum):
    """What must happen, from the least to the most."""

    NOTHING = 0
    TEXT = 1
    SITE = 2
    CODE = 3


def find_effect(name: str) -> Effect:
    """What an edit of a file asks for; `name` is its path from the project's root."""
    file = name.rpartition("/")[2]
    if is_leftover(file) or file.isdigit() or name.startswith(WRITTEN):  # digits: Vim tries whether it may write
        return Effect.NOTHING
    if name.startswith("scripts/"):
        return Effect.CODE if file.endswith((".py", ".j2", ".js")) else Effect.NOTHING
    if name == "mkdocs.yml" or name.startswith("overrides/"):
        return Effect.SITE
    if name.startswith("docs/assets/") and not name.endswith("glossary.txt"):
        return Effect.SITE
    return Effect.TEXT if name in INPUTS or name.startswith(("answers/", "docs/")) else Effect.NOTHING


class EditHandler(FileSystemEventHandler):
    """Tells of every file that matters when it is edited, by its path from the project's root."""

    def __init__(self, root: Path, tell: Callable[[str], None]) -> None:
        self.root = root
        self.tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in EVENTS or (event.is_directory and event.event_type == "modified"):
            return
        for path in (event.src_path, event.dest_path):
            if path and Path(str(path)).is_relative_to(self.root):
                name = Path(str(path)).relative_to(self.root).as_posix()
                if find_effect(name) is not Effect.NOTHING:
                    self.tell(name)


def watch_project(root: Path, tell: Callable[[str], None]) -> BaseObserver:
    """Follow the project's files; `tell` is called in another thread. The observer must be stopped and joined."""
    observer = Observer()
    handler = EditHandler(root, tell)
    for name, is_deep in FOLDERS.items():
        observer.schedule(handler, str(root / name), recursive=is_deep)
    observer.start()
    return observer
