"""What an answer says on GitHub and what the page says must be the same words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it.tree import SyntaxTreeNode
from support import ROOT

from guide.dialect import Place, render_blocks
from guide.markdown import PARSER

EXTENSIONS = [
    "abbr",
    "attr_list",
    "md_in_html",
    "sane_lists",
    "tables",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.superfences",
]
PLACE = Place("cors", "web", {"python": "Python 3.11"})


class TextReader(HTMLParser):
    """Collects the visible text of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def text_of_html(html: str) -> str:
    reader = TextReader()
    reader.feed(html)
    reader.close()
    return "".join(reader.text.split())


def page_html(source: str) -> str:
    page = render_blocks(SyntaxTreeNode(PARSER.parse(source)).children, PLACE)
    settings = {"pymdownx.blocks.tab": {"alternate_style": True}}
    settings["pymdownx.blocks.admonition"] = {"types": ["note", "tip", "important", "warning", "caution"]}  # type: ignore[dict-item]
    return str(Markdown(extensions=EXTENSIONS, extension_configs=settings).convert(page))


def github_html(source: str) -> str:
    return str(PARSER.render(source))


@pytest.mark.parametrize(
    "source",
    [
        "{{ x }} and {% if y %} and {#x} and ${{ secrets.X }}",
        "`{{ x }}` and `{% if y %}` and `{#x}` and `${{ secrets.X }}`",
        "a paragraph {#id} {: .class }",
        "`code`{.class}",
        "# no heading",
        "\\# no heading\n\\- no list\n1\\. no list",
        "/// no block\n??? no block\n!!! no block\n=== no tab",
        "snake_case and __init__ and 2*3*4 and a*b",
        "***both*** and **bold *in* it** and *a **b** c*",
        "a|b|c\n:no table",
        "x == y, ~~gone~~, ^up^, ++plus++, H~2~O, ==mark==",
        "line one  \nline two\\\nline three",
        "<kbd>Ctrl</kbd> + <kbd>C</kbd>",
        "`` a ` b `` and ` x ` and `a\\b` and `a|b`",
        '[a link](https://example.org/a_(b)?c=d&e=f "a \\"title\\"")',
        "&amp; &lt; &copy; AT&T < > \" '",
        "*[HTML]: not an abbreviation\n\n[ref]: https://example.org/\n\nSee [ref].",
        "- one\n- two\n  - nested\n  - nested too\n    1. deeper\n- three",
        "1. one\n2. two\n\n   a second paragraph\n\n   ```json\n   [1]\n   ```\n\n3. three",
        "3. three\n4. four",
        "text\n- a list right after it\n\ntext\n1. one",
        "> a quotation\n> of two lines\n>\n> - with a list",
        "| a | b |\n|---|:-:|\n| `x|y` | 1 \\| 2 |\n| **b** | [l](https://example.org/) |",
        "text\n\n| a |\n|---|\n| 1 |\n\ntext",
        '```text unchecked="x"\n```\n\n````text unchecked="x"\n```\ninner\n```\n````',
        '```c unchecked="x"\nint a[] = {{1,2},{3,4}}; // {#x}\n```',
        "a line of dashes\\\n-- not a rule",
        "http://example.org and www.example.org and a@example.org stay text",
        "+1 is not a list, -1 is not a list, 2016. Not a list",
        "***\n\nafter a rule",
    ],
)
def test_the_page_says_what_github_says(source: str) -> None:
    assert text_of_html(page_html(source)) == text_of_html(github_html(source))


WORDS = st.lists(
    st.sampled_from(
        [
            *"*_`[](){}<>#+-.!|~^=:/?$&\\\"'",
            "a",
            "b1",
            " ",
            "\n",
            "  ",
            "1.",
            "- ",
            "**",
            "``",
            "{#x}",
            "{{",
            "}}",
            "%}",
            "///",
            "é",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(WORDS)
@example("a\n/// b")
@example("_a_b_")
def test_any_paragraph_says_what_github_says(source: str) -> None:
    tokens = PARSER.parse(source)
    if any(token.type not in ("paragraph_open", "paragraph_close", "inline") for token in tokens):
        return
    if any(child.type in ("html_inline", "image") for token in tokens for child in token.children or []):
        return
    assert text_of_html(page_html(source)) == text_of_html(github_html(source))


def test_neighbouring_languages_become_tabs_each_with_its_output() -> None:
    source = (
        '```python title="a.py"\nprint(1)\n```\n\n```text title="Output"\n1\n```\n\n'
        '```javascript title="a.js"\nconsole.log(2)\n```\n\n```text title="Output"\n2\n```\n'
    )
    html = page_html(source)
    assert re.findall(r"<label[^>]*>([^<]+)</label>", html) == ["Python", "JavaScript"]
    assert html.count('class="sample"') == 2
    assert "Run with Python 3.11" in html


def test_files_of_one_language_stand_under_each_other() -> None:
    source = '```python title="a.py"\nx = 1\n```\n\n```python title="b.py" uses="a.py"\nprint(2)\n```\n'
    html = page_html(source)
    assert "tabbed-set" not in html
    assert html.count('class="sample"') == 2


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_alerts_become_callouts(kind: str) -> None:
    html = page_html(f"> [!{kind.upper()}]\n> Mind **this**.\n>\n> And `that`.")
    assert f'class="admonition {kind}"' in html
    assert "<strong>this</strong>" in html
    assert "[!" not in html


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("rest-api.md", "#rest-api"),
        ("../systems/server.md", "systems.md#server"),
        ("../systems/server.md#pitfalls", "systems.md#server-pitfalls"),
        ("../web/rest-api.md", "#rest-api"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_links_between_answers_become_site_links(href: str, shown: str) -> None:
    assert f'href="{shown}"' in page_html(f"[text]({href})")


def test_a_diagram_is_drawn_with_its_words() -> None:
    html = page_html("A client asks a server.\n\n```mermaid\nflowchart LR\n  A[Client] --> B[Server]\n```\n")
    assert 'role="img"' in html
    assert 'aria-label="A client asks a server."' in html
    assert "<script" not in html
    assert "http://www.w3.org/2000/svg" in html


def test_the_guides_extensions_are_the_sites() -> None:
    """The list above is what mkdocs.yml switches on, so that the comparison is with the real thing."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert all(f"- {name}" in config for name in EXTENSIONS)
