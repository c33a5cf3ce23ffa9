"""What foreign text may not bring into a page, each with its line and what to do."""

import pytest

from guide.check.safety import find_unsafe_parts
from guide.read.document import parse_document

HEAD = "---\nx: y\n---\n"


def find_faults(body: str) -> list[tuple[int, str]]:
    return list(find_unsafe_parts(parse_document(f"{HEAD}{body}\n".encode(), "a.md", "web", "a")))


REFUSED = [
    ("a block of HTML", "text\n\n<div>x</div>", 6, "raw HTML, `<div>x</div>`"),
    ("HTML in the second line of a paragraph", "one\n<b>two</b>", 5, "raw HTML, `<b>`"),
    ("HTML in the third line of a paragraph", "one\ntwo\n<b>three</b>", 6, "raw HTML, `<b>`"),
    ("long HTML, told by its beginning", f"<div {'x' * 90}>", 4, f"raw HTML, `<div {'x' * 35}`: write"),
    (
        "an address behind a link",
        "[x](cors.md) https://example.org/x",
        4,
        "`https://example.org/x` does not become a link",
    ),
    ("a formula in a link", "[$x$](cors.md)", 4, "is a formula on GitHub"),
    (
        "a list of a seventh level in two quotations",
        "".join(f"> > {'  ' * i}- x\n" for i in range(7)),
        10,
        "nested too deep",
    ),
    ("HTML behind a hard break", "one  \n<b>two", 5, "raw HTML, `<b>`"),
    ("HTML behind code over two lines", "`one\ntwo` <b>three", 5, "raw HTML, `<b>`"),
    ("HTML behind a title over two lines", "[x](cors.md 'one\ntwo') <b>three", 5, "raw HTML, `<b>`"),
    ("HTML behind an address on the next line", "[x](\ncors.md) <b>three", 5, "raw HTML, `<b>`"),
    ("HTML behind an escaped line end", "one\\\ntwo\nthree <b>", 6, "raw HTML, `<b>`"),
    ("HTML behind HTML over two lines", "<kbd\nx> <b>", 5, "raw HTML, `<b>`"),
    ("HTML in a quotation in a list", "- > `one\n  > two` <b>", 5, "raw HTML, `<b>`"),
    ("HTML in a table", "| a |\n| --- |\n| `b` |\n| <b> |", 7, "raw HTML, `<b>`"),
    ("an address behind code over two lines", "`one\n\ttwo`\nhttps://example.org/x", 6, "does not become a link"),
    ("a link to nowhere behind code over two lines", "`one\ntwo` [x]()", 5, "leads nowhere"),
    ("a tag left open further down", "one\n`two\nthree` <kbd>x", 6, "`<kbd>` is not closed"),
    ("a tag that closes nothing further down", "one\ntwo</kbd>", 5, "closes no open tag"),
    ("a link without a text", "[](https://example.org/)", 4, "a link has no text to click"),
    ("a link without a text further down", "`one\ntwo`\n[](https://example.org/)", 6, "a link has no text"),
    ("a link whose text is a blank", "[ ](https://example.org/)", 4, "a link has no text"),
    (
        "a link whose text is blanks by reference",
        "[&nbsp;&#32;&#x2003;](https://example.org/)",
        4,
        "a link has no text",
    ),
    ("a link whose text is a pattern without dots", "[\u2800](https://example.org/)", 4, "a link has no text"),
    ("a link whose text is a lone accent", "[\u0301](https://example.org/)", 4, "a link has no text"),
    ("a link whose text is invisible", "[&#8203;](https://example.org/)", 4, "a link has no text"),
    ("a link whose text is code of a blank", "[` `](https://example.org/)", 4, "a link has no text"),
    ("a link whose text is an empty tag", "[<kbd></kbd>](https://example.org/)", 4, "a link has no text"),
    ("a link without a text by reference", "[ ][x]\n\n[][x]\n\n[x]: https://example.org/", 6, "a link has no text"),
    ("a link without a text in a heading", "### [](https://example.org/)", 4, "a link has no text"),
    ("a word of 501 letters", "a\n" + "b" * 501, 5, "has 501 characters without a space"),
    ("a word of letters by reference", "&auml;" * 501, 4, "has 501 characters without a space"),
    ("a word of 50,000 letters in a table", f"| a |\n| --- |\n| {'b' * 50_000} |", 6, "has 50000 characters"),
    ("marks on a letter", "a\nb" + "\u0301" * 300, 5, "more than 8 marks on it, such as U+0301, is in this line"),
    ("marks on a letter in code", "```text\nb" + "\u0301" * 9 + "\n```", 5, "more than 8 marks"),
    ("marks on a letter by reference", "b" + "&#769;" * 9, 4, "is in the text as a character reference"),
    ("a tag that closes nothing", "a</kbd>", 4, "closes no open tag"),
    ("tags that cross", "<kbd>a<sub>b</kbd></sub>", 4, "closes no open tag"),
    ("a tag left open", "<sup>a", 4, "`<sup>` is not closed"),
    ("a picture", "![x](y.png)", 4, "a picture"),
    ("a link to nowhere", "[x]()", 4, "leads nowhere"),
    ("a link to a file of another kind", "[x](../web/cors.txt)", 4, "leads to no answer"),
    ("a link out of the answers", "[x](../../web/cors.md)", 4, "leads to no answer"),
    ("a link to a part of none", "[x](cors.md#examples)", 4, "`#examples` is not a section"),
    ("a link whose host has a port", "[x](https://example.org:8080/)", 4, "does not name a public page"),
    ("a link to a bare host", "[x](https://localhost/)", 4, "does not name a public page"),
    ("a link to a number", "[x](https://127.0.0.1/)", 4, "does not name a public page"),
    ("a footnote", "x[^1]", 4, "a footnote, `[^1]`"),
    ("a callout of another dialect", "!!! note\n    x", 4, "`!!! note` is not a callout"),
    ("a folding block of another dialect", "??? note", 4, "`??? note` is not a callout"),
    ("an address in the text", "see https://example.org/x.", 4, "`https://example.org/x.` does not become a link"),
    ("a bare host", "see www.example.org", 4, "`www.example.org` does not become a link"),
    ("an address in capitals", "see HTTPS://example.org", 4, "does not become a link"),
    ("an address by ftp", "see ftp://example.org/x", 4, "does not become a link"),
    ("an address of mail", "write to a.b@example.org.", 4, "`a.b@example.org` does not become a link"),
    ("a formula", "It takes $O(n)$ steps", 4, "`$O(n)$` is a formula on GitHub"),
    ("a formula beside an escaped sign", "\\$a $O(n)$ b", 4, "`$O(n)$` is a formula on GitHub"),
    ("a formula of code", "It takes\n$`O(n)`$ steps", 5, "`$`O(n)`$` is a formula on GitHub"),
    ("a formula behind backquotes that nothing closes", "``$x$`", 4, "`$x$` is a formula on GitHub"),
    ("a formula around marks", "so $a *b* c$ here", 4, "`$a *b* c$` is a formula on GitHub"),
    ("a formula behind escaped signs", "x\ncost is \\$x\\$ and $y$", 5, "`$y$` is a formula on GitHub"),
    ("a formula with a backslash", r"a $\div 1024$ b", 4, r"`$\div 1024$` is a formula on GitHub"),
    ("a formula with a tag", "$x<sub>1</sub>$", 4, "is a formula on GitHub"),
    ("GitHub's own picture", "by :octocat:", 4, "`:octocat:` is a symbol on GitHub"),
    ("a link in a link", "x\n[a <https://x.example/> b](https://y.example/) c", 5, "a link is inside a link"),
    ("a symbol by its name", "Done :tada:", 4, "`:tada:` is a symbol on GitHub"),
    ("a symbol behind what is none", "at 10:30:tada: x", 4, "`:tada:` is a symbol on GitHub"),
    ("a symbol by its sign", "Fine (:+1:)", 4, "`:+1:` is a symbol on GitHub"),
    ("a tag that crosses a mark", "*a <kbd>b* c</kbd>", 4, "overlap: close the inner one first"),
    ("a tag that crosses a link", "x\n[a <sub>b](cors.md) c</sub>", 5, "overlap: close the inner one first"),
    ("a mark that crosses a tag", "<kbd>**a</kbd>**", 4, "overlap: close the inner one first"),
    ("a formula of its own line", "$$\nx^2\n$$", 4, "is a formula on GitHub"),
    ("a hidden character", "a\u200db", 4, "U+200D is in this line"),
    ("a hidden character by reference", "a&#8205;b", 4, "U+200D is in the text as a character reference"),
    (
        "a hidden character in a link's title",
        "[x](https://example.org/ 'a&#8205;b')",
        4,
        "U+200D is in the link's title",
    ),
    ("what is no character", "a\uffffb", 4, "U+FFFF"),
    ("what is no character of a later plane", "a\U0001fffeb", 4, "U+1FFFE"),
    ("what is no character of the last plane", "a\U0010ffffb", 4, "U+10FFFF"),
    ("a variation selector", "a\ufe0fb", 4, "U+FE0F"),
    ("a list in a list in a list and so on", "".join(f"{'  ' * i}- x\n" for i in range(12)), 11, "nested too deep"),
]


