"""The system calls that a sample is denied: what no namespace separates, and what programs of a study guide never need.

Most answer "not implemented", as an older kernel would: programs then do without.
"""

import os
import tempfile
from errno import EAFNOSUPPORT, ENOSYS, EPERM, EPROTONOSUPPORT
from functools import cache

__all__ = ["open_filter"]


ABSENT = (
    "add_key bpf clone3 io_setup io_uring_enter io_uring_register io_uring_setup keyctl memfd_create memfd_secret"
    " mq_open msgget perf_event_open request_key semget userfaultfd vmsplice"
)
"""Keyrings, System V queues and semaphores, asynchronous I/O, memory that no process owns, and doors to the kernel."""
FORBIDDEN = (
    "chroot fsconfig fsmount fsopen fspick kcmp mount mount_setattr move_mount open_tree pidfd_getfd pivot_root"
    " process_vm_readv process_vm_writev ptrace setns umount2 unshare"
)
"""Other processes' insides, mounts and namespaces."""
NAMESPACE_FLAGS = (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
UNIX, INET, INET6, NETLINK = 1, 2, 10, 16
PROTOCOLS = {INET: (0, 1, 6, 17), INET6: (0, 6, 17, 58), NETLINK: (0, 4)}
"""ICMP, TCP and UDP; routes and sockets. Any other may load a module into the kernel, or tells of the whole machine."""
TIOCSETD = 0x5423
LOW = 0xFFFFFFFF
"""The half of a number that the system reads of a small one."""
KNOWN_FAMILIES, KNOWN_PROTOCOLS = 64, 263
SHARED_MEMORY_BYTES = 4096
"""The most that one System V segment may hold: PostgreSQL's lock is one."""


@cache
def make_filter() -> bytes:
    """The filter as bubblewrap reads it. Raises OSError or ValueError where this machine's library cannot write it."""
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in ABSENT.split():
        rules.add_rule(seccomp.ERRNO(ENOSYS), name)
    for name in FORBIDDEN.split():
        rules.add_rule(seccomp.ERRNO(EPERM), name)
    for flag in NAMESPACE_FLAGS:
        rules.add_rule(seccomp.ERRNO(EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    for family in set(range(KNOWN_FAMILIES)) - {UNIX, INET, INET6, NETLINK}:  # AF_VSOCK has no namespace
        word = seccomp.Arg(0, seccomp.MASKED_EQ, LOW, family)
        rules.add_rule(seccomp.ERRNO(EAFNOSUPPORT), "socket", word)
    for family, protocols in PROTOCOLS.items():
        for protocol in set(range(KNOWN_PROTOCOLS)) - set(protocols):
            words = [seccomp.Arg(i, seccomp.MASKED_EQ, LOW, value) for i, value in ((0, family), (2, protocol))]
            rules.add_rule(seccomp.ERRNO(EPROTONOSUPPORT), "socket", *words)
    rules.add_rule(seccomp.ERRNO(EPERM), "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, LOW, TIOCSETD))
    rules.add_rule(seccomp.ERRNO(EPERM), "shmget", seccomp.Arg(1, seccomp.GT, SHARED_MEMORY_BYTES))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def open_filter() -> int:
    """A new descriptor from which the filter can be read once."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(make_filter())
    return reading
