"""Hostile answers: each is refused with its line, or stands on a page that runs and fetches nothing."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from hostile import BODIES, FRONTS
from playwright.sync_api import Browser
from support import ANSWER, replace_once

import convert
from browser.conftest import build_site, copy_project

P = "As [the standard says]"
TOPICS = "- slug: web\n  title: Web\n  description: Tried.\n  icon: material/web\n"


SHOWN = {
    "a picture with a slash for a blank",
    "a tag cut by a line",
    "a link title that closes its quotes",
    "attributes of a list",
    "attributes in braces",
    "attributes on a link",
    "attributes on code",
    "a block of the page's dialect",
    "a block with attributes",
    "an included file",
    "an included block",
    "an included file in code",
    "a macro",
    "a macro that imports",
    "a macro that calls",
    "a macro in code",
    "an icon of the theme",
    "a diagram with HTML",
    "a diagram with a style",
    "a file name that closes its tag",
    "a reason with markup",
    "code that closes its tag",
    "code that ends the page's fence",
    "inline code that closes its tag",
    "a question with a script",
    "a question with attributes",
    "a question with a macro",
    "another wording with a script",
    "a source's title with a script",
}
"""The cases that are no markup in GitHub-flavoured Markdown, or a title: the reader sees them to the letter."""


@cache
def make_answers() -> dict[str, str]:
    """Each hostile answer's text, by its case."""
    answers = {case: replace_once(ANSWER, P, f"{text}\n\n{P}") for case, text in BODIES.items()}
    answers |= {case: replace_once(ANSWER, old, new) for case, (old, new) in FRONTS.items()}
    return answers


def try_answer(text: str, folder: Path) -> list[str]:
    """What the converter complains of when a guide has this one answer."""
    (folder / "answers" / "web").mkdir(parents=True)
    (folder / "answers" / "web" / "cors.md").write_bytes(text.encode("utf-8"))
    (folder / "questions.txt").write_text("1) What is CORS?\n", encoding="utf-8")
    (folder / "topics.yml").write_text(TOPICS, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        names = {"questions": "questions.txt", "topics": "topics.yml", "answers": "answers", "out": "docs/topics"}
        status = convert.main([f"--{name}={folder / path}" for name, path in names.items()])
    lines = printed.getvalue().splitlines()
    return [line for line in lines if ".md:" in line] if status else []


def test_there_are_many_of_them() -> None:
    assert len(make_answers()) >= 60


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The hostile answers that are not refused, by case; those refused have named a line."""
    kept: dict[str, str] = {}
    for case, text in make_answers().items():
        lines = try_answer(text, tmp_path_factory.mktemp("try"))
        assert all(re.search(r"cors\.md:\d+: .+: .+", line) for line in lines), (case, lines)
        if not lines:
            kept[case] = text
    return kept


def test_only_what_shows_as_text_is_let_through(accepted: dict[str, str]) -> None:
    assert set(accepted) == SHOWN


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_is_let_through_runs_nothing(
    scripts: bool, accepted: dict[str, str], browser: Browser, tmp_path: Path
) -> None:
    project = copy_project(tmp_path)
    shutil.rmtree(project / "answers")
    (project / "permalinks.txt").unlink()
    names = [f"case-{number}" for number in range(1, len(accepted) + 1)]
    (project / "questions.txt").write_text("".join(f"{n}) Case {n}?\n" for n in range(1, len(names) + 1)))
    (project / "topics.yml").write_text(TOPICS, encoding="utf-8")
    (project / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (project / "answers" / "web").mkdir(parents=True)
    for number, (name, text) in enumerate(zip(names, accepted.values(), strict=True), start=1):
        numbered = replace_once(text, 'numbers: ["1"]', f'numbers: ["{number}"]')
        (project / "answers" / "web" / f"{name}.md").write_text(numbered, encoding="utf-8")
    page_path = build_site(project, "", "") / "topics" / "web" / "index.html"
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: seen.append(request.url) if "evil.example" in request.url else None)
    page.goto(page_path.as_uri())
    headings = page.locator("h2[id]").evaluate_all("all => all.map(one => one.id)")
    assert [name for name in headings if name.startswith("case-")] == names
    parts = "script:not([src]), iframe, object, embed, form, base, img, [onclick], [onerror], [onload], [onmouseover], [ontoggle]"
    assert page.locator(f"article :is({parts})").count() == 0
    hrefs = page.locator("article a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert [href for href in hrefs if not re.match(r"https://|#|\.\./", href)] == []
    if scripts:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for link in page.locator("article *").all()[:200]:
            link.dispatch_event("mouseover")
        assert page.evaluate("window.__hacked") is None
    assert seen == []
    context.close()
