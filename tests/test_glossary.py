"""The glossary: terms as words of their own, meanings as plain text."""

from pathlib import Path

import pytest
from support import ROOT

from guide.read.glossary import Glossary, load_glossary


def load(folder: Path, text: bytes) -> tuple[Glossary, list[str]]:
    (folder / "assets").mkdir()
    (folder / "assets" / "glossary.txt").write_bytes(text)
    glossary, problems = load_glossary(folder)
    return glossary, [f"{one.line}: {one.message}" for one in problems]


@pytest.mark.parametrize(
    ("case", "line", "words"),
    [
        ("no term", b"CORS: x", "is not a glossary term"),
        ("a term without a meaning", b"*[CORS]: ", "is not a glossary term"),
        ("a script", b"<script>x</script>", "is not a glossary term"),
        ("a term with markup", b"*[<b>]: x", "is not a glossary term"),
        ("a meaning with markup", b"*[CORS]: a <script>", "holds markup or an address"),
        ("a meaning with a macro", b"*[CORS]: a {{ x }}", "holds markup or an address"),
        ("a meaning with an address", b"*[CORS]: see https://x.org", "holds markup or an address"),
        ("a hidden character", "*[CORS]: a\u200bb".encode(), "U+200B"),
        ("a hidden character in a term", "*[RE\u200bST]: x".encode(), "U+200B"),
        ("a meaning of a blank", "*[CORS]: \u2800".encode(), "is not a glossary term"),
        ("a term with a blank at its end", b"*[REST ]: x", "is not a glossary term"),
        ("a term with two blanks", b"*[REST  API]: x", "is not a glossary term"),
        ("a meaning with a full stop", b"*[CORS]: a header.", "ends with a full stop, which the page adds"),
        ("bytes that are not UTF-8", b"*[CORS]: \xff", "not UTF-8"),
    ],
)
def test_a_wrong_line_is_told(case: str, line: bytes, words: str, tmp_path: Path) -> None:
    _, problems = load(tmp_path, b"*[API]: a way in\n\n" + line + b"\n")
    assert len(problems) == 1
    assert problems[0].startswith("3: "), case
    assert words in problems[0], case


def test_a_right_line_is_read(tmp_path: Path) -> None:
    glossary, problems = load(tmp_path, b"*[REST API]: a way in, v1.0\n*[C++]: a language (1985)\n")
    assert (list(glossary.terms), problems) == (["REST API", "C++"], [])


def test_a_term_twice_is_told(tmp_path: Path) -> None:
    assert load(tmp_path, b"*[A]: x\n*[A]: y\n")[1] == ["2: `A` appears twice: keep one"]


@pytest.mark.parametrize(("first", "second"), [("CI", "Ci"), ("A B", "a-b")])
def test_two_terms_with_one_address_are_told(first: str, second: str, tmp_path: Path) -> None:
    problems = load(tmp_path, f"*[{first}]: x\n*[{second}]: y\n".encode())[1]
    assert problems == [f"2: `{second}` would have the address of `{first}`: keep one"]


def test_a_missing_glossary_is_told(tmp_path: Path) -> None:
    assert "does not exist" in load_glossary(tmp_path)[1][0].message


GLOSSARY = Glossary({"API": "a way in", "REST": "a style", "REST API": "both", "C": "a language"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An API.", ["API"]),
        ("APIs and RAPID and api", []),
        ("a REST API", ["REST API"]),
        ("C, C++, C# and C-like", ["C"]),
        ("(API)", ["API"]),
        ("API-first", []),
    ],
)
def test_terms_are_words_of_their_own_longest_first(text: str, found: list[str]) -> None:
    assert GLOSSARY.pattern.findall(text) == found


def test_meanings_come_once_each_in_the_texts_order() -> None:
    assert GLOSSARY.expand("REST, API, REST") == "a style a way in"


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary().expand("API") == ""


def test_the_guides_own_glossary_is_whole() -> None:
    glossary, problems = load_glossary(ROOT / "docs")
    assert problems == []
    assert "CORS" in glossary.terms
