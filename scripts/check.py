"""Everything about the text: what must be mended, and advice.

    python scripts/check.py [--changed BASE] [--github]

0: nothing must be mended, though there may be advice. 1: something must. `--changed` gives advice only on lines that
differ from a commit; `--github` prints annotations and writes the job's summary.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from guide.advice import find_advice
from guide.annotations import Finding, annotate, find_changed_lines, keep_changed, summarise_findings
from guide.answers import find_answer_files
from guide.front_matter import Parts, read_front_matter, split_front_matter
from guide.load import inputs_of, load_catalogue, show_path
from guide.markdown import parse_tokens

ROOT = Path(__file__).resolve().parent.parent
PROSE = ("answers", "docs", "topics.yml", "README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md")


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description="Check the text: errors, and advice.")
    parser.add_argument("--changed", metavar="BASE", help="advice only on lines that differ from this commit")
    parser.add_argument("--github", action="store_true", help="print annotations, write the job's summary")
    options = parser.parse_args(arguments)
    findings = sorted({*find_errors(root), *advise_answers(root), *find_slips(root)})
    if options.changed:
        try:
            findings = keep_changed(findings, find_changed_lines(root, options.changed))
        except ValueError as error:
            parser.error(str(error))
    for finding in findings:
        print(annotate(finding) if options.github else finding)
    if options.github and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        Path(summary).write_text(summarise_findings(findings), encoding="utf-8")
    errors = sum(finding.is_error for finding in findings)
    print(f"{errors} to mend, {len(findings) - errors} pieces of advice")
    return 1 if errors else 0


def find_errors(root: Path) -> Iterator[Finding]:
    """What `convert.py` refuses."""
    for problem in load_catalogue(inputs_of(root))[1]:
        yield Finding(problem.path, problem.line, problem.message, True)


def advise_answers(root: Path) -> Iterator[Finding]:
    for path in find_answer_files(root / "answers")[0]:
        parts = split_front_matter(path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n"))
        if not isinstance(parts, Parts) or not parts.body.strip():
            continue
        front, _, _ = read_front_matter(parts.head, True)
        if front is None:
            continue
        for line, message in find_advice(parse_tokens(parts.body), front, parts.body_line, date.today()):
            yield Finding(show_path(path), line, message, False)


def find_slips(root: Path) -> Iterator[Finding]:
    """Slips of spelling, by `typos` with the words of typos.toml. Where it is not installed, that is said."""
    program = shutil.which(
        "typos", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    )
    if program is None:
        print("note: spelling is not checked, `typos` is not there: run `make setup` once", file=sys.stderr)
        return
    paths = [name for name in PROSE if (root / name).exists()]
    command = [program, "--config", "typos.toml", "--format", "json", *paths]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    for row in map(json.loads, done.stdout.splitlines()):
        if row.get("type") == "typo":
            path = row["path"].removeprefix("./")
            message = f"`{row['typo']}` looks misspelt: {' or '.join(row['corrections'])}? Or add it to typos.toml"
            yield Finding(path, row.get("line_num", 1), message, False)


if __name__ == "__main__":
    sys.exit(main())
