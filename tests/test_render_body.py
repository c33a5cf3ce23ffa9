"""A body's HTML: what GitHub shows, with the guide's additions, and unchanged by whatever builds the site."""

import re
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from published import CONTEXT, make_page, publish, render_explanation
from support import ANSWER, ROOT, explain

from guide.addresses import PageForm
from guide.check import check_document
from guide.diagnostic import Diagnostic
from guide.read.answer_files import find_answer_files
from guide.read.document import parse_document
from guide.read.glossary import Glossary
from guide.read.parser import PARSER
from guide.render.body import RenderContext, render_body

OWN_TAGS = {"div", "details", "summary", "figure", "span", "abbr", "section"}
"""What the guide adds around code, which GitHub does not have."""


class TagReader(HTMLParser):
    """Collects the tags and the visible text of HTML, white space aside."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in OWN_TAGS:
            self.tags.append({"h4": "h3"}.get(tag, tag))

    def handle_endtag(self, tag: str) -> None:
        if tag not in OWN_TAGS | {"br", "hr"}:
            self.tags.append("/" + {"h4": "h3"}.get(tag, tag))

    def handle_data(self, data: str) -> None:
        self.text += "".join(data.split())


def read_html(html: str) -> tuple[list[str], str]:
    reader = TagReader()
    reader.feed(re.sub(r'<p class="sample-check">[^<]*</p>', "", html))
    reader.close()
    return reader.tags, reader.text


def publish_explanation(source: str) -> str:
    """The Explanation's HTML on the page that MkDocs makes."""
    page, body = make_page(explain(source))
    assert body in publish(page)
    return body


BLOCKS = {
    "a paragraph": "some *text* here",
    "two paragraphs": "one\n\ntwo",
    "a table": "| a | b |\n|---|---|\n| 1 | `x\\|y` |",
    "a quotation": "> said\n> twice",
    "a bullet list": "- x\n- y",
    "a loose list": "- x\n\n- y",
    "a numbered list": "3. x\n4. y",
    "a fence": '```yaml\na: "# b {#c} __d__ [e](f)"\n\nb: 1\n```',
    "a rule": "***",
    "a callout": "> [!NOTE]\n> mind",
}


def indent(text: str, by: str) -> str:
    return "\n".join(by + line if line or by.strip() else line for line in text.split("\n"))


def in_item(first: str, second: str, gap: str) -> str:
    return f"- item\n{gap}{indent(first, '  ')}\n{gap}{indent(second, '  ')}\n- next item"


def in_quotation(first: str, second: str, gap: str) -> str:
    return indent(f"{first}\n\n{second}", "> ")


def in_item_of_item(first: str, second: str, gap: str) -> str:
    return indent(in_item(first, second, gap), "  ").replace("  - item", "- outer\n\n  - item", 1)


