"""Parsed samples: what each grammar takes, what it refuses, and the line that it names."""

import time

import pytest
from sample_checks import find_samples

from guide.languages import LANGUAGES, Kind
from guide.read.http_message import find_http_faults
from guide.samples.validators import find_grammar_problems

VALID = [
    ("json", "an object", '{"a": [1, null, "x"]}\n'),
    ("json", "a bare value", "true\n"),
    ("yaml", "a mapping", "a: 1\nb:\n  - x\n"),
    ("yaml", "two documents", "a: 1\n---\na: 2\n"),
    ("yaml", "an anchor used again", "a: &x {b: 1}\nc: *x\n"),
    (
        "html",
        "a page",
        "<!DOCTYPE html>\n<html lang=en>\n<head><title>a</title></head><body><p>b<p>c<br></body></html>\n",
    ),
    ("html", "a part of a page", '<ul>\n  <li>a\n  <li>b\n</ul><my-part x></my-part><svg><path d="M0"/></svg>\n'),
    ("html", "a script that holds tags", "<script>if (a < b) { x = '<p>'; }</script>\n"),
    ("html", "what closes itself, and what is drawn", "<br/><svg/><svg><odd/></svg><math><mi>x</mi></math>\n"),
    ("html", "attributes without values", "<p id hidden><p id hidden>\n"),
    ("json", "as long as a reader reads", f"[{' ' * 16_381}]\n"),
    ("http", "a response without the blank behind its status", "HTTP/1.1 200\nDate: x\n"),
    ("http", "a request of the older version, which names no host", "GET / HTTP/1.0\n"),
    ("http", "a request", "GET /a?b=c HTTP/1.1\nHost: example.org\n"),
    ("http", "a request with a body", 'POST /a HTTP/1.1\nHost: a\nContent-Type: application/json\n\n{"a": 1}\n'),
    ("http", "a response", "HTTP/1.1 404 Not Found\nContent-Length: 0\n"),
    ("http", "a response without a reason", "HTTP/1.1 200 \nDate: x\n"),
    ("http", "an empty field", "HTTP/1.1 200 OK\nX-Empty:\n"),
    ("http", "all about a server", "OPTIONS * HTTP/1.1\nHost: a\n"),
    ("http", "a tunnel", "CONNECT a.example:443 HTTP/1.1\nHost: a.example:443\n"),
    ("http", "a request through a proxy", "GET http://a.example/b HTTP/1.1\nHost: a.example\n"),
    ("nginx", "a whole file", "events {}\nhttp {\n  server { listen 80; }\n}\n"),
    (
        "nginx",
        "what stands inside http",
        "upstream a { server b:80; }\nserver {\n  location / { proxy_pass http://a; }\n}\n",
    ),
    ("nginx", "what stands inside server", "location / {\n  proxy_pass http://a;\n}\n"),
]

