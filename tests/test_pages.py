"""The hand-written pages: text that comes in pull requests, held to what a page may hold."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from jinja2.sandbox import SandboxedEnvironment
from published import publish
from selectolax.lexbor import LexborHTMLParser
from support import ROOT, SmallGuide

from guide.addresses import PageForm
from guide.check.page_text import find_body_faults
from guide.check.pages import check_page
from guide.load import load_guide
from guide.model import Catalogue, Topic
from guide.page_rules import find_element_faults, find_text_faults
from guide.paths import sources_at
from guide.read.page_macros import COUNTS
from guide.read.pages import Page, load_pages
from guide.read.yaml_lines import Located
from guide.render.exports import render_navigation
from guide.render.pages import count_catalogue, render_table, render_topics

HEAD = "---\ntitle: A page\ndescription: What it is.\nrender_macros: true\n---\n\n"

REFUSED = [
    ("no head", "# A page\n", 1, "does not begin with a head"),
    ("a head without a title", "---\ndescription: x\n---\n", 1, "no `title`"),
    ("a title that YAML cuts", "---\ntitle: C # and Go\ndescription: b\n---\n", 2, "`# and Go` would be lost"),
    ("a long title", f"---\ntitle: {'ab ' * 34}c\ndescription: b\n---\n", 2, "`title` has 103 characters: use 72 at most"),
    ("a head that is a list", "---\n- a\n---\n", 2, "not a set of keys"),
    ("another key", "---\ntitle: a\ndescription: b\ntemplate: evil.html\n---\n", 4, "`template` is not a key of a page"),
    ("markup in the title", "---\ntitle: <b>a\ndescription: b\n---\n", 2, "`title` contains one of <"),
    ("a quotation mark in the description", "---\ntitle: a\ndescription: 'b \"><script>'\n---\n", 3, "`description` contains one of"),
    ("a hidden character in the title", '---\ntitle: "a\\u202e"\ndescription: b\n---\n', 2, "U+202E"),
    ("a macro switch that is none", "---\ntitle: a\ndescription: b\nrender_macros: maybe\n---\n", 4, "neither true nor false"),
    ("a hidden part of no page", "---\ntitle: a\ndescription: b\nhide: [search]\n---\n", 4, "`hide` does not name a part"),
    ("a macro that reaches into Python", HEAD + "{{ cycler.__init__.__globals__.os.popen('id').read() }}", 7, "is not one of the guide's macros"),
    ("a macro with a filter", HEAD + "{{ counts | attr('x') }}", 7, "is not one of the guide's macros"),
    ("a macro of two steps", HEAD + "{{ config.theme.name }}", 7, "is not one of the guide's macros"),
    ("a loop", HEAD + "{% for x in config %}{{ x }}{% endfor %}", 7, "is not one of the guide's macros"),
    ("an import", HEAD + "{% import 'main.html' as x %}", 7, "is not one of the guide's macros"),
    ("a comment that is not closed", HEAD + "{# x", 7, "is not one of the guide's macros"),
    ("a macro on a page without them", HEAD.replace("true", "false") + "{{ counts.run }}", 7, "would be shown as it is"),
    ("a script", HEAD + "<script>x</script>", 7, "`<script>` may not be on a page"),
    ("a handler", HEAD + '<p onclick="x">y</p>', 7, '`<p onclick="x">` may not be on a page'),
    ("a handler with brackets", HEAD + '<p onclick="x()">y</p>', 7, "raw HTML"),
    ("a handler as a plain word", HEAD + '<p onclick="x y">z</p>', 7, "may not be on a page"),
    ("a style", HEAD + '<div style="x">z</div>', 7, "may not be on a page"),
    ("a comment", HEAD + "<!-- x -->", 7, "raw HTML"),
    ("a frame", HEAD + "text <iframe>", 7, "`<iframe>` may not be on a page"),
    ("a picture", HEAD + "![x](https://evil.example/p.gif)", 7, "a picture"),
    ("a tag in the address of a link", HEAD + "[x](javascript:alert//<br>)", 7, "does not make a link here"),
    ("a tag with a class in an address", HEAD + '[x](//evil.example/<span class="a"></span>)', 7, "does not make a link here"),
    ("a link to nothing behind a tag", HEAD + "<br>\n[x](nothing.md)\n\n~~a~~", 10, "does not strike words out"),
    ("a struck word in a block of tags", HEAD + "<div markdown>\n~~a~~\n</div>", 8, "does not strike words out"),
    ("a heading's mark in an item", HEAD + "- #42 is fixed", 7, "takes this `#` for the mark of a heading"),
    ("a heading's mark in a quotation in an item", HEAD + "1. > ##__toc", 7, "takes this `#` for the mark of a heading"),
    ("a link without words over two lines", HEAD + "[&nbsp;\n&nbsp;](https://a.example/)", 7, "no text to click"),
    ("a javascript link", HEAD + "[x](javascript:alert)", 7, "does not begin with https://"),
    ("a link without a scheme", HEAD + "[x](//evil.example)", 7, "does not begin with https://"),
    ("an attribute list with a handler", HEAD + "x\n{: onclick=alert }", 8, "is not a list of classes"),
    ("an attribute list with an id", HEAD + "x\n{ #__config }", 8, "is not a list of classes"),
    ("a hidden character", HEAD + "a\u202eb", 7, "U+202E"),
    ("a block of MkDocs's dialect", HEAD + "/// details | x\n    attrs: {ontoggle: x}\n///", 7, "begins a block"),
    ("an attribute list with a percent sign", HEAD + 'x\n{: onclick="x//%" }', 8, "is not a list of classes"),
    ("an attribute list with a brace", HEAD + 'x\n{: style="a{" }', 8, "is not a list of classes"),
    ("a link in a block of tags", HEAD + "<div markdown>\n[x](javascript:alert)\n</div>", 8, "does not begin with https://"),
    ("a picture in a block of tags", HEAD + "<div markdown>\n![x](https://evil.example/p)\n</div>", 8, "a picture"),
    ("a link that only MkDocs reads", HEAD + "[x](javascript:alert y)", 7, "does not make a link here"),
    ("an address that only MkDocs reads", HEAD + "[x]: <javascript:x> y z", 7, "does not make a link here"),
    ("an address by a backslash", HEAD + r"[x](/\evil.example)", 7, "does not make a link here"),
    ("code by indentation in a list", HEAD + "- a\n\n      <script>x</script>", 9, "write code in a fence at the margin"),
    ("a fence that is indented", HEAD + "x\n\n   ```\n   <script>x</script>\n   ```", 9, "at the margin"),
    ("a fence in a quotation", HEAD + "> ```\n> <script>x</script>\n> ```", 7, "at the margin"),
    ("a fence that is not closed", HEAD + "```\n<script>x</script>", 7, "closed by the same marks"),
    ("a fence closed by more marks", HEAD + "```\n<script>x</script>\n````", 7, "closed by the same marks"),
    ("a fence with words that MkDocs does not know", HEAD + "```py a b\n<script>x</script>\n```", 7, "one word after"),
    ("a tag that closes the page's own", HEAD + "x </div></div> y", 7, "`</div>` closes no open tag"),
    ("a tag that is not closed", HEAD + '<div class="x">\n\ny', 7, "`<div>` is not closed"),
    ("tags that cross", HEAD + "<p><span></p></span>", 7, "closes no open tag"),
    ("a head that ends before its end", "---\ntitle: a\ndescription: b\n...\n# <script>x\n---\n", 4, "`...` ends the head"),
    ("a head behind a mark with a no-break space", "---\xa0\ntitle: a\ndescription: b\n---\n", 1, "does not begin with a head"),
    ("a hidden part that is a number", "---\ntitle: a\ndescription: b\nhide: 5\n---\n", 4, "does not name a part"),
    ("hidden parts that are keys", "---\ntitle: a\ndescription: b\nhide: [{a: b}]\n---\n", 4, "does not name a part"),
    ("a reference without its end in the title", "---\ntitle: a &copy b\ndescription: b\n---\n", 2, "`title` contains one of"),
    ("a count that is none", HEAD + "{{ counts.nothing }}", 7, "is not one of the guide's macros"),
    ("a call without its word", HEAD + "{{ question() }}", 7, "is not one of the guide's macros"),
    ("a call with a word too many", HEAD + '{{ glossary("x") }}', 7, "is not one of the guide's macros"),
    ("a condition that is not closed", HEAD + "{% if repository %}x", 7, "the condition is not closed"),
    ("an end of no condition", HEAD + "{% endif %}", 7, "`endif` has no `if`"),
    ("a condition in another", HEAD + "{% if repository %}\n{% if counts.open %}x{% endif %}", 8, "there is a condition inside another"),
    ("another part outside a condition", HEAD + "{% if repository %}x{% endif %}\n{% else %}", 8, "`else` has no `if`"),
    ("a second condition that is not closed", HEAD + "{% if repository %}x{% endif %}\n\n{% if repository %}", 9, "the condition is not closed"),
    ("a tag that is not closed, further down", HEAD + "x\n\n- y\n\n<div>\n\nz", 11, "`<div>` is not closed"),
    ("a link from the root of a host", HEAD + "words\n\n[x](/a)", 9, "the link `/a` leads to no page"),
    ("a long macro, told by its beginning", HEAD + f"{{{{ {'x' * 90} }}}}", 7, f"`{{{{ {'x' * 57}` is not one of the guide's macros"),
    ("a long attribute list, told by its beginning", HEAD + f"{{ #{'x' * 90} }}", 7, f"`{{ #{'x' * 57}` is not a list"),
    ("long HTML, told by its beginning", HEAD + f"<!-- {'x' * 90} -->", 7, f"raw HTML, `<!-- {'x' * 35}`"),
    ("a head without a description", "---\ntitle: a\n---\n", 1, "no `description`"),
    ("a title of blanks", "---\ntitle: ' '\ndescription: b\n---\n", 2, "`title` is not a text"),
    ("a title that is a number", "---\ntitle: 5\ndescription: b\n---\n", 2, "`title` is not a text"),
    ("a tag that only MkDocs reads", HEAD + "Words </div/x> <script/src=../notes.txt></script/x>", 7, "raw HTML, `</div/x>"),
    ("a tag behind a backslash", HEAD + r"x \</div>\</div> y", 7, "`</div>` closes no open tag"),
    ("a tag of another name behind a backslash", HEAD + r"x \<textarea>", 7, "`<textarea>` may not be on a page"),
    ("a tag with a slash for a blank", HEAD + "<img/src=x/onerror=alert(1)>", 7, "raw HTML, `<img/src"),
    ("a tag in marks of code", HEAD + "`a` b `<img src=x>`", 7, "raw HTML"),
    ("a tag between marks of code that MkDocs ends elsewhere", HEAD + r"`a\` <img/src=x> `", 7, "raw HTML"),
    ("a tag and marks of code in one line", HEAD + "```<div>``</div>", 7, "on a line with marks of code"),
    ("a tag over two lines", HEAD + "x <img\nsrc=y>", 7, "raw HTML, `<img`"),
    ("a tag with a letter of another script", HEAD + "x <\u017fcript>", 7, "raw HTML"),
    ("a question mark in angle brackets", HEAD + "<?x?>", 7, "raw HTML"),
    ("an address in angle brackets", HEAD + "<http://evil.example>", 7, "raw HTML, `<http://evil.example>`: write [text](address)"),
    ("a tag as code", HEAD + "Write `<id>` for it.", 7, "`<id>` may not be on a page: put the code in a fence"),
    ("a sign as code", HEAD + "`cat <<EOF`", 7, "put the code in a fence"),
    ("a reference with marks in its name", HEAD + "[x][*a*]\n\nwords\n[*a*]: javascript:alert", 10, "does not make a link here"),
    ("a reference in a list", HEAD + "- x\n\n    [a]: javascript:x", 9, "does not make a link here"),
    ("a reference in a quotation", HEAD + "> [a]: https://evil.example", 7, "does not make a link here"),
    ("an abbreviation", HEAD + "*[API]: x", 7, "does not make a link here"),
    ("a picture by reference", HEAD + "![p][*b*]", 7, "a picture"),
    ("a link with a title", HEAD + '[x](https://a.example "b")', 7, "does not make a link here"),
    ("a link over two lines", HEAD + "[x](\njavascript:alert)", 7, "does not make a link here"),
    ("a scheme by reference", HEAD + "[x](javascript&#58;alert)", 7, "does not begin with https://"),
    ("a scheme in angle brackets", HEAD + "[x](<javascript:alert>)", 7, "does not begin with https://"),
    ("another host behind the repository", HEAD + "[x](<{{ repository }}@evil.example>)", 7, "does not name a public page"),
    ("a picture cut by a macro", HEAD + "!{{ repository }}[x](https://a.example)", 7, "a picture"),
    ("a picture cut by a condition", HEAD + "!{% if repository %}{% endif %}[x](https://a.example)", 7, "a picture"),
    ("a picture of a question", HEAD + '!{{ question("cors") }}', 7, "a picture"),
    ("a link cut by a macro", HEAD + "[y]{{ repository }}(javascript:alert)", 7, "does not begin with https://"),
    ("a link cut by the other part of a condition", HEAD + "[y]{% if counts.open %}x{% else %}{% endif %}(javascript:alert)", 7, "does not begin"),
    ("a block cut by a macro", HEAD + "words\n\n{{ repository }}/// details", 9, "begins a block"),
    ("a tag cut by a condition", HEAD + "<{% if repository %}x{% endif %}script>", 7, "may not be on a page"),
    ("classes cut by a macro", HEAD + "x {{{ repository }}: onclick=alert }", 7, "is not one of the guide's macros"),
    ("a condition around a fence's marks", HEAD + "{% if repository %}\n```\n{% endif %}\n<script>x</script>\n```", 10, "`<script>` may not be"),
    ("a condition around a fence's end", HEAD + "```\nx\n{% if counts.open %}\n```\n{% endif %}\n\n<script>x</script>\n", 7, "closed by the same marks"),
    ("a condition around a closing tag", HEAD + '<div class="x">\n{% if repository %}\n</div>\n{% endif %}', 7, "`<div>` is not closed"),
    ("a condition around an opening tag", HEAD + "{% if repository %}\n<div>\n{% endif %}\n</div>", 10, "closes no open tag"),
    ("a condition that joins lines", HEAD + "!{% if repository %}\nx\n{% endif %}[x](https://a.example)", 7, "is on a line with other words"),
    ("the end of a condition behind words", HEAD + "{% if repository %}\nx {% endif %}", 8, "is on a line with other words"),
    ("an address without a repository", HEAD + "[x](<{{ repository }}/issues>)", 7, "into `{% if repository %}`"),
    ("marks of a fence in a block of tags", HEAD + '<div class="x">\n```\n</div>\n\n```\n<script>x</script>\n```', 8, "the marks of a fence are in HTML"),
    ("marks of a fence in a line of text", HEAD + "``` a `b` ```", 7, "the marks of a fence are in HTML"),
    ("a no-break space behind a fence's marks", HEAD + "```\u00a0\n<script>x</script>\n```", 7, "at the margin"),
    ("an em space behind a fence's end", HEAD + "```\n<script>x</script>\n```\u2003", 7, "at the margin"),
    ("a word in braces behind marks", HEAD + "Some *x*{ hidden } words", 7, "is not a list of classes"),
    ("a word in braces behind code", HEAD + "`x`{onclick}", 7, "is not a list of classes"),
    ("a word in braces behind a heading", HEAD + "## X {y}", 7, "is not a list of classes"),
    ("a word in braces under a paragraph", HEAD + "words\n{ hidden }", 8, "is not a list of classes"),
    ("a block in a quotation", HEAD + "> /// details | x\n>     attrs:\n>       ontoggle: x", 7, "begins a block"),
    ("a block in a list", HEAD + "1. /// details | x", 7, "begins a block"),
    ("a block in a block of tags", HEAD + "<div markdown>/// details | x\n</div>", 7, "begins a block"),
    ("a page that ends behind its head", "---\n# <script>x</script>\ntitle: a\ndescription: b\n---", 5, "the page has no text"),
    ("a page of blanks", "---\ntitle: a\ndescription: b\n---\n\n  \n", 4, "the page has no text"),
    ("HTML in a quotation", HEAD + "> {{ topic_cards() }}", 7, "is on a line with other words: give it a line of its own"),
    ("HTML behind words", HEAD + "Here: {{ question_table() }}", 7, "is on a line with other words: give it a line"),
    ("HTML in a heading", HEAD + '## {{ download("pdf") }}', 7, "is on a line with other words: give it a line"),
    ("HTML as code", HEAD + "    {{ glossary() }}", 7, "is on a line with other words: give it a line"),
    ("HTML in an attribute", HEAD + '<div class="{{ topic_cards() }}">y</div>', 7, "is on a line with other words"),
    ("a tag that crosses a mark", HEAD + '*a <span class="x">b* c</span> d', 7, "overlap: close the inner one first"),
    ("a tag that crosses a link", HEAD + "[a <kbd>b](questions.md) c</kbd>", 7, "overlap: close the inner one first"),
    ("a tag over two paragraphs of a quotation", HEAD + "> <sub>a\n>\n> b</sub>", 7, "`<sub>` is not closed"),
    ("a block that leaves its quotation", HEAD + "> <div>\n\nx\n\n</div>", 7, "give it a line of its own, at the margin"),
    ("a block that ends behind words", HEAD + "<div>\n\nx\n\ny </div>", 11, "give it a line of its own, at the margin"),
    ("a tag that leaves its heading", HEAD + "## T <sup>a\n\nx</sup>", 7, "`<sup>` is not closed"),
    ("lists in each other in a block of tags", HEAD + "<div markdown>\n" + "1. " * 99 + "a\n</div>", 8, "nested too deep"),
    ("blocks of tags in each other", HEAD + "<div>\n" * 40 + "\n" + "</div>\n" * 40, 24, "nested too deep"),
    ("4,000 headings", HEAD + "# a\n" * 4200, 1, "larger than 16 KiB"),
    ("a second other part", HEAD + "{% if repository %}a{% else %}b{% else %}c{% endif %}", 7, "`else` has no `if`"),
    ("a condition that begins in the head", HEAD.replace("What it is.", ">-\n  {% if repository %}") + "x{% endif %}", 8, "`endif` has no `if`"),
    ("a page as GitHub has it", HEAD + "[x](./questions.md)", 7, "the link `./questions.md` leads to no page"),
    ("a file outside the pages", HEAD + "[x](../README.md)", 7, "the link `../README.md` leads to no page"),
    ("a number that MkDocs makes a heading of", HEAD + "#42 is fixed", 7, "takes this `#` for the mark of a heading"),
    ("a heading whose last sign is lost", HEAD + "## What is C#", 7, "takes this `#` for the mark of a heading"),
    ("a thousand lists in each other", HEAD + "1. " * 1000 + "x", 7, "nested too deep"),
    ("lists in quotations in lists", HEAD + "- > " * 9 + "x", 7, "nested too deep"),
    ("10,000 brackets", HEAD + "[" * 10_000, 6, "10000 opening brackets"),
    ("5,000 braces", HEAD + "{{" * 5000, 7, "is not one of the guide's macros"),
    ("a macro in the title", "---\ntitle: \"Contribute{{ '\\\\x3cimg src=x\\\\x3e' }}\"\ndescription: b\n---\n", 2, "`title` holds a macro"),
    ("a macro that never ends in the title", '---\ntitle: "a {{ 9**(9**9) }}"\ndescription: b\n---\n', 2, "`title` holds a macro"),
    ("a macro by escapes in the title", '---\ntitle: "a \\x7b\\x7b 1 }}"\ndescription: b\n---\n', 2, "`title` holds a macro"),
    ("a condition in the description", "---\ntitle: a\ndescription: b {% if 1 %}\n---\n", 3, "`description` holds a macro"),
    ("a comment of macros in the title", "---\ntitle: 'a {# b'\ndescription: b\n---\n", 2, "`title` holds a macro"),
    ("a reference that turns the text round", HEAD + "See &#8238;elbisivni", 7, "U+202E is in this line as a character reference"),
    ("a reference without width", HEAD + "zero&ZeroWidthSpace;width", 7, "U+200B is in this line as a character reference"),
    ("a reference without its end", HEAD + "soft&shy hy", 7, "U+00AD is in this line as a character reference"),
    ("a reference to a control character", HEAD + "a&#27;b", 7, "is in this line as a character reference"),
    ("a hidden reference in HTML", HEAD + "<div>a&#8203;b</div>", 7, "is in this line as a character reference"),
    ("a link without words", HEAD + "[](https://example.org/two)", 7, "a link has no text to click"),
    ("a link with a blank by reference", HEAD + "[**&nbsp;**](https://example.org)", 7, "a link has no text to click"),
    ("a link with an empty tag", HEAD + "[<span></span>](questions.md)", 7, "a link has no text to click"),
    ("a link around a question", HEAD + '[{{ question("cors") }}](https://e.example/)', 7, "a link is inside a link"),
    ("a list right below words", HEAD + "words\n- a\n- b", 8, "put an empty line between"),
    ("a list right below words of a quotation", HEAD + "> words\n> 1. a", 8, "put an empty line between"),
    ("a list right below another kind of list", HEAD + "1. a\n- b", 8, "put an empty line between"),
    ("a table right below words", HEAD + "words\n| a |\n| --- |\n| b |", 8, "put an empty line between"),
    ("a quotation right below words of a list", HEAD + "- a\n    > b", 8, "put an empty line between"),
    ("a line across the page right below a list", HEAD + "- a\n---", 8, "put an empty line between"),
    ("a list in a list by two blanks", HEAD + "- a\n  - b", 8, "four for each list"),
    ("words in a list by three blanks", HEAD + "1. a\n\n   b\n2. c", 9, "four for each list"),
    ("a heading behind blanks", HEAD + "   ## A", 7, "none outside"),
    ("a number with a bracket", HEAD + "1) a\n2) b", 7, "`1)` does not begin a list here"),
    ("a box", HEAD + "- [ ] a", 7, "`[ ]` is shown as it is typed"),
    ("a callout as GitHub has it", HEAD + "> [!NOTE]\n> words", 7, "`[!NOTE]` is shown as it is typed"),
    ("a callout of another dialect", HEAD + "!!! note", 7, "`!!! note` is shown as it is typed"),
    ("words struck out", HEAD + "a ~~b~~", 7, "`~~` does not strike words out"),
    ("a footnote", HEAD + "words[^1]", 7, "a footnote, `[^1]`, is not supported"),
    ("an address that is no link", HEAD + "words\nand https://example.org/a", 8, "does not become a link"),
    ("a backslash before a sign", HEAD + 'a \\"b\\"', 7, 'the backslash of `\\"` is shown'),
    ("a backslash at the end of a line", HEAD + "a\\\nb", 7, "the backslash of `\\` is shown"),
    ("a heading with an id of the theme", HEAD + "words\n\n## __search", 9, "the heading's id, `__search`, is one of the theme's"),
]  # fmt: skip


def load_faults(folder: Path, text: str, name: str = "contribute.md") -> list[str]:
    (folder / name).write_bytes(text.encode())
    pages, problems = load_pages(folder)
    return [f"{one.line}: {one.message}" for one in [*problems, *(one for page in pages for one in check_page(page))]]


@pytest.mark.parametrize(("case", "text", "line", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_page_that_is_more_than_text_is_refused(case: str, text: str, line: int, words: str, tmp_path: Path) -> None:
    found = load_faults(tmp_path, text)
    assert any(one.startswith(f"{line}: ") and words in one for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "# A page\n\nWords, `code` and [a page](questions.md).\n{ .lead }\n",
        '{{ counts.run }} of {{ counts.questions }}, {{ question("cors") }}\n\n{{ topic_cards() }} ',
        "{% if repository %}\n[x](<{{ repository }}>)\n{% endif %}",
        '<div class="promises" markdown>\n\n- x\n\n</div>',
        '<div class="lead wide">x</div>',
        "x\n{ .col-2 .a_b .Big }",
        "```text\n/// Adds one.\n```\n\n## In C&#35;, *a <kbd>b</kbd>*\n\n> - 1. x",
        "*a* **b <sub>c</sub>** [d <span>e</span>](questions.md)<br>f",
        "{% if repository %}\n- a\n{% else %}\n- b\n{% endif %}\n\n```text\n--8<-- x\n```",
        "```\n{not a list} and {braces}\n```",
        "{% if repository %}a{% else %}b{% endif %}\n{% if counts.open %}c{% endif %}",
        "[x](https://example.org/), [y](<questions.md#a>) and [z](topics/web.md#cors)",
        "```bash \nmake setup\n``` ",
        "```bash\nmake setup\n```",
        "<div>\na > b, 3 < 5, x <= y and <\n</div>",
        "[x](#here), [y](downloads.md#the-deck) and {% if repository %}[z](<{{ repository }}/issues/new?template=question.yml>){% endif %}",
        "```html\n<script/x>\n[a]: b\n![c](d)\n```",
        '<p class="lead">Words, <kbd>x</kbd> and a<br>break.</p>',
        "- a\n    - b\n\n    c\n        - d\n\n1. e\n    - f",
        "## A\n- b\n\n> - c\n>     - d\n\n| e |\n| --- |\n| f |",
        "- a\n    - b\n\n- c, which goes on\n  here\n\n  ",
        'AT&amp;T &nbsp; &copy; C:\\path \\* \\\\" `\\"` and `- [ ] a`',
        "[https://a.example](https://a.example), [&copy;](questions.md) and [`x`](questions.md)",
        "words\n> quoted\n\n- a\n\n    > b\n\n---\n\nwords\n***",
        "about ~5, [x] at the end and {% if repository %}[y](<{{ repository }}>) [z](study.md){% endif %}",
        "```text\n- a\n  - [ ] b\nhttps://a.example &shy; [](c.md)\n```",
        "## A __search\n\n## A\n\n## A",
    ],
)
def test_what_pages_are_made_of_passes(text: str, tmp_path: Path) -> None:
    assert load_faults(tmp_path, HEAD + text) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("evil.html", "only pages"), ("x.svg", "only pages"), ("nav.yml", "only pages"), ("notes.txt", "only pages")],
)
def test_other_files_do_not_stand_in_docs(name: str, words: str, tmp_path: Path) -> None:
    assert any(words in one for one in load_faults(tmp_path, "x", name))


def test_macros_are_for_some_pages(tmp_path: Path) -> None:
    (fault,) = load_faults(tmp_path, HEAD + "x", "study.md")
    assert fault.startswith("4: macros work on contribute.md, ")
    assert fault.endswith("say it in words, and remove `render_macros`")
    assert load_faults(tmp_path, HEAD.replace("true", "false") + "x", "study.md") == []


@pytest.mark.parametrize("switch", ["", "render_macros: true\n", "render_macros: false\n"])
def test_a_page_that_can_have_no_macros_is_not_told_to_switch_them_on(switch: str, tmp_path: Path) -> None:
    found = load_faults(tmp_path, HEAD.replace("render_macros: true\n", switch) + "{{ counts.open }}", "faq.md")
    assert not any("write `render_macros" in one for one in found)
    assert any("`{{ counts.open }}` would be shown as it is: macros work on contribute.md" in one for one in found)


@pytest.mark.parametrize("hidden", ["toc", "[navigation, toc]"])
def test_parts_of_a_page_may_be_hidden(hidden: str, tmp_path: Path) -> None:
    assert load_faults(tmp_path, HEAD.replace("render_macros: true", f"hide: {hidden}") + "x") == []


def test_what_stands_beside_the_pages_and_is_none(tmp_path: Path) -> None:
    for name in ("topics", "assets", ".cache"):
        (tmp_path / name).mkdir()
    assert load_faults(tmp_path, "User-agent: *\n# caf\xe9\n", "robots.txt") == []
    (tmp_path / "folder.txt").mkdir()
    assert [(one.line, "only pages" in one.message) for one in load_pages(tmp_path)[1]] == [(1, True)]


def test_a_table_of_contents_has_no_mark_in_the_text() -> None:
    assert publish(f"{HEAD}[TOC]\n\n## A").startswith("<p>[TOC]</p>")


@pytest.mark.parametrize(
    "text", ["{% if repository %}" * 400 + "{% else %}" * 720, "{% if repository %}a{% endif %}" * 500]
)
def test_many_conditions_are_read_in_a_moment(text: str) -> None:
    start = time.process_time()
    list(find_body_faults(text))
    assert time.process_time() - start < 2


def test_a_file_beside_the_pages_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "robots.txt").write_bytes(b"User-agent: *\n# caf\xe9\n")
    assert [(one.line, "UTF-8" in one.message) for one in load_pages(tmp_path)[1]] == [(2, True)]


def test_the_front_page_is_home(tmp_path: Path) -> None:
    load_faults(tmp_path, HEAD, "index.md")
    page = load_pages(tmp_path)[0][0]
    assert (page.url, page.short_title) == (".", "Home")


def test_a_link_to_a_file_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").symlink_to("/etc/passwd")
    assert any("only pages" in one.message for one in load_pages(tmp_path)[1])


def test_a_question_that_is_not_there_is_told(small_guide: SmallGuide) -> None:
    page = small_guide.root / "docs" / "index.md"
    page.write_text(HEAD + '{{ question("cors") }} and {{ question("nothing") }}\n', encoding="utf-8")
    lines = small_guide.convert().lines
    assert ["docs/index.md:7: no question has the id `nothing`: fix the macro" in line for line in lines] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("link", "is_there"),
    [
        ("topics/web.md", True),
        ("topics/web.md#cors", True),
        ("topics/web.md#cors-pitfalls", True),
        ("topics/web.md#web", True),
        ("topics/web.md#old", True),
        ("topics/gone.md#older", True),
        ("topics/data.md", True),
        ("topics/unsorted.md", True),
        ("index.md", True),
        ("index.md#a-heading_1", True),
        ("#a-heading", True),
        ("glossary.md#rest", True),
        ("index.md#2", True),
        ("questions.json", True),
        ("assets/glossary.txt", True),
        ("https://example.org/topics/webb.md", True),
        ("topics/webb.md", False),
        ("topics/web.md#corss", False),
        ("topics/gone.md#cors", False),
        ("topics/data.md#cors", False),
        ("questions.md", False),
        ("index.md#a-headin", False),
        ("#nothing", False),
        ("glossary.md#cors", False),
        ("index.md#4", False),
        ("assets/nothing.txt", False),
        ("topics/web/", False),
    ],
)
def test_a_link_of_a_page_leads_to_a_place_of_the_guide(link: str, is_there: bool, small_guide: SmallGuide) -> None:
    edited = small_guide.cors.read_text(encoding="utf-8").replace("aliases: []", "aliases: [web/old, gone/older]")
    small_guide.cors.write_text(edited, encoding="utf-8")
    docs = small_guide.root / "docs"
    (docs / "glossary.md").write_text(HEAD + "{{ glossary() }}\n", encoding="utf-8")
    text = f"words\n\n[x]({link})\n\n## A heading\n\n## A heading\n\n```text\n[y](nothing.md)\n```\n\n{{{{ question_table() }}}}\n"
    (docs / "index.md").write_text(HEAD + text, encoding="utf-8")
    run = small_guide.convert()
    assert (run.status == 0) is is_there
    assert (f"docs/index.md:9: the link `{link}` leads to nothing: " in run.lines[0]) is not is_there


@pytest.mark.parametrize(("page", "heading"), [("glossary.md", "REST"), ("questions.md", "**2**")])
def test_a_heading_has_no_id_of_what_a_macro_puts_on_its_page(page: str, heading: str, small_guide: SmallGuide) -> None:
    for name, call in (("glossary.md", "glossary()"), ("questions.md", "question_table()")):
        other = f"## {heading}" if name == page else "## Another"
        (small_guide.root / "docs" / name).write_text(HEAD + f"{other}\n\n{{{{ {call} }}}}\n", encoding="utf-8")
    lines = small_guide.convert().lines
    assert (
        f"docs/{page}:7: the heading's id, `{heading.strip('*').lower()}`, is that of a term or a list number"
        in lines[0]
    )
    assert lines[1].startswith("1 problem")


@pytest.mark.parametrize("name", ["topics.md", "assets.md", "404.md"])
def test_a_page_does_not_stand_in_the_place_of_another_part_of_the_site(name: str, tmp_path: Path) -> None:
    found = load_faults(tmp_path, HEAD.replace("render_macros: true\n", "") + "x\n", name)
    assert found == ["1: the site has something else at that address: rename the page"]


def test_cards_and_table_show_every_topic_and_question(small_guide: SmallGuide) -> None:
    small_guide.rest.write_text(small_guide.rest.read_text().replace("level: mid", "level: senior"), encoding="utf-8")
    catalogue = load_guide(sources_at(small_guide.root)).catalogue
    cards = re.sub("<svg.*?</svg>", "", render_topics(catalogue, PageForm.FOLDER))
    assert re.findall(r'href="([^"]+)"', cards) == ["topics/web/", "topics/data/", "topics/unsorted/"]
    assert re.findall(r'count">([^<]+)<', cards) == ["2 questions, 1 open", "0 questions", "1 questions, 1 open"]
    assert render_topics(catalogue, PageForm.FOLDER).count('<svg aria-hidden="true"') == 3
    table = render_table(catalogue, PageForm.FILE)
    assert re.findall(r'data-sort="(\d)"', table) == ["0", "0", "0", "0", "2", "3"]
    assert re.findall(r'data-kind="([^"]+)"', table) == ["question", *["follow-up"] * 3, "question", "question"]
    assert re.findall(r'href="([^"#]+)#([^"]+)"', table)[::4] == [
        ("topics/web.html", "cors"),
        ("topics/web.html", "rest"),
    ]
    assert table.count(">Open<") == 2


def test_the_numbers_that_pages_name(small_guide: SmallGuide) -> None:
    counts = count_catalogue(load_guide(sources_at(small_guide.root)).catalogue)
    assert counts == {"questions": 3, "topics": 3, "open": 2, "run": 1, "sources": 2}


def test_the_counts_are_those_that_macros_give() -> None:
    assert set(count_catalogue(Catalogue())) == set(COUNTS)


def test_a_name_that_is_no_address_is_refused(tmp_path: Path) -> None:
    assert load_faults(tmp_path, HEAD, "A Page.md")[0].startswith("1: `A Page` cannot be an address")


def test_bytes_that_are_not_utf8_are_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\ntitle: \xff\n---\n")
    assert [(one.line, "UTF-8" in one.message) for one in load_pages(tmp_path)[1]] == [(2, True)]


def test_a_page_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    assert [(one.line, "this is a folder" in one.message) for one in load_pages(tmp_path)[1]] == [(1, True)]


def test_a_page_has_its_words_for_the_search(tmp_path: Path) -> None:
    (tmp_path / "contribute.md").write_text(HEAD + "# Study\n\nTry **first** and\nthis.{ .a .b }\n{ .lead }\n")
    page = load_pages(tmp_path)[0][0]
    assert (page.url, page.short_title, page.text) == ("contribute/", "A page", "Study Try first and this.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("First. {{ counts.run }} of v1.2 are run. Last?", "First. Last?"),
        ('Open ours.<br>{{ question("cors") }}{ .md-button } now. Why?', "Open ours. Why?"),
        ("{% if repository %}\nIt lives there. And [here](<{{ repository }}>).\n{% endif %}\n\nIt is.", "It is."),
        ("All{% if counts.open %}, but some{% else %} of them{% endif %}. Then.", "Then."),
        ("Words.{% if repository %} Is yours missing? Say so.{% endif %} More. And.", "Words. And."),
        ("- a\n- {{ counts.run }} b\n\n{{ topic_cards() }}", "a"),
    ],
)
def test_the_search_has_no_sentence_of_which_a_macro_gives_a_part(text: str, words: str, tmp_path: Path) -> None:
    assert load_faults(tmp_path, HEAD + text) == []
    assert load_pages(tmp_path)[0][0].text == words


def test_pages_stand_in_the_navigation_in_an_order_of_their_own() -> None:
    files = ("zeta", "study", "alpha", "contribute", "questions", "glossary", "index")
    pages = tuple(Page("", f"{name}.md", head={"title": Located(name.title(), 2)}) for name in files)
    lines = render_navigation(Catalogue(topics=(Topic("web", "Web", "x", "x"),)), pages).splitlines()
    assert [line.strip("- ").partition(":")[0].strip('"') for line in lines[2:]] == [
        "Home", "Questions", "Topics", "Web", "Study", "Glossary", "Contribute", "Alpha", "Zeta",
    ]  # fmt: skip


def test_the_guides_own_pages_pass() -> None:
    pages, problems = load_pages(ROOT / "docs")
    assert [*problems, *(one for page in pages for one in check_page(page))] == []
    assert {"index.md", "questions.md", "study.md", "glossary.md", "contribute.md"} <= {page.file for page in pages}


PIECES = (
    "<", ">", "</", "/", "\\", "`", "``", "```", "[", "]", "](", "]:", "(", ")", ":", "!", "\n", "\n\n", "    ", " ", '"', "'",
    "{", "}", "{: ", "{.x}", "#", "*", "_", "|", "- ", "1. ", "> ", "=", "&", "&lt;", "&#60;", "x", "div", "script", "img",
    "textarea", " src=x", " onload=x", "javascript:", "https://a.example/", "//evil.example", "<div>", "<div markdown>", "</div>",
    "{{ repository }}", "{{ counts.open }}", "{% if repository %}", "{% if counts.open %}", "{% else %}", "{% endif %}", "{% endif %}",
    "///", "\xa0", "{ hidden }", "<br>", "<kbd>", "</kbd>", "<p>", "</p>", "<span class=\"a\">", "</span>", "&#106;avascript:", "?", "@", "~~~", "\t", "é",
)  # fmt: skip
"""What begins, ends or holds markup for one parser or another."""


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), st.booleans(), st.booleans())
@example("Words </div/x> <script/src=../notes.txt></script/x>", False, False)
@example("<div markdown>\n`</div>`\n</div>", False, False)
@example("[a][*b*]\n\nx\n[*b*]: javascript:y", False, False)
@example("{% if repository %}\n```\n{% endif %}\n<script>x</script>\n```", False, False)
def test_what_passes_is_only_what_pages_are_made_of_in_mkdocs_too(text: str, is_known: bool, is_open: bool) -> None:
    assume(not list(find_body_faults(text)))
    values = {"repository": "https://example.org/a/b" if is_known else "", "counts": {"open": int(is_open)}}
    left = SandboxedEnvironment(keep_trailing_newline=True).from_string(text).render(values)
    html = f"<article>{publish(HEAD + left)}</article>"
    page = f"<body><main><div>{html}</div></main></body>"
    tree, alone = LexborHTMLParser(page), LexborHTMLParser(html)
    (article,) = tree.css("article")
    assert article.html == alone.css("article")[0].html
    nodes = [node for node in article.traverse() if node.is_element_node]
    assert [fault for node in nodes for fault in (*find_text_faults(node), *find_element_faults(node, ""))] == []
