"""The hand-written pages: text that comes in pull requests, held to what a page may hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT

from guide.read.pages import load_pages

HEAD = "---\ntitle: A page\ndescription: What it is.\nrender_macros: true\n---\n\n"

REFUSED = [
    ("no head", "# A page\n", 1, "does not begin with a head"),
    ("a head without a title", "---\ndescription: x\n---\n", 1, "no `title`"),
    ("a head that is a list", "---\n- a\n---\n", 2, "not a set of keys"),
    ("another key", "---\ntitle: a\ndescription: b\ntemplate: evil.html\n---\n", 4, "`template` is not a key of a page"),
    ("markup in the title", "---\ntitle: <b>a\ndescription: b\n---\n", 2, "`title` is not one line of plain text"),
    ("a quotation mark in the description", "---\ntitle: a\ndescription: 'b \"><script>'\n---\n", 3, "`description` is not"),
    ("a hidden character in the title", '---\ntitle: "a\\u202e"\ndescription: b\n---\n', 2, "U+202E"),
    ("a macro switch that is none", "---\ntitle: a\ndescription: b\nrender_macros: maybe\n---\n", 4, "neither true nor false"),
    ("a hidden part of no page", "---\ntitle: a\ndescription: b\nhide: [search]\n---\n", 4, "`hide` names no part"),
    ("a macro that reaches into Python", HEAD + "{{ cycler.__init__.__globals__.os.popen('id').read() }}", 7, "is no macro of the guide"),
    ("a macro with a filter", HEAD + "{{ counts | attr('x') }}", 7, "is no macro of the guide"),
    ("a macro of two steps", HEAD + "{{ config.theme.name }}", 7, "is no macro of the guide"),
    ("a loop", HEAD + "{% for x in config %}{{ x }}{% endfor %}", 7, "is no macro of the guide"),
    ("an import", HEAD + "{% import 'main.html' as x %}", 7, "is no macro of the guide"),
    ("a comment that is not closed", HEAD + "{# x", 7, "is no macro of the guide"),
    ("a macro on a page without them", HEAD.replace("true", "false") + "{{ counts.run }}", 7, "would be shown as it is"),
    ("a script", HEAD + "<script>x</script>", 7, "`<script>` may not stand on a page"),
    ("a handler", HEAD + '<p onclick="x">y</p>', 7, '`<p onclick="x">` may not stand on a page'),
    ("a handler with brackets", HEAD + '<p onclick="x()">y</p>', 7, "raw HTML"),
    ("a handler as a plain word", HEAD + '<p onclick="x y">z</p>', 7, "may not stand on a page"),
    ("a style", HEAD + '<div style="x">z</div>', 7, "may not stand on a page"),
    ("a comment", HEAD + "<!-- x -->", 7, "raw HTML"),
    ("a frame", HEAD + "text <iframe>", 7, "`<iframe>` may not stand on a page"),
    ("a picture", HEAD + "![x](https://evil.example/p.gif)", 7, "a picture"),
    ("a javascript link", HEAD + "[x](javascript:alert)", 7, "does not begin with https://"),
    ("a link without a scheme", HEAD + "[x](//evil.example)", 7, "does not begin with https://"),
    ("an attribute list with a handler", HEAD + "x\n{: onclick=alert }", 8, "gives more than classes"),
    ("an attribute list with an id", HEAD + "x\n{ #__config }", 8, "gives more than classes"),
    ("an included file", HEAD + '--8<-- "x"', 7, "includes no other file"),
    ("a hidden character", HEAD + "a\u202eb", 7, "U+202E"),
]  # fmt: skip


def load_faults(folder: Path, text: str, name: str = "page.md") -> list[str]:
    (folder / name).write_bytes(text.encode())
    return [f"{one.line}: {one.message}" for one in load_pages(folder)[1]]


@pytest.mark.parametrize(("case", "text", "line", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_page_that_is_more_than_text_is_refused(case: str, text: str, line: int, words: str, tmp_path: Path) -> None:
    found = load_faults(tmp_path, text)
    assert any(one.startswith(f"{line}: ") and words in one for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "# A page\n\nWords, `code` and [a page](questions.md).\n{ .lead }\n",
        '{{ counts.run }} of {{ counts.questions }}, {{ question("cors") }}, {{ topic_cards() }}',
        "{% if repository %}\n[x](<{{ repository }}>)\n{% endif %}",
        '<div class="promises" markdown>\n\n- x\n\n</div>',
        "`{not a list}` and {braces}",
    ],
)
def test_what_pages_are_made_of_passes(text: str, tmp_path: Path) -> None:
    assert load_faults(tmp_path, HEAD + text) == []


@pytest.mark.parametrize(
    ("name", "words"), [("evil.html", "only pages"), ("x.svg", "only pages"), ("nav.yml", "only pages")]
)
def test_other_files_do_not_stand_in_docs(name: str, words: str, tmp_path: Path) -> None:
    assert any(words in one for one in load_faults(tmp_path, "x", name))


def test_a_name_that_is_no_address_is_refused(tmp_path: Path) -> None:
    assert "cannot be an address" in load_faults(tmp_path, HEAD, "A Page.md")[0]


def test_bytes_that_are_not_utf8_are_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\ntitle: \xff\n---\n")
    assert [(one.line, "UTF-8" in one.message) for one in load_pages(tmp_path)[1]] == [(2, True)]


def test_a_page_has_its_words_for_the_search(tmp_path: Path) -> None:
    (tmp_path / "study.md").write_text(HEAD + "# Study\n\nTry {{ counts.run }} **first**.\n{ .lead }\n")
    page = load_pages(tmp_path)[0][0]
    assert (page.url, page.short_title, page.text) == ("study/", "A page", "Study Try  first.")


def test_the_guides_own_pages_pass() -> None:
    pages, problems = load_pages(ROOT / "docs")
    assert problems == []
    assert {"index.md", "questions.md", "study.md", "glossary.md", "contribute.md"} <= {page.file for page in pages}
