"""Everything about the text: what must be fixed, and advice. Nothing is run: that is for samples.py.

    python scripts/check.py [--changed BASE] [--github]

0: nothing must be fixed, though there may be advice. 1: something must. `--changed` gives advice only on lines that
differ from a commit; `--github` prints annotations and writes the job's summary.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from guide.addresses import PageForm
from guide.check.lint import lint_document
from guide.diagnostic import Diagnostic, Severity, count, print_line
from guide.github import find_changed_lines, keep_changed, report_diagnostics
from guide.load import load_guide
from guide.paths import ROOT, sources_at
from guide.permalinks import find_lost_addresses, list_addresses, read_addresses, read_permalinks
from guide.read.answer_files import find_answer_files
from guide.read.document import parse_document
from guide.read.glossary import load_glossary
from guide.render.answers import cache_of, make_answer_reader
from guide.spelling import check_spelling


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    options = parse_arguments(arguments)
    found = sorted({*check_guide(root, options.changed), *lint_answers(root), *check_spelling(root)})
    try:
        shown = keep_changed(found, find_changed_lines(root, options.changed)) if options.changed else found
    except ValueError as error:
        print_line(f"check.py: {error}")
        return 2
    report_diagnostics(shown, options.github)
    errors = sum(one.severity is Severity.ERROR for one in shown)
    print_line(f"{errors} to fix, {count(len(shown) - errors, 'piece')} of advice; no sample was run: `make samples`")
    return 1 if errors else 0


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check the text: errors, and advice.")
    parser.add_argument("--changed", metavar="BASE", help="advice only on lines that git sees differ from this commit")
    parser.add_argument("--github", action="store_true", help="print annotations, write the job's summary")
    return parser.parse_args(arguments)


def check_guide(root: Path, base: str | None = None) -> Iterator[Diagnostic]:
    """What convert.py refuses, and addresses that are not recorded yet, or, since a commit, no longer."""
    sources = sources_at(root)
    guide = load_guide(sources, make_answer_reader(cache_of(PageForm.FOLDER, root), PageForm.FOLDER))
    yield from guide.problems
    if guide.problems:
        return
    recorded, _, _ = read_permalinks(sources)
    yield from find_lost_addresses(root, recorded, base)
    if not sources.permalinks.exists():
        return
    known = read_addresses(recorded)
    for address in (one for one in list_addresses(guide.catalogue) if one not in known):
        message = f"`{address}` is missing: run `make permalinks`, or add it as a line"
        yield Diagnostic(sources.permalinks.name, len(recorded.splitlines()) + 1, message)


def lint_answers(root: Path) -> Iterator[Diagnostic]:
    glossary, _ = load_glossary(sources_at(root).pages or root)
    for file in find_answer_files(root / "answers")[0]:
        document = parse_document(file.data, file.path, file.topic, file.id)
        yield from lint_document(document, glossary, date.today())


if __name__ == "__main__":
    sys.exit(main())
