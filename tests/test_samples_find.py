"""Which samples the runner has to do with: their outputs, their files, their servers."""

import pytest
from sample_checks import HELLO, OUTPUT, find_first, find_samples

from guide.languages import Kind
from guide.samples.recipes import make_steps


def test_a_sample_knows_its_line_behind_the_front_matter() -> None:
    sample = find_first(f"---\nquestion: Why?\n---\n\nWords.\n\n{HELLO}")
    assert (sample.place, sample.name, sample.kind) == ("a.md:7", "hello.py", Kind.RUN)
    assert sample.fence.code == 'print("hello")\n'


@pytest.mark.parametrize(
    ("case", "between", "is_paired"),
    [
        ("right under it", "", True),
        ("a blank line between", "\n", True),
        ("several blank lines between", "\n \n\n", True),
        ("a word between", "\nIt prints:\n\n", False),
        ("another fence between", "\n```json\n{}\n```\n\n", False),
    ],
)
def test_the_output_of_a_sample(case: str, between: str, is_paired: bool) -> None:
    samples, problems = find_samples("a.md", HELLO + between + OUTPUT)
    assert (samples[0].output is not None) == is_paired, case
    assert ["Output" in problem.message for problem in problems] == ([] if is_paired else [True]), case


def test_samples_in_lists_and_quotations_are_found_with_their_outputs() -> None:
    for prefix in ("  ", "> "):
        quoted = "".join(f"{prefix}{line}\n" for line in (HELLO + "\n" + OUTPUT).splitlines())
        sample = find_first(f"- item\n\n{quoted}" if prefix == "  " else quoted)
        assert sample.output is not None
        assert sample.output.code == "hello\n"


def test_used_files_come_along_with_those_that_they_use() -> None:
    text = (
        '```python title="client.py" uses="server.py data.json"\n```\n'
        '```python title="server.py" uses="store.py"\n1\n```\n'
        '```python title="store.py" uses="client.py"\n2\n```\n'
        '```json title="data.json"\n{}\n```\n'
    )
    assert find_first(text).files == (("data.json", "{}\n"), ("server.py", "1\n"), ("store.py", "2\n"))


@pytest.mark.parametrize(("language", "suffix"), [("c", "c"), ("cpp", "cpp")])
def test_a_file_beside_a_program_is_compiled_only_where_the_program_includes_it(language: str, suffix: str) -> None:
    sample = find_first(
        f'```{language} title="a.{suffix}" uses="b.{suffix}"\n```\n\n```{language} title="b.{suffix}"\n```\n'
    )
    assert sample.files == ((f"b.{suffix}", ""),)
    assert [name for name in make_steps(sample)[0].argv if name.startswith(("a.", "b."))] == [f"a.{suffix}"]


@pytest.mark.parametrize(
    ("info", "program", "tools"),
    [
        ('sql title="a.sql"', "python", ("sql",)),
        ('sql title="a.sql" needs="postgresql"', "psql", ("postgresql",)),
        ('python title="a.py" needs="postgresql"', "python", ("python", "postgresql")),
        ('console needs="postgresql"', "bash", ("console", "postgresql")),
    ],
)
def test_what_runs_a_sample(info: str, program: str, tools: tuple[str, ...]) -> None:
    sample = find_first(f"```{info}\n```\n")
    assert (make_steps(sample)[-1].argv[0], sample.tools) == (program, tools)


def test_a_fence_with_a_fault_is_not_run() -> None:
    assert find_samples("a.md", "```python\nprint(1)\n```\n")[0] == []


def test_of_too_many_fences_none_is_run() -> None:
    samples, problems = find_samples("a.md", '```bash title="a.sh" needs="curl"\n```\n\n' + "```json\n{}\n```\n\n" * 80)
    assert (samples, len(problems)) == ([], 1)


def test_a_request_to_a_faulty_server_is_not_sent() -> None:
    server = '```python title="api.py" needs="cargo"\n```\n'
    assert find_samples("a.md", f'{server}\n```http of="api.py"\nGET / HTTP/1.1\nHost: a\n```\n')[0] == []


def test_a_program_is_run_by_itself_where_its_request_is_not_sent() -> None:
    request = '```http of="hello.py" unchecked="no"\nGET / HTTP/1.1\nHost: a\n```\n'
    assert [sample.name for sample in find_samples("a.md", f"{HELLO}\n{request}")[0]] == ["hello.py"]


def test_fences_inside_the_front_matter_are_none() -> None:
    assert find_samples("a.md", f"---\na: |\n  ```cobol\n  ```\n---\n{HELLO}")[1] == []


def test_a_server_is_run_by_its_requests_and_alone_only_for_an_output() -> None:
    server = '```python title="api.py" needs="postgresql" uses="data.json"\n```\n\n```json title="data.json"\n{}\n```\n'
    request = '\n```http of="api.py"\nGET / HTTP/1.1\nHost: a\n```\n'
    data, sample = find_samples("a.md", server + request)[0]
    assert (data.fence.title, sample.kind, sample.needs) == ("data.json", Kind.RUN, ("postgresql",))
    assert sample.files == (("data.json", "{}\n"),)
    with_output = HELLO + OUTPUT + request.replace("api.py", "hello.py")
    assert [sample.name for sample in find_samples("a.md", with_output)[0]] == ["hello.py", "hello.py at this request"]
