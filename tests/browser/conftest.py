"""The built site in a real browser: a copy of the project is built once for each test process, and served."""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import HOST
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect
from site_build import CARDS, CONVERT, FINISH, MKDOCS, run_steps
from support import write_small_guide

from guide.paths import MADE

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = ("answers", "docs", "overrides", "scripts", "mkdocs.yml", "questions.txt", "topics.yml", "permalinks.txt")
NOT_COPIED = (*MADE, "topics", "cards", "__pycache__")
PATH = "guide"
"""Where the site stands on its host: faults of relative addresses show only below the root."""
REPOSITORY = "https://github.com/someone/guide"
PATIENCE = 20_000  # milliseconds; speed is measured in the benchmarks, and a busy machine is no fault of the site
DESK, PHONE = (1280, 900), (390, 844)
"""CSS pixels of the two screens that the tests look at."""
TABBED = "topics/systems/#osi-model"
TWO_LANGUAGES = """\
In two languages:

```python unchecked="shows tabs"
print("one")
```

```javascript unchecked="shows tabs"
console.log("two");
```

"""
expect.set_options(timeout=PATIENCE)


def copy_project(target: Path) -> Path:
    """The project's own files in another folder, without what is made from them."""
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns(*NOT_COPIED))
        else:
            shutil.copy(source, target / name)
    return target


def copy_small_project(target: Path) -> Path:
    """The project with the small guide in place of its answers: every page of its own, built in a third of the time."""
    copy_project(target)
    shutil.rmtree(target / "answers")
    (target / "permalinks.txt").unlink()
    small = write_small_guide(target / "small")
    for path in (small.answers, small.questions, small.topics):
        path.replace(target / path.name)
    shutil.rmtree(small.root)
    name_question(target, "cors")
    return target


def name_question(project: Path, identifier: str) -> None:
    """Let the hand-written pages name one question alone."""
    for page in (project / "docs").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r'question\("[^"]+"\)', f'question("{identifier}")', text), encoding="utf-8")


def build_site(project: Path, site: str, repository: str = REPOSITORY, policy: bool = True) -> Path:
    """Convert, build and finish, as `make site` does; the finished site's folder. `policy` false: the gate alone."""
    finish = [*FINISH, *([] if policy else ["--no-policy"])]
    run_steps(project, CONVERT, CARDS, MKDOCS, finish, GUIDE_SITE_URL=site, GUIDE_REPO_URL=repository)
    return project / "site"


def put_below(folder: Path, host: Path) -> None:
    """Put a site's folder below a path of a host's folder, as GitHub Pages does with a project's."""
    host.mkdir()
    (host / PATH).symlink_to(folder)
    (host / "404.html").symlink_to(folder / "404.html")


@dataclass(frozen=True)
class Guide:
    """The built guide: its folder, and its address with a slash at the end."""

    folder: Path
    url: str


@pytest.fixture(scope="session")
def guide(pytestconfig: pytest.Config) -> Guide:
    """The guide, built for the address that it is served at, as instant navigation needs it; built once for all tests.

    One answer has moved twice, so that its earlier addresses can be tried; one has a program in two languages.
    """
    folder, address = pytestconfig.stash[HOST]
    project, host = Path(folder) / "project", Path(folder) / "host"
    url = f"{address}{PATH}/"
    with (Path(folder) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not host.exists():
            shutil.rmtree(project, ignore_errors=True)
            project.mkdir()
            change_answers(copy_project(project))
            put_below(build_site(project, url), host)
    return Guide(project / "site", url)


def change_answers(project: Path) -> None:
    aliases = "aliases: [algorithms/what-is-an-algorithm, basics/algorithm]"
    for name, old, new in (
        ("algorithms/algorithm.md", "aliases: []", aliases),
        ("systems/osi-model.md", "## Pitfalls\n", f"{TWO_LANGUAGES}## Pitfalls\n"),
    ):
        answer = project / "answers" / name
        answer.write_text(answer.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture(scope="session")
def site_dir(guide: Guide) -> Path:
    return guide.folder


@pytest.fixture(scope="session")
def site_url(guide: Guide) -> str:
    return guide.url


def is_part(response: Response) -> bool:
    """Whether it is for something that a page asked for, and not for a page that a reader did."""
    return response.request.resource_type != "document"


@contextmanager
def open_context(browser: Browser, size: tuple[int, int], scripts: bool = True) -> Iterator[BrowserContext]:
    """A reader's browser; narrow ones are touched. Without the worker that keeps pages for later, which would fetch the
    whole site for each test: tests/browser/test_offline.py is about it."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=width < 600,
        java_script_enabled=scripts,
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE)
    lost: list[str] = []
    context.on("response", lambda one: lost.append(one.url) if one.status == 404 and is_part(one) else None)
    yield context
    context.close()
    assert lost == [], "a page asks for what is not there"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with open_context(browser, DESK) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with open_context(browser, PHONE) as context:
        yield context.new_page()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page with JavaScript off."""
    with open_context(browser, DESK, scripts=False) as context:
        yield context.new_page()
