"""A guide served live as `make serve` does it, for the tests and the benchmark: edited, asked, and ended again."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from support import replace_once

PATIENCE = 60.0
"""Seconds until something must have happened, on a busy machine."""


@dataclass(frozen=True)
class LiveSite:
    """A project that is being served, the server's process, and the file of what it printed."""

    project: Path
    port: int
    log: Path
    server: subprocess.Popen[bytes]

    def read(self, path: str) -> str:
        """A page of the site. Raises OSError."""
        with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5) as response:
            return str(response.read().decode())

    def wait_for(self, path: str, text: str) -> None:
        """Until a page shows a text. Raises AssertionError when patience is over."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError):
                if text in self.read(path):
                    return
            time.sleep(0.02)
        raise AssertionError(f"{text!r} is not on {path} after {PATIENCE} s:\n{self.log.read_text()[-2000:]}")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.project / name
        path.write_text(replace_once(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")

    def wait_for_line(self, text: str) -> None:
        """Until the terminal shows a text. Raises AssertionError when patience is over."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.log.read_text():
            assert time.monotonic() < deadline, f"{text!r} is not printed:\n{self.log.read_text()[-2000:]}"
            time.sleep(0.05)

    def list_leftovers(self) -> list[Path]:
        """What a run of the live site keeps on disk while it runs."""
        return list((self.project / ".cache").glob("live-*"))


@contextmanager
def serve_live(project: Path, wait_for: str = "Back-End Interview Guide", path: str = "") -> Iterator[LiveSite]:
    """Serve a project on a free port, once the text is there at the path; ended and gone after."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = project / "serve.log"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    with log.open("w") as out:
        command = [sys.executable, "scripts/serve.py", "--port", str(port)]
        server = subprocess.Popen(command, cwd=project, env=environment, stdout=out, stderr=out)
        site = LiveSite(project, port, log, server)
        try:
            site.wait_for(path, wait_for)
            yield site
        finally:
            server.terminate()
            server.wait(20)
