"""The building process as the server sees it: started, asked, listened to, ended."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from guide.editions.files import NOT_SERVED
from guide.paths import ROOT

__all__ = ["BuildProcess"]

PROGRAM = "import sys; from guide.live.builder import main; main(*sys.argv[1:])"


class BuildProcess:
    """A process that does one build at a time, the newest that it was asked for.

    folder: where it puts what it built, a folder for each kind of build
    address: the site's own
    tell: called in another thread with each result, and with none when the process has ended by itself
    """

    def __init__(self, folder: Path, address: str, tell: Callable[[dict[str, Any] | None], None]) -> None:
        command = [sys.executable, "-c", PROGRAM, str(folder), address]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), NOT_SERVED: "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for the server, which ends it
        )
        self.number = 0
        self.is_ended = False
        self.reader = threading.Thread(target=self.listen, args=[tell], daemon=True)
        self.reader.start()

    def listen(self, tell: Callable[[dict[str, Any] | None], None]) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if result := read_result(line):
                tell(result)
        if not self.is_ended:  # who ends it knows; by then another may have been started
            tell(None)

    def ask(self, kind: str, shown: list[str] | None = None, touched: list[str] | None = None) -> None:
        """Ask for a build; what is still being built for an earlier one is ended."""
        assert self.process.stdin is not None
        self.number += 1
        request = {"id": self.number, "kind": kind, "shown": shown or [], "touched": touched or []}
        with suppress(OSError, ValueError):  # it has ended, and the listener says so
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()

    def end(self) -> None:
        """End it and wait for it; its end is no news then."""
        assert self.process.stdin is not None
        self.is_ended = True
        with suppress(OSError):
            self.process.stdin.close()
        self.process.wait()
        self.reader.join()


def read_result(line: str) -> dict[str, Any] | None:
    """A line of the building process; nothing where a build was ended while it wrote."""
    try:
        result = json.loads(line)
    except ValueError:
        return None
    return result if isinstance(result, dict) else None
