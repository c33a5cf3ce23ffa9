"""What the answer files gave last time, so that one changed answer costs one answer.

A row is used only while the file's bytes and all that shapes a rendered answer are the same. A cache that cannot be
used costs time, never correctness: any fault of it means an empty one, in memory.
"""

import hashlib
import hmac
import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

__all__ = ["digest_state", "open_cache"]

SCHEMA = "CREATE TABLE IF NOT EXISTS answers (path TEXT PRIMARY KEY, digest TEXT, facts TEXT, body TEXT)"
KEY_FILE = Path(os.environ.get("XDG_CACHE_HOME", "") or Path.home() / ".cache") / "interview-guide" / "key"
"""Outside every checkout: without this key nobody can forge a row."""


class Cache:
    """Rows by path: a digest, and what it stands for. A row is believed only where the digest is today's."""

    def __init__(self, connection: sqlite3.Connection, state: bytes) -> None:
        self.connection = connection
        self.state = state

    def digest(self, data: bytes) -> str:
        return hmac.digest(self.state, data, "sha256").hex()

    def load(self) -> dict[str, tuple[str, str, str]]:
        """Every row by its path: digest, facts, body."""
        with suppress(sqlite3.Error):
            rows = self.connection.execute("SELECT path, digest, facts, body FROM answers")
            return {path: (digest, facts, body) for path, digest, facts, body in rows if facts}
        return {}

    def store(self, rows: Iterable[tuple[str, str, str, str]], gone: Iterable[str]) -> None:
        with suppress(sqlite3.Error):
            self.connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)
            self.connection.executemany("DELETE FROM answers WHERE path = ?", [(path,) for path in gone])
            self.connection.commit()


@contextmanager
def open_cache(path: Path | None, state: bytes) -> Iterator[Cache]:
    """The cache in a file; in memory where `path` is none or the file cannot be used."""
    with closing(connect(path)) as connection:
        yield Cache(connection, state)


def connect(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        with suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path)
            connection.execute(SCHEMA)
            connection.execute("SELECT path, digest, facts, body FROM answers LIMIT 1")
            return connection
    connection = sqlite3.connect(":memory:")
    connection.execute(SCHEMA)
    return connection


def digest_state(files: Iterable[Path], values: object) -> bytes:
    """A digest of everything that shapes an answer besides its own file, and of this machine's key.

    Of files their names, sizes and times count: reading them would cost more than it saves.
    """
    stamps = [(str(path), status.st_size, status.st_mtime_ns) for path in sorted(files) for status in [path.stat()]]
    return hashlib.sha256(read_key() + json.dumps([stamps, values], sort_keys=True).encode()).digest()


def read_key() -> bytes:
    """A secret of this machine's; where none can be kept, one of this run's."""
    with suppress(OSError):
        if KEY_FILE.exists():
            return KEY_FILE.read_bytes()
        KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
        key = secrets.token_bytes(32)
        with KEY_FILE.open("xb") as file:
            KEY_FILE.chmod(0o600)
            file.write(key)
        return key
    return secrets.token_bytes(32)
