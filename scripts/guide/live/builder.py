"""The process that builds: each request is done by a fork of it, so that nothing of one build is left for the next.

Requests come as JSON, one a line, on standard input; each ends whatever is still being done for the last. Results go
out the same way. It ends with its input, whatever became of the server.

    {"id": 7, "kind": "pages" | "site", "shown": ["topics/web.md"], "touched": ["docs/study.md"]}
    {"id": 7, "kind": …, "problems": ["path:line: message"], "pages": ["topics/web.md"]}
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import convert
import guide.render.body  # noqa: F401 - so that a fork need not
from guide.live.mkdocs_pages import build_pages, build_site
from guide.paths import ROOT, sources_at
from guide.read.pages import MACRO_PAGES
from guide.site import read_site
from guide.write import write_plan

__all__ = ["main"]

OUT = ROOT / "docs" / "topics"


def main(folder_name: str, address: str) -> None:
    """Serve requests until the input ends. The folder gets one of finished files for each kind of request."""
    folder = Path(folder_name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up(folder / "warm", address)
    say({"id": 0, "kind": "ready", "problems": [], "pages": []})
    running = 0
    for line in sys.stdin:
        end_build(running)
        running = os.fork()
        if not running:
            run_build(json.loads(line), folder, address)
    end_build(running)


def warm_up(folder: Path, address: str) -> None:
    """Have in memory what every fork needs: modules, templates, patterns. What is built here is thrown away."""
    convert.prepare_pages(sources_at(ROOT), OUT, read_site())
    build_pages(ROOT, folder, address, set(MACRO_PAGES), has_macros=True)
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
    answer: dict[str, Any] = {"id": request["id"], "kind": request["kind"], "pages": []}
    try:
        build = build_shown if request["kind"] == "pages" else build_whole
        say(answer | build(request, folder / request["kind"], address))
    except BaseException:
        traceback.print_exc()
        say(answer | {"problems": ["the build itself failed: its traceback is in the terminal"]})
    os._exit(0)


def build_shown(request: dict[str, Any], folder: Path, address: str) -> dict[str, Any]:
    """Convert, and build those pages that browsers show and that the edit may have changed."""
    problems, written = convert_guide()
    if problems:
        return {"problems": problems}
    changed = {f"topics/{path.name}" for path in written} | {one.removeprefix("docs/") for one in request["touched"]}
    pages = set(request["shown"]) & (changed | (MACRO_PAGES if written else set()))
    shutil.rmtree(folder, ignore_errors=True)
    warnings = build_pages(ROOT, folder, address, pages, bool(pages & MACRO_PAGES)) if pages else []
    return {"problems": [], "pages": sorted(changed), "built": sorted(pages) if not warnings else []}


def build_whole(request: dict[str, Any], folder: Path, address: str) -> dict[str, Any]:
    """Convert, and build the site as it is published."""
    problems, _ = convert_guide()
    if problems:
        return {"problems": problems}
    return {"problems": build_site(ROOT, folder, address)}


def convert_guide() -> tuple[list[str], list[Path]]:
    """The converter's problems, or the files that it wrote."""
    sources = sources_at(ROOT)
    _, plan, problems = convert.prepare_pages(sources, OUT, read_site())
    problems = problems or write_plan(plan, OUT)
    return [str(problem) for problem in problems], [] if problems else list(plan.write)


def say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)
