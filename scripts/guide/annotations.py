"""Findings for a person at a terminal and for GitHub: annotations on the changed lines, and a summary.

Answers are foreign text, so whatever is printed as a workflow command is escaped as GitHub's runner asks
(actions/toolkit, packages/core/src/command.ts: % CR LF in messages; those, `:` and `,` in properties).
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, order=True)
class Finding:
    """Something to say about a line; an error stops the build, advice does not."""

    path: str
    line: int
    message: str
    is_error: bool

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'' if self.is_error else 'advice: '}{self.message}"


def annotate(finding: Finding) -> str:
    """The workflow command that puts a finding on its line."""
    kind, title = ("error", "Must be mended") if finding.is_error else ("warning", "Advice")
    where = f"file={escape_property(finding.path)},line={finding.line},title={title}"
    return f"::{kind} {where}::{escape_data(finding.message)}"


def escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def summarise_findings(findings: list[Finding]) -> str:
    """The findings as Markdown for the job's summary; nothing in them is read as Markdown."""
    errors = sum(finding.is_error for finding in findings)
    head = f"## What the checks say\n\n{errors} to mend, {len(findings) - errors} pieces of advice.\n"
    rows = [f"- `{quote(str(finding))}`" for finding in findings[:200]]
    return "\n".join([head, *rows, ""])


def quote(text: str) -> str:
    return text.replace("`", "'").replace("\r", " ").replace("\n", " ")


def find_changed_lines(root: Path, base: str) -> dict[str, set[int]]:
    """The lines of each file that differ from a commit or branch, by path relative to `root`. Raises ValueError."""
    command = [
        "git",
        "-C",
        str(root),
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--end-of-options",
        base,
        "--",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.strip().partition("\n")[0])
    changed: dict[str, set[int]] = {}
    path = ""
    for line in done.stdout.splitlines():
        if line.startswith("+++ b/"):
            path = line.removeprefix("+++ b/").rstrip("\t")
        elif (match := HUNK.match(line)) and path:
            first, count = int(match[1]), int(match[2] or 1)
            changed.setdefault(path, set()).update(range(first, first + count))
    return changed


def keep_changed(findings: list[Finding], changed: dict[str, set[int]]) -> list[Finding]:
    """Every error, and the advice on lines that differ; advice on a whole file stands on its first line."""
    return [
        finding
        for finding in findings
        if finding.is_error
        or finding.line in changed.get(finding.path, ())
        or (finding.line == 1 and finding.path in changed)
    ]
