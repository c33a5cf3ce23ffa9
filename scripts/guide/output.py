"""Writing: the only place that changes files. All or nothing, and only what differs."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.exports import render_navigation, render_questions_json, render_search_docs
from guide.load import show_path
from guide.model import Catalogue, Problem
from guide.repository import Repository
from guide.topic_page import MARK, render_moved_page, render_topic_page

QUESTIONS_FILE = "questions.json"
NAVIGATION_FILE = "nav.yml"
SEARCH_FILE = "search-docs.js"


@dataclass(frozen=True)
class Plan:
    """What writing would do: new texts by path, files that stay as they are, pages whose topic is gone."""

    write: dict[Path, str]
    keep: tuple[Path, ...]
    remove: tuple[Path, ...]

    @property
    def pages_written(self) -> int:
        return sum(path.suffix == ".md" for path in self.write)

    @property
    def pages_unchanged(self) -> int:
        return sum(path.suffix == ".md" for path in self.keep)


def render_files(catalogue: Catalogue, out: Path, repository: Repository) -> dict[Path, str]:
    """Every file to be there: topic pages and navigation in `out`; questions.json and the search's texts beside it."""
    files = {out / f"{topic.slug}.md": render_topic_page(topic, catalogue, repository) for topic in catalogue.topics}
    for slug in catalogue.moved_from:
        files.setdefault(out / f"{slug}.md", "")
        files[out / f"{slug}.md"] = files[out / f"{slug}.md"] or render_moved_page(slug, catalogue)
    files[out / NAVIGATION_FILE] = render_navigation(catalogue)
    files[out.parent / QUESTIONS_FILE] = render_questions_json(catalogue)
    files[out.parent / SEARCH_FILE] = render_search_docs(catalogue)
    return files


def plan_writing(files: dict[Path, str], out: Path) -> tuple[Plan, list[Problem]]:
    """Compare with what is there. A file in the way that the converter did not write is a problem."""
    changed = {path: text for path, text in files.items() if read_text(path) != text}
    problems = [Problem(show_path(path), 1, text) for path, text in find_obstacles(changed, out)]
    if problems:
        return Plan({}, (), ()), problems
    gone = [path for path in sorted(out.glob("*.md")) if path not in files and is_ours(path)]
    return Plan(changed, tuple(path for path in files if path not in changed), tuple(gone)), []


def find_obstacles(files: dict[Path, str], out: Path) -> Iterator[tuple[Path, str]]:
    if out.exists() and not out.is_dir():
        yield out, "this is not a folder: name another with --out"
        return
    for path in files:
        if path.is_dir():
            yield path, "a folder stands where a page is to be written: move it away"
        elif path.exists() and not is_ours(path):
            yield path, "the converter did not write this file and will not touch it: move it away"


def is_ours(path: Path) -> bool:
    """Whether the converter wrote a file: by its mark, or, for the JSON, by its shape."""
    text = read_text(path) or ""
    if path.suffix != ".json":
        return MARK in text[:200].split("\n", 2)[:2] or text.startswith((f"# {MARK}", f"// {MARK}"))
    try:
        rows = json.loads(text)
    except ValueError:
        return False
    return isinstance(rows, list) and all(isinstance(row, dict) and "short_answer" in row for row in rows)


def read_text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def write_plan(plan: Plan, out: Path) -> list[Problem]:
    """Carry the plan out.

    Everything new is written to a temporary folder first and then moved in, file by file, so that a failure or an
    interruption leaves every page whole, the earlier or the new one.
    """
    if not plan.write and not plan.remove:
        return []
    place = out
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".new-", dir=out))
        try:
            for path, text in plan.write.items():
                place = path
                (staging / path.name).write_bytes(text.encode("utf-8"))
            for path in plan.write:
                (staging / path.name).replace(path)
            for path in plan.remove:
                path.unlink()
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        return [Problem(show_path(place), 1, f"cannot be written ({error.strerror}): mend that, then run again")]
    return []
