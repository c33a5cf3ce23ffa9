"""What the tests share: the built site, a browser, and a small guide in a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import FLAGS, find_browser, serve_folder
from playwright.sync_api import Browser, sync_playwright
from support import SmallGuide, write_small_guide
from xdist.workermanage import WorkerController

Host = tuple[str, str]
"""A folder that is served, still empty, and the address it is served at."""
HOST = pytest.StashKey[Host]()


def pytest_configure(config: pytest.Config) -> None:
    """Serve a folder for the site that all test processes share, which the first to need it builds.

    It is served from here, for this process outlives the others: the address stands in the site, so it is needed before
    the build, and must last until the last test.
    """
    if hasattr(config, "workerinput"):
        config.stash[HOST] = config.workerinput["host"]
        return
    resources = ExitStack()
    folder = resources.enter_context(tempfile.TemporaryDirectory(prefix="guide-"))
    config.stash[HOST] = (folder, resources.enter_context(serve_folder(Path(folder) / "host")))
    config.add_cleanup(resources.close)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a test process of pytest-xdist where the folder is."""
    node.workerinput["host"] = node.config.stash[HOST]


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
