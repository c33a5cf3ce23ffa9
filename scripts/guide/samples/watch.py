"""What a sample's processes do, read from /proc while they run: their number, memory, calls and open files."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

PAGE = os.sysconf("SC_PAGE_SIZE")
WRITING = os.O_WRONLY | os.O_RDWR


@dataclass(frozen=True)
class Process:
    """One line of the process table."""

    id: int
    parent: int
    name: str
    state: str
    threads: int
    memory: int

    @property
    def is_alive(self) -> bool:
        return self.state not in "ZX"


def list_processes() -> list[Process]:
    """Every process that /proc shows; none where there is no /proc."""
    try:
        names = os.listdir("/proc")
    except FileNotFoundError:
        return []
    found = (read_process(int(name)) for name in names if name.isdigit())
    return [process for process in found if process]


def read_process(number: int) -> Process | None:
    """One process, or none if it has just ended. The name stands in brackets and may hold any character."""
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8", errors="replace") as file:
            before, _, after = file.read().rpartition(")")
    except (FileNotFoundError, ProcessLookupError):
        return None
    values = after.split()
    name = before.partition("(")[2]
    return Process(number, int(values[1]), name, values[0], int(values[17]), int(values[21]) * PAGE)


def list_descendants(ancestor: int, processes: Iterable[Process]) -> list[Process]:
    """The processes that descend from one, itself left out."""
    children: dict[int, list[Process]] = {}
    for process in processes:
        children.setdefault(process.parent, []).append(process)
    found: list[Process] = []
    todo = [ancestor]
    while todo:
        for child in children.get(todo.pop(), []):
            found.append(child)
            todo.append(child.id)
    return found


def kill_descendants(ancestor: int) -> None:
    """Kill until none is left alive: a process may fork while the list is read."""
    while alive := [process for process in list_descendants(ancestor, list_processes()) if process.is_alive]:
        for process in alive:
            with suppress(ProcessLookupError):
                os.kill(process.id, signal.SIGKILL)
        reap_children()


def reap_children() -> Iterator[tuple[int, int]]:
    """Collect every child that has ended: its number and its exit status, 128 and the signal's number if killed."""
    ended: list[tuple[int, int]] = []
    while True:
        try:
            number, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if number == 0:
            break
        code = os.waitstatus_to_exitcode(status)
        ended.append((number, code if code >= 0 else 128 - code))
    return iter(ended)


def count_denied_calls() -> int:
    """How often this network found no way to an address. A room has only itself: each is a call to another host."""
    return read_counter("/proc/net/snmp", "Ip:", "OutNoRoutes") + read_counter6("Ip6OutNoRoutes")


def read_counter(path: str, label: str, name: str) -> int:
    """A counter of a table whose names stand in one line and whose values stand in the next."""
    try:
        with open(path, encoding="utf-8") as file:
            rows = [line.split() for line in file if line.startswith(label)]
    except OSError:
        return 0
    return int(rows[1][rows[0].index(name)]) if len(rows) == 2 and name in rows[0] else 0


def read_counter6(name: str) -> int:
    try:
        with open("/proc/net/snmp6", encoding="utf-8") as file:
            return sum(int(line.split()[1]) for line in file if line.split()[0] == name)
    except OSError:
        return 0


def find_outside_files(processes: Iterable[Process], folder: str) -> Iterator[str]:
    """Files outside the folder that are open for writing just now: all there is to see where no room can be built."""
    for process in processes:
        for number, target in list_open_files(process.id):
            is_file = target.startswith("/") and not target.startswith((f"{folder}/", "/dev/", "/proc/", "/memfd:"))
            if is_file and read_flags(process.id, number) & WRITING:
                yield target


def find_outside_hosts(processes: Iterable[Process]) -> Iterator[str]:
    """Addresses of other hosts that the processes' sockets are connected to, or try to be."""
    sockets = {target[8:-1] for p in processes for _, target in list_open_files(p.id) if target.startswith("socket:[")}
    for table in ("tcp", "tcp6", "udp", "udp6") if sockets else ():
        for row in read_rows(f"/proc/net/{table}"):
            address = row[2].partition(":")[0]
            if row[9] in sockets and not is_local(address):
                yield show_address(address)


def list_open_files(process: int) -> list[tuple[str, str]]:
    """Numbers and targets of a process's open files."""
    folder = f"/proc/{process}/fd"
    found: list[tuple[str, str]] = []
    with suppress(OSError):
        for number in os.listdir(folder):
            found.append((number, os.readlink(f"{folder}/{number}")))
    return found


def read_flags(process: int, number: str) -> int:
    try:
        with open(f"/proc/{process}/fdinfo/{number}", encoding="utf-8") as file:
            return next((int(line.split()[1], 8) for line in file if line.startswith("flags:")), 0)
    except OSError:
        return 0


def read_rows(path: str) -> list[list[str]]:
    try:
        with open(path, encoding="utf-8") as file:
            return [line.split() for line in file][1:]
    except OSError:
        return []


def is_local(address: str) -> bool:
    """Whether an address of /proc/net (words of 32 bits, each in the machine's byte order) is this host or unset."""
    data = read_address(address)
    mapped = data[12:] if data[:12] == bytes(10) + b"\xff\xff" else data
    return not any(mapped) or (mapped[0] == 127 and len(mapped) == 4) or data == bytes(15) + b"\x01"


def read_address(address: str) -> bytes:
    words = [address[i : i + 8] for i in range(0, len(address), 8)]
    return b"".join(int(word, 16).to_bytes(4, "little") for word in words)


def show_address(address: str) -> str:
    data = read_address(address)
    return ".".join(map(str, data)) if len(data) == 4 else data.hex(":", 2)
