"""Diagnostics for GitHub: annotations on the changed lines of a pull request, and the job's summary.

Answers are foreign text, so whatever is printed as a workflow command is escaped as GitHub's runner asks
(actions/toolkit, packages/core/src/command.ts: % CR LF in messages; those, `:` and `,` in properties).
"""

import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from guide.diagnostic import Diagnostic, Severity, count, print_line, show_safely

__all__ = ["find_changed_lines", "keep_changed", "report_diagnostics", "write_summary"]

DIFF = (
    "--unified=0",
    "--inter-hunk-context=0",
    "--text",
    "--no-color",
    "--no-ext-diff",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--relative",
)
"""How git shows what differs, whatever a person's own settings are, or the attributes of the files."""
HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
LONGEST_SUMMARY = 200
KINDS = {Severity.ERROR: ("error", "Must be fixed"), Severity.ADVICE: ("warning", "Advice")}


def report_diagnostics(diagnostics: Sequence[Diagnostic], on_github: bool) -> None:
    """Print a line for each; on GitHub an annotation, and add all to the job's summary."""
    for diagnostic in diagnostics:
        if on_github:
            print(annotate(diagnostic))  # not by `print_line`, which lets no command through
        else:
            print_line(diagnostic)
    if on_github:
        write_summary(summarize_diagnostics(diagnostics))


def annotate(diagnostic: Diagnostic) -> str:
    """The workflow command that puts a diagnostic on its line."""
    kind, title = KINDS.get(diagnostic.severity, ("notice", "Note"))
    where = f"file={escape_property(diagnostic.path)},line={diagnostic.line},title={title}"
    return f"::{kind} {where}::{escape_data(show_safely(diagnostic.shown))}"


def escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    return escape_data(show_safely(text)).replace(":", "%3A").replace(",", "%2C")


def summarize_diagnostics(shown: Sequence[Diagnostic]) -> str:
    """The diagnostics as Markdown for the job's summary; nothing in them is read as Markdown."""
    errors = sum(one.severity is Severity.ERROR for one in shown)
    numbers = f"{count(errors, 'error')} to fix, {count(len(shown) - errors, 'piece')} of advice."
    head = f"## What the checks say\n\n{numbers}\n"
    rows = [f"- `{quote_in_code(str(one))}`" for one in shown[:LONGEST_SUMMARY]]
    return "\n".join([head, *rows, ""])


def write_summary(text: str) -> None:
    """Add to the job's summary, where GitHub gives a file for it and it can be written: the log says the same."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with suppress(OSError), Path(path).open("a", encoding="utf-8") as file:
            file.write(text)


def quote_in_code(text: str) -> str:
    return show_safely(text).replace("`", "'").replace("\n", " ")


def find_changed_lines(root: Path, base: str) -> dict[str, set[int]]:
    """The lines of each file that differ from a commit or branch, by path relative to `root`. Raises ValueError."""
    command = ["git", "-C", str(root), "diff", *DIFF, "--end-of-options", base, "--"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise ValueError("git is not installed: install it, or drop --changed") from None
    if done.returncode:
        raise ValueError(f"git does not know `{base}` here: fetch it, or drop --changed")
    return parse_diff(done.stdout.decode(errors="replace"))  # as text it would lose its carriage returns


def parse_diff(diff: str) -> dict[str, set[int]]:
    """The numbers of the added and changed lines of a unified diff, by file."""
    changed: dict[str, set[int]] = {}
    path, left = "", 0
    for line in diff.split("\n"):
        if left and line.startswith(("+", "-")):  # a line of a text, which may look like a head
            left -= 1
        elif line.startswith("+++ "):  # a name in quotation marks has signs that none of ours has
            path = line.removeprefix("+++ b/").rstrip("\t") if line.startswith("+++ b/") else ""
        elif match := HUNK.match(line):
            first, number = int(match[2]), int(match[3] or 1)
            left = int(match[1] or 1) + number
            if path:
                changed.setdefault(path, set()).update(range(first, first + number))
    return changed


def keep_changed(diagnostics: Iterable[Diagnostic], changed: dict[str, set[int]]) -> list[Diagnostic]:
    """Every error, and the advice on lines that differ; advice on a whole file stands on its first line."""
    return [
        one
        for one in diagnostics
        if one.severity is Severity.ERROR
        or one.line in changed.get(one.path, ())
        or (one.line == 1 and one.path in changed)
    ]
