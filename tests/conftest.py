"""What the tests share: a browser, and a small guide in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from support import SmallGuide, write_small_guide

from browsing import FLAGS, find_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for each test process: Playwright can be started once in a process."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def small_guide(tmp_path: Path) -> SmallGuide:
    """A guide of three questions, two topics and two answers, whole and without faults."""
    return write_small_guide(tmp_path)
