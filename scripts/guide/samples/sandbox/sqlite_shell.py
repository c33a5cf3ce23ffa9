"""Run an SQL file in a fresh database in memory and print the table of every statement that returns one.

The supervisor runs this text with `python -I -c`: it stands alone and imports nothing of the guide nor of the sample.
"""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path


def run_file(path: str) -> int:
    """Run the statements in order up to the first that fails; the exit status."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    text = Path(path).read_text(encoding="utf-8")
    try:
        for statement in split_statements(text):
            print_table(database.execute(statement))
    except sqlite3.Error as error:
        print(f"Error: {error}")
        return 1
    return 0


def split_statements(text: str) -> Iterator[str]:
    """Whole statements; SQLite itself says where one ends, so that a trigger's body stays in one piece."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if any(line.strip() and not line.strip().startswith("--") for line in statement.splitlines()):
        yield statement


def print_table(cursor: sqlite3.Cursor) -> None:
    if not cursor.description:
        return
    rows = [[column[0] for column in cursor.description]]
    rows += [["NULL" if value is None else str(value) for value in row] for row in cursor]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    rows.insert(1, ["-" * width for width in widths])
    for row in rows:
        print("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(run_file(sys.argv[1]))
