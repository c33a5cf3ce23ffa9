"""A control group with a limit of memory for one sandbox, where this user may make one: the last line of defense.

It counts what no process owns as well (pipes, sockets, the kernel's own records). Systems without one, or with one
that only root may change, rely on what the supervisor counts.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
NUMBERS = itertools.count()
SPARE = 2
"""How much more than the supervisor it allows: the supervisor's verdict says more than a killed process does."""


@contextmanager
def limit_memory(size: int) -> Iterator[Path | None]:
    """A group of its own for the time of a job, or none; it is empty when the job is over."""
    group = next((made for parent, limit in list_parents() if (made := make_group(parent, limit, size))), None)
    try:
        yield group
    finally:
        for _ in range(50 if group else 0):
            with suppress(OSError):
                os.rmdir(group or "")
                break
            time.sleep(0.02)


def list_parents() -> Iterator[tuple[Path, str]]:
    """Where a group may be made, and the name of its limit: beside this process's own group, or (version 1) in it."""
    with suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if not controllers:
                yield (ROOT if path == "/" else Path(f"{ROOT}{path}").parent), "memory.max"
            elif controllers == "memory":
                yield Path(f"{ROOT}/memory{path}"), "memory.limit_in_bytes"


def make_group(parent: Path, limit: str, size: int) -> Path | None:
    """A new group with its limit, or none where this user may not make one or the system does not count memory."""
    remove_leftovers(parent)
    group = parent / f"sample-{os.getpid()}-{next(NUMBERS)}"
    try:
        os.mkdir(group)
    except OSError:
        return None
    try:
        (group / limit).write_text(str(size * SPARE), encoding="ascii")
    except OSError:
        os.rmdir(group)
        return None
    return group


def remove_leftovers(parent: Path) -> None:
    """Remove the groups of runners that were killed."""
    for group in parent.glob("sample-*-*"):
        if not os.path.exists(f"/proc/{group.name.split('-')[1]}"):
            with suppress(OSError):
                os.rmdir(group)


def move_children(group: Path | None, process: int) -> None:
    """Put the processes that a process has started into a group; what those start is in it then."""
    with suppress(OSError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        for child in children if group else ():
            Path(f"{group}/cgroup.procs").write_text(child, encoding="ascii")
