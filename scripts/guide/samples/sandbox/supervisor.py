"""Do one job, watch it, end whatever it started, and say what came out. Runs inside the sandbox.

A program of its own (`python -m guide.samples.sandbox.supervisor FD`, the standard library alone): a job as JSON from
a socket, an outcome as JSON into it. Inside the sandbox it is the first process: no other there can signal it, and all
end with it. The sample cannot reach the socket: it has no descriptor of it, and may not look into this process.
"""

import _thread
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from guide.samples.sandbox import procfs
from guide.samples.sandbox.limits import LimitExceeded, Limits
from guide.samples.sandbox.rights import drop_privileges

__all__ = ["SYSTEM_PATH"]


TICK = 0.02
GRACE = 0.5
SYSTEM_PATH = "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "NO_COLOR": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}
"""The whole environment of a sample, with HOME and TMPDIR, which are its folder, and PATH."""


class Supervisor:
    """The running of one job's commands: their output, their limits, their leftovers."""

    def __init__(self, message: Mapping[str, Any]) -> None:
        self.folder: str = message["folder"]
        self.isolated: bool = message["isolated"]
        path = f"{message['programs']}:{SYSTEM_PATH}"
        self.environment = {**ENVIRONMENT, "PATH": path, "HOME": self.folder, "TMPDIR": self.folder}
        self.servers: list[int] = []
        self.output = bytearray()
        self.background = -1  # where what a background program prints can be read
        self.printed = bytearray()
        server = [message["server_folder"]] if message["job"]["servers"] else []
        folders = [self.folder, "/dev/shm", *server] if self.isolated else []  # noqa: S108
        self.limits = Limits(message["limits"], folders, self.isolated)

    def run_step(self, argv: Sequence[str], seconds: float) -> int:
        """Run one command to its end; its exit status. Raises LimitExceeded."""
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        main = self.start_program(argv, writing)
        os.close(writing)
        end = time.monotonic() + seconds
        status: int | None = None
        is_open = True
        while is_open or status is None:
            select.select([reading] if is_open else [], [], [], TICK)
            is_open = is_open and self.take_output(reading, self.output)
            for number, code in procfs.reap_children():
                if number == main:
                    status, end = code, min(end, time.monotonic() + GRACE)
            self.check_limits()
            if time.monotonic() > end:
                break
        os.close(reading)
        if status is None:
            raise LimitExceeded(f"it ran longer than {seconds:g} seconds")
        self.check_leftovers()
        return status

    def start_program(self, argv: Sequence[str], output: int) -> int:
        """Start a command in a session of its own, printing to `output`; its process number."""
        number = os.fork()
        if number:
            return number
        try:
            os.setsid()
            os.chdir(self.folder)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(output, 1)
            os.dup2(output, 2)
            self.limits.enforce()
            os.closerange(3, self.limits.values["descriptors"])
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            os.execvpe(argv[0], list(argv), self.environment)  # noqa: S606 - the program is the sample's own tool
        except OSError as error:
            os.write(2, f"{argv[0]}: {error.strerror}\n".encode())
        finally:  # whatever happens: two supervisors would be one too many
            os._exit(127)

    def take_output(self, reading: int, output: bytearray) -> bool:
        """Add what has been printed to an output; whether more may come. Raises LimitExceeded."""
        try:
            data = os.read(reading, 1 << 16)
        except BlockingIOError:
            return True
        output += data
        self.limits.check_output(output)
        return bool(data)

    def list_own(self) -> list[procfs.Process]:
        """The sample's processes and its servers': in a sandbox all but this one."""
        processes = procfs.list_processes()
        mine = processes if self.isolated else procfs.list_descendants([os.getpid()], processes)
        return [process for process in mine if process.is_alive and process.id != os.getpid()]

    def check_limits(self) -> None:
        if self.background >= 0:  # a program whose pipe is full would wait for ever
            self.take_output(self.background, self.printed)
        self.limits.check(self.list_own())

    def check_leftovers(self) -> None:
        own = self.list_own()
        expected = {process.id for process in procfs.list_descendants(self.servers, own)} | set(self.servers)
        left = [process for process in own if process.id not in expected]
        if left:
            raise LimitExceeded(f"it ended and left {len(left)} of its processes running: {left[0].name}")

    def start_background(self, argv: Sequence[str], seconds: float) -> None:
        """Start a program that serves on the port in PORT, and wait until it does. Raises LimitExceeded."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.environment["PORT"] = str(port)
        self.background, writing = os.pipe()
        os.set_blocking(self.background, False)
        server = self.start_program(argv, writing)
        os.close(writing)
        end = time.monotonic() + seconds
        while not is_listening(port):
            self.check_limits()
            ended = dict(procfs.reap_children())
            if server in ended or time.monotonic() > end:
                self.take_output(self.background, self.printed)
                raise LimitExceeded(f"it does not listen on the port in PORT{quote_output(bytes(self.printed))}")
            time.sleep(TICK)
        self.servers.append(server)

    def start_servers(self, names: Sequence[str], folder: str) -> None:
        if names:
            from guide.samples.sandbox import servers  # few samples need one, and each start counts
        for name in names:
            number, variables = getattr(servers, name)(folder, self.environment)
            self.servers.append(number)
            self.environment.update(variables)


def quote_output(output: bytes) -> str:
    text = output.decode(errors="replace").strip()
    return f", and printed: {text[-2000:]}" if text else ""


def is_listening(port: int) -> bool:
    """Whether a program serves on the port; asked without a call that it would have to answer."""
    listening = procfs.list_listening_ports()
    if listening is None:
        time.sleep(GRACE)
    return listening is None or port in listening


def do_job(message: Mapping[str, Any]) -> dict[str, Any]:
    """Lay out the files, run the commands; the outcome."""
    job = message["job"]
    status, stopped = 0, ""
    for name, text in job["files"]:
        path = os.path.join(message["folder"], name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    supervisor = Supervisor(message)
    try:
        supervisor.start_servers(job["servers"], message["server_folder"])
        for number, step in enumerate(job["steps"], start=1):
            if job["background"] and number == len(job["steps"]):
                supervisor.start_background(job["background"]["argv"], job["background"]["seconds"])
            status = supervisor.run_step(step["argv"], step["seconds"])
            if status:
                break
    except LimitExceeded as reason:
        stopped = str(reason)
    except OSError as error:
        stopped = f"it could not be run: {error}"
    output = bytes(supervisor.output).replace(message["folder"].encode(), message["shown_folder"].encode())
    return {"status": status, "stopped": stopped, "output": output.decode("latin-1")}


def end_with(channel: socket.socket) -> None:
    """Wait in a thread of its own until the runner is gone, then end everything: another user's signal may not."""
    channel.recv(1)
    procfs.kill_descendants()
    os._exit(1)


def main() -> None:
    """Read a job, do it, send its outcome."""
    with socket.socket(fileno=int(sys.argv[1])) as channel:
        channel.set_inheritable(False)
        with channel.makefile("rb") as file:
            message = json.loads(file.readline())
        drop_privileges((message["folder"], message["server_folder"]), message["isolated"])
        _thread.start_new_thread(end_with, (channel,))
        outcome = do_job(message)
        if not message["isolated"]:
            procfs.kill_descendants()
        channel.sendall(json.dumps(outcome).encode())


if __name__ == "__main__":
    main()
