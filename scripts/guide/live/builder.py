"""The process that builds: each request is done by a fork of it, so that nothing of one build is left for the next.

Requests come as JSON, one a line, on standard input; each ends whatever is still being done for the last. Results go
out the same way. It ends with its input, whatever became of the server.

    {"id": 7, "kind": "pages" | "site", "shown": ["topics/web.md"], "touched": ["docs/study.md"]}
    {"id": 7, "kind": …, "folder": "where finished files lie", "problems": ["path:line: message"], "is_last": true}
"""

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import convert
import guide.render.body  # noqa: F401 - so that a fork need not
from guide.languages import LANGUAGES
from guide.live.mkdocs_pages import build_pages, build_site
from guide.paths import ROOT, sources_at
from guide.read.pages import MACRO_PAGES
from guide.render.highlight import highlight
from guide.write import write_plan

OUT = ROOT / "docs" / "topics"


def main(folder_name: str, address: str) -> None:
    """Serve requests until the input ends. The folder gets one of finished files for each kind of request."""
    folder = Path(folder_name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up(folder / "warm", address)
    say({"id": 0, "kind": "ready"})
    running = 0
    for line in sys.stdin:
        end_build(running)
        running = os.fork()
        if not running:
            run_build(json.loads(line), folder, address)
        with suppress(OSError):  # the fork does the same: whichever comes first, its group is there when it is ended
            os.setpgid(running, running)
    end_build(running)


def warm_up(folder: Path, address: str) -> None:
    """Have in memory what every fork needs: modules, templates, patterns. What is built here is thrown away."""
    _, _, problems = convert.prepare_pages(sources_at(ROOT), OUT)
    for language in LANGUAGES:
        highlight("x = 1\n", language)
    if not problems:  # the first build tells them
        with suppress(Exception):  # and whatever else is wrong
            build_pages(ROOT, folder, address, MACRO_PAGES)
    shutil.rmtree(folder, ignore_errors=True)


def end_build(process: int) -> None:
    """End a build that may still run, with whatever it started."""
    if process:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)


def run_build(request: dict[str, Any], folder: Path, address: str) -> None:
    """What a fork does; it never returns."""
    os.setpgid(0, 0)
    if request["kind"] == "site" and request["id"] > 1:
        os.nice(10)  # the browser that shows the page already comes first
    common = {"id": request["id"], "kind": request["kind"]}
    try:
        build = build_shown if request["kind"] == "pages" else build_whole
        for answer in build(request, folder / request["kind"], address):
            say(common | answer)
    except BaseException:
        traceback.print_exc()
        say({**common, "problems": ["the build itself failed: its traceback is in the terminal"], "is_last": True})
    os._exit(0)


def build_shown(request: dict[str, Any], folder: Path, address: str) -> Iterator[dict[str, Any]]:
    """Convert, and build those pages that browsers show and that the edit may have changed, each as soon as it can."""
    problems, written = convert_guide()
    shutil.rmtree(folder, ignore_errors=True)
    if not problems:
        changed = {f"topics/{path.name}" for path in written} | {
            one.removeprefix("docs/") for one in request["touched"]
        }
        changed |= MACRO_PAGES if written else set()
        for number, page in enumerate(page for page in request["shown"] if page in changed):
            out = folder / str(number)
            if not build_pages(ROOT, out, address, {page}):  # warnings are told by the whole build
                yield {"folder": str(out)}
    yield {"problems": problems, "is_last": True}


def build_whole(request: dict[str, Any], folder: Path, address: str) -> Iterator[dict[str, Any]]:
    """Convert, and build the site as it is published."""
    problems, _ = convert_guide()
    problems = problems or build_site(ROOT, folder, address)
    yield {"problems": problems, "is_last": True} | ({} if problems else {"folder": str(folder)})


def convert_guide() -> tuple[list[str], list[Path]]:
    """The converter's problems, or the files that it wrote."""
    _, plan, problems = convert.prepare_pages(sources_at(ROOT), OUT)
    problems = problems or write_plan(plan, OUT)
    return [str(problem) for problem in problems], [] if problems else list(plan.write)


def say(answer: dict[str, Any]) -> None:
    """Write an answer in one piece, on a line of its own whatever a build that was ended has left half written."""
    os.write(sys.stdout.fileno(), f"\n{json.dumps(answer)}\n".encode())
