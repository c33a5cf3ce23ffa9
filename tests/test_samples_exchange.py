"""HTTP exchanges: the request shown is sent to the program named, and what comes back is held against what is shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from sample_checks import find_problems, find_samples, needs_sandbox

from guide.read.exchange import list_requests, parse_exchanges, show_exchanges
from guide.samples.job import Job
from guide.samples.recipes import make_job
from guide.samples.sandbox.client import run_job

SERVER = """\
import os
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    count = 0

    def do_GET(self):
        Handler.count += 1
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("X-Count", str(Handler.count))
        self.end_headers()
        self.wfile.write(f"hello\\n{self.path}\\n".encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(body)


HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""
GET = "GET /a HTTP/1.1\nHost: a.example\n"
POST = "POST /b HTTP/1.1\nHost: a.example\n\n{}\n"
OK = "HTTP/1.0 200 OK\nContent-Type: text/plain\n"
PRINTED = '[[["HTTP/1.0 200 OK", "Date: now", "Content-Type: text/plain", "X-Count: 1"], "hello\\n/a\\n"]]'


@pytest.mark.parametrize(
    ("case", "code", "shapes"),
    [
        ("a request alone", GET, [(2, 0, None)]),
        ("a request and its response", f"{GET}\n{OK}\nhello\n", [(2, 0, (2, 1))]),
        ("a body in the request", f"{POST}\n{OK}", [(2, 1, (2, 0))]),
        ("two of them", f"{GET}\n{OK}\nhello\n\n{POST}\n{OK}", [(2, 0, (2, 1)), (2, 1, (2, 0))]),
        ("an empty line in the body", f"{GET}\n{OK}\nhello\n\nyou\n", [(2, 0, (2, 3))]),
    ],
)
def test_exchanges_of_a_fence(case: str, code: str, shapes: list[tuple[int, int, tuple[int, int] | None]]) -> None:
    found = [
        (
            len(one.request.head),
            len(one.request.body),
            one.response and (len(one.response.head), len(one.response.body)),
        )
        for one in parse_exchanges(code)
    ]
    assert found == shapes, case


@pytest.mark.parametrize(
    ("case", "code"),
    [("a response first", OK), ("two responses", f"{GET}\n{OK}\n{OK}"), ("words", "Hello\n"), ("nothing", "")],
)
def test_what_is_no_exchange(case: str, code: str) -> None:
    with pytest.raises(ValueError, match="write a request"):
        parse_exchanges(code)


def test_a_request_is_sent_as_it_stands() -> None:
    assert list_requests(f"{GET}\n{OK}\n{POST}") == [GET, POST[:-1]]


@pytest.mark.parametrize(
    ("case", "shown", "real"),
    [
        ("the same", f"{OK}\nhello\n/a\n", f"{OK}\nhello\n/a\n"),
        ("no body is shown", OK, OK),
        ("header lines in another order", "HTTP/1.0 200 OK\nX-Count: 1\nContent-Type: text/plain\n", None),
        ("a name in other letters", "HTTP/1.0 200 OK\ncontent-type: text/plain\n", OK),
        ("dots", "HTTP/1.0 200 OK\nDate: ...\n\n...\n/a\n", None),
        ("dots in the status line", "HTTP/1.0 200 ...\nX-Count: 1\n", None),
        ("another status", OK.replace("200 OK", "201 Created"), OK),
        ("another version", OK.replace("1.0", "1.1"), OK),
        ("a header line that does not come", f"{OK}X-Odd: 1\n", OK),
        ("another value", OK.replace("plain", "html"), OK),
        ("another body", f"{OK}\nhello\n", f"{OK}\nhello\n/a\n"),
        ("nothing yet", "", f"{OK}\nhello\n/a\n"),
    ],
)
def test_what_is_shown_of_a_response(case: str, shown: str, real: str | None) -> None:
    after = show_exchanges(GET + (f"\n{shown}" if shown else ""), PRINTED)
    assert "\n".join(after) + "\n" == f"{GET}\n{shown if real is None else real}", case


def test_a_response_without_a_body_is_written_without_one() -> None:
    assert show_exchanges(GET, '[[["HTTP/1.0 204 No Content", "Date: now"], ""]]')[-2:] == [
        "",
        "HTTP/1.0 204 No Content",
    ]


@pytest.mark.parametrize(
    ("case", "printed"),
    [
        ("words", "hello"),
        ("a number", "[1]"),
        ("nothing", "[]"),
        ("two responses to one request", f"{PRINTED[:-1]}, {PRINTED[1:]}"),
        ("a response without its head", '[[[], "hello"]]'),
        ("lists in lists without end", "[" * 100_000),
    ],
)
def test_what_is_printed_and_is_no_response(case: str, printed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of JSON's reader too
        show_exchanges(GET, printed)


def write_answer(folder: Path, server: str, exchange: str) -> Path:
    path = folder / "a.md"
    path.write_text(f'```python title="api.py"\n{server}```\n\n```http of="api.py"\n{exchange}```\n')
    return path


@needs_sandbox
def test_requests_are_sent_and_answered_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exchange = f"{GET}\n{OK}X-Count: 1\n\nhello\n/a\n\n{GET}\n{OK}X-Count: 2\n\n{POST}\nHTTP/1.0 201 Created\n\n{{}}\n"
    path = write_answer(tmp_path, SERVER, exchange)
    assert find_problems(path, capsys) == []
    path = write_answer(tmp_path, SERVER.replace("hello", "bye"), exchange)
    assert [
        "the page does not show what api.py at this request printed" in line for line in find_problems(path, capsys)
    ] == [True]
    find_problems(path, capsys, "--update")
    assert "\nbye\n/a\n\nGET" in path.read_text()
    assert find_problems(path, capsys) == []


@needs_sandbox
def test_a_file_of_the_sample_does_not_stand_in_for_a_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_answer(tmp_path, SERVER, f"{GET}\n{OK}\nhello\n/a\n")
    path.write_text(path.read_text().replace("api.py", "json.py"))
    assert find_problems(path, capsys) == []
    sql = '```sql title="sqlite3.py"\nSELECT 1 AS a;\n```\n\n```text title="Output"\na\n-\n1\n```\n'
    path.write_text(sql)
    assert find_problems(path, capsys) == []


@needs_sandbox
def test_a_server_that_ends_is_not_waited_for() -> None:
    """Longer than the runner would wait for the whole job."""
    fences = f'```python title="api.py"\nprint(1)\n```\n\n```http of="api.py"\n{GET}```\n'
    (sample,) = find_samples("a.md", fences)[0]
    job = make_job(sample)
    assert isinstance(job, Job)
    assert job.background
    outcome = run_job(replace(job, background=replace(job.background, seconds=300)))
    assert outcome.stopped == "it does not listen on the port in PORT, and printed: 1"


@needs_sandbox
@pytest.mark.parametrize(
    ("case", "server", "words"),
    [
        ("ends at once", "print('hello')\n", "does not listen on the port in PORT, and printed: hello"),
        ("breaks off", SERVER.replace("Handler.count += 1", "os._exit(3)"), "ended with status 1 instead of 0"),
        ("prints without end when it is asked", SERVER.replace("Handler.count += 1", "print('x' * 100_000)"), "was stopped: it printed more than 64 KiB"),
        ("prints without end before it serves", f"print('x' * 100_000)\n{SERVER}", "was stopped: it printed more than 64 KiB"),
        ("prints a little each time, and too much", SERVER.replace("Handler.count += 1", "for _ in range(2000): print('x' * 50)"), "was stopped: it printed more than 64 KiB"),
        ("leaves a process behind", SERVER.replace("Handler.count += 1", "import subprocess; subprocess.Popen(['sleep', '60'])"), ""),
    ],
)  # fmt: skip
def test_a_server_that_does_not_serve(
    case: str, server: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = find_problems(write_answer(tmp_path, server, f"{GET}\n{OK}"), capsys)
    assert [words in line for line in problems] == ([True] if words else []), (case, problems)
