"""The head of an answer: each key's rule, in one table, and one place for a new key."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support import BODY, FRONT, OPEN_ANSWER, ROOT, replace_once

from guide.model import Question
from guide.read.front_matter import KEYS, read_front_matter
from guide.template import fill_template

REFUSED = [
    ("a text that YAML cuts at a mark", "What is CORS?", "What is C #?", 2, "`#?` would be lost"),
    ("a text that YAML cuts at a remark", "What is CORS?", "What is C # about?", 2, "`# about?` would be lost"),
    ("a text that is a number", "What is CORS?", "42", 2, "not a text"),
    ("a text that is a truth", "Why is my request blocked?", "yes", 8, "not a text"),
    ("a text in typographic marks", "What is CORS?", "“What is CORS?”", 2, "curly"),
    ("a text in typographic marks with an apostrophe", "What is CORS?", "‘What’s CORS?’", 2, "curly"),
    ("a hidden character in a text", "What is CORS?", '"What is\\u200b CORS?"', 2, "U+200B"),
    ("a soft hyphen in a wording", "Why is my", "Why is\u00ad my", 8, "U+00AD"),
    ("a text of two lines", "What is CORS?", '"What is\\nCORS?"', 2, "more than one line"),
    ("a number with a zero before it", '["1"]', "[010]", 3, "`010` is not a number"),
    ("a number in hexadecimal", '["1"]', "[0x1]", 3, "`0x1` is not a number"),
    ("a word among the numbers", '["1"]', "[x1]", 3, "`x1` is not a number"),
    ("a number twice", '["1"]', '["1", "1"]', 3, "`1` appears twice"),
    ("a list where a word belongs", "level: junior", "level: [junior]", 4, "`level` is a list: use one of"),
    ("a set of keys where a word belongs", "level: junior", "level: {a: b}", 4, "`level` is a set of keys"),
    ("nothing where a word belongs", "level: junior", "level:", 4, "use one of"),
    ("a list among the tags", "tags: [http]", "tags: [[http]]", 6, "the tag a list is not known"),
    ("a key among the tags", "tags: [http]", "tags:\n  - http:", 7, "the tag a set of keys is not known"),
    ("a slip in a tag", "tags: [http]", "tags: [database]", 6, "did you mean `databases`?"),
    ("a slip in a key", "level: junior", "levl: junior", 4, "did you mean `level`?"),
    ("a source's address with a bracket", "https://example.org/cors", "https://example.org/>x", 11, "no address may contain"),
    ("a source's address with a quotation mark", "https://example.org/cors", "https://example.org/'\\\"x", 11, "no address may contain"),
    ("a source's address with a blank", "https://example.org/cors", "https://example.org/a b", 11, "no address may contain"),
    ("a source that is primary by half", "primary: true", "primary: half", 10, "neither true nor false"),
    ("a source with another key", "title: A guide", "titel: A guide", 11, "`titel` is not a key of a source"),
    ("a source that is a word", "  - {title: A guide, url: \"https://example.org/cors\"}", "  - A guide", 11, "a source is not a set of keys"),
    ("a source without a title", "title: A guide, ", "", 11, "`title` is not a text"),
    ("a source whose address is a number", '"https://example.org/cors"', "5", 11, "the source has no address"),
    ("a source whose address is empty", '"https://example.org/cors"', '""', 11, "the source has no address"),
    ("a source twice", "https://example.org/cors", "https://fetch.spec.whatwg.org/", 11, "`https://fetch.spec.whatwg.org/` appears twice in `sources`"),
    ("a text without a letter", "What is CORS?", '"?!"', 2, "not a text"),
    ("nothing in a list of numbers", 'numbers: ["1"]', "numbers:", 3, "`numbers` is not a list"),
    ("no number in a list of numbers", '["1"]', "[]", 3, "`numbers` is empty"),
    ("a word of 501 letters", "What is CORS?", "b" * 501, 2, "`question` is not text, `bbbbbbbbbbbbbbbbbbbb…` has 501 characters"),
    ("a word of 501 letters in a wording", "Why is my", "b" * 501, 8, "`also_asked` is not text"),
    ("a question of 1,100 characters", "What is CORS?", "what " * 220, 2, "`question` is not text, `what what what what …` has 1099 characters"),
    ("marks on a letter", "What is CORS?", "What" + "\u0301" * 9, 2, "more than 8 marks"),
    ("a number of 4,000 digits", '["1"]', f"[0x{'f' * 4000}]", 3, f"`0x{'f' * 58}…` is not a number"),
    ("a list with a number of 4,000 digits", '["1"]', f"[[0x{'f' * 4000}]]", 3, "a list is not a number"),
    ("a number where a query belongs", "aliases: []", "searched_as: [404]", 13, "`searched_as` is not a text"),
    ("a wording twice, once with a blank", "  - Why is my request blocked?", '  - Why?\n  - "Why? "', 9, "`Why?` appears twice"),
    ("a query twice", "aliases: []", "searched_as:\n  - a\n  - a", 15, "`a` appears twice in `searched_as`"),
    ("a query that is no list", "aliases: []", "searched_as: blocked", 13, "`searched_as` is not a list"),
    ("a tag of 5,000 digits", "tags: [http]", f"tags: [{'9' * 5000}]", 6, f"the tag `{'9' * 60}…` is not known"),
    ("an alias of 4,000 digits", "aliases: []", f"aliases: [0x{'f' * 4000}]", 13, "not an earlier `topic/id`"),
    ("a source's address of 4,000 digits", '"https://example.org/cors"', f"0x{'f' * 4000}", 11, "does not begin with https"),
    ("a key without a value at the end", "aliases: []", "? x", 13, "`x` is not a key of an answer"),
    ("a control character", "level: junior", "level: ju\x07nior", 4, "U+0007"),
    ("a control character in the last line", "aliases: []", "aliases: [] # \x00", 13, "U+0000"),
    ("a number that is a truth", '["1"]', "[yes]", 3, "`yes` is not a number"),
    ("a day in quotation marks", "2026-11-01", '"2026-11-01"', 12, "`checked` is not a date"),
    ("a day with an hour", "2026-11-01", "2026-11-01 10:00:00", 12, "`checked` is not a date"),
    ("an alias on a page of MkDocs's own", "aliases: []", "aliases: [nav/b]", 13, "not an earlier `topic/id`"),
    ("an alias that is a number", "aliases: []", "aliases: [7]", 13, "not an earlier `topic/id`"),
    ("an alias on a page of a long name", "aliases: []", f"aliases: [{'a' * 81}/b]", 13, "not an earlier `topic/id`"),
    ("aliases without end", "aliases: []", f"aliases: [{', '.join(f'a{n}/x' for n in range(101))}]", 13, "`aliases` has 101 items: keep 100 at most"),
    ("an alias with a bare hyphen", "aliases: []", "aliases: [-a/b]", 13, "not an earlier `topic/id`"),
]  # fmt: skip


def read(text: str) -> list[str]:
    return [f"{line}: {message}" for line, message in read_front_matter(text).faults]


@pytest.mark.parametrize(("case", "old", "new", "line", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_wrong_head_is_refused_with_its_line(case: str, old: str, new: str, line: int, words: str) -> None:
    found = read(replace_once(FRONT, old, new) + BODY)
    assert any(one.startswith(f"{line}: ") and words in one for one in found), found


@pytest.mark.parametrize(
    ("case", "old", "new"),
    [
        ("remarks behind values", "level: junior", "level: junior   # who is asked this"),
        ("a remark behind a text", "question: What is CORS?", "question: What is CORS?      # as shown"),
        ("a sign inside a word", "What is CORS?", "What is C#?"),
        ("a text in quotation marks with a mark", "What is CORS?", '"What is C #?"'),
        ("a text that begins and ends with a quotation", "What is CORS?", "“Cohesion” or “coupling”"),
        ("a title that begins and ends with a quotation", "title: A guide", "title: ‘Go To’ is called ‘harmful’"),
        ("numbers with letters and in marks", '["1"]', '["24b", 0, "100"]'),
        ("a source that is not primary", 'cors"}', 'cors", primary: false}'),
        ("numbers without marks", '["1"]', "[1]"),
        ("a hundred aliases", "aliases: []", f"aliases: [{', '.join(f'a{n}/x' for n in range(100))}]"),
        ("an alias of a long id", "aliases: []", f"aliases: [a/{'b' * 200}]"),
        ("no tags", "tags: [http]", "tags: []"),
        ("a list of nothing", "aliases: []", "aliases:"),
        ("a day to be filled in", "checked: 2026-11-01", "checked:"),
    ],
)
def test_what_people_write_is_read(case: str, old: str, new: str) -> None:
    assert read(replace_once(FRONT, old, new) + BODY) == [], case


def test_sources_and_a_day_are_a_matter_of_the_body() -> None:
    assert read(OPEN_ANSWER) == []
    assert read(replace_once(OPEN_ANSWER, "level: mid\n", "")) == ["1: the front matter has no `level`: add it"]
    assert read(OPEN_ANSWER + BODY) == []


def test_today_is_over_where_it_ends_last() -> None:
    """The same file passes in every time zone, as soon as its day has begun anywhere."""
    latest = (datetime.now(UTC) + timedelta(hours=14)).date()
    assert read(replace_once(FRONT, "2026-11-01", str(latest)) + BODY) == []
    assert "in the future" in read(replace_once(FRONT, "2026-11-01", str(latest + timedelta(days=1))) + BODY)[0]


def test_everything_wrong_is_told_at_once() -> None:
    text = replace_once(replace_once(FRONT, "junior", "guru"), "tags: [http]", "tags: [x, y]") + BODY
    assert len(read(text)) == 3


def test_a_wrong_item_is_told_once_though_it_stands_twice() -> None:
    assert len(read(replace_once(FRONT, "tags: [http]", "tags: [x, x]") + BODY)) == 2
    assert len(read(replace_once(FRONT, "tags: [http]", "tags: [http, http, http]") + BODY)) == 2


def test_a_new_answer_has_every_key_and_a_head_that_can_be_read() -> None:
    head = read_front_matter(fill_template(Question("x", "web", ("7",), 'What is "x"?')))
    assert set(head.lines) == set(KEYS)
    assert head.faults == ()


def test_contributing_names_every_key() -> None:
    text = (Path(ROOT) / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in KEYS if f"| `{name}` |" not in text] == []
