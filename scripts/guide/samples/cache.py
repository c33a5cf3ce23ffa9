"""What jobs printed when they were last done, so that an unchanged sample costs nothing. It may be lost at any time.

`make clean` empties it; a result is a few hundred bytes.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path

from guide.paths import write_file
from guide.samples.job import LIMITS, Job, Outcome

__all__ = ["load_outcome", "save_outcome"]


@cache
def digest_runner() -> str:
    """A digest of the runner's own files: a result of another runner says nothing."""
    sources = sorted(path for path in Path(__file__).parent.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def make_key(job: Job, isolated: bool) -> str:
    """The name of a job's result: everything that decides it."""
    return hashlib.sha256(json.dumps([digest_runner(), LIMITS, isolated, asdict(job)]).encode()).hexdigest()


def load_outcome(folder: Path, job: Job, isolated: bool) -> Outcome | None:
    """The outcome of a job that was done before; nothing where there is none that can be read."""
    path = folder / f"{make_key(job, isolated)}.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Outcome(int(data["status"]), data["output"].encode("latin-1"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def save_outcome(folder: Path, job: Job, isolated: bool, outcome: Outcome) -> None:
    """Keep an outcome, if the folder can be written. That of a stopped job is not kept: the machine may be busy."""
    if not outcome.stopped:
        data = {"status": outcome.status, "output": outcome.output.decode("latin-1")}
        with suppress(OSError):
            write_file(folder / f"{make_key(job, isolated)}.json", json.dumps(data).encode())
