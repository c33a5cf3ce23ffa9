"""The live site follows an edit, shows why one is refused, takes up changed code, and ends whole."""

import errno
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import copy_small_project
from live_site import PATIENCE, LiveSite, serve_live
from playwright.sync_api import Browser, Page, expect
from site_build import CONVERT, run_steps
from support import replace_once

from guide.editions.files import EDITIONS
from guide.live.build_process import read_result
from guide.live.server import EVERYWHERE
from guide.live.sync import find_source, move_built
from guide.live.watch import Effect, find_effect
from serve import explain_failure


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    project = copy_small_project(tmp_path_factory.mktemp("live"))
    made = project / "dist" / "downloads" / EDITIONS["epub"].file
    made.parent.mkdir(parents=True)
    made.touch()
    with serve_live(project) as site:
        yield site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    yield page
    page.close()


@pytest.mark.parametrize(
    ("case", "name", "old", "new", "page", "seen"),
    [
        ("an answer", "answers/web/cors.md", "## Pitfalls\n", "## Pitfalls\n\nEdited just now.\n", "topics/web/", "Edited just now."),
        ("the list", "questions.txt", "1) What", "99) A question more?\n1) What", "topics/unsorted/", "A question more?"),
        ("the list, on a page with macros", "questions.txt", "A question more?", "Still a question?", "questions/", "Still a question?"),
        ("a topic", "topics.yml", "title: Web", "title: Web and its ways", "topics/web/", "Web and its ways"),
        ("a page", "docs/study.md", "# Study\n", "# Study by trying\n", "study/", "Study by trying"),
        ("the glossary", "docs/assets/glossary.txt", "*[CORS]: ", "*[CORS]: so to say ", "glossary/", "so to say"),
        ("the glossary, in an answer", "docs/assets/glossary.txt", "*[CORS]: ", "*[Guessing]: told afresh\n*[CORS]: ", "topics/web/", "told afresh"),
        ("a style", "docs/assets/stylesheets/guide.css", "/*", "/* edited */ /*", "assets/stylesheets/guide.css", "edited"),
        ("code", "scripts/guide/render/templates/answer_end.html.j2", "Facts checked on", "Facts held on", "topics/web/", "Facts held on"),
    ],
)  # fmt: skip
def test_an_edit_shows(case: str, name: str, old: str, new: str, page: str, seen: str, live: LiveSite) -> None:
    assert seen not in live.read(page) if page != "topics/unsorted/" else True
    live.edit(name, old, new)
    live.wait_for(page, seen)


def test_an_edit_by_way_of_a_file_that_is_gone_is_called_by_its_own_name(live: LiveSite) -> None:
    path = live.project / "answers" / "web" / "cors.md"
    printed = live.log.read_text()
    text = replace_once(path.read_text(encoding="utf-8"), "## Pitfalls\n", "## Pitfalls\n\nEdited in place.\n")
    path.with_name("sedCNEXw5").write_text(text, encoding="utf-8")
    path.with_name("sedCNEXw5").replace(path)
    live.wait_for("topics/web/", "Edited in place.")
    live.wait_for_line(f"{printed}answers/web/cors.md: shown after ")


def test_no_page_links_to_downloads_which_it_does_not_serve(live: LiveSite) -> None:
    assert EDITIONS["epub"].file not in live.read("downloads/")