INVALID = [
    ("json", "a comma too many", '{\n  "a": 1,\n}\n', 3),
    ("json", "a comment", "// a\n{}\n", 1),
    ("json", "a name twice", '{"a": 1, "a": 2}\n', 1),
    ("json", "no number", '{"a": NaN}\n', 1),
    ("json", "nothing", "\n", 2),
    ("yaml", "a tab", "a:\n\tb: 1\n", 2),
    ("yaml", "a key twice", "a: 1\nb: 2\na: 3\n", 3),
    ("yaml", "a key twice deeper down", "x:\n  a: 1\n  a: 2\n", 3),
    ("yaml", "a mapping merged in, which multiplies", "a: &x {b: 1}\nc:\n  <<: *x\n", 3),
    ("yaml", "nested too deep", f"a: {'[' * 1000}\n", 1),
    ("yaml", "a date that there is not", "a: 2026-02-30\n", 1),
    ("json", "nested too deep", f"{'[' * 10_000}\n", 1),
    ("json", "longer than a reader reads", f"[{'1,' * 8_500}1]\n", 1),
    ("yaml", "a number that is none", 'a: !!int ""\n', 1),
    ("yaml", "a truth that is none", "a: !!bool maybe\n", 1),
    ("yaml", "a time that is none", "a: !!timestamp x\n", 1),
    ("yaml", "a mapping that is none", "a: !!map [1]\n", 1),
    ("html", "a section that there is not", "<![odd[ x ]]>\n", 1),
    ("html", "a character of too many digits", f"<p id='&#{'9' * 5000};'>\n", 1),
    ("nginx", "a directive without an end", "events {}\nuser\n", 2),
    ("nginx", "nothing but an end", ";\n", 1),
    ("yaml", "an open bracket", "a: [1\n", 2),
    ("html", "tags crossed", "<div>\n<b><i>x</b></i></div>\n", 2),
    ("html", "never closed", "<div>\n<span>x\n</div>\n", 2),
    ("html", "closed, not open", "x\n</p>\n", 2),
    ("html", "no element", "<blink>x</blink>\n", 1),
    ("html", "an id twice", '<p id="a">\n<p id="a">\n', 2),
    ("html", "an attribute twice", '<p class="a" class="b">\n', 1),
    ("html", "a void element closed", "x\n</br>\n", 2),
    ("html", "closes itself", "<div/>\n", 1),
    ("html", "the text ends inside a tag", "<p>x\n<div class=\n", 2),
    ("html", "never closed at the end", "<p>x\n<em>\n", 2),
    ("json", "a character longer than a reader reads", f"[{' ' * 16_382}]\n", 1),
    ("yaml", "a list as a key", "a: 1\n? [b]\n: 1\n", 2),
    ("html", "no element behind a drawing", "<svg></svg>\n<blink></blink>\n", 2),
    ("http", "all, asked for by another method", "GET * HTTP/1.1\nHost: a\n", 1),
    ("http", "a tunnel to a path", "CONNECT /a HTTP/1.1\nHost: a\n", 1),
    ("http", "a field that begins with a tab", "HTTP/1.1 200 OK\nA: b\n\tc\n", 3),
    ("http", "no version", "GET /a\nHost: a\n", 1),
    ("http", "a blank in the target", "GET /a b HTTP/1.1\nHost: a\n", 1),
    ("http", "a target without a slash", "GET a HTTP/1.1\nHost: a\n", 1),
    ("http", "a letter that is not escaped", "GET /ä HTTP/1.1\nHost: a\n", 1),
    ("http", "a status of two digits", "HTTP/1.1 40 Bad\n", 1),
    ("http", "a status that there is not", "HTTP/1.1 700 Odd\n", 1),
    ("http", "a blank before the colon", "HTTP/1.1 200 OK\nA: b\nDate : x\n", 3),
    ("http", "a line that is no field", "HTTP/1.1 200 OK\nhello\n", 2),
    ("http", "a field over two lines", "HTTP/1.1 200 OK\nA: b\n  c\n", 3),
    ("http", "a sign in a value that no field holds", "HTTP/1.1 200 OK\nA: €\n", 2),
    ("http", "no host", "GET / HTTP/1.1\nAccept: */*\n", 1),
    ("http", "two hosts", "GET / HTTP/1.1\nHost: a\nhost: b\n", 1),
    ("http", "a blank line first", "\nGET / HTTP/1.1\n", 1),
    ("nginx", "an unknown directive", "events {}\nhttp {\n  lisen 80;\n}\n", 3),
    ("nginx", "no argument", "server {\n  listen;\n}\n", 2),
    ("nginx", "in the wrong place", "server {\n  listen 80;\n  proxy_pass http://a;\n}\n", 3),
    ("nginx", "no closing brace", "server {\n  listen 80;\n", 2),
]  # fmt: skip


def find_lines(language: str, code: str) -> list[int]:
    """The lines within the fence that are complained of."""
    samples, problems = find_samples("a.md", f"```{language}\n{code}```\n")
    assert problems == []
    found = list(find_grammar_problems(samples[0]))
    assert not any(problem.message.endswith(": ") for problem in found), "no reason is given"
    return [problem.line - 1 for problem in found]


def test_every_parsed_language_is_tried() -> None:
    parsed = {name for name, row in LANGUAGES.items() if row.kind is Kind.PARSED}
    assert {language for language, _, _ in VALID} == {row[0] for row in INVALID} == parsed


@pytest.mark.parametrize(("language", "case", "code"), VALID)
def test_what_is_valid(language: str, case: str, code: str) -> None:
    assert find_lines(language, code) == [], f"{language}: {case}"


@pytest.mark.parametrize(("language", "case", "code", "line"), INVALID)
def test_what_is_not_valid(language: str, case: str, code: str, line: int) -> None:
    assert find_lines(language, code)[:1] == [line], f"{language}: {case}"


LENGTH = 60_000
LONG_MESSAGES = [
    ("blanks inside a value", f"GET / HTTP/1.1\nHost: a\nX: x{' ' * LENGTH}y", 0),
    ("blanks before a sign that no field holds", f"GET / HTTP/1.1\nHost: a\nX:{' ' * LENGTH}€", 3),
    ("tabs behind a value", f"GET / HTTP/1.1\nHost: a\nX: x{chr(9) * LENGTH}", 0),
    ("a name without a colon", f"GET / HTTP/1.1\nHost: a\n{'x' * LENGTH}", 3),
    ("colons", f"GET / HTTP/1.1\nHost: a\nx{':' * LENGTH}", 0),
    ("slashes in the target", f"GET {'/' * LENGTH}\\ HTTP/1.1\nHost: a", 1),
    ("a long name of another host", f"GET http://{'a' * LENGTH}# HTTP/1.1\nHost: a", 1),
    ("ports in a tunnel", f"CONNECT {':1' * LENGTH}x HTTP/1.1\nHost: a", 1),
    ("blanks behind a status", f"HTTP/1.1 200 {' ' * LENGTH}€", 1),
]


@pytest.mark.parametrize(("case", "code", "line"), LONG_MESSAGES, ids=[row[0] for row in LONG_MESSAGES])
def test_a_long_message_is_read_in_a_time_that_grows_with_its_length(case: str, code: str, line: int) -> None:
    start = time.process_time()
    faults = list(find_http_faults(code))
    assert time.process_time() - start < 1, case
    assert [number for number, _ in faults] == ([line] if line else []), case