PAIRS = list(product(BLOCKS, BLOCKS))
CONTAINERS = {
    "a tight item": (in_item, ""),
    "a loose item": (in_item, "\n"),
    "a quotation": (in_quotation, ""),
    "an item of an item": (in_item_of_item, "\n"),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_blocks_in_containers_have_the_tags_that_github_gives_them(container: str) -> None:
    wrap, gap = CONTAINERS[container]
    for first, second in PAIRS:
        source = wrap(BLOCKS[first], BLOCKS[second], gap)
        if any(token.type == "code_block" for token in PARSER.parse(source)):
            continue
        if "a callout" not in (first, second):  # that has a test of its own
            assert read_html(render_explanation(source)) == read_html(PARSER.render(source)), (first, second)


@pytest.mark.parametrize("container", CONTAINERS)
def test_blocks_in_containers_are_published_byte_for_byte(container: str) -> None:
    wrap, gap = CONTAINERS[container]
    sources = [wrap(BLOCKS[first], BLOCKS[second], gap) for first, second in PAIRS]
    kept = [one for one in sources if not find_problems(one)]
    assert len(kept) > 0.7 * len(sources)
    publish_explanation("\n\nwords\n\n".join(kept))


TEXTS = [
    "{{ x }} and {% if y %} and {#x} and ${{ secrets.X }}",
    "`{{ x }}` and `{% if y %}` and `{#x}`",
    "a paragraph {#id} {: .class }",
    "`#! /bin/sh` and `#!python print()` and `:::python x`",
    "\\# no heading\n\\- no list\n1\\. no list",
    "snake_case and __init__ and 2*3*4 and a*b",
    "***both*** and **bold *in* it** and *a **b** c*",
    "a|b|c\n:no table",
    "x == y, ~~gone~~, ^up^, ++plus++, H~2~O, ==mark==",
    "line one  \nline two\\\nline three",
    "<kbd>Ctrl</kbd> + <kbd>C</kbd>",
    "`` a ` b `` and ` x ` and `a\\b` and ``` ` ```",
    '[a link](https://example.org/a_(b)?c=d&e=f "a \\"title\\"")',
    "&amp; &lt; &copy; AT&T < > \" '",
    "*[HTML]: not an abbreviation\n\n[ref]: https://example.org/\n\nSee [ref].",
    "1. x\n2. y\n\n1) z",
    "- a\n\n* b",
    "> one\n\n> two",
    '```text unchecked="why"\n```\n\n````text unchecked="why"\n```\ninner\n```\n````',
    "~~~yaml\na: 1\n~~~",
    "--8<-- and --&lt;8-- and [TOC]",
    "| a |\n|---|\n| `~~~` |",
    "a paragraph\n`~~~` and\n`` ``` `` at the start of lines",
    "+1 is not a list, -1 is not a list, 2016. Not a list",
    "an entity &nbsp; &#32; &#10; &NewLine; &Tab; here",
    "```console\n$ cat <<X\n> ``` { .x onclick=alert(1) }\n> a\n> ```\n> ~~~\n> b\n> ~~~\n> X\nq\n```",
    "```console\n$ printf 'a\tb'\na\tb\n```",
]


@pytest.mark.parametrize("source", TEXTS)
def test_the_page_says_what_github_says(source: str) -> None:
    assert read_html(render_explanation(source)) == read_html(PARSER.render(source))
    publish_explanation(source)


SPACES = [
    "&#32;&#32;&#10;&#32;",
    "&#32;",
    "&#x20;",
    "&#10;",
    "&NewLine;",
    "&Tab;",
    "&#9;",
    "&nbsp;",
    "&#160;",
    "&ensp;",
    "&#8199;",
    "&#12288;",
]
ATTACKS = [
    "/// details\n{s}{s}{s}{s}open: true",
    "//////",
    "# x {{#y onclick=z}}",
    "~~~",
    "```",
    '--8<-- "x"',
    "<script>x</script>",
    "![x](https://evil.example/p.gif)",
]
PLACES = [
    "{}",
    "> {}",
    "- {}",
    "| a |\n|---|\n| {} |",
    "**{}**",
    "[{}](https://example.org/x)",
    "[x](https://example.org/x '{}')",
    "> [!NOTE]\n> {}",
    "> - {}",
]


def find_problems(source: str) -> list[Diagnostic]:
    text = explain(source)
    return check_document(parse_document(text.encode(), "cors.md", "web", "cors"))


def test_white_space_by_reference_opens_nothing_anywhere() -> None:
    """Whatever a reference decodes to, the page has the one answer block, and in it the same bytes."""
    escaped = [attack.format(s="&#32;").replace("<", "&lt;").replace("![", "&#33;[") for attack in ATTACKS]
    for place in PLACES:
        lines = [place.format(f"{space}{attack}".replace("\n", " ")) for space in SPACES for attack in escaped]
        accepted = [line for line in lines if not find_problems(line)]
        assert len(accepted) > len(lines) // 2, place
        source = "\n\nwords\n\n".join(accepted)
        page, body = make_page(explain(source))
        html = publish(page)
        assert body in html, place
        assert html.count("<details") == page.count("<details") + 1, place


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
            "///",
            "é",
            "&#10;",
            "&#32;",
            "\n\n",
            "> ",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(WORDS)
@example("a\n/// b")
@example("&#10;```")
def test_any_text_is_published_byte_for_byte(source: str) -> None:
    document = parse_document(f"---\nx\n---\n## Explanation\n\n{source}\n".encode(), "x.md", "web", "x")
    if any(token.type in ("html_block", "heading_open") for token in document.tokens[3:]):
        return
    body = str(render_body(document, CONTEXT)[0])
    page = f"---\n---\n## Q\n\n////// details | Answer\n    type: answer\n\n<div>\n{body}\n</div>\n\n//////\n"
    assert body in publish(page)


def test_every_answer_is_published_byte_for_byte() -> None:
    files, _ = find_answer_files(ROOT / "answers")
    assert len(files) >= 47
    for file in files:
        page, body = make_page(file.data.decode())
        assert body in publish(page), file.path


def test_neighboring_languages_become_tabs_each_with_its_output() -> None:
    html = render_explanation(
        '```python title="a.py"\nprint(1)\n```\n\n```text title="Output"\n1\n```\n\n'
        '```javascript title="a.js"\nconsole.log(2)\n```\n\n```text title="Output"\n2\n```\n'
    )
    assert re.findall(r"<label[^>]*>([^<]+)</label>", html) == ["Python", "JavaScript"]
    assert html.count('class="sample"') == 2
    assert "Ran with Python 3.11" in html


def test_files_of_one_language_stand_under_each_other() -> None:
    html = render_explanation(
        '```python title="a.py"\nx = 1\n```\n\n```python title="b.py" uses="a.py"\nprint(2)\n```\n'
    )
    assert "tabbed-set" not in html
    assert html.count('class="sample"') == 2


BESIDE = '```python title="b.py"\nx = 1\n```\n\n```json title="c.json"\n{}\n```\n\n'


@pytest.mark.parametrize(
    ("case", "fences", "shown"),
    [
        ("a file", '```python title="a.py" uses="b.py"\nprint(2)\n```', ["a.py with b.py"]),
        ("two files", '```python title="a.py" uses="c.json b.py"\nprint(2)\n```', ["a.py with b.py, c.json"]),
        ("a file of a file", '```python title="a.py" uses="d.py"\nprint(2)\n```\n\n```python title="d.py" uses="b.py"\nx\n```', ["a.py with b.py, d.py", "d.py with b.py"]),
        ("a session without a name", '```console uses="b.py"\n$ true\n```', [" with b.py"]),
        ("a server, which says it for its request", '```python title="a.py" uses="b.py"\nx\n```\n\n```http of="a.py"\nGET / HTTP/1.1\nHost: a\n```', ["a.py with b.py"]),
        ("nothing is run", '```python title="a.py" uses="b.py" unchecked="no"\nx\n```', []),
        ("none", '```python title="a.py"\nx\n```', []),
    ],
)  # fmt: skip
def test_a_program_tells_what_lay_beside_it_when_it_ran(case: str, fences: str, shown: list[str]) -> None:
    names = re.findall(
        r'<span class="filename">([^<]*<span class="beside">[^<]*)</span></span>', render_explanation(BESIDE + fences)
    )
    assert [name.replace('<span class="beside">', "") for name in names] == shown, case


def test_a_folded_program_tells_what_lay_beside_it() -> None:
    program = "x = 1\n" * 30
    html = render_explanation(
        f'{BESIDE}```python title="a.py" uses="b.py"\n{program}```\n\n```text title="Output"\n1\n```'
    )
    assert '<summary>a.py<span class="beside"> with b.py</span>: show all 30 lines</summary>' in html


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_alerts_become_callouts(kind: str) -> None:
    html = render_explanation(f"> [!{kind.upper()}]\n> Mind **this**.\n>\n> And `that`.")
    assert f'<div class="admonition {kind}">' in html
    assert "<p>Mind <strong>this</strong>.</p>" in html
    assert "[!" not in html


def test_an_alert_in_small_letters_is_one() -> None:
    assert '<div class="admonition note">' in render_explanation("> [!note]\n> x")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("~gone~ and ~~gone~~", "<s>gone</s> and <s>gone</s>"),
        ("~5 ms, ~/.bashrc and ~~~x~~~", "&#126;5 ms, &#126;/.bashrc and &#126;&#126;&#126;x&#126;&#126;&#126;"),
        ("~one~~", "&#126;one&#126;&#126;"),
    ],
)
def test_tildes_strike_as_on_github(source: str, shown: str) -> None:
    assert render_explanation(source).strip() == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("> [!NOTE]  \n> one\n> two", "<p>one\ntwo</p>\n</div>"),
        ("> [!NOTE]\n>\n> one", "</p>\n<p>one</p>\n</div>"),
        ("> [!NOTE]\n> one\n>\n> > two", "<p>one</p>\n<blockquote>\n<p>two</p>\n</blockquote>\n</div>"),
        ("> one\n>\n> > [!NOTE]\n> > two", "<p>two</p>\n</div>\n</blockquote>"),
        ("- one\n- > [!NOTE]\n  >\n  > two", "<p>two</p>\n</div>\n</li>\n</ul>"),
    ],
)
def test_an_alert_ends_where_its_quotation_does(source: str, shown: str) -> None:
    assert render_explanation(source).strip().endswith(shown)


