"""Hostile answers: each is refused for what it tries, or stands on a published page that runs and fetches nothing."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from browsing import serve_folder
from playwright.sync_api import Browser
from published import CONTEXT
from support import ANSWER, explain, replace_once
from xss_payloads import BODIES, FRONTS

from browser.conftest import build_site, copy_project, name_question
from guide.diagnostic import Diagnostic
from guide.load import read_answer
from guide.read.answer_files import AnswerFile
from guide.read.document import Document
from guide.read.glossary import Glossary
from guide.render.body import render_body


@cache
def make_cases() -> dict[str, tuple[str, str]]:
    """Each hostile answer's text, and a part of what refuses it, by its case."""
    cases = {case: (explain(text), words) for case, (text, words) in BODIES.items()}
    return cases | {case: (replace_once(ANSWER, old, new), words) for case, (old, new, words) in FRONTS.items()}


def find_problems(text: str) -> list[str]:
    """What the converter says of an answer."""

    def render(document: Document) -> tuple[str, list[Diagnostic]]:
        body, faults = render_body(document, CONTEXT)
        return str(body), [Diagnostic(document.path, line, message) for line, message in faults]

    return [
        str(one)
        for one in read_answer(AnswerFile("cors.md", "web", "cors", text.encode()), Glossary(), render).problems
    ]


@pytest.mark.parametrize("case", [case for case, (_, words) in make_cases().items() if words])
def test_it_is_refused_for_what_it_tries(case: str) -> None:
    text, words = make_cases()[case]
    problems = find_problems(text)
    assert all(re.fullmatch(r"cors\.md:\d+: .+: .+", line) for line in problems)
    assert any(words in line for line in problems), problems


@pytest.mark.parametrize("case", [case for case, (_, words) in make_cases().items() if not words])
def test_it_is_accepted_as_text(case: str) -> None:
    assert find_problems(make_cases()[case][0]) == []


def write_hostile_guide(project: Path, texts: list[str]) -> list[str]:
    """A project whose answers are these texts; their ids. The front page is the real one, and names the first of them."""
    shutil.rmtree(project / "answers")
    (project / "permalinks.txt").unlink()
    names = [f"case-{number}" for number in range(1, len(texts) + 1)]
    (project / "questions.txt").write_text("".join(f"{n}) Case {n}?\n" for n in range(1, len(names) + 1)))
    topic = "- slug: web\n  title: It's & tried\n  description: A {{ 1 + 1 }} {% x %} `b` *c* [d](e)\n  icon: material/web\n"
    (project / "topics.yml").write_text(topic, encoding="utf-8")
    name_question(project, "case-1")
    (project / "answers" / "web").mkdir(parents=True)
    for number, (name, text) in enumerate(zip(names, texts, strict=True), start=1):
        numbered = replace_once(text, 'numbers: ["1"]', f'numbers: ["{number}"]')
        numbered = numbered.replace("question: What is CORS?", f"question: What is CORS in case {number}?")
        (project / "answers" / "web" / f"{name}.md").write_text(numbered, encoding="utf-8")
    return names


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The site of every accepted case, without its policy, so that the first wall is tried alone."""
    project = copy_project(tmp_path_factory.mktemp("hostile"))
    texts = [text for text, words in make_cases().values() if not words]
    titled = sorted(texts, key=lambda text: "question: What is <script>" not in text)
    names = write_hostile_guide(project, titled)
    return build_site(project, "http://127.0.0.1/guide/", policy=False), names


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_is_accepted_runs_and_fetches_nothing(
    scripts: bool, hostile_site: tuple[Path, list[str]], browser: Browser
) -> None:
    folder, names = hostile_site
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
    with serve_folder(folder) as url:
        page.on("request", lambda request: None if request.url.startswith(url) else seen.append(request.url))
        for path in ("", "questions/", "topics/web/"):
            page.goto(url + path)
            parts = (
                "script, iframe, object, embed, base, img, [onclick], [onerror], [onload], [onmouseover], [ontoggle]"
            )
            assert page.locator(f"article :is({parts})").count() == 0
        headings = page.locator("article h2[id]").evaluate_all("all => all.map(one => one.id)")
        assert headings == names
        hrefs = page.locator("article a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        inside = [href for href in hrefs if not href.startswith(url)]  # instant navigation makes addresses whole
        assert [href for href in inside if not re.match(r"https://|#|\.\./", href)] == []
        if scripts:
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            page.evaluate(
                "document.querySelectorAll('article *').forEach(one => one.dispatchEvent(new Event('mouseover')))"
            )
            assert page.evaluate("window.__hacked") is None
    assert seen == []
    context.close()
