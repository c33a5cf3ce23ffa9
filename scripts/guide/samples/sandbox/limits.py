"""What a sample may use: a few limits are enforced by the system, the others counted while it runs."""

import os
import resource
from collections.abc import Mapping, Sequence

from guide.samples.sandbox import procfs

__all__ = ["LimitExceeded", "Limits"]


class LimitExceeded(Exception):
    """A sample went over a limit; the text says over which."""


class Limits:
    """The limits of one job, and what was used of the machine before it.

    values: by name, in bytes or numbers
    folders: file systems in memory, whose files count as memory
    isolated: whether it runs in a sandbox, where all processes but this one are its own
    """

    def __init__(self, values: Mapping[str, int], folders: Sequence[str], isolated: bool) -> None:
        self.values = values
        self.folders = folders
        self.isolated = isolated
        self.denied = procfs.count_denied_calls() if isolated else 0
        self.unowned = procfs.read_unowned_memory() - procfs.read_free_lists() if isolated else 0

    def enforce(self) -> None:
        """Set the limits that the system can enforce on this process, and on those that it starts.

        Processes are counted per user: outside a sandbox others' would count.
        """
        values = {
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: self.values["file"],
            resource.RLIMIT_AS: self.values["address_space"],
            resource.RLIMIT_NOFILE: self.values["descriptors"],
        }
        if self.isolated:
            values[resource.RLIMIT_NPROC] = self.values["user_processes"]
        for which, value in values.items():
            resource.setrlimit(which, (value, value))
        os.nice(5)

    def check_output(self, output: bytearray) -> None:
        """Raises LimitExceeded where more was printed than may be."""
        if len(output) > self.values["output"]:
            raise LimitExceeded(f"it printed more than {self.values['output'] >> 10} KiB")

    def check(self, own: Sequence[procfs.Process]) -> None:
        """Raises LimitExceeded where the sample's processes use more than they may."""
        if len(own) > self.values["processes"]:
            raise LimitExceeded(f"it ran more than {self.values['processes']} processes")
        if sum(process.threads for process in own) > self.values["threads"]:
            raise LimitExceeded(f"it ran more than {self.values['threads']} threads")
        if sum(procfs.count_descriptors(process.id) for process in own) > self.values["all_descriptors"]:
            raise LimitExceeded(f"it opened more than {self.values['all_descriptors']} files and sockets at a time")
        self.check_memory(sum(process.memory for process in own))
        if self.isolated:
            self.check_kernel()

    def check_memory(self, memory: int) -> None:
        for folder in self.folders:
            files, size = procfs.count_files(folder)
            memory += size
            if files > self.values["files"]:
                raise LimitExceeded(f"it made more than {self.values['files']} files")
        if memory > self.values["memory"]:
            raise LimitExceeded(f"it used more than {self.values['memory'] >> 20} MiB of memory")

    def check_kernel(self) -> None:
        """What no process is charged with; the lists of free pages, which count as used, take long to read."""
        most = self.unowned + self.values["unowned_memory"]
        unowned = procfs.read_unowned_memory()
        if unowned > most and unowned - procfs.read_free_lists() > most:
            size = self.values["unowned_memory"] >> 20
            raise LimitExceeded(f"more than {size} MiB of memory were shared, or taken inside the kernel, while it ran")
        if procfs.count_denied_calls() > self.denied:
            raise LimitExceeded("it opened a connection to another host, which was denied")
