"""Code in colors says what the code says, to the letter."""

import re
from html import unescape
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.render.highlight import LONGEST, LONGEST_OF, highlight

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
        ("neighbors of a kind share a mark", "python", "1 2", '<span class="m">1 2</span>'),
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
def test_only_what_has_a_color_is_marked(case: str, language: str, code: str, html: str) -> None:
    assert highlight(code, language) == html, case


def test_marked_lines_stand_out_also_inside_a_token_of_several_lines() -> None:
    html = highlight('x = """a\nb\nc"""\ny', "python", frozenset({2, 4}))
    lines = html.split("\n")
    assert [line.startswith('<span class="hll">') for line in lines] == [False, True, False, True]
    assert read_back(html) == 'x = """a\nb\nc"""\ny'


@pytest.mark.parametrize(
    ("case", "code", "marked"),
    [
        ("one between others", "a\nb\nc", {2}),
        ("the last", "a\nb", {2}),
        ("neighbors", "a\nb\nc", {1, 2}),
        ("an empty one", "a\n\nb", {2}),
        ("an empty one between marked ones", "a\n\nb", {1, 2, 3}),
    ],
)
def test_each_marked_line_has_its_mark_and_no_break_of_line_stands_inside(
    case: str, code: str, marked: set[int]
) -> None:
    lines = highlight(code, "text", frozenset(marked)).split("\n")
    wanted = [f'<span class="hll">{x}</span>' if n in marked else x for n, x in enumerate(code.split("\n"), 1)]
    assert lines == wanted, case


@pytest.mark.parametrize("language", ["csharp", "autoit", "rust", "py", "python3", "text", "Python", "?"])
def test_what_is_no_language_of_the_guide_is_plain(language: str) -> None:
    assert highlight('if x:\n    return "y"', language) == "if x:\n    return &#34;y&#34;"


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("dockerfile", "FROM a"),
        ("gherkin", "Feature: a"),
        ("protobuf", "message A {}"),
        ("nginx", "listen 80;"),
        ("http", "GET / HTTP/1.1"),
    ],
)
def test_a_language_of_the_answers_has_colors(language: str, code: str) -> None:
    assert "<span" in highlight(code, language)


@pytest.mark.parametrize(
    ("content", "body", "is_colored"),
    [
        ("application/json", '{"a": 1}', True),
        ("application/problem+json; charset=utf-8", '{"a": 1}', True),
        ("text/html", "<p>a</p>", True),
        ("application/x-www-form-urlencoded", "a=b", True),
        ("text/x-python", "import a", False),
        ("text/x-csharp", "class A {}", False),
        ("application/x-ruby+json-seq", "class A", False),
        ("text/plain", "a", False),
    ],
)
def test_few_kinds_of_bodies_have_colors(content: str, body: str, is_colored: bool) -> None:
    html = highlight(f"HTTP/1.1 200 OK\nContent-Type: {content}\n\n{body}", "http")
    assert ("<span" in html.partition("\n\n")[2]) is is_colored


@pytest.mark.parametrize("language", sorted({*LONGEST_OF, "python"}))
def test_code_that_would_take_minutes_is_plain(language: str) -> None:
    longest = "# " + "a" * (LONGEST_OF.get(language, LONGEST) - 5) + '"b"'
    assert "<span" in highlight(longest, language)
    assert "<span" not in highlight(f"{longest}a", language)


SLOW = {
    "java": "a ",
    "gherkin": " \n",
    "c": "\n",
    "cpp": "\n",
    "python": " \n",
    "csharp": "a\n",
    "autoit": "\n",
    "http": "a",
}


@pytest.mark.parametrize(("language", "code"), SLOW.items())
def test_what_a_lexer_does_not_expect_takes_no_time(language: str, code: str) -> None:
    start = process_time()
    highlight(code * (LONGEST // len(code)), language)
    assert process_time() - start < 2