@pytest.mark.parametrize(("case", "body", "line", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_unsafe_text_is_refused_with_its_line(case: str, body: str, line: int, words: str) -> None:
    found = find_faults(body)
    assert any(number == line and words in message for number, message in found), found


ACCEPTED = [
    ("tags without attributes", "<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup>"),
    ("tags one in the other", "<kbd>a<sub>b</sub></kbd>"),
    ("an answer of the same topic", "[x](cors.md)"),
    ("an answer of another topic, with its part", "[x](../web/cors.md#pitfalls)"),
    (
        "a link of signs",
        "[`==`](https://example.org/) [$](cors.md) [\u2713](cors.md) [é](cors.md) [<kbd>x</kbd>](cors.md)",
    ),
    ("a word of 500 letters", "b" * 500),
    ("a long word in code", "`" + "b" * 501 + "`"),
    ("a long word as a link's text", "[" + "b" * 501 + "](cors.md)"),
    ("an address in code", "`https://example.org`"),
    ("an address as a link's text", "[https://example.org/](https://example.org/)"),
    ("an address by reference", "[x][y]\n\n[y]: https://example.org/a_(b)?c=d&e=%20f#g"),
    ("a scheme without an address", 'It begins with "https://" or https://.'),
    ("a handle", "as @someone says, a@b and x @ y"),
    ("money and variables", "from $5 to $10, or $a-$b"),
    ("100,000 marks of a footnote", ("[^" * 240 + " ") * 208),
    ("symbols as keyboards write them", "\u26a0\ufe0f mind, \u2714\ufe0f done, \u00a9\ufe0f"),
    ("escaped signs of a formula", r"It costs \$a\$ or $x\$."),
    ("times and ratios", "from :00 to :59, a:c:d, x::y, 10:30:59, :memory: and :not a symbol:"),
    ("a symbol's name in code", "`:tada:` and `$x$`"),
    ("code that shows a formula of code", '`` echo "$`date`$" `` and ```` $`x`$ ````'),
    ("code behind backquotes that nothing closes", "`` and `$x$`"),
    ("two signs of money in a word", "Your Pa$$word, and $? of a shell"),
    ("a version behind a name", "lodash@4.17.21 and v1alpha1@0.1.0 came"),
    ("signs of money in code and addresses", "`$HOME` to `$PATH`, [x](https://x.example/$a$) and $5 to $`x`"),
    ("tags inside marks, and marks inside tags", "*a <kbd>b</kbd>* <sub>**c** [d](cors.md)</sub> **<kbd>*e*</kbd>**"),
    ("exclamation marks", "Stop!!! Now."),
    ("a range in brackets", "x[0] and x[a^1]"),
    ("a tab", "a\tb"),
    ("a list of a seventh level in a quotation", "".join(f"> {'  ' * i}- x\n" for i in range(7))),
    ("an address as a link's cursive text", "[see *https://example.org/* now](https://example.org/)"),
    ("six lists, one in the other", "".join(f"{'  ' * i}- x\n" for i in range(6))),
]


@pytest.mark.parametrize(("case", "body"), ACCEPTED, ids=[row[0] for row in ACCEPTED])
def test_honest_text_passes(case: str, body: str) -> None:
    assert find_faults(body) == []


@pytest.mark.parametrize("body", ["a\u200bb", "a\u200bb&#8203;c", "one <b>two", "one </b> two"])
def test_a_fault_is_told_once(body: str) -> None:
    assert len(find_faults(body)) == 1