def test_an_open_page_follows_with_its_place_and_its_open_answer(live: LiveSite, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{live.port}/topics/web/")
    page.evaluate("document.querySelector('details.answer').open = true; scrollTo(0, 300)")
    live.edit("answers/web/cors.md", "## Example\n", "## Example\n\nShown where I was.\n")
    page.wait_for_function("document.body?.textContent.includes('Shown where I was.')")
    page.wait_for_function("document.querySelector('details.answer')?.open && Math.abs(scrollY - 300) < 2")


def test_a_refused_edit_says_why_on_the_page_until_it_is_fixed(live: LiveSite, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{live.port}/topics/web/")
    live.edit("answers/web/cors.md", "level: junior", "level: <b>guru</b>")
    box = page.locator("#live-problems")
    expect(box).to_contain_text("answers/web/cors.md:4: ", timeout=PATIENCE * 1000)
    expect(box).to_contain_text("<b>guru</b>")
    live.wait_for_line("answers/web/cors.md:4: ")
    page.reload()
    expect(box).to_contain_text("use one of junior, mid, senior", timeout=PATIENCE * 1000)
    assert "What is CORS?" in live.read("topics/web/")
    live.edit("answers/web/cors.md", "level: <b>guru</b>", "level: junior")
    expect(box).to_have_count(0, timeout=PATIENCE * 1000)


def test_what_only_a_whole_build_finds_is_told_too(live: LiveSite, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{live.port}/study/")
    live.edit("docs/study.md", "\n## ", "\n[Gone](gone.md)\n\n## ")
    expect(page.locator("#live-problems")).to_contain_text("gone.md", timeout=PATIENCE * 1000)
    live.edit("docs/study.md", "\n[Gone](gone.md)\n", "")
    expect(page.locator("#live-problems")).to_have_count(0, timeout=PATIENCE * 1000)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_it_is_ended(end: signal.Signals, tmp_path: Path) -> None:
    with serve_live(copy_small_project(tmp_path)) as live:
        assert live.list_leftovers()
        live.server.send_signal(end)
        live.server.send_signal(end)  # an impatient second one
        status = live.server.wait(20)
        assert status == (0 if end == signal.SIGINT else 128 + end)
        assert live.list_leftovers() == []
        assert "Traceback" not in live.log.read_text()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", live.port))


BUILD_BOTH = """
import sys
from pathlib import Path
sys.path.insert(0, "scripts")
import convert
from guide.live.mkdocs_pages import build_pages, build_site
from guide.read.pages import MACRO_PAGES
convert.main([])
pages = {"topics/web.md", "study.md", *MACRO_PAGES}
assert build_site(Path.cwd(), Path.cwd() / "whole", "http://127.0.0.1:8000/") == []
assert build_pages(Path.cwd(), Path.cwd() / "some", "http://127.0.0.1:8000/", pages) == []
"""


def test_pages_built_alone_are_those_of_a_whole_build_to_the_byte(tmp_path: Path) -> None:
    """Else a page would be loaded twice for each edit."""
    project = copy_small_project(tmp_path)
    for name, text in (("answers/web/cors.md", "As [the"), ("docs/study.md", "# Study")):  # what the build sets aside
        path = project / name
        words = "\n\n".join(f"answer-set-aside-{number}" for number in range(9))
        path.write_text(replace_once(path.read_text(encoding="utf-8"), text, f"{words}\n\n{text}"), encoding="utf-8")
    subprocess.run([sys.executable, "-c", BUILD_BOTH], cwd=project, check=True)
    pages = [path.relative_to(project / "some") for path in (project / "some").rglob("*.html")]
    assert len(pages) == 7
    for page in pages:
        assert (project / "some" / page).read_bytes() == (project / "whole" / page).read_bytes(), page


def test_a_killed_run_leaves_no_process_and_the_next_run_clears_its_files(tmp_path: Path) -> None:
    project = copy_small_project(tmp_path)
    with serve_live(project) as live:
        live.server.kill()
        live.server.wait()
        left = live.list_leftovers()
    assert left
    with serve_live(project) as again:
        assert set(left).isdisjoint(again.list_leftovers())


def test_a_mistake_at_the_start_is_shown_and_its_fix_starts_the_site(tmp_path: Path, page: Page) -> None:
    project = copy_small_project(tmp_path)
    run_steps(project, CONVERT)  # as a run before would have done
    answer = project / "answers" / "web" / "cors.md"
    text = answer.read_text(encoding="utf-8")
    answer.write_text(text.replace("level: junior", "level: guru"), encoding="utf-8")
    with serve_live(project, wait_for="This edit", path="__live/client.js") as live:
        for path in ("", "topics/web/"):
            page.goto(f"http://127.0.0.1:{live.port}/{path}")
            expect(page.locator("#live-problems")).to_contain_text("answers/web/cors.md:4: ", timeout=PATIENCE * 1000)
        answer.write_text(text, encoding="utf-8")
        expect(page.locator("h2#cors")).to_be_attached(timeout=PATIENCE * 1000)


def test_a_taken_port_is_one_line_that_names_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "scripts/serve.py", "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("\n") == 1
    assert f"port {port} cannot be used" in done.stdout
    assert "make serve PORT=" in done.stdout


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EADDRINUSE, "Address already in use"), "port 8000 cannot be used (Address already in use)"),
        (OverflowError("port must be 0-65535"), "port 8000 cannot be used (there is no such port)"),
        (OSError(errno.EMFILE, "inotify instance limit reached"), "files cannot be watched (inotify instance limit"),
        (OSError(errno.ENOSPC, "inotify watch limit reached"), "files cannot be watched (inotify watch limit reached)"),
        (OSError(errno.ENOSPC, "No space left", "served"), "served cannot be used (No space left)"),
    ],
)
def test_what_stops_the_start_is_named(error: Exception, words: str) -> None:
    assert explain_failure(error, 8000).startswith(words)


