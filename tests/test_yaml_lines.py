"""YAML with lines: what people mean is read, and whatever else is written is one error with its line."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guide.read.yaml_lines import YamlError, load_yaml

REFUSED = [
    ("a list that is not closed", "a: b\nc: [x\n", 3, "write ] after its last item"),
    ("a colon in a text", "a: b\nquestion: Sharding: what is it?", 2, 'write `question: "Sharding: what is it?"`'),
    ("a colon and a quotation mark", 'a: He said: "no"', 1, r'write `a: "He said: \"no\""`'),
    ("a colon in a list", "a:\n  - x: y: z", 2, 'write `x: "y: z"`'),
    ("a colon in an item that is a text", "a:\n  - Error: x: y", 2, 'write `- "Error: x: y"`'),
    ("an item below an item", "a:\n  - b\n\n    - c\nd: e", 4, "not indented like the others"),
    ("an item below a text", "a: b\n  - c", 2, "not indented like the others"),
    ("a key below a text", "a: b\n  c: d", 2, "not indented like the others"),
    ("a key without a value below a text", "a: b\n  c:\nd: e", 2, "not indented like the others"),
    ("a key one blank further in", "- a: b\n   c: d", 2, "not indented like the others"),
    ("an item one blank further out", "a:\n  - b\n - c", 3, "not indented like the others"),
    ("a quoted item one blank further in", 'a:\n  - "b"\n   - "c"', 3, "not indented like the others"),
    ("a first line further in", " a: b\nc: d", 2, "not indented like the others"),
    ("a text that goes on with a colon", "a: What is\n  sharding: why?", 2, "put all of that in quotation marks"),
    ("an apostrophe that closes in a list", "a:\n  - 'it's'", 2, "put all of it inside"),
    ("a tab for blanks", "a:\n\t- b", 2, "a tab"),
    ("a tab before a set of keys", "a:\n  - b\n\t- {c: d}", 3, "indent with spaces"),
    ("a brace that is not closed", "a: {b: c\n", 2, "write } after its last one"),
    ("a quotation mark that is not closed", 'a: "b\n', 2, "a quotation mark is not closed"),
    ("an apostrophe that closes", "a: 'it's'", 1, "put all of it inside"),
    ("words behind a quotation", 'a: "b" c', 1, "put all of it inside"),
    ("a day that is none", "a: 2026-11-31", 1, "not a day of the calendar"),
    ("a key twice", "a: b\na: c", 2, "`a` appears twice"),
    ("an anchor", "a: &x b\nc: d", 1, "anchors and aliases"),
    ("a bomb of aliases", "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", 1, "anchors and aliases"),
    ("an object", "a: !!python/object/apply:os.system [true]", 1, "is not supported"),
    ("a set", "a: !!set {x}", 1, "is not supported"),
    ("bytes", "a: !!binary eA==", 1, "is not supported"),
    ("a number of nothing", 'a: !!int ""', 1, "is not a value"),
    ("a fraction of nothing", 'a: !!float ""', 1, "is not a value"),
    ("a truth that is none", "a: !!bool maybe", 1, "is not a value"),
    ("a time that is none", "a: !!timestamp x", 1, "not a day of the calendar"),
    ("a list as a key", "? [a, b]\n: c", 1, "a key is not a word"),
    ("60,000 brackets", "a: " + "[" * 60_000, 1, "nested more than"),
    ("60,000 braces", "a: " + "{" * 60_000, 1, "nested more than"),
    ("30,000 hyphens in a line", "- " * 30_000, 1, "nested more than"),
    ("keys ever deeper", "".join(f"{' ' * i}a:\n" for i in range(300)), 21, "nested more than"),
    ("more than 64 KiB", "a: " + "x" * 70_000, 1, "longer than 64 KiB"),
    ("two documents", "a: b\n---\nc: d", 2, "not YAML"),
    ("half a character", 'a: "\\ud800"', 1, "not YAML"),
    ("a line separator", "a: b\nc:\u2028\u2028\u2028 d", 2, "U+2028"),
    ("a line separator in a remark", "a: b\n# \u2029\u2029\u2029\nc: d", 2, "U+2029"),
    ("a next line", "a: b\x85\x85\x85c: d", 1, "U+0085"),
    ("a control character", "a: b\x07", 1, "the control character U+0007 is in this line"),
    ("a control character further down", "a: b\nc: d\n\ne: \x00", 4, "U+0000"),
    ("a control character in a remark", "a: b\n# \x1b\nc: d", 2, "U+001B"),
    ("a control character of the second kind", "a: b\nc: \x9b", 2, "U+009B"),
    ("what is no character", "a: b\n\nc: \uffff", 3, "U+FFFF"),
    ("a mark of byte order inside", "a: b\nc: \ufeffd", 2, "U+FEFF"),
    ("a key of several lines", "? |\n  a\n  b\n: c", 1, "a key is not a word"),
    ("a long day that is none", f"a: !!timestamp {'x' * 90}", 1, f"`{'x' * 60}…` is not a day"),
    ("a day that is none over several lines", "a: !!timestamp x\n\n  y", 1, "`x y` is not a day"),
    ("a truth that is none over several lines", "a: !!bool |\n  x\n  y", 1, "`x y` is not a value"),
    ("a sign that begins nothing", "a: @x", 1, "cannot begin with `@`: put it in quotation marks"),
]


@pytest.mark.parametrize(("case", "text", "line", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_nobody_means_is_refused_with_its_line(case: str, text: str, line: int, words: str) -> None:
    with pytest.raises(YamlError) as refused:
        load_yaml(text)
    assert (refused.value.line, words in refused.value.message) == (line, True), refused.value.message


@pytest.mark.parametrize("text", ["a: b\n  c - d\n  -e", "a: >\n  b c - d\n  -e", "a: 'b\n  c - d\n  -e'"])
def test_a_text_may_go_over_several_lines(text: str) -> None:
    assert load_yaml(text).value["a"].value == "b c - d -e"


def test_values_have_their_lines_and_what_was_written() -> None:
    tree = load_yaml("a: 010\nb:\n  - x # y\n  - 'z'\n", first_line=5)
    assert tree.value["a"].line == 5
    assert (tree.value["a"].value, tree.value["a"].written) == (8, "010")
    first, second = tree.value["b"].value
    assert (first.line, first.value, first.behind) == (7, "x", " # y")
    assert (second.line, second.value, second.behind) == (8, "z", "")


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n"])
def test_nothing_is_nothing(text: str) -> None:
    assert load_yaml(text).value is None


def test_twenty_levels_are_read() -> None:
    assert load_yaml("[" * 20 + "]" * 20).value is not None


@pytest.mark.parametrize(
    "number",
    [
        "0x" + "f" * 4000,
        "9" * 5000,
        "-" + "9" * 5000,
        "0b" + "1" * 60_000,
        "0" + "7" * 6000,
        f"{'9' * 6000}:0",
        "1_0" * 9,
    ],
    ids=["hexadecimal", "decimal", "below nothing", "binary", "octal", "by sixty", "with low lines"],
)
@pytest.mark.parametrize("form", ["a: {}", "a: [{}]", "? {}", "- {}"])
def test_a_number_that_python_would_not_write_out_is_a_text(form: str, number: str) -> None:
    assert number in str(load_yaml(form.format(number)).value)


@pytest.mark.parametrize("text", ["? x", "? x\n? y", "a: b\n? x", "{? x}", "x:", "x:\n"])
def test_a_key_without_a_value_has_none(text: str) -> None:
    assert load_yaml(text).value["x"].value is None


@pytest.mark.parametrize("text", ["[? x]", "- ? x"])
def test_a_key_without_a_value_in_a_list_has_none(text: str) -> None:
    assert load_yaml(text).value[0].value["x"].value is None


SIGNS = [
    "? ",
    ": ",
    "- ",
    ", ",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
    "<<: ",
    "! ",
    "!!int ",
    "!!str ",
    "!!set ",
    "!!omap ",
    "!!float ",
    "!!bool ",
    "!!timestamp ",
    "!x!y ",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
    "0x0f",
    "1_0",
    "010",
    "1:30",
    ".inf",
    ".nan",
    "1e999",
    "2026-02-31",
    "0000-00-00",
    "9999-12-31T23:59:59+99:99",
    "'",
    '"',
    '"\\ud800"',
    '"\\x00"',
    ">-\n",
    "#",
    " #",
    "~",
    "yes",
    "=",
    "@",
    "`",
    "a: ",
    "b: ",
    "\n",
    "\n  ",
    "  ",
    "\t",
    "\x07",
    "\x85",
    "\ufeff",
    "\uffff",
    "é",
    "x",
]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from([*SIGNS, "|", "|+\n"]), max_size=14).map("".join))
@example("? x")
@example("a: 0x" + "f" * 4000)
def test_whatever_is_written_is_read_or_refused_with_a_line_of_it(text: str) -> None:
    found: list[YamlError] = []
    try:
        assert str(load_yaml(text, first_line=5))
    except YamlError as error:
        found.append(error)
    assert all(5 <= error.line <= 6 + text.count("\n") and "\n" not in error.message for error in found)
