"""What the body of an answer must hold: the bounds of its counts, and what comes close to a fault and is none."""

import pytest
from support import ANSWER, SHORT, P, replace_once

from guide.check.structure import find_structure_faults
from guide.read.document import parse_document

Changes = list[tuple[str, str]]
POINTS = "- [ ] one\n- [ ] two\n- [ ] three\n- [ ] four\n"
SECOND_SOURCE = '  - {title: A guide, url: "https://example.org/cors"}\n'


def find_faults(changes: Changes) -> list[tuple[int, str]]:
    text = ANSWER
    for old, new in changes:
        text = replace_once(text, old, new)
    return list(find_structure_faults(parse_document(text.encode(), "a.md", "web", "a")))


def ask(number: int) -> str:
    return "".join(f"### Why {i}?\n\nSo.\n\n" for i in range(number))


REFUSED: list[tuple[str, Changes, int, str]] = [
    ("a section behind a later one", [("## Example", "## X"), ("## Pitfalls", "## Example"), ("## X", "## Pitfalls")], 34, "comes after `Pitfalls`: the order is"),
    ("a section that is none", [("## Pitfalls", "## Traps")], 34, "`Traps` is not a section of an answer: use Short answer"),
    ("a section with a no-break space", [("## Short answer", "## Short\xa0answer")], 16, "it has a no-break space"),
    ("a heading of level 4", [(P, f"#### Deep\n\n{P}")], 22, "a heading of level 4"),
    ("a heading in a quotation", [(P, f"> ### Deep\n\n{P}")], 22, "inside a list or quotation"),
    ("a heading with a link", [(P, f"### [a](b.md)\n\n{P}")], 22, "a heading contains a link"),
    ("a heading with a picture", [(P, f"### ![a](b.png)\n\n{P}")], 22, "a heading contains a link, an image"),
    ("a heading with a tag", [(P, f"### a <kbd>b</kbd>\n\n{P}")], 22, "a heading contains a link, an image, or HTML"),
    ("a heading without text", [(P, f"###\n\n{P}")], 22, "a heading has no text"),
    ("a task that is open", [(P, f"- plain\n- [ ] open\n\n{P}")], 23, "there is a task outside"),
    ("a task of a numbered list", [(P, f"1. [X] done\n\n{P}")], 22, "there is a task outside"),
    ("a table's marks in a quotation", [(P, f"> a |\n> ---\n\n{P}")], 22, "makes a heading on GitHub"),
    ("a last column without a heading", [(P, f"words\n\n| a | |\n|---|---|\n| 1 | 2 |\n\n{P}")], 24, "a column of the table has no heading"),
    ("a callout of no kind that is known", [(P, f"> [!WARN]\n> hi\n\n{P}")], 22, 'begins with `> [!NOTE]`'),
    ("a callout with its text behind the mark", [(P, f"> [!NOTE] hi\n\n{P}")], 22, '"[!NOTE]" makes nothing'),
    ("a callout that is no quotation", [(P, f"[!NOTE]\nhi\n\n{P}")], 22, '"[!NOTE]" makes nothing'),
    ("a callout without a text", [(P, f"> [!NOTE]\n\n{P}")], 22, '"[!NOTE]" makes nothing'),
    ("a callout of no kind that is known, in a list", [(P, f"- item\n\n  > [!WARN]\n  > hi\n\n{P}")], 24, '"[!WARN]" makes nothing'),
    ("a table without its second line", [(P, f"words\n\n| a | `b` |\n| *1* | 2 |\n\n{P}")], 24, '"|" makes nothing'),
    ("a table whose second line is short", [(P, f"| a | b |\n| --- |\n| 1 | 2 |\n\n{P}")], 22, "with as many cells"),
    ("a link by a name of nothing", [(P, f"one `a\nb`\n[this][x]\n\n{P}")], 24, '"][" makes nothing'),
    ("a link whose address has a blank", [(P, f"[this](b c.md)\n\n{P}")], 22, "without a space in the address"),
    ("a conflict", [(P, f"words\n<<<<<<< HEAD\n\n{P}")], 23, "resolve the conflict"),
    ("the middle of a conflict", [(P, f"=======\n\n{P}")], 22, "resolve the conflict"),
    ("bold text that ends behind a blank", [(P, f"**bold **text\n\n{P}")], 22, '"**" makes nothing'),
    ("code that does not end", [(P, f"`` a `b`\n\n{P}")], 22, '"`" makes nothing'),
    ("a pipe in the code of a table", [(P, f"| a |\n|---|\n| `b|c` |\n\n{P}")], 24, '"`" makes nothing'),
    ("a heading without a space", [(P, f"###Deep\n\n{P}")], 22, "put a space behind the mark"),
    ("a part that is still to write", [(P, f"TO WRITE: the why\n\n{P}")], 22, "`TO WRITE:` is still here"),
    ("a part of the program that is still to write", [("print(\"hello\")", "# TO WRITE: a program")], 27, "`TO WRITE:` is still here"),
    ("49 words to be said aloud", [(SHORT, "word " * 49)], 16, "has 49 words: say it in 50 to 110"),
    ("111 words to be said aloud", [(SHORT, "word " * 111)], 16, "has 111 words"),
    ("a rule in the short answer", [(SHORT, f"***\n\n{SHORT}")], 18, "is prose to be said aloud"),
    ("a heading in the short answer", [(SHORT, f"{SHORT}\n\n### And")], 20, "is prose to be said aloud"),
    ("six follow-up questions", [("### Why?", f"{ask(3)}### Why?")], 38, "6 follow-up questions"),
    ("a follow-up without an answer", [("Because of this.", "")], 40, "has no answer"),
    ("a last follow-up without an answer", [("That as well.", "")], 48, "has no answer"),
    ("seven points", [(POINTS, POINTS + "- [ ] more\n" * 3)], 52, "7 points to listen for"),
    ("a point ticked in capitals", [("[ ] one", "[X] one")], 52, "is not one task list"),
    ("a point without words", [("[ ] one", "[ ]")], 52, "is not one task list"),
    ("a point of two paragraphs", [("- [ ] one\n", "- [ ] one\n\n  two\n")], 52, "is not one task list"),
    ("a list in a point", [("- [ ] one\n", "- [ ] one\n  - [ ] more\n")], 52, "is not one task list"),
    ("a point in a quotation", [("- [ ] one", "- > [ ] one")], 52, "is not one task list"),
    ("code in a point", [("- [ ] one\n", '- [ ] one\n\n  ```text unchecked="x"\n  y\n  ```\n')], 52, "is not one task list"),
    ("a rule in a point", [("- [ ] one\n", "- [ ] one\n\n  ***\n")], 52, "is not one task list"),
    ("an empty quotation in a point", [("- [ ] one\n", "- [ ] one\n  >\n")], 52, "is not one task list"),
    ("points in two lists", [("- [ ] three", "* [ ] three")], 52, "is not one task list"),
    ("points by numbers", [(POINTS, "".join(f"{i}. [ ] point\n" for i in range(1, 5)))], 52, "is not one task list"),
    ("code behind the points", [(POINTS, f"{POINTS}\n***\n")], 52, "is not one task list"),
    ("a point with a link", [("[ ] one", "[ ] [one](b.md)")], 52, "contains a link or HTML"),
    ("a point with a tag", [("[ ] one", "[ ] <kbd>one</kbd>")], 52, "contains a link or HTML"),
    ("one source", [(SECOND_SOURCE, "")], 9, "1 source: name two or more"),
    ("one source, and a day that is missing", [(SECOND_SOURCE, ""), ("2026-11-01", "")], 9, "1 source: name two or more"),
    ("no source that is primary, and a level that is none", [("primary: true", "primary: false"), ("junior", "guru")], 9, "no source is primary"),
    ("a source that is not linked, and a day that is missing", [("https://example.org/cors\"", "https://example.org/b\""), ("2026-11-01", "")], 11, "is not linked in the text"),
    ("a single follow-up question", [("### Since when?", "Since when?"), ("### What else?", "What else?")], 38, "1 follow-up question: write 3"),
    ("a single point", [(POINTS, "- [ ] one\n")], 52, "1 point to listen for: name 4"),
    ("no day", [("checked: 2026-11-01", "checked:")], 12, "no day is in `checked`: write the day"),
    ("no line for the day", [("checked: 2026-11-01\n", "")], 1, "no day is in `checked`: write the day"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "changes", "line", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_breach_is_told_with_its_line(case: str, changes: Changes, line: int, words: str) -> None:
    found = find_faults(changes)
    assert any(number == line and words in message for number, message in found), found


ACCEPTED: list[tuple[str, Changes]] = [
    ("50 words to be said aloud", [(SHORT, "word " * 50)]),
    ("110 words to be said aloud", [(SHORT, "word " * 110)]),
    ("two paragraphs to be said aloud", [(SHORT, f"{'word ' * 50}\n\nAnd more.")]),
    ("five follow-up questions", [("### Why?", f"{ask(2)}### Why?")]),
    ("six points", [(POINTS, POINTS + "- [ ] more\n" * 2)]),
    ("a point that is ticked", [("[ ] one", "[x] one")]),
    ("a point with code", [("[ ] one", "[ ] `one`")]),
    ("a part of the explanation", [(P, f"### A part\n\n{P}")]),
    ("brackets that are no task", [(P, f"- [ ]x\n- a [ ] b\n\n  [ ] c\n\n[ ] d\n\n{P}")]),
    ("callouts", [(P, f"> [!NOTE]\n> hi\n\n> [!tip]\n>\n> - there\n\n{P}")]),
    ("callouts in a list and in a quotation", [(P, f"- item\n\n  > [!NOTE]\n  > hi\n\n> > [!NOTE]\n> > hi\n\n{P}")]),
    ("signs that are escaped", [(P, f"\\[!x] \\*\\* \\`x \\|\\| a\\[0\\]\\[1\\], and `code`\n\\| x \\|\n\\## x\n\n{P}")]),
    ("escaped signs beside real ones", [(P, f"**Bold.** Pass \\*\\*kwargs to [A](https://example.org/x), f\\[i\\](x), and &#42;&#42;kw, `code` or \\`.\n\n{P}")]),
    ("brackets with a mark of exclamation", [(P, f"The glob [!a-z]* matches, if [! x]\n\n{P}")]),
    ("a blank by reference before a mark", [(P, f"&#32;## x\n\n{P}")]),
    ("signs by reference", [(P, f"&#42;&#42; &#96; &#91;!\n\n{P}")]),
    ("signs in code", [(P, f"`a[0][1]`, `2**3`, `| x |`, `` ` ``\n\n~~~text unchecked=x\n<<<<<<< HEAD\n~~~\n\n{P}")]),
    ("signs that are text", [(P, f"a[0] and 2*3, x | y\n#1 == it, <== or ==>\n|x| is |y| here, [this] (that)\n\n{P}")]),
    ("links of each form", [(P, f"[a](b.md) **[b][c]**\n[c], `[d][e]`\n\n[c]: https://example.org/x\n\n{P}")]),
    ("words like those of the template", [("print(\"hello\")", "# GRANT INSERT ON orders TO WRITER;")]),
    ("a table of one column", [(P, f"| a |\n|---|\n| 1 |\n\n{P}")]),
    ("a table's marks with a colon", [(P, f"a |\n:--\n\n{P}")]),
    ("a source linked at a place", [("(https://example.org/cors)", "(https://example.org/cors#why)")]),
    ("a source whose address is written otherwise", [('"https://example.org/cors"', '"https://example.org/a[b]"'), ("(https://example.org/cors)", "(https://example.org/a[b])")]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "changes"), ACCEPTED, ids=[row[0] for row in ACCEPTED])
def test_what_comes_close_passes(case: str, changes: Changes) -> None:
    assert find_faults(changes) == []


@pytest.mark.parametrize("sources", ["sources: []\n", "sources:\n", ""])
def test_without_sources_their_number_alone_is_told(sources: str) -> None:
    faults = find_faults(
        [
            (SECOND_SOURCE, ""),
            ('  - {title: Fetch Standard, url: "https://fetch.spec.whatwg.org/", primary: true}\n', ""),
            ("sources:\n", sources),
        ]
    )
    assert [message for _, message in faults] == ["0 sources: name two or more that were read"]
