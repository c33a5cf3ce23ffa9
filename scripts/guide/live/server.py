"""The server of the live site: finished files, a script on every page, and a stream that tells of changes.

A page that was asked for before the first build is over waits for it.
"""

import json
import os
import secrets
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

__all__ = ["EVERYWHERE", "LiveState", "open_server"]

EVENTS, CLIENT = "/__live/events", "/__live/client.js"
EVERYWHERE = "*"
"""Stands for every page: scripts or styles changed."""
CLIENT_FILE = Path(__file__).with_name("client.js")
FIRST_BUILD = 300.0
"""Seconds that a page waits for the first build."""
HEARTBEAT = 15.0
SHOWN = 3
"""How many pages, of those asked for last, count as shown in a browser."""


class LiveState:
    """What browsers must know: which pages changed, when, and why the last edit was refused.

    Browsers name the last change that they know as `RUN:NUMBER`; of another run they know nothing.
    """

    def __init__(self) -> None:
        self.run = secrets.token_hex(4)
        self.number = 0
        self.changed: dict[str, int] = {}
        self.problems: list[str] = []
        self.shown: list[str] = []  # the last one first; replaced, never changed: another thread reads it
        self.is_built = threading.Event()
        self.news = threading.Condition()

    @property
    def version(self) -> str:
        return f"{self.run}:{self.number}"

    def tell(self, problems: list[str], changed: set[str]) -> None:
        """Tell browsers of changed pages, by their paths on the site, and of the problems that stand now."""
        with self.news:
            self.number += 1
            self.changed |= dict.fromkeys(changed, self.number)
            self.problems = problems
            self.is_built.set()
            self.news.notify_all()

    def wait(self, known: str) -> dict[str, Any] | None:
        """What is new to a browser, as soon as there is something; none after a while of quiet."""
        with self.news:
            is_new = self.news.wait_for(lambda: known != self.version, HEARTBEAT)
            return self.describe(known) if is_new else None

    def describe(self, known: str) -> dict[str, Any]:
        """What changed since the last change that a browser knows, and the problems that stand now."""
        with self.news:
            run, _, number = known.partition(":")
            last = int(number) if number.isdigit() else 0
            changed = [path for path, when in self.changed.items() if when > last]
            return {
                "restarted": run != self.run,
                "changed": changed,
                "problems": self.problems,
                "version": self.version,
            }

    def note_shown(self, path: str) -> None:
        with self.news:
            self.shown = [path, *(other for other in self.shown if other != path)][:SHOWN]


class LiveHandler(SimpleHTTPRequestHandler):
    """Answers for the folder of finished files."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms between its head and its body

    def __init__(self, state: LiveState, *arguments: Any, directory: str) -> None:
        self.state = state
        super().__init__(*arguments, directory=directory)

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == EVENTS:
            self.send_events(parse_qs(address.query).get("since", [""])[0])
        elif address.path == CLIENT:
            self.send_text(CLIENT_FILE.read_bytes(), "text/javascript")
        else:
            self.state.is_built.wait(FIRST_BUILD)
            self.send_page(address.path)

    def send_page(self, path: str) -> None:
        version = self.state.version  # before the file is read: what changes meanwhile is told
        file = Path(self.translate_path(path))
        page = file / "index.html" if file.is_dir() and path.endswith("/") else file
        if page.suffix == ".html" and page.is_file():
            self.state.note_shown(path)
            self.send_text(add_client(page.read_bytes(), version))
        elif page.exists():
            super().do_GET()
        else:
            lost = Path(self.directory) / "404.html"
            text = lost.read_bytes() if lost.exists() else b"<!doctype html><title>Not built yet</title><body></body>"
            self.send_text(add_client(text, version), status=HTTPStatus.NOT_FOUND)

    def send_text(self, text: bytes, kind: str = "text/html; charset=utf-8", status: int = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def send_events(self, since: str) -> None:
        """Server-sent events, until the browser goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        known = self.headers.get("Last-Event-ID") or since
        try:
            news: dict[str, Any] | None = self.state.describe(known)
            while True:
                known = news["version"] if news else known
                text = f"id: {known}\ndata: {json.dumps(news)}\n\n" if news else ": \n\n"
                self.wfile.write(text.encode())
                self.wfile.flush()
                news = self.state.wait(known)
        except OSError:
            return

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """The terminal is for what changed."""


def add_client(page: bytes, version: str) -> bytes:
    script = f'<script src="{CLIENT}" data-version="{version}"></script></body>'
    return page.replace(b"</body>", script.encode(), 1)


class LiveServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes while it is answered is no error."""


def open_server(state: LiveState, folder: Path, port: int) -> ThreadingHTTPServer:
    """Listen, and answer in a thread of its own. Raises OSError where the port cannot be had."""
    handler = partial(LiveHandler, state, directory=os.fspath(folder))
    server = LiveServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
