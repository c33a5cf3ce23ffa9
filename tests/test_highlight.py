"""Code in colours says what the code says, to the letter."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.render.highlight import highlight

LANGUAGES = ("python", "javascript", "java", "c", "cpp", "sql", "bash", "console", "json", "http", "nginx", "text", "?")


def read_back(html: str) -> str:
    return unescape(re.sub(r"</?span[^>]*>", "", html))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")), st.sampled_from(LANGUAGES))
def test_any_code_reads_back_as_it_was(code: str, language: str) -> None:
    assert read_back(highlight(code, language)) == code


@pytest.mark.parametrize(
    ("case", "language", "code", "html"),
    [
        ("names and blanks are not marked", "python", "a = b", "a = b"),
        (
            "a keyword is",
            "python",
            "def f(): pass",
            '<span class="k">def </span><span class="nf">f</span>(): <span class="k">pass</span>',
        ),
        ("neighbours of a kind share a mark", "python", "1 2", '<span class="m">1 2</span>'),
        (
            "a text of two lines has one mark",
            "python",
            "'''a\nb'''",
            '<span class="s">&#39;&#39;&#39;a\nb&#39;&#39;&#39;</span>',
        ),
        ("markup is escaped", "text", '<b>&"', "&lt;b&gt;&amp;&#34;"),
        ("nothing begins a fence", "text", "```\n~~~", "&#96;&#96;&#96;\n&#126;&#126;&#126;"),
        ("an unknown language is plain", "?", "def f", "def f"),
    ],
)
def test_only_what_has_a_colour_is_marked(case: str, language: str, code: str, html: str) -> None:
    assert highlight(code, language) == html, case


def test_marked_lines_stand_out_also_inside_a_token_of_several_lines() -> None:
    html = highlight('x = """a\nb\nc"""\ny', "python", frozenset({2, 4}))
    lines = html.split("\n")
    assert [line.startswith('<span class="hll">') for line in lines] == [False, True, False, True]
    assert read_back(html) == 'x = """a\nb\nc"""\ny'


def test_code_that_would_take_minutes_is_plain() -> None:
    assert highlight("a " * 60_000, "java") == "a " * 60_000
    longest = f"if {'a' * 5997}"
    assert highlight(longest, "python").startswith('<span class="k">if')
    assert highlight(f"{longest}a", "python") == f"{longest}a"
