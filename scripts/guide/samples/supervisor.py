"""Do one job in a process of its own, watch it, end whatever it started, and say what came out.

A program of its own (`python -m guide.samples.supervisor`, the standard library alone): a job as JSON on standard
input, an outcome as JSON on standard output. The sample never shares a process, a folder or an environment with the
runner, and dies with this program, which dies with the runner.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from guide.samples import namespaces as ns
from guide.samples import watch
from guide.samples.mariadb import start_server

TICK = 0.02
GRACE = 0.5
MEGABYTE = 1 << 20
FAILED_SETUP = "setup"


class Stopped(Exception):
    """A sample went over a limit; carries what it did."""


class Watcher:
    """The running of one job's commands: their output, their limits, their leftovers."""

    def __init__(self, job: dict[str, Any], folder: str, in_room: bool) -> None:
        self.limits: dict[str, int] = job["limits"]
        self.environment: dict[str, str] = {**dict(job["environment"]), "HOME": folder, "TMPDIR": folder}
        self.folder = folder
        self.in_room = in_room
        self.server = 0
        self.output = bytearray()
        self.denied = watch.count_denied_calls() if in_room else 0

    def run_step(self, argv: Sequence[str], seconds: float) -> int:
        """Run one command to its end; its exit status. Raises Stopped."""
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        main = start_program(argv, self.environment, writing, self.limits, self.in_room)
        os.close(writing)
        end = time.monotonic() + seconds
        status: int | None = None
        is_open = True
        while is_open or status is None:
            is_open = self.read_output(reading) if is_open else False
            for number, code in watch.reap_children():
                if number == main:
                    status, end = code, min(end, time.monotonic() + GRACE)
            self.check_limits()
            if time.monotonic() > end:
                break
        os.close(reading)
        if status is None:
            raise Stopped(f"it ran longer than {seconds:g} seconds")
        self.check_leftovers()
        return status

    def read_output(self, reading: int) -> bool:
        """Take what has been printed, waiting a tick for more; whether more may come. Raises Stopped."""
        if not select.select([reading], [], [], TICK)[0]:
            return True
        try:
            data = os.read(reading, 1 << 16)
        except BlockingIOError:
            return True
        self.output += data
        if len(self.output) > self.limits["output"]:
            raise Stopped(f"it printed more than {self.limits['output'] >> 10} KiB")
        return bool(data)

    def list_own(self) -> list[watch.Process]:
        """The sample's processes: in a room all but this one and the server, elsewhere this one's descendants."""
        processes = watch.list_processes()
        mine = processes if self.in_room else watch.list_descendants(os.getpid(), processes)
        strangers = {os.getpid(), self.server}
        return [process for process in mine if process.is_alive and process.id not in strangers]

    def check_limits(self) -> None:
        own = self.list_own()
        if len(own) > self.limits["processes"]:
            raise Stopped(f"it ran more than {self.limits['processes']} processes")
        if sum(process.threads for process in own) > self.limits["threads"]:
            raise Stopped(f"it ran more than {self.limits['threads']} threads")
        if sum(process.memory for process in own) > self.limits["memory"]:
            raise Stopped(f"it used more than {self.limits['memory'] // MEGABYTE} MiB of memory")
        self.check_surroundings(own)

    def check_surroundings(self, own: list[watch.Process]) -> None:
        """In a room both are denied by the system, and the denial is seen; elsewhere they are seen if they last."""
        if self.in_room:
            if watch.count_denied_calls() > self.denied:
                raise Stopped("it opened a connection to another host, which was denied")
            return
        for address in watch.find_outside_hosts(own):
            raise Stopped(f"it opened a connection to another host, {address}")
        for path in watch.find_outside_files(own, self.folder):
            raise Stopped(f"it wrote outside its folder: {path}")

    def check_leftovers(self) -> None:
        left = self.list_own()
        if left:
            raise Stopped(f"it ended and left {len(left)} of its processes running: {left[0].name}")


def start_program(argv: Sequence[str], env: dict[str, str], output: int, limits: dict[str, int], in_room: bool) -> int:
    """Start a command in a session of its own, printing to `output`; its process number."""
    number = os.fork()
    if number:
        return number
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.closerange(3, 256)
        set_limits(limits, in_room)
        ns.control_process(ns.SET_NO_NEW_PRIVILEGES, 1)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.execvpe(argv[0], list(argv), env)  # noqa: S606 - the program is the sample's own tool
    except OSError as error:
        os.write(2, f"{argv[0]}: {error.strerror}\n".encode())
    os._exit(127)


def set_limits(limits: dict[str, int], in_room: bool) -> None:
    """What the system itself enforces. Processes are counted per user and room: outside a room others' would count."""
    values = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: limits["file"]}
    if in_room:
        values[resource.RLIMIT_NPROC] = limits["processes"] + limits["threads"]
    for which, value in values.items():
        resource.setrlimit(which, (value, value))
    os.nice(5)


def do_job(job: dict[str, Any], folder: str, in_room: bool) -> dict[str, Any]:
    """Lay out the files, run the commands, end everything; the outcome."""
    server_folder = ns.SERVER_FOLDER if in_room else f"{folder}.server"
    watcher = Watcher(job, folder, in_room)
    status, stopped = 0, ""
    for name, text in job["files"]:
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
    try:
        if job["mariadb"]:
            os.makedirs(server_folder, exist_ok=True)
            watcher.server, variables = start_server(server_folder, job["mariadb"], watcher.environment)
            watcher.environment.update(variables)
        for step in job["steps"]:
            status = watcher.run_step(step["argv"], step["seconds"])
            if status:
                break
    except Stopped as reason:
        stopped = str(reason)
    except (OSError, subprocess.SubprocessError) as error:
        stopped = f"it could not be run: {error}"
    finally:
        end_everything(in_room)
    output = bytes(watcher.output).replace(folder.encode(), ns.FOLDER.encode())
    return {"status": status, "stopped": stopped, "output": output.decode("latin-1"), "in_room": in_room}


def end_everything(in_room: bool) -> None:
    """Kill what is left. The first process of a room can kill all others in one call that none escapes."""
    if in_room:
        with suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
    watch.kill_descendants(os.getpid())


def do_job_in_room(job: dict[str, Any], folder: str) -> dict[str, Any] | None:
    """Do the job in a child that is the first process of new namespaces; the child's outcome, none in this process."""
    ns.enter_namespaces()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return None
    ns.control_process(ns.SET_DEATH_SIGNAL, signal.SIGKILL)
    ns.build_room(folder, job["prefixes"], bool(job["mariadb"]))
    return do_job(job, ns.FOLDER, in_room=True)


def main() -> None:
    """Read a job, do it, print its outcome; `{"setup": why}` where no room can be built."""
    ns.control_process(ns.SET_DEATH_SIGNAL, signal.SIGKILL)
    job = json.load(sys.stdin)
    outcome: dict[str, Any] | None
    try:
        if job["in_room"]:
            outcome = do_job_in_room(job, job["folder"])
        else:
            ns.control_process(ns.SET_SUBREAPER, 1)
            os.chdir(job["folder"])
            outcome = do_job(job, job["folder"], in_room=False)
    except OSError as error:
        outcome = {FAILED_SETUP: str(error)}
    if outcome is not None:
        print(json.dumps(outcome), flush=True)


if __name__ == "__main__":
    main()
