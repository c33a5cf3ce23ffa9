"""What the tests share: the built site, a browser, and a small guide in a temporary folder."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import launch_chromium, serve_folder
from playwright.sync_api import Browser, sync_playwright
from site_build import DOWNLOADS, run_steps
from support import ROOT, SmallGuide, write_small_guide
from xdist.workermanage import WorkerController

from guide.editions.files import FOLDER
from guide.load import load_guide
from guide.model import Catalogue
from guide.paths import sources_at

Host = tuple[str, str]
"""A folder that is served, still empty, and the address it is served at."""
SITE = "https://guide.example/below/"
"""The address that the Makefile has the tests build for."""
HOST = pytest.StashKey[Host]()


def pytest_configure(config: pytest.Config) -> None:
    """Serve a folder for the site that all test processes share, which the first to need it builds.

    It is served from here, for this process outlives the others: the address stands in the site, so it is needed before
    the build, and must last until the last test.
    """
    for name in [name for name in os.environ if name.startswith("GUIDE_")]:
        del os.environ[name]  # what the shell of a contributor has set decides no test
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
        chromium = launch_chromium(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def editions(pytestconfig: pytest.Config) -> Path:
    """The folder of this project's downloads; `make test` has made them already, then this only looks."""
    with (Path(pytestconfig.stash[HOST][0]) / "editions-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run_steps(ROOT, DOWNLOADS, GUIDE_SITE_URL=SITE)
    return FOLDER


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """This project's own catalogue, without bodies."""
    return load_guide(sources_at(ROOT)).catalogue


@pytest.fixture
def small_guide(tmp_path: Path) -> SmallGuide:
    """A guide of three questions, two topics and two answers, whole and without faults."""
    return write_small_guide(tmp_path)
