"""What is done for a sample, within which limits, and what came of it."""

from dataclasses import dataclass

__all__ = ["COMPILE_SECONDS", "FOLDER", "LIMITS", "RUN_SECONDS", "Job", "Outcome", "Step"]


RUN_SECONDS = 10
COMPILE_SECONDS = 60
FOLDER = "/tmp/sample"  # noqa: S108 - a name inside the sandbox; outputs show it everywhere
LIMITS = {
    "output": 64 << 10,
    "memory": 512 << 20,
    "processes": 100,
    "threads": 1500,
    "files": 20_000,
    "file": 64 << 20,
    "folder": 128 << 20,
    "address_space": 16 << 30,
    "descriptors": 512,
    "all_descriptors": 2000,
    "unowned_memory": 2 << 30,
}
"""In bytes or in number: output, `memory` of all processes and files together, one `file`, all files of a `folder`.

descriptors: of one process, and of all: each may be a pipe or a socket full of data, which no process owns
unowned_memory: by how much the whole machine's may grow. Nothing else tells of what a process has shared and let go,
    nor of what the kernel keeps for it: records of locks, queues of connections that nobody has accepted
"""


@dataclass(frozen=True)
class Step:
    """One command of a job; the first one that fails ends the job."""

    argv: tuple[str, ...]
    seconds: int = RUN_SECONDS


@dataclass(frozen=True)
class Job:
    """Everything that decides what a sample prints: equal jobs print the same, wherever their samples stand."""

    files: tuple[tuple[str, str], ...] = ()
    """Names and contents of what lies in the folder at the start."""
    steps: tuple[Step, ...] = ()
    programs: tuple[tuple[str, str], ...] = ()
    """Names that commands are called by, and the program on this machine that each stands for."""
    mounts: tuple[str, ...] = ()
    """Folders besides the system's own that those programs need."""
    versions: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    """Functions of `sandbox.servers` whose server runs beside the steps."""
    background: Step | None = None
    """A program that serves on the port in PORT while the last step runs, and is ended after it."""


@dataclass(frozen=True)
class Outcome:
    """What a job came to. `stopped` says why it was not left to end by itself, or is empty."""

    status: int
    output: bytes
    stopped: str = ""