@pytest.mark.parametrize(
    "source",
    [
        "> [!OTHER]\n> x",
        "> [!NOTE]",
        "> [!NOTE] x",
        "> x\n> [!NOTE]",
        ">",
        "> # [!NOTE]",
        "> xxNOTE]\n> x",
        "> [!NOTEx\n> y",
    ],
)
def test_a_quotation_that_is_no_alert_stays_one(source: str) -> None:
    assert "<blockquote>" in render_explanation(source)


@pytest.mark.parametrize(
    ("href", "form", "shown"),
    [
        ("rest-api.md", PageForm.FOLDER, "#rest-api"),
        ("../systems/server.md", PageForm.FOLDER, "../systems/#server"),
        ("../systems/server.md#pitfalls", PageForm.FOLDER, "../systems/#server-pitfalls"),
        ("../systems/server.md", PageForm.FILE, "systems.html#server"),
        ("../web/rest-api.md", PageForm.FILE, "#rest-api"),
        ("../systems/server.md#pitfalls", PageForm.SOURCE, "systems.md#server-pitfalls"),
        ("https://example.org/x?a=b&c", PageForm.FOLDER, "https://example.org/x?a=b&amp;c"),
    ],
)
def test_links_between_answers_become_site_links(href: str, form: PageForm, shown: str) -> None:
    assert f'<a href="{shown}">' in render_explanation(f"[text]({href})", RenderContext(form=form))


