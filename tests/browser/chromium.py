"""Chromium with a page that is looked into and workers that are not, driven by its DevTools protocol.

Playwright looks into every service worker. On a busy machine the worker of a second build then waits until the test is
over, which it does not in a reader's browser.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from browsing import FLAGS
from websockets.sync.client import ClientConnection, connect

from browser.driver import Driver, wait_until
from guide.editions.browser import find_browser

READY = "DevToolsActivePort"


@contextmanager
def start_chromium() -> Iterator[Chromium]:
    """A Chromium without a window and with a profile of its own; both are gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [find_browser(), "--headless", *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0"]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
        try:
            wait_until(lambda: bool(read_address(Path(profile))), "Chromium listens")
            with connect(read_address(Path(profile)), max_size=None) as socket:
                yield Chromium(socket)
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # Debian's program is a script that has started the browser
            process.wait()


def read_address(profile: Path) -> str:
    """Where Chromium listens, from the file that it writes once it does; empty until then."""
    with suppress(FileNotFoundError, ValueError):
        port, path = (profile / READY).read_text(encoding="utf-8").split()
        return f"ws://127.0.0.1:{port}{path}"
    return ""


class Chromium(Driver):
    """One page in Chromium."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.sent = 0
        self.session = ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its result. Raises RuntimeError with what Chromium says against it."""
        self.sent += 1
        whom = {"sessionId": self.session} if self.session else {}
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters, **whom}))
        while True:
            answer = json.loads(self.socket.recv(timeout=120))
            if answer.get("id") == self.sent:
                break
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str) -> None:
        """Load a page, and wait until it is loaded."""
        self.evaluate("void (window.isBefore = true)")
        self.send("Page.navigate", url=address)
        self.wait_until_loaded()

    def reload(self) -> None:
        self.evaluate("void (window.isBefore = true)")
        self.send("Page.reload")
        self.wait_until_loaded()

    def wait_until_loaded(self) -> None:
        wait_until(self.is_loaded, "the page is loaded")

    def is_loaded(self) -> bool:
        with suppress(RuntimeError):  # asked just as the page before goes
            return bool(self.evaluate("!window.isBefore && document.readyState === 'complete'"))
        return False

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, or what its promise brings. Raises RuntimeError where the page throws."""
        done = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in done:
            raise RuntimeError(done["exceptionDetails"].get("exception", {}).get("description", expression))
        return done["result"].get("value")
