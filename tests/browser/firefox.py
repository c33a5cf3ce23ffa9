"""Firefox as Debian has it, driven by WebDriver BiDi, which it speaks by itself: Playwright drives only its own build."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from browser.driver import Driver, wait_until

READY = "WebDriverBiDiServer.json"
START = 30.0
"""Seconds until Firefox must listen."""
SETTINGS = """\
user_pref("ui.prefersReducedMotion", 1);
user_pref("dom.navigation.locationChangeRateLimit.count", 0);
"""
"""No smooth scrolling, and no limit to how often a page's address changes, which tests do faster than readers."""


def find_firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def start_firefox(program: str) -> Iterator[Firefox]:
    """A Firefox without a window and with a profile of its own; both are gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user.js").write_text(SETTINGS, encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with connect(f"{read_address(Path(profile) / READY)}/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
            process.wait()


def read_address(path: Path) -> str:
    """The address at which Firefox listens, from the file that it writes once it does. Raises TimeoutError."""
    end = time.monotonic() + START
    while time.monotonic() < end:
        with suppress(FileNotFoundError, json.JSONDecodeError):
            server = json.loads(path.read_text(encoding="utf-8"))
            return f"ws://{server['ws_host']}:{server['ws_port']}"
        time.sleep(0.05)
    raise TimeoutError("Firefox did not start")


class Firefox(Driver):
    """One page in Firefox: what a reader does, and what stands there then."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.sent = 0
        self.send("session.new", capabilities={})
        self.context: str = self.send("browsingContext.create", type="window")["context"]

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its result. Raises RuntimeError with what Firefox says against it."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv(timeout=30))
            if answer.get("id") == self.sent:
                break
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str, leads_to: str = "") -> None:
        """Load a page; one that leads on while it loads ends at an address of which the end is given."""
        wait = "none" if leads_to else "complete"
        self.send("browsingContext.navigate", context=self.context, url=address, wait=wait)
        self.wait_for_address(leads_to or address)

    def wait_for_address(self, end: str) -> None:
        """Until the page's address ends so. Asks Firefox and not the page, which may be about to go."""
        wait_until(lambda: self.read_tree()["url"].endswith(end), end)

    def read_tree(self) -> dict[str, Any]:
        tree = self.send("browsingContext.getTree", root=self.context)
        root: dict[str, Any] = tree["contexts"][0]
        return root

    def go(self, steps: int) -> None:
        """Back (less than nothing) or forward."""
        self.send("browsingContext.traverseHistory", context=self.context, delta=steps)

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression that JSON can hold."""
        done = self.send(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self.context},
            awaitPromise=False,
        )
        assert done["type"] == "success", done
        return json.loads(done["result"]["value"])

    def press(self, keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.send("input.performActions", context=self.context, actions=[source])
