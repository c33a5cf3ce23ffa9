"""What a sample's processes use, read from /proc while they run. The standard library alone, and little of it."""

import os
import signal
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

LISTEN = "0A"
PAGE = os.sysconf("SC_PAGE_SIZE")
OWNED_OR_FREE = ("MemFree", "Buffers", "Cached", "SwapCached", "AnonPages", "SReclaimable")
"""Of /proc/meminfo: what is free, what processes own, and what is kept only as long as nobody needs the room."""


class Process(NamedTuple):
    """One line of the process table; `memory` in bytes, its page tables and what is swapped out among it."""

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
    """One process, or none if it has just ended. Of its name the system escapes line ends."""
    try:
        with open(f"/proc/{number}/status", encoding="utf-8", errors="replace", newline="\n") as file:
            values = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    except (FileNotFoundError, ProcessLookupError):
        return None
    memory = sum(read_size(values.get(name, "")) for name in ("VmRSS", "VmPTE", "VmSwap"))
    return Process(number, int(values["PPid"]), values["Name"], values["State"][0], int(values["Threads"]), memory)


def read_size(text: str) -> int:
    """Bytes of what /proc writes as `12 kB`; a process that has ended has none."""
    return int(text.split()[0]) << 10 if text else 0


def count_descriptors(number: int) -> int:
    """How many files, pipes and sockets a process has open."""
    try:
        return os.stat(f"/proc/{number}/fd").st_size or len(os.listdir(f"/proc/{number}/fd"))  # 0 before Linux 6.2
    except OSError:
        return 0


def read_unowned_memory() -> int:
    """Bytes of the whole machine's memory that no process owns, and what `read_free_lists` tells.

    That is what is shared or was let go, the files of every tmpfs, and the kernel's own: locks, queues, full sockets.
    """
    with open("/proc/meminfo", encoding="ascii") as file:
        sizes = {name: read_size(text) for name, _, text in (line.partition(":") for line in file)}
    return sizes["MemTotal"] + sizes.get("Shmem", 0) - sum(sizes.get(name, 0) for name in OWNED_OR_FREE)


def read_free_lists() -> int:
    """Bytes of free memory that each processor keeps for itself, which the system does not count as free."""
    try:
        with open("/proc/zoneinfo", encoding="ascii") as file:
            return PAGE * sum(int(line.split()[1]) for line in file if line.lstrip().startswith("count:"))
    except FileNotFoundError:
        return 0


def list_descendants(ancestors: Collection[int], processes: Iterable[Process]) -> list[Process]:
    """The processes that descend from others, those themselves left out."""
    children: dict[int, list[Process]] = {}
    for process in processes:
        children.setdefault(process.parent, []).append(process)
    found: list[Process] = []
    todo = list(ancestors)
    while todo:
        for child in children.get(todo.pop(), []):
            found.append(child)
            todo.append(child.id)
    return found


def kill_descendants() -> None:
    """Kill what this process has started until none is left alive: one may fork while the list is read."""
    while alive := [process for process in list_descendants([os.getpid()], list_processes()) if process.is_alive]:
        for process in alive:
            with suppress(ProcessLookupError):
                os.kill(process.id, signal.SIGKILL)
        list(reap_children())


def reap_children() -> Iterator[tuple[int, int]]:
    """Collect every child that has ended: its number and its exit status, 128 and the signal's number if killed."""
    while True:
        try:
            number, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if number == 0:
            return
        code = os.waitstatus_to_exitcode(status)
        yield number, code if code >= 0 else 128 - code


def count_files(folder: str) -> tuple[int, int]:
    """How many files a file system holds, and how many bytes."""
    state = os.statvfs(folder)
    return state.f_files - state.f_ffree, (state.f_blocks - state.f_bfree) * state.f_frsize


def list_listening_ports() -> set[int] | None:
    """The TCP ports that programs of this network serve on; None where there is no /proc to say so."""
    ports = set[int]()
    for table in ("tcp", "tcp6"):
        try:
            with open(f"/proc/net/{table}", encoding="ascii") as file:
                rows = [line.split() for line in file][1:]
        except FileNotFoundError:
            return None if table == "tcp" else ports
        ports |= {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == LISTEN}
    return ports


def count_denied_calls() -> int:
    """How often this network found no way to an address. A sandbox has only itself: each is a call to another host."""
    with open("/proc/net/snmp", encoding="utf-8") as file:
        names, values = (line.split() for line in file if line.startswith("Ip:"))
    return int(values[names.index("OutNoRoutes")]) + count_denied_calls6()


def count_denied_calls6() -> int:
    with suppress(FileNotFoundError), open("/proc/net/snmp6", encoding="utf-8") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Ip6OutNoRoutes"))
    return 0
