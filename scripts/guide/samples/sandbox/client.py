"""Having a job done by a supervisor: inside bubblewrap, or without a sandbox where a person has said so."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from guide.paths import clear_staging, open_staging
from guide.samples.job import FOLDER, LIMITS, Job, Outcome, Step
from guide.samples.sandbox.bwrap import PROGRAMS, SERVER_FOLDER, find_bwrap, find_python, list_mounts, make_arguments
from guide.samples.sandbox.seccomp import open_filter
from guide.samples.sandbox.servers import START_SECONDS

__all__ = ["describe_sandbox", "find_sandbox_error", "run_job"]


SCRIPTS = Path(__file__).resolve().parents[3]
SPARE_SECONDS = 20
STAGING_PREFIX = ".sample-"
"""Begins the name of the folder of a job without a sandbox; short, for the path of a socket in it has 100 bytes."""
ALLOW = "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
RESTRICTION = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
USER_NAMESPACES = Path("/proc/sys/user/max_user_namespaces")


@cache
def find_sandbox_error() -> str:
    """Why no sandbox can be made on this system and what would change that, or nothing where one can."""
    if not sys.platform.startswith("linux"):
        return "bubblewrap needs Linux"
    if not find_bwrap():
        return "bubblewrap is not installed: apt-get install bubblewrap"
    try:
        list_mounts(find_python())
    except ValueError as error:
        return str(error)
    try:
        outcome = run_job(Job(steps=(Step(("true",)),)))
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        return f"the filter of system calls cannot be made ({error}): apt-get install libseccomp2, then `make setup`"
    words = outcome.stopped or (f"status {outcome.status}" if outcome.status else "")
    return f"{words}{suggest_setting()}" if words else ""


def suggest_setting() -> str:
    """The setting that denies user namespaces here, if one is known to."""
    if read_number(RESTRICTION) == 1 and os.geteuid() != 0:
        return f". AppArmor denies user namespaces to ordinary users: {ALLOW}"
    if read_number(USER_NAMESPACES) == 0:
        return f". User namespaces are switched off in {USER_NAMESPACES}"
    return ""


def read_number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def describe_sandbox() -> str:
    """The sandbox that samples run in, for a person."""
    asked = subprocess.run([find_bwrap(), "--version"], capture_output=True, text=True, check=False)
    return f"sandbox: {asked.stdout.strip()} ({find_bwrap()})"


def run_job(job: Job, isolated: bool = True) -> Outcome:
    """Do a job and return its outcome; nothing that it started or wrote is left."""
    seconds = SPARE_SECONDS + 2 * START_SECONDS * len(job.servers)  # each is laid out, then started
    seconds += sum(step.seconds for step in job.steps)
    if isolated:
        message = {"folder": FOLDER, "server_folder": SERVER_FOLDER, "programs": PROGRAMS, "isolated": True}
        return ask_supervisor(job, message, seconds)
    place = Path(tempfile.gettempdir())
    clear_staging(place, STAGING_PREFIX)
    with open_staging(place, STAGING_PREFIX) as parent:
        folders = {key: f"{parent}/{key}" for key in ("folder", "server_folder", "programs")}
        for folder in folders.values():
            os.mkdir(folder)
        for name, path in job.programs:
            os.symlink(path, f"{folders['programs']}/{name}")
        return ask_supervisor(job, {**folders, "isolated": False}, seconds)


def ask_supervisor(job: Job, message: dict[str, Any], seconds: float) -> Outcome:
    """Start a supervisor, give it the job, and read its answer, which nothing else can write."""
    whole = {"job": asdict(job), "limits": set_limits(), "shown_folder": FOLDER, **message}
    ours, its = socket.socketpair()
    filter_fd = open_filter() if message["isolated"] else -1
    try:
        process = start_supervisor(job, its.fileno(), filter_fd)
    finally:
        its.close()
        if filter_fd >= 0:
            os.close(filter_fd)
    with process, ours:
        try:
            with suppress(OSError):
                ours.settimeout(seconds)
                ours.sendall(f"{json.dumps(whole)}\n".encode())
            answer = read_all(ours)
            if answer is None:
                process.kill()
            process.wait()
            errors = read_errors(process)
        except BaseException:
            process.kill()
            raise
    return parse_reply(answer, errors)


def set_limits() -> dict[str, int]:
    """The limits of a job. Root's sandboxes are one user's to the system, which counts their processes together."""
    together = (os.cpu_count() or 1) + 1 if os.geteuid() == 0 else 1
    return {**LIMITS, "user_processes": (LIMITS["processes"] + LIMITS["threads"]) * together}


def start_supervisor(job: Job, channel: int, filter_fd: int) -> subprocess.Popen[bytes]:
    """The supervisor's process. Its standard streams lead nowhere but for errors: a sample might reach them."""
    if filter_fd >= 0:
        command, cwd = make_arguments(job, filter_fd), "/"
    else:
        command, cwd = [sys.executable, "-E", "-s", "-S", "-B", "-m", "guide.samples.sandbox.supervisor"], str(SCRIPTS)
    return subprocess.Popen(
        [*command, str(channel)],
        cwd=cwd,
        env={"PATH": os.defpath},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=[channel, *([filter_fd] if filter_fd >= 0 else [])],
        start_new_session=True,
    )


def read_all(channel: socket.socket) -> bytes | None:
    """What the other side sends until it closes; none where it says nothing for as long as the channel waits."""
    try:
        with channel.makefile("rb") as file:
            return file.read()
    except TimeoutError:
        return None
    except ConnectionResetError:
        return b""


def read_errors(process: subprocess.Popen[bytes]) -> str:
    """What an ended process wrote to its error output, as far as it fits a message."""
    assert process.stderr is not None
    os.set_blocking(process.stderr.fileno(), False)
    return (process.stderr.read(1 << 16) or b"").decode(errors="replace").strip()[-500:]


def parse_reply(answer: bytes | None, errors: str) -> Outcome:
    """The supervisor's answer. Where there is none, the sample held up or ended what watches it, or could not begin."""
    if answer is None:
        return Outcome(0, b"", "it held up the process that watches it")
    try:
        values = json.loads(answer)
        return Outcome(values["status"], values["output"].encode("latin-1"), values["stopped"])
    except ValueError:
        return Outcome(0, b"", f"it could not be run, or ended what watches it: {errors or 'without a word'}")
