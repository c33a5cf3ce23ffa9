"""samples.py called as a person calls it, and the samples of a text."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from guide.diagnostic import Diagnostic
from guide.read.document import parse_document
from guide.read.samples import Sample
from guide.samples import find
from guide.samples.sandbox.client import find_sandbox_error
from samples import main

HELLO = '```python title="hello.py"\nprint("hello")\n```\n'
OUTPUT = '```text title="Output"\nhello\n```\n'
NO_SANDBOX = find_sandbox_error()
if NO_SANDBOX and os.environ.get("CI") == "true":
    raise RuntimeError(f"these tests need a sandbox, and CI must have one: {NO_SANDBOX}")
needs_sandbox = pytest.mark.skipif(bool(NO_SANDBOX), reason=f"no sandbox here: {NO_SANDBOX}")


def find_samples(path: str, text: str) -> tuple[list[Sample], list[Diagnostic]]:
    """The samples of an answer's text, which may have no head."""
    return find.find_samples(parse_document(text.encode(), path, "", ""))


def find_first(text: str) -> Sample:
    """The first sample of a text without faults."""
    samples, problems = find_samples("a.md", text)
    assert problems == []
    return samples[0]


def run_samples(
    path: Path, capsys: pytest.CaptureFixture[str], *options: str, environment: Mapping[str, str] | None = None
) -> tuple[int, list[str]]:
    """Check a file or a folder, results kept in a folder beside it; the exit status and the lines printed."""
    capsys.readouterr()
    status = main([str(path), f"--cache={path.parent / '.cache'}", *options], environment or {})
    return status, capsys.readouterr().out.splitlines()


def find_problems(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The problems of a file that samples.py prints; its status agrees with its last line."""
    status, lines = run_samples(path, capsys, *options)
    assert status == (1 if lines[-1].endswith(("problem", "problems")) else 0), lines
    told = [line for line in lines if line.startswith(str(path.parent))]
    return [line for line in told if ": wrote what " not in line and ": unchecked: " not in line]
