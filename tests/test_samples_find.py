"""Which samples of an answer the runner has to do with; what is wrong with fences is in test_check_fences.py."""

from __future__ import annotations

from guide.samples.find import Kind, find_samples

HELLO = '```python title="hello.py"\nprint("hello")\n```\n'
OUTPUT = '\n```text title="Output"\nhello\n```\n'
SERVER = '```python title="api.py" needs="postgresql" uses="data.json"\nx\n```\n'
DATA = '\n```json title="data.json"\n{}\n```\n'
REQUEST = '\n```http of="api.py"\nGET / HTTP/1.1\nHost: a\n```\n'


def test_programs_data_and_what_is_not_run_are_samples_and_nothing_else() -> None:
    others = "\n```mermaid\nflowchart LR\n```\n" + '\n```python excerpt="hello.py"\nprint("hello")\n```\n'
    samples, problems = find_samples(
        "a.md", f'{HELLO}{OUTPUT}{DATA}{others}\n```ruby unchecked="it needs Ruby"\nx\n```\n'
    )
    assert problems == []
    assert [sample.kind for sample in samples] == [Kind.RUN, Kind.PARSED, Kind.UNCHECKED]


def test_a_fence_with_a_fault_is_not_run() -> None:
    samples, problems = find_samples("a.md", f"---\na: b\n---\n\n```python\nprint(1)\n```\n\n{HELLO}")
    assert [sample.place for sample in samples] == ["a.md:9"]
    assert [problem.line for problem in problems] == [5]


def test_a_request_has_its_server_with_its_files_and_needs() -> None:
    data, request = find_samples("a.md", SERVER + DATA + REQUEST)[0]
    assert data.fence.title == "data.json"
    assert (request.kind, request.needs, request.files) == (Kind.RUN, ("postgresql",), (("data.json", "{}\n"),))
    assert request.server is not None
    assert (request.server.title, request.name) == ("api.py", "api.py at this request")


def test_a_server_is_run_alone_only_for_an_output() -> None:
    request = REQUEST.replace("api.py", "hello.py")
    assert [sample.name for sample in find_samples("a.md", HELLO + request)[0]] == ["hello.py at this request"]
    with_output = find_samples("a.md", HELLO + OUTPUT + request)[0]
    assert [sample.name for sample in with_output] == ["hello.py", "hello.py at this request"]


def test_a_text_that_cannot_be_read_is_a_problem_and_no_answer_without_samples() -> None:
    assert [problem.line for problem in find_samples("a.md", f"---\na: b\n\n{HELLO}")[1]] == [1]
