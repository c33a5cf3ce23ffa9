"""The live site: an edit shows in an open browser at once, and a refused edit shows why, on the page.

    python scripts/serve.py [--port 8000]

The pages that browsers show are built first, alone; the whole site follows behind them, as strict as it is published.
Changed code is taken up too: the process that builds is started anew, and this one starts itself anew when its own
code changes.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import errno
import os
import signal
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NoReturn

from guide.diagnostic import print_line
from guide.live.build_process import BuildProcess
from guide.live.server import LiveState, open_server
from guide.live.sync import find_source, move_built
from guide.live.watch import Effect, find_effect, watch_project
from guide.paths import ROOT, clear_staging, open_staging

STAGING_PREFIX = "live-"
"""Begins the name of the folder in .cache that a run works in."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WATCH_FAULTS = (errno.EMFILE, errno.ENOSPC)
"""What Linux says where one user's programs watch too many files; a full disk names the file."""
QUIET_SECONDS = 0.05
"""Editors write a file in several steps; the last one counts."""
Event = str | dict[str, Any] | None
"""An edited file's name, a build's result, or none: the building process has ended."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Serve the site and follow every edit.")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    for end in SIGNALS:
        signal.signal(end, end_once)
    try:
        cache = ROOT / ".cache"
        cache.mkdir(exist_ok=True)
        clear_staging(cache, STAGING_PREFIX)
        with open_staging(cache, STAGING_PREFIX) as folder:
            serve(Path(folder), options.port)
    except (OSError, OverflowError) as error:
        print_line(f"serve.py: {explain_failure(error, options.port)}")
        return 1
    return start_anew()


def end_once(number: int, frame: object) -> NoReturn:
    ignore_ends()
    sys.exit(0 if number == signal.SIGINT else 128 + number)


def ignore_ends() -> None:
    """From here on everything is being put away; a second Ctrl-C must not leave half of it."""
    for end in SIGNALS:
        signal.signal(end, signal.SIG_IGN)


def start_anew() -> NoReturn:
    os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - the same command, with its changed code


def explain_failure(error: Exception, port: int) -> str:
    reason = error.strerror if isinstance(error, OSError) else "there is no such port"
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be used ({reason}): fix that, then run again"
    if isinstance(error, OSError) and error.errno in WATCH_FAULTS:
        return f"files cannot be watched ({reason}): close other programs that watch files, then run again"
    return f"port {port} cannot be used ({reason}): use another, `make serve PORT={8001 if port == 8000 else 8000}`"


def serve(folder: Path, port: int) -> None:
    """Serve until the server's own code changes, or a signal ends it."""
    state, events = LiveState(), SimpleQueue[Event]()
    served = folder / "served"
    served.mkdir()
    server = open_server(state, served, port)
    address = f"http://127.0.0.1:{port}/"
    print(f"Building the site for {address}", flush=True)
    with ExitStack() as stack:
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        observer = watch_project(ROOT, events.put)
        stack.callback(observer.join, 5)
        stack.callback(observer.stop)
        live = LiveSite(state, events, folder, address)
        stack.callback(lambda: live.builder.end())
        stack.callback(ignore_ends)
        live.follow()


class LiveSite:
    """What is served, and what happens next: one loop that takes edits and results in their order."""

    def __init__(self, state: LiveState, events: SimpleQueue[Event], folder: Path, address: str) -> None:
        self.state = state
        self.events = events
        self.folder = folder
        self.address = address
        self.edited: list[str] = []
        self.started = time.monotonic()
        self.is_complete = False
        self.builder = BuildProcess(folder, address, events.put)

    def follow(self) -> None:
        """Until the server's own code changes."""
        while True:
            event = self.events.get()
            if isinstance(event, str):
                if self.take_edits([event, *self.drain_edits()]):
                    return
            elif event is None:
                self.builder.end()
                print_line("The build has stopped, see above; it starts again with the next edit.")
            else:
                self.take_result(event)

    def drain_edits(self) -> list[str]:
        """Edits that follow at once; what else comes meanwhile waits."""
        names: list[str] = []
        others: list[Event] = []
        with suppress(Empty):
            while True:
                event = self.events.get(timeout=QUIET_SECONDS)
                names.append(event) if isinstance(event, str) else others.append(event)
        for other in others:
            self.events.put(other)
        return names

    def take_edits(self, names: list[str]) -> bool:
        """Ask for what an edit needs. Whether this process must start anew."""
        effect = max(map(find_effect, names))
        self.edited = list(dict.fromkeys([*self.edited, *names]))
        self.started = time.monotonic()
        if list_own_code() & set(names):
            return True
        if effect is Effect.CODE or self.builder.process.poll() is not None:
            self.builder.end()
            self.builder = BuildProcess(self.folder, self.address, self.events.put)
        elif effect is Effect.TEXT and self.is_complete:
            shown = [find_source(address) for address in self.state.shown]
            self.builder.ask("pages", shown, self.edited)
        else:
            self.builder.ask("site")
        return False

    def take_result(self, result: dict[str, Any]) -> None:
        """Show what was built, or why it was not; ask for what is to follow."""
        if result["id"] != self.builder.number:
            return  # of texts that changed since
        if result["kind"] == "ready":
            self.builder.ask("site")
            return
        if result.get("problems"):
            print_refusal(result["problems"])
            self.state.tell(result["problems"], set())
            return
        is_whole = result["kind"] == "site"
        if folder := result.get("folder"):
            self.state.tell([], move_built(Path(folder), self.folder / "served", is_whole))
            self.report()
        self.is_complete = self.is_complete or is_whole
        if result.get("is_last") and not is_whole:
            if self.state.problems:
                self.state.tell([], set())
            self.builder.ask("site")

    def report(self) -> None:
        """Say what shows now."""
        seconds = time.monotonic() - self.started
        if not self.is_complete:
            print_line(f"{self.address} is there, built in {seconds:.1f} s; it follows every edit. Ctrl-C ends it.")
        elif self.edited:
            there = [name for name in self.edited if (ROOT / name).exists()]  # else only files of an editor's own
            print_line(f"{', '.join(there or self.edited)}: shown after {seconds:.1f} s")
        self.edited = []


def print_refusal(problems: list[str]) -> None:
    for problem in problems:
        print_line(problem)
    print_line("The pages stay as they were until this is fixed.")


def list_own_code() -> set[str]:
    """The files that this process runs, from the project's root."""
    paths = [Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]
    return {path.relative_to(ROOT).as_posix() for path in paths if path.is_relative_to(ROOT / "scripts")}


if __name__ == "__main__":
    sys.exit(main())