def test_a_term_is_explained_once_a_section_and_not_in_links() -> None:
    context = RenderContext(glossary=Glossary({"CORS": 'says "who" & why', "C": "a language"}))
    html = render_explanation("[CORS](https://example.org/x) and CORS, CORS, C++, C and `CORS`", context)
    assert html.count("<abbr") == 2
    assert ">CORS</a> and <abbr" in html
    assert '<abbr title="says &#34;who&#34; &amp; why">CORS</abbr>' in html
    assert '<abbr title="a language">C</abbr> and' in html


def test_headings_have_addresses_of_their_own() -> None:
    html = render_explanation("### Why `*`, and *when*?\n\nx\n\n### Why `*`, and *when*?\n\ny\n\n### 什么\n\nz")
    assert re.findall(r'<h4 id="([^"]+)">', html) == ["cors-why-and-when", "cors-why-and-when-2", "cors-part"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a <b onclick='x'>b</b>", "<p>a &lt;b onclick=&#39;x&#39;&gt;b&lt;/b&gt;</p>"),
        ("a<sub>b</sub>", "<p>a<sub>b</sub></p>"),
        ("[a](https://example.org/ 'b\n c')", '<p><a href="https://example.org/" title="b c">a</a></p>'),
    ],
)
def test_what_passed_no_check_is_text_even_so(source: str, shown: str) -> None:
    assert render_explanation(source).strip() == shown


@pytest.mark.parametrize(
    ("case", "sources", "labels"),
    [
        ("one program", ["python"], []),
        ("two languages", ["python", "javascript"], ["Python", "JavaScript"]),
        ("one language twice", ["python", "javascript", "python"], []),
        ("a program and data", ["python", "json"], []),
        ("a program that is not run among them", ["python", "ruby"], ["Python", "ruby"]),
        ("a program and a transcript", ["python", "console"], []),
        ("a server and a request", ["python", "http"], []),
    ],
)
def test_only_programs_in_other_languages_become_tabs(case: str, sources: list[str], labels: list[str]) -> None:
    why = {"ruby": ' unchecked="no Ruby"', "json": "", "console": "", "http": ' of="0.x"'}
    fences = [f"```{name}{why.get(name, f' title={chr(34)}{i}.x{chr(34)}')}\n1\n```" for i, name in enumerate(sources)]
    html = render_explanation("\n\n".join(fences))
    assert re.findall(r"<label[^>]*>([^<]+)</label>", html) == labels, case
    assert len(re.findall(r'class="sample( unchecked)?"', html)) == len(sources)


