"""Having jobs done apart from this process: in a room of their own where the system can build one, else watched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from guide.samples.programs import Job, Step, find_prefixes

SCRIPTS = Path(__file__).resolve().parents[2]
SPARE_SECONDS = 90
LIMITS = {
    "output": 64 << 10,
    "memory": 512 << 20,
    "processes": 100,
    "threads": 1500,
    "file": 64 << 20,
}


@dataclass(frozen=True)
class Outcome:
    """What a job came to. `stopped` says why it was not left to end by itself, or is empty."""

    status: int
    output: bytes
    stopped: str = ""
    in_room: bool = True


@cache
def find_why_no_room() -> str:
    """Why this system cannot build a room for a sample, or nothing where it can."""
    job = Job((), (Step((sys.executable, "-S", "-c", "")),), (), (), prefixes=find_prefixes([sys.executable]))
    answer = ask_supervisor(job, in_room=True)
    return str(answer.get("setup") or answer["stopped"] or answer["output"])


def run_job(job: Job) -> Outcome:
    """Do a job and return its outcome; nothing that it started or wrote is left."""
    answer = ask_supervisor(job, in_room=not find_why_no_room())
    if "setup" in answer:
        return Outcome(0, b"", f"it could not be run: {answer['setup']}", in_room=False)
    return Outcome(answer["status"], answer["output"].encode("latin-1"), answer["stopped"], answer["in_room"])


def ask_supervisor(job: Job, in_room: bool) -> dict[str, Any]:
    """Give a job to a supervisor of its own; its answer."""
    folder = tempfile.mkdtemp(prefix="sample-")
    try:
        message = json.dumps({**asdict(job), "limits": LIMITS, "folder": folder, "in_room": in_room})
        return start_supervisor(message, sum(step.seconds for step in job.steps) + SPARE_SECONDS)
    finally:
        for place in (folder, f"{folder}.server"):
            shutil.rmtree(place, ignore_errors=True)


def start_supervisor(message: str, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-E", "-s", "-S", "-B", "-m", "guide.samples.supervisor"]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=SCRIPTS, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        try:
            output, errors = process.communicate(message, timeout=seconds)
        except BaseException:
            process.kill()
            raise
    return read_answer(output, errors)


def read_answer(output: str, errors: str) -> dict[str, Any]:
    """The supervisor's answer; one that broke off is a job that could not be run."""
    try:
        answer: dict[str, Any] = json.loads(output)
    except json.JSONDecodeError:
        return {"setup": f"the supervisor broke off: {errors.strip()[-500:] or 'without a word'}"}
    return answer
