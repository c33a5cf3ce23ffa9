"""Fences: their words, the names they use, and what may stand where. One check for the page and for the runner."""

import pytest

from guide.check.fences import find_fence_faults, marked_lines
from guide.read.document import Document, parse_document

HEAD = "---\nx: y\n---\n"
PROGRAM = (
    '```python title="a.py"\nx = 1\n\n\ndef f():\n    return x\n\n\nprint(f())\n```\n\n```text title="Output"\n1\n```\n'
)


def parse(body: str) -> Document:
    return parse_document(f"{HEAD}{body}\n".encode(), "a.md", "web", "a")


def find_faults(body: str) -> list[tuple[int, str]]:
    return list(find_fence_faults(parse(body)))


REFUSED = [
    ("no language", "```\nx\n```", 4, "such as ```python, or ```text title=\"Output\" for what a program printed"),
    ("no language but words", '```title="x"\nx\n```', 4, "names no language"),
    ("a language in capitals", "```Python\nx\n```", 4, "`Python` is not a language"),
    ("a language that nothing checks", "```ruby\nx\n```", 4, "nothing checks a fence in `ruby`"),
    ("a language by its short name", "```py\nx\n```", 4, "did you mean `python`?"),
    ("text without a reason", "```text\nx\n```", 4, "nothing checks a fence in `text`"),
    ("a fence that is not closed", "```json\n{}", 4, "is not closed"),
    ("a fence closed with fewer marks", "````json\n{}\n```", 4, "is not closed"),
    ("a mark that is not closed", '```json title="x\n{}\n```', 4, "a quotation mark"),
    ("a word without a value", "```json title\n{}\n```", 4, '"title" in the fence\'s first line is not NAME="VALUE"'),
    ("an unknown word", '```json name="x"\n{}\n```', 4, "`name` is not known in a fence"),
    ("a word twice", '```json title="x" title="y"\n{}\n```', 4, '"title" appears twice'),
    ("a title out of the folder", '```json title="../x"\n{}\n```', 4, "cannot be read"),
    ("a title from the root", '```json title="/etc/x"\n{}\n```', 4, "cannot be read"),
    ("a title with a blank", '```json title="a b"\n{}\n```', 4, "cannot be read"),
    ("a title of dots", '```json title=".."\n{}\n```', 4, "cannot be read"),
    ("a program without a name", "```python\nx\n```", 4, "the program has no file name"),
    ("a program with a path", '```python title="a/b.py"\nx\n```', 4, "is a path"),
    ("an exit status that is none", '```bash title="a.sh" exit="256"\nx\n```', 4, "an exit status from 0 to 255"),
    ("an exit status in other digits", '```bash title="a.sh" exit="١"\nx\n```', 4, "an exit status from 0 to 255"),
    ("a reason of no words", '```text unchecked="..."\nx\n```', 4, "write the reason"),
    ("a tool that is not in the table", '```bash title="a.sh" needs="curl"\nx\n```', 4, "not in the table of tools"),
    ("a tool by its path", '```bash title="a.sh" needs="/bin/sh"\nx\n```', 4, "cannot be read"),
    ("81 fences", '```json\n{}\n```\n\n' * 81, 324, "81 fences: 80 are enough"),
    ("thousands of fences", '```python title="a.py"\nx\n```\n\n' * 2000, 324, "2000 fences: 80 are enough"),
    ("20,001 characters of code", f'{PROGRAM}\n```text unchecked="a"\n{"a" * 19_955}\n```', 19, "hold 20001 characters in all: 20000 are enough"),
    ("a file that is not there", '```bash title="a.sh" uses="b.py"\nx\n```', 4, "no fence of this answer has that title"),
    ("a file that is there twice", '```json title="b"\n{}\n```\n\n```json title="b"\n{}\n```\n\n```bash title="a.sh" uses="b"\nx\n```', 12, "2 fences of this answer"),
    ("a diagram as a file", '```mermaid title="env.sh"\nflowchart LR\n%% ; nproc() { echo 4096; }\n```\n\n```bash title="a.sh" uses="env.sh"\n. ./env.sh\n```', 9, 'uses="env.sh": that fence is neither a program that is run nor parsed data'),
    ("a diagram with a reason as a file", '```mermaid title="env.sh" unchecked="no"\nflowchart LR\n```\n\n```bash title="a.sh" uses="env.sh"\nx\n```', 8, "is neither a program that is run"),
    ("an unchecked program as a file", '```python title="b.py" unchecked="a part"\nx\n```\n\n```python title="a.py" uses="b.py"\nx\n```', 8, "is neither a program that is run"),
    ("an unchecked text as a file", '```text title="b" unchecked="a list"\nx\n```\n\n```python title="a.py" uses="b"\nx\n```', 8, "is neither a program that is run"),
    ("an excerpt as a file", f'{PROGRAM}\n```python title="b.py" excerpt="a.py"\nx = 1\n```\n\n```python title="c.py" uses="b.py"\nx\n```', 23, "is neither a program that is run"),
    ("an output as a file", f'{PROGRAM}\n```python title="c.py" uses="Output"\nx\n```', 19, "is neither a program that is run"),
    ("a transcript as a file", '```console title="b"\n$ true\n```\n\n```bash title="a.sh" uses="b"\nx\n```', 8, "is neither a program that is run"),
    ("a request as a file", f'{PROGRAM}\n```http title="b" of="a.py"\nGET / HTTP/1.1\nHost: a\n```\n\n```bash title="c.sh" uses="b"\nx\n```', 24, "is neither a program that is run"),
    ("a file of a request's server that is none", '```mermaid title="b"\nflowchart LR\n```\n\n```python title="a.py" uses="b"\nx\n```\n\n```http of="a.py"\nGET / HTTP/1.1\nHost: a\n```', 8, "is neither a program that is run"),
    ("a module of Python's own", '```python title="statistics.py"\nx\n```\n\n```python title="a.py" uses="statistics.py"\nx\n```', 8, "`statistics.py` would be taken for Python's own module"),
    ("the same from another language", '```python title="_strptime.py"\nx\n```\n\n```bash title="a.sh" uses="_strptime.py"\nx\n```', 8, "`_strptime.py` would be taken for Python's own module"),
    ("the same as data", '```yaml title="json.py"\na: 1\n```\n\n```python title="a.py" uses="json.py"\nx\n```', 8, "`json.py` would be taken for Python's own module"),
    ("the same under the program's own name", '```python title="b.py"\nx\n```\n\n```python title="random.py" uses="b.py"\nx\n```', 8, "`random.py` would be taken for Python's own module"),
    ("a class that Java takes unasked", '```java title="Math.java"\nx\n```\n\n```java title="Main.java" uses="Math.java"\nx\n```', 8, 'uses="Math.java": it would be taken for any class of that name'),
    ("a line to mark that is not there", '```json hl_lines="2"\n{}\n```', 4, "hl_lines names a line that does not exist"),
    ("a line zero to mark", '```json hl_lines="0"\n{}\n```', 4, "hl_lines names a line that does not exist"),
    ("lines to mark the wrong way round", '```json hl_lines="3-1 2"\n[\n1\n]\n```', 4, "swap the two numbers"),
    ("lines to mark in words", '```json hl_lines="all"\n{}\n```', 4, "write line numbers"),
    ("an output under nothing", '```text title="Output"\nx\n```', 4, "is not below a sample that is run"),
    ("an output under data", '```json\n{}\n```\n\n```text title="Output"\nx\n```', 8, "is not below a sample that is run"),
    ("an output under words", '```python title="a.py"\nx\n```\n\nwords\n\n```text title="Output"\nx\n```', 10, "is not below a sample that is run"),
    ("an output under an unchecked program", '```python unchecked="no"\nx\n```\n\n```text title="Output"\nx\n```', 8, "is not below a sample that is run"),
    ("a second output", f'{PROGRAM}\n```text title="Output"\n2\n```', 19, "is not below a sample that is run"),
    ("an output that nobody ran", '```python title="a.py"\nx\n```\n\n```text title="Output" unchecked="made up"\n42\n```', 8, "`unchecked` does nothing for what a program printed"),
    ("an output in another item", '- ```python title="a.py"\n  x\n  ```\n- ```text title="Output"\n  x\n  ```', 7, "is not below a sample that is run"),
    ("a server of no http", '```json of="a.py"\n{}\n```', 4, "`of` does nothing for data"),
    ("a request of no program", '```http of="b.py"\nGET / HTTP/1.1\nHost: a\n```', 4, "no program of this answer that is run"),
    ("a request that is none", f'{PROGRAM}\n```http of="a.py"\nHello\n```', 19, "write a request"),
    ("a request without a host", f'{PROGRAM}\n```http of="a.py"\nGET / HTTP/1.1\n```', 20, "exactly one Host"),
    ("a response that is none", f'{PROGRAM}\n```http of="a.py"\nGET / HTTP/1.1\nHost: a\n\nHTTP/1.1 200 OK\nDate : x\n```', 24, "the exchange is not valid"),
    ("an option for a name", '```python title="-c"\nx\n```', 4, "cannot be read"),
    ("a program of this machine as a tool", '```bash title="a.sh" needs="cargo"\nx\n```', 4, "not in the table of tools"),
    ("an output by another language's grammar", '```python title="a.py"\nx\n```\n\n```json title="Output"\n{}\n```', 8, "reads like what a program printed"),
    ("an output in other letters", '```python title="a.py"\nx\n```\n\n```text title="OUTPUT" unchecked="made up"\n42\n```', 8, "reads like what a program printed"),
    ("an excerpt under the title of an output", f'{PROGRAM}\n```text title="Output" excerpt="a.py"\n1\n```', 19, "reads like what a program printed"),
    ("an exit status of data", '```json exit="1"\n{}\n```', 4, "`exit` does nothing for data"),
    ("an exit status of a request", f'{PROGRAM}\n```http of="a.py" exit="1"\nGET / HTTP/1.1\nHost: a\n```', 19, "`exit` does nothing for a request that is sent"),
    ("a name of a diagram", '```mermaid title="a.mmd"\nflowchart LR\n```', 4, "`title` does nothing for a diagram"),
    ("a diagram that is not checked", '```mermaid unchecked="x"\nflowchart LR\n```', 4, "`unchecked` does nothing for a diagram"),
    ("a tool of what is not run", '```text unchecked="x" needs="postgresql"\nx\n```', 4, "`needs` does nothing for a sample that is not checked"),
    ("a file of data", '```json uses="a.py"\n{}\n```', 4, "`uses` does nothing for data"),
    ("an excerpt that is not checked", f'{PROGRAM}\n```python excerpt="a.py" unchecked="x"\nx = 1\n```', 19, "`unchecked` does nothing for an excerpt"),
    ("a formula", '```math unchecked="x"\nx\n```', 4, "GitHub makes a drawing"),
    ("a map", '```geojson unchecked="x"\n{}\n```', 4, "GitHub makes a drawing"),
    ("a request that is not sent", f'{PROGRAM}\n```http of="a.py" unchecked="no"\nGET / HTTP/1.1\nHost: a\n```', 19, "`of` does nothing for a sample that is not checked"),
    ("a request with a tool, which is its server's", f'{PROGRAM}\n```http of="a.py" needs="postgresql"\nGET / HTTP/1.1\nHost: a\n```', 19, "`needs` does nothing for a request that is sent"),
    ("a request with a file, which is its server's", f'{PROGRAM}\n```http of="a.py" uses="a.py"\nGET / HTTP/1.1\nHost: a\n```', 19, "`uses` does nothing for a request that is sent"),
    ("a line to mark in an output", '```python title="a.py"\nx\n```\n\n```text title="Output" hl_lines="1"\n1\n```', 8, "`hl_lines` does nothing for what a program printed"),
    ("a server of a program", f'{PROGRAM}\n```python title="b.py" of="a.py"\nx\n```', 19, "`of` does nothing for a program that is run"),
    ("an excerpt in a diagram", f'{PROGRAM}\n```mermaid excerpt="a.py"\nx = 1\n```', 19, "`excerpt` does nothing for a diagram"),
    ("an output in small letters", '```python title="a.py"\nx\n```\n\n```text title="output"\n1\n```', 8, 'or ```text title="Output" for what'),
    ("a request of itself", '```http title="a" of="a"\nGET / HTTP/1.1\nHost: a\n```', 4, "no program of this answer that is run"),
    ("an excerpt of an unchecked namesake", f'```python title="a.py" unchecked="no"\ny = 2\n```\n\n{PROGRAM}\n```python excerpt="a.py"\ny = 2\n```', 24, "`y = 2` is not in a.py like this"),
    ("an excerpt of nothing", f'{PROGRAM}\n```python excerpt="b.py"\nx = 1\n```', 19, "no program of this answer that is run"),
    ("an excerpt of two programs", f'{PROGRAM}\n```python excerpt="a.py a.py"\nx = 1\n```', 19, "cannot be read"),
    ("an excerpt of data", '```json title="b"\n{}\n```\n\n```json excerpt="b"\n{}\n```', 8, "no program of this answer that is run"),
    ("a changed line", f'{PROGRAM}\n```python excerpt="a.py"\ndef f():\n    return y\n```', 21, "`return y` is not in a.py like this"),
    ("lines in another order", f'{PROGRAM}\n```python excerpt="a.py"\nprint(f())\nx = 1\n```', 21, "`x = 1` is not in a.py like this"),
    ("a line shown twice", f'{PROGRAM}\n```python excerpt="a.py"\nx = 1\nx = 1\n```', 21, "`x = 1` is not in a.py like this"),
    ("a line of the program as output", f'{PROGRAM}\n```text excerpt="a.py"\nx = 1\n```', 20, "`x = 1` is not in a.py like this"),
    ("an excerpt of marks alone", f'{PROGRAM}\n```python excerpt="a.py"\n# ...\n```', 19, "shows no line"),
    ("an excerpt of an output that is not there", '```python title="a.py"\nx\n```\n\n```text excerpt="a.py"\nx\n```', 8, "shows no output"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "body", "line", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_wrong_fence_is_refused_with_its_line(case: str, body: str, line: int, words: str) -> None:
    found = find_faults(body)
    assert any(number == line and words in message for number, message in found), found


ACCEPTED = [
    ("a program and its output", PROGRAM),
    ("a program that prints nothing", '```python title="a.py"\nx = 1\n```'),
    ("a program meant to fail", '```bash title="a.sh" exit="3"\nexit 3\n```'),
    ("a transcript without a title", "```console\n$ true\n```"),
    ("a request and its response", f'{PROGRAM}\n```http of="a.py"\nGET / HTTP/1.1\nHost: a\n\nHTTP/1.1 200 OK\n```'),
    ("a transcript's tool", '```console needs="mariadb-server"\n$ true\n```'),
    ("a path for what is not run", '```yaml title=".github/workflows/ci.yml"\na: 1\n```'),
    ("a file that it uses", '```json title="b.json"\n{}\n```\n\n```python title="a.py" uses="b.json"\nx\n```'),
    ("a program that it uses", '```python title="b.py"\nx\n```\n\n```python title="a.py" uses="b.py"\nx\n```'),
    (
        "a request that is only shown as a file",
        '```http title="b"\nGET / HTTP/1.1\nHost: a\n```\n\n```python title="a.py" uses="b"\nx\n```',
    ),
    ("a module's name without another file", '```python title="trace.py"\nx\n```'),
    (
        "a module's name in another language",
        '```json title="calendar.json"\n{}\n```\n\n```python title="a.py" uses="calendar.json"\nx\n```',
    ),
    (
        "a name that Node.js takes for its own first",
        '```javascript title="fs.js"\nx\n```\n\n```javascript title="a.js" uses="fs.js"\nx\n```',
    ),
    ("80 fences", "```json\n{}\n```\n\n" * 80),
    ("20,000 characters of code", f'{PROGRAM}\n```text unchecked="a"\n{"a" * 19_954}\n```'),
    ("a diagram", "```mermaid\nflowchart LR\n```"),
    ("a program that cannot be run", '```python unchecked="it needs a browser"\nx\n```'),
    ("a language of nobody with a reason", '```ruby unchecked="it needs Ruby"\nx\n```'),
    (
        "words for each of their kinds",
        f'{PROGRAM}\n```http title="b" of="a.py" hl_lines="1"\nGET / HTTP/1.1\nHost: a\n```\n\n```python title="c" excerpt="a.py" hl_lines="1"\nx = 1\n```\n\n```text title="d" unchecked="no" hl_lines="1"\nx\n```',
    ),
    ("lines to mark", '```json hl_lines="1-2 3"\n[\n1\n]\n```'),
    ("an excerpt without a gap", f'{PROGRAM}\n```python excerpt="a.py"\ndef f():\nreturn x\n```'),
    ("an excerpt with gaps", f'{PROGRAM}\n```python excerpt="a.py"\nx = 1\n# ...\nprint(f())\n...\n```'),
    ("an excerpt of the output", f'{PROGRAM}\n```text excerpt="a.py"\n1\n```'),
    ("a fence behind a tab in a list", "-\tx\n\n\t```json\n\t{}\n\t```"),
    ("a fence behind a number and a tab", "1.\t```json\n\t{}\n\t```"),
    ("an output in a quotation", '> ```python title="a.py"\n> x\n> ```\n>\n> ```text title="Output"\n> x\n> ```'),
]


@pytest.mark.parametrize(("case", "body"), ACCEPTED, ids=[row[0] for row in ACCEPTED])
def test_a_right_fence_passes(case: str, body: str) -> None:
    assert find_faults(body) == []


def test_the_lines_to_mark_are_those_of_all_ranges() -> None:
    fence = parse('```json hl_lines="2-4 7"\n[\n1\n]\n```').fences[0]
    assert marked_lines(fence) == {2, 3, 4, 7}


@pytest.mark.parametrize("info", ["mermaid", "python unchecked=no", "console", "text unchecked=no", "http of=a.py"])
def test_what_is_no_file_is_not_laid_out(info: str) -> None:
    document = parse(f'```{info} title="b"\nx\n```\n\n```python title="a.py" uses="b"\nx\n```')
    assert document.samples[-1].files == ()