@pytest.mark.parametrize(
    ("name", "effect"),
    [
        ("answers/web/cors.md", Effect.TEXT),
        ("answers/web", Effect.TEXT),
        ("questions.txt", Effect.TEXT),
        ("docs/assets/glossary.txt", Effect.TEXT),
        ("docs/topics/web.md", Effect.NOTHING),
        ("docs/questions.json", Effect.NOTHING),
        ("docs/assets/cards/web.png", Effect.NOTHING),
        ("docs/assets/javascripts/guide.js", Effect.SITE),
        ("mkdocs.yml", Effect.SITE),
        ("overrides/main.html", Effect.SITE),
        ("scripts/guide/render/body.py", Effect.CODE),
        ("scripts/guide/render/templates/question.md.j2", Effect.CODE),
        ("scripts/__pycache__/convert.cpython-311.pyc", Effect.NOTHING),
        ("requirements.txt", Effect.NOTHING),
        ("answers/web/.cors.md.swp", Effect.NOTHING),
        ("answers/web/4913", Effect.NOTHING),
        ("answers/web/cors.md~", Effect.NOTHING),
        ("answers/web/#cors.md#", Effect.NOTHING),
        ("README.md", Effect.NOTHING),
    ],
)
def test_what_an_edit_asks_for(name: str, effect: Effect) -> None:
    assert find_effect(name) is effect


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("/", "index.md"),
        ("/index.html", "index.md"),
        ("/topics/web/", "topics/web.md"),
        ("/study/index.html", "study.md"),
    ],
)
def test_an_address_shows_a_page(address: str, source: str) -> None:
    assert find_source(address) == source


@pytest.mark.parametrize(
    ("line", "result"),
    [('{"id": 1}\n', {"id": 1}), ("\n", None), ('{"id": 1, "ki{"id": 2}\n', None), ("7\n", None)],
)
def test_what_an_ended_build_left_half_written_is_passed_over(line: str, result: dict[str, int] | None) -> None:
    assert read_result(line) == result


def test_moving_what_was_built(tmp_path: Path) -> None:
    def write(folder: str, **files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / folder / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / folder

    served = write("served", index_html="old", study__index_html="same", gone__index_html="gone")
    some = write("some", index_html="new")
    assert move_built(some, served, is_whole=False) == {"/"}
    whole = write("whole", index_html="new", study__index_html="same", guide_css="x", search_json="x")
    assert move_built(whole, served, is_whole=True) == {"/gone/", EVERYWHERE}
    assert sorted(path.name for path in served.rglob("*.*")) == ["guide.css", "index.html", "index.html", "search.json"]
