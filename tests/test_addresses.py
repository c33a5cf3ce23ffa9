"""Addresses: which may be linked, and which anchors are made of texts."""

from time import process_time

import pytest

from guide.addresses import (
    LONGEST_ID,
    LONGEST_SLUG,
    find_address_fault,
    find_id_fault,
    find_link_fault,
    make_free_id,
    make_slug,
    resolve_answer_link,
)

REFUSED = [
    ("http://example.org/", "does not begin with https://"),
    ("HTTPS-like://example.org/", "does not begin with https://"),
    ("javascript:alert(1)", "does not begin with https://"),
    ("https://exаmple.org/", "not in plain ASCII"),
    ("https://xn--exmple-4nf.org/", "not in plain ASCII"),
    ("https://example/", "does not name a public page"),
    ("https://127.0.0.1/", "does not name a public page"),
    ("https://[::1]/", "does not name a public page"),
    ("https://example.org:443/", "does not name a public page"),
    ("https://example.org:0/", "does not name a public page"),
    ("https://me@example.org/", "does not name a public page"),
    ("https://-example.org/", "does not name a public page"),
    ("https:///x", "does not name a public page"),
    ("https://example.org/a b", "no address may contain"),
    ("https://example.org/ä", "no address may contain"),
    ('https://example.org/"', "no address may contain"),
    ("https://example.org/<x>", "no address may contain"),
    ("https://example.org/`x`", "no address may contain"),
    ("https://example.org/{x}", "no address may contain"),
    ("https://example.org/x\\y", "no address may contain"),
    ("https://example.org/x|y", "no address may contain"),
    ("https://[x/", "is not an address"),
    ("https://example.org:x/", "is not an address"),
]


@pytest.mark.parametrize(("url", "words"), REFUSED)
def test_an_address_that_is_none_is_refused(url: str, words: str) -> None:
    assert words in find_address_fault(url)


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "https://a.b-c.example.org/x/(y)?z=1&a=[b]#c,d;e", "https://en.wikipedia.org/wiki/C%2B%2B"],
)
def test_an_address_passes(url: str) -> None:
    assert find_address_fault(url) == ""


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("cors.md", ("web/cors", "")),
        ("cors.md#pitfalls", ("web/cors", "pitfalls")),
        ("../systems/server.md", ("systems/server", "")),
        ("../../x/y.md", None),
        ("-x.md", None),
        ("x-.md", None),
        ("../--a-/b.md", None),
        ("cors.md?x", None),
        ("https://example.org/cors.md", None),
    ],
)
def test_links_between_answers(href: str, target: tuple[str, str] | None) -> None:
    assert resolve_answer_link(href, "web") == target


@pytest.mark.parametrize(
    ("href", "is_wrong"), [("cors.md#short-answer", False), ("cors.md#sources", True), ("cors", True), ("#x", True)]
)
def test_the_part_of_a_link_is_a_section(href: str, is_wrong: bool) -> None:
    assert bool(find_link_fault(href)) is is_wrong


LONG_WORD = "pneumonoultramicroscopicsilicovolcanoconiosis"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("What is CORS?", "what-is-cors"),
        ("What's `a` in Größe?", "whats-a-in-groe"),
        ("one two three four five six seven eight nine", "one-two-three-four-five-six-seven-eight"),
        ("什么", ""),
        ("C++ & C#", "c-c"),
        (f"{'a' * 40} {'b' * 39} c", f"{'a' * 40}-{'b' * 39}"),
        (f"{'a' * 40} {'b' * 40} c", "a" * 40),
        (" ".join([LONG_WORD] * 5), LONG_WORD),
        ("a" * 81, "a" * 80),
        (f"{'a' * 300} b", "a" * 80),
        (f"b {'a' * 300}", "b"),
    ],
)
def test_a_slug_is_made_of_the_first_words(text: str, slug: str) -> None:
    assert make_slug(text) == slug
    assert len(slug) <= LONGEST_SLUG


@pytest.mark.parametrize(
    ("identifier", "fault"),
    [
        ("cors", ""),
        ("12-factor", ""),
        ("a" * LONGEST_ID, ""),
        ("a" * (LONGEST_ID + 1), "has 81 characters: use 80 at most"),
        ("a-" * 120 + "a", "has 241 characters: use 80 at most"),
        ("", "use lowercase letters, digits, and hyphens"),
        ("CORS", "use lowercase letters, digits, and hyphens"),
        ("a.b", "use lowercase letters, digits, and hyphens"),
        ("a--b", "use lowercase letters, digits, and hyphens"),
        ("cors\n", "use lowercase letters, digits, and hyphens"),
    ],
)
def test_an_id_is_plain_and_not_long(identifier: str, fault: str) -> None:
    assert find_id_fault(identifier).endswith(fault)
    assert bool(find_id_fault(identifier)) is bool(fault)


def test_a_free_id_is_looked_for_until_it_is_found() -> None:
    assert make_free_id("a", {}) == "a"
    assert make_free_id("a", {"a": 2}) == "a-2"
    assert make_free_id("a", dict.fromkeys(["a", "a-2", "a-3"], 2)) == "a-4"


def test_ids_of_one_name_are_numbered_in_their_order() -> None:
    taken = dict.fromkeys(["b", "a-3"], 2)
    made = [make_free_id(wanted, taken) for wanted in ("a", "a", "a", "a-2", "b", "a", "a-2", "a-4", "c")]
    assert made == ["a", "a-2", "a-4", "a-2-2", "b-2", "a-5", "a-2-3", "a-4-2", "c"]


def test_thousands_of_ids_of_one_name_are_made_at_once() -> None:
    taken: dict[str, int] = {}
    start = process_time()
    made = [make_free_id("a", taken) for _ in range(12_000)]
    assert (made[1], made[-1], len(set(made))) == ("a-2", "a-12000", 12_000)
    assert process_time() - start < 1
