"""What the answer files gave last time, so that one changed answer costs one answer.

A row is used only while the file's bytes, the glossary, the tools' record and the converter's own sources are the same.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from guide import glossary
from guide.model import Answer, FrontMatter, Link, Problem, Source

SCHEMA = "CREATE TABLE IF NOT EXISTS drafts (path TEXT PRIMARY KEY, digest TEXT, draft TEXT, body TEXT)"


def digest_tools(tools: dict[str, str]) -> bytes:
    """A digest of everything besides the file that shapes a rendered answer; the day counts, for `checked`."""
    digest = hashlib.blake2b(digest_size=16)
    for source in (*sorted(Path(__file__).parent.rglob("*.py")), glossary.FILE):
        digest.update(source.read_bytes())
    state = [tools, date.today().isoformat(), list_installed()]
    digest.update(json.dumps(state, sort_keys=True).encode())
    return digest.digest()


def list_installed() -> list[str]:
    """Every installed library with its version, as its folder's name has it: reading their metadata takes 15 ms."""
    spec = find_spec("markdown_it")
    assert spec is not None
    assert spec.origin is not None
    return sorted(path.name for path in Path(spec.origin).parents[1].glob("*.dist-info"))


def digest_answer(data: bytes, base: bytes) -> str:
    return hashlib.blake2b(data, key=base, digest_size=16).hexdigest()


@contextmanager
def open_cache(path: Path | None) -> Iterator[sqlite3.Connection]:
    """The cache's database; in memory where `path` is none, or where the file cannot be used."""
    with closing(connect(path)) as connection:
        yield connection
        with suppress(sqlite3.Error):  # a cache that cannot be kept costs time, not correctness
            connection.commit()


def connect(path: Path | None) -> sqlite3.Connection:
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path or ":memory:")
        connection.execute(SCHEMA)
        return connection
    except (OSError, sqlite3.DatabaseError):
        connection = sqlite3.connect(":memory:")
        connection.execute(SCHEMA)
        return connection


def load_rows(connection: sqlite3.Connection) -> dict[str, tuple[str, str, str]]:
    """Every row: path, and its digest, draft and body."""
    rows = connection.execute("SELECT path, digest, draft, body FROM drafts")
    return {path: (digest, draft, body) for path, digest, draft, body in rows}


def store_rows(connection: sqlite3.Connection, rows: list[tuple[str, str, str, str]], gone: list[str]) -> None:
    connection.executemany("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", rows)
    connection.executemany("DELETE FROM drafts WHERE path = ?", [(path,) for path in gone])


def pack_answer(answer: Answer | None, problems: tuple[Problem, ...]) -> tuple[str, str]:
    """An answer (or the problems against it) as JSON and, apart, its long body."""
    if answer is None:
        return json.dumps({"problems": [asdict(problem) for problem in problems]}), ""
    return json.dumps({**asdict(answer), "body": ""}, default=str), answer.body


def unpack_answer(draft: str, body: str) -> tuple[Answer | None, tuple[Problem, ...]]:
    values: dict[str, Any] = json.loads(draft)
    if "problems" in values:
        return None, tuple(Problem(**problem) for problem in values["problems"])
    front = unpack_front_matter(values.pop("front"))
    links = tuple(Link(**link) for link in values.pop("links"))
    run, parsed, unchecked = values.pop("samples")
    headings = tuple(values.pop("headings"))
    return Answer(
        **{
            **values,
            "front": front,
            "links": links,
            "samples": (run, parsed, unchecked),
            "headings": headings,
            "body": body,
        }
    ), ()


def unpack_front_matter(values: dict[str, Any]) -> FrontMatter:
    checked = values.pop("checked")
    sources = tuple(Source(**source) for source in values.pop("sources"))
    plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return FrontMatter(**plain, sources=sources, checked=date.fromisoformat(checked) if checked else None)
