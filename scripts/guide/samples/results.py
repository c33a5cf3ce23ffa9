"""What jobs printed when they were last done, so that an unchanged sample costs nothing."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict
from functools import cache
from pathlib import Path

from guide.samples.programs import Job
from guide.samples.rewrite import write_file
from guide.samples.sandbox import LIMITS, Outcome, find_why_no_room

DAY = 86_400
KEPT_DAYS = 30


@cache
def digest_runner() -> str:
    """A digest of the runner's own sources: a result of another runner says nothing."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def make_key(job: Job) -> str:
    """The name of a job's result: everything that decides it."""
    return hashlib.sha256(json.dumps([digest_runner(), LIMITS, asdict(job)]).encode()).hexdigest()


def load_outcome(folder: Path, job: Job) -> Outcome | None:
    """The outcome of a job that was done before. One from outside a room does not count where rooms can be built."""
    path = folder / f"{make_key(job)}.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        outcome = Outcome(data["status"], data["output"].encode("latin-1"), "", data["in_room"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not outcome.in_room and not find_why_no_room():
        return None
    if time.time() - path.stat().st_mtime > DAY:
        path.touch()
    return outcome


def save_outcome(folder: Path, job: Job, outcome: Outcome) -> None:
    """Keep an outcome. That of a job which was stopped is not kept: the machine may have been busy."""
    if not outcome.stopped:
        data = {"status": outcome.status, "output": outcome.output.decode("latin-1"), "in_room": outcome.in_room}
        write_file(folder / f"{make_key(job)}.json", json.dumps(data).encode())


def forget_old_outcomes(folder: Path) -> None:
    """Remove what no run has asked for in a month."""
    oldest = time.time() - KEPT_DAYS * DAY
    for path in folder.glob("*.json"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