OUTPUT = '\n\n```text title="Output"\n1\n```'


@pytest.mark.parametrize(
    ("case", "source", "lines"),
    [
        ("25 lines", "x = 1\n" * 25 + "```" + OUTPUT, []),
        ("26 lines", "x = 1\n" * 26 + "```" + OUTPUT, ["26"]),
        ("26 lines without an output", "x = 1\n" * 26 + "```", []),
        ("a program shown in pieces", "x = 1\n```" + OUTPUT + '\n\n```python excerpt="a.py"\nx = 1\n```', ["1"]),
        ("a program beside one in pieces", "x = 1\n```" + OUTPUT + '\n\n```python excerpt="b.py"\nx = 1\n```', []),
    ],
)
def test_a_long_program_stands_folded_its_output_in_sight(case: str, source: str, lines: list[str]) -> None:
    html = render_explanation(f'```python title="a.py"\n{source}')
    assert re.findall(r"a\.py: show all (\d+) lines", html) == lines, case


def test_an_excerpt_and_a_request_name_their_program() -> None:
    html = render_explanation(
        '```python title="a.py" unchecked="older"\n1\n```\n\nwords\n\n```python title="a.py"\nx = 1\n```\n\n'
        'words\n\n```python excerpt="a.py"\nx = 1\n```\n\nwords\n\n'
        '```http of="a.py"\nGET / HTTP/1.1\nHost: a\n```\n\nwords\n\n```console\n$ a\n> b\nc\n$ d\n```\n'
    )
    (place,) = re.findall(r'id="(cors-sample-\d+)"', html)  # no other sample is linked to
    assert re.findall(r"(From|Sent to) <a href=\"#([^\"]+)\">a.py</a>", html) == [("From", place), ("Sent to", place)]
    assert re.findall(r'data-copy="([^"]*)"', html) == ["a\nb\nd"]


@pytest.mark.parametrize(
    ("case", "words", "code", "copied"),
    [
        ("run", "", "$ a\nb\n$ c", ["a\nc"]),
        ("run, and prints a heading", "", "$ a\n# b", ["a"]),
        ("root's, which is not run", ' unchecked="root"', "# a\n# b\nc", ["a\nb"]),
        ("a user's and then root's, not run", ' unchecked="root"', "$ a\n# b\nc", ["a\nb"]),
        ("another prompt, not run: as it is", ' unchecked="old"', "> a\nb", []),
    ],
)
def test_of_a_transcript_the_commands_are_copied(case: str, words: str, code: str, copied: list[str]) -> None:
    html = render_explanation(f"```console{words}\n{code}\n```")
    assert re.findall(r'data-copy="([^"]*)"', html) == copied, case


@pytest.mark.parametrize(
    "source", ["```mermaid\ngraph TB\n A --> B\n```\n\nWords.", "- a\n\n```mermaid\ngraph TB\n A --> B\n```"]
)
def test_a_diagram_without_words_before_it_is_told(source: str) -> None:
    document = parse_document(f"---\nx\n---\n## Explanation\n\n{source}\n".encode(), "x.md", "web", "x")
    faults = render_body(document, CONTEXT)[1]
    assert [message.startswith("there is no paragraph right before the diagram") for _, message in faults] == [True]


def test_a_diagram_is_drawn_with_its_words() -> None:
    html = render_explanation("A client asks a server.\n\n```mermaid\nflowchart LR\n  A[Client] --> B[Server]\n```\n")
    assert '<figure class="diagram"><svg role="img" aria-label="A client asks a server."' in html


def test_the_task_list_becomes_labeled_boxes() -> None:
    _, body = make_page(ANSWER)
    assert body.count('<li><label><input type="checkbox"> <span>') == 4
    assert "<span>one</span>" in body
