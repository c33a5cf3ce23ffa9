"""The live site: converts on every edit of the list, the topics or the answers, and lets MkDocs follow.

    python scripts/serve.py [--port 8000]

MkDocs watches docs/, which the converter writes only where something differs: so no edit leads to more than one
rebuild, and none to a loop. A mistake is shown and the earlier pages stay until it is fixed.
"""

from __future__ import annotations

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

import convert

ROOT = Path(__file__).resolve().parent.parent
QUIET_SECONDS = 0.05
"""Editors write a file in several steps; the last one counts."""
CHANGES = frozenset({"created", "modified", "moved", "deleted"})


class EditHandler(FileSystemEventHandler):
    """Tells of edits to the inputs; `wake` is called for each."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        names = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if event.event_type in CHANGES and any(is_input(name) for name in names):
            self.wake()


def is_input(path: Path) -> bool:
    """Whether a file is the list, the topics, or an answer."""
    return path in (ROOT / "questions.txt", ROOT / "topics.yml") or (ROOT / "answers") in path.parents


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Serve the site and follow every edit.")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, lambda number, frame: sys.exit(128 + number))  # or MkDocs would be left serving alone
    edited = threading.Event()
    observer = watch_inputs(EditHandler(edited.set))
    try:
        convert_until_whole(edited)
        server = start_server(options.port)
        try:
            follow_edits(edited, server)
        finally:
            server.terminate()
            server.wait()
        return server.returncode if server.returncode > 0 else 0
    except KeyboardInterrupt:
        return 0
    finally:
        observer.stop()
        observer.join()


def watch_inputs(handler: EditHandler) -> BaseObserver:
    observer = Observer()
    observer.schedule(handler, str(ROOT), recursive=False)
    observer.schedule(handler, str(ROOT / "answers"), recursive=True)
    observer.start()
    return observer


def convert_until_whole(edited: threading.Event) -> None:
    """The first pages; with a mistake in the inputs, wait for the edit that fixes it."""
    while convert.main([]) != 0:
        print("Fix the above; the site starts then.", flush=True)
        wait_for_edit(edited)


def wait_for_edit(edited: threading.Event) -> None:
    """Until an edit came and nothing followed for a moment."""
    edited.wait()
    while edited.is_set():
        edited.clear()
        edited.wait(QUIET_SECONDS)


def start_server(port: int) -> subprocess.Popen[bytes]:
    print(f"Building the site; then it is at http://127.0.0.1:{port}/", flush=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    return subprocess.Popen(command, cwd=ROOT)


def follow_edits(edited: threading.Event, server: subprocess.Popen[bytes]) -> None:
    """Convert after each edit, until the server ends."""
    while server.poll() is None:
        if edited.wait(0.5):
            wait_for_edit(edited)
            convert.main([])
            sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
