"""The live site follows an edit, with one build, survives a mistake, and ends whole."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import copy_project

from live_site import PATIENCE, LiveSite, serve_live


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    with serve_live(copy_project(tmp_path_factory.mktemp("live"))) as site:
        yield site


@pytest.mark.parametrize(
    ("case", "name", "old", "new", "page", "seen"),
    [
        ("an answer", "answers/web/cors.md", "## Pitfalls\n", "## Pitfalls\n\nEdited just now.\n", "topics/web/", "Edited just now."),
        ("the list", "questions.txt", "1)What", "99) A question more?\n1)What", "topics/unsorted/", "A question more?"),
        ("a topic", "topics.yml", "Web and HTTP", "Web and its ways", "topics/web/", "Web and its ways"),
        ("a page", "docs/study.md", "# How to study", "# How to learn", "study/", "How to learn"),
    ],
)  # fmt: skip
def test_an_edit_shows_and_builds_once(
    case: str, name: str, old: str, new: str, page: str, seen: str, live: LiveSite
) -> None:
    time.sleep(1)  # whatever the edit before set going is over
    before = live.count_builds()
    live.edit(name, old, new)
    live.wait_for(page, seen)
    live.wait_for_build(before)  # its pages show before it is over
    time.sleep(2)
    assert live.count_builds() - before == 1, case


def test_a_mistake_is_shown_and_the_earlier_page_stays(live: LiveSite) -> None:
    live.edit("answers/web/cors.md", "level: junior", "level: guru")
    deadline = time.monotonic() + PATIENCE
    while "use one of junior, mid, senior" not in live.log.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "answers/web/cors.md:4: " in live.log.read_text()
    assert "What is CORS?" in live.read("topics/web/")
    live.edit("answers/web/cors.md", "level: guru", "level: junior")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_serves_on_when_it_is_ended(end: signal.Signals, tmp_path: Path) -> None:
    with serve_live(copy_project(tmp_path)) as live:
        live.server.send_signal(end)
        live.server.wait(10)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", live.port))
