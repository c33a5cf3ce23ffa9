"""Writing what was rendered: all or nothing, only what differs, and never over a file of a person's own."""

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.diagnostic import Diagnostic
from guide.load import Guide
from guide.paths import (
    FEED_FILE,
    QUESTIONS_FILE,
    SEARCH_FILE,
    STUDY_FILE,
    clear_staging,
    describe_failure,
    is_folder,
    is_there,
    open_staging,
    read_file,
    show_path,
)
from guide.render.exports import render_navigation, render_questions_json, render_search_docs, render_study_list
from guide.render.feed import render_feed
from guide.render.topic_page import GENERATED_MARK, render_moved_page, render_topic_page
from guide.site import Site

__all__ = ["Plan", "plan_writing", "render_files", "write_plan"]

NAVIGATION_FILE = "nav.yml"
STAGING = ".new-"
LARGEST_WRITTEN = 1 << 30
XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
MARKED = (f"# {GENERATED_MARK}", f"// {GENERATED_MARK}", f"{XML_HEAD}<!-- {GENERATED_MARK}")
"""How a file begins that the converter wrote and that has no head."""


@dataclass(frozen=True)
class Plan:
    """What writing would do.

    write: new texts by path
    keep: files that stay as they are
    remove: pages whose topic is gone
    """

    write: dict[Path, str]
    keep: tuple[Path, ...] = ()
    remove: tuple[Path, ...] = ()

    @property
    def pages_written(self) -> int:
        return sum(path.suffix == ".md" for path in self.write)

    @property
    def pages_unchanged(self) -> int:
        return sum(path.suffix == ".md" for path in self.keep)


def render_files(guide: Guide, out: Path, site: Site) -> dict[Path, str]:
    """Every file to be there: topic pages and navigation in `out`; what others read beside it."""
    catalogue = guide.catalogue
    files = {out / f"{topic.slug}.md": render_topic_page(topic, catalogue, site) for topic in catalogue.topics}
    gone = catalogue.moved_from.keys() - {topic.slug for topic in catalogue.topics}
    files |= {out / f"{slug}.md": render_moved_page(slug, catalogue, site) for slug in sorted(gone)}
    files[out / NAVIGATION_FILE] = render_navigation(catalogue, guide.pages)
    files[out.parent / QUESTIONS_FILE] = render_questions_json(catalogue)
    files[out.parent / FEED_FILE] = render_feed(catalogue, site)
    files[out.parent / SEARCH_FILE] = render_search_docs(catalogue, guide.pages, guide.glossary)
    files[out.parent / STUDY_FILE] = render_study_list(catalogue)
    return files


def plan_writing(files: dict[Path, str], out: Path) -> tuple[Plan, list[Diagnostic]]:
    """Compare with what is there. A file in the way that the converter did not write is a problem."""
    changed = {path: text for path, text in files.items() if read_text(path) != text}
    problems = [Diagnostic(show_path(path), 1, text) for path, text in find_obstacles(changed, out)]
    if problems:
        return Plan({}), problems
    gone = [path for path in sorted(out.glob("*.md")) if path not in files and was_generated(path)]
    return Plan(changed, tuple(path for path in files if path not in changed), tuple(gone)), []


def find_obstacles(files: dict[Path, str], out: Path) -> Iterator[tuple[Path, str]]:
    try:
        fault = "" if stat.S_ISDIR(out.lstat().st_mode) else "this is not a folder"
    except FileNotFoundError:
        fault = ""
    except OSError as error:
        fault = f"there can be no folder ({error.strerror})"
    if fault:
        yield out, f"{fault}: name another with --out"
        return
    for path in files:
        if is_folder(path):
            yield path, "there is a folder where a page has to be written: move it away"
        elif is_there(path) and not was_generated(path):
            yield path, "the converter did not write this file and will not touch it: move it away"


def was_generated(path: Path) -> bool:
    """Whether the converter wrote a file: by its mark, or, for the JSON, by its shape."""
    text = read_text(path) or ""
    if path.suffix != ".json":
        return GENERATED_MARK in text[:200].split("\n", 2)[:2] or text.startswith(MARKED)
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(rows, list) and all(isinstance(row, dict) and "short_answer" in row for row in rows)


def read_text(path: Path) -> str | None:
    """The text of a regular file; none for anything else, which may have no end."""
    data, problems = read_file(path, LARGEST_WRITTEN)
    try:
        return None if problems else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def write_plan(plan: Plan, out: Path) -> list[Diagnostic]:
    """Carry the plan out.

    Everything new is written to a temporary folder first and then moved in, file by file, so that a failure or an
    interruption leaves every page whole, the earlier or the new one. What an interrupted run left is cleared away.
    """
    clear_staging(out, STAGING)
    if not plan.write and not plan.remove:
        return []
    place = out
    try:
        out.mkdir(parents=True, exist_ok=True)
        with open_staging(out, STAGING) as staging:
            for path, text in plan.write.items():
                place = path
                (Path(staging) / path.name).write_bytes(text.encode("utf-8"))
            for path in plan.write:
                (Path(staging) / path.name).replace(path)
            for path in plan.remove:
                path.unlink()
    except OSError as error:
        return [describe_failure(error, place)]
    return []
