"""A room of its own for a sample: no network, no other process, nothing writable but its folder.

Linux namespaces through the C library, as root or as an ordinary user where the system lets users have namespaces of
their own. Runs inside the supervisor's process only.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Sequence
from pathlib import Path

FOLDER = "/tmp/sample"  # noqa: S108 - a name within the room
SERVER_FOLDER = "/tmp/server"  # noqa: S108
SYSTEM_FOLDERS = ("/usr", "/etc", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
FOLDER_BYTES, SERVER_BYTES = 128 << 20, 512 << 20
INSIDE_ID = 1000
PASSWD = f"root:x:0:0::/:/bin/sh\nsample:x:{INSIDE_ID}:{INSIDE_ID}::{FOLDER}:/bin/sh\n"
GROUP = f"root:x:0:\nsample:x:{INSIDE_ID}:\n"

NEW_USER, NEW_MOUNTS, NEW_NETWORK = 0x10000000, 0x00020000, 0x40000000
NEW_PROCESSES, NEW_IPC, NEW_HOSTNAME = 0x20000000, 0x08000000, 0x04000000
READ_ONLY, NO_SETUID, NO_DEVICES, NO_EXEC, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 8, 0x1000, 0x4000, 0x40000
MOUNT_SETATTR, AT_RECURSIVE, ATTR_READ_ONLY, ATTR_NO_SETUID = 442, 0x8000, 1, 2
SET_FLAGS, INTERFACE_UP = 0x8914, 0x1
SET_DEATH_SIGNAL, SET_SUBREAPER, SET_NO_NEW_PRIVILEGES = 1, 36, 38

LIBC = ctypes.CDLL(None, use_errno=True)


def enter_namespaces() -> None:
    """Leave the machine's namespaces. The process itself stays where it is: its children are the first of the new ones.

    Raises OSError where the system does not allow it.
    """
    user, group = os.geteuid(), os.getegid()
    flags = NEW_USER | NEW_MOUNTS | NEW_NETWORK | NEW_PROCESSES | NEW_IPC | NEW_HOSTNAME
    ensure(LIBC.unshare(flags), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INSIDE_ID} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{INSIDE_ID} {group} 1")


def build_room(root: str, prefixes: Sequence[str], with_server: bool) -> None:
    """Make the empty folder `root` the file system: system and tools to read, the sample's folder to write.

    What is not mounted here is not there: no home folder, no project, no other process. Raises OSError.
    """
    mount("none", "/", "", RECURSIVE | PRIVATE)
    mount("tmpfs", root, "tmpfs", NO_SETUID | NO_DEVICES, "size=1m,mode=755")
    for folder in (*SYSTEM_FOLDERS, *prefixes):
        show_folder(root, folder)
    name_users(root)
    writable = {FOLDER: FOLDER_BYTES, **({SERVER_FOLDER: SERVER_BYTES} if with_server else {})}
    for folder in (*writable, "/dev", "/proc"):
        os.makedirs(root + folder, exist_ok=True)
    make_read_only(root)
    for folder, size in writable.items():
        mount("tmpfs", root + folder, "tmpfs", NO_SETUID | NO_DEVICES, f"size={size},nr_inodes=20000,mode=755")
    make_devices(root)
    mount("proc", root + "/proc", "proc", READ_ONLY | NO_SETUID | NO_DEVICES | NO_EXEC)
    os.chroot(root)
    os.chdir(FOLDER)
    socket.sethostname("localhost")
    raise_loopback()


def show_folder(root: str, folder: str) -> None:
    """Show a folder of the machine in the room; a link (/bin on a merged system) is made again as it is."""
    target = root + folder
    if os.path.islink(folder):
        os.symlink(os.readlink(folder), target)
    elif os.path.isdir(folder):
        os.makedirs(target, exist_ok=True)
        mount(folder, target, "", BIND | RECURSIVE)


def name_users(root: str) -> None:
    """The same two users on every machine: what a program says about its user is the same everywhere."""
    for file, text in {"passwd": PASSWD, "group": GROUP}.items():
        Path(f"{root}/.{file}").write_text(text)
        mount(f"{root}/.{file}", f"{root}/etc/{file}", "", BIND)


def make_read_only(root: str) -> None:
    """No writing to anything mounted so far, and no set-user-id programs."""
    attributes = struct.pack("QQQQ", ATTR_READ_ONLY | ATTR_NO_SETUID, 0, 0, 0)
    arguments = (-100, root.encode(), AT_RECURSIVE, attributes, len(attributes))
    ensure(LIBC.syscall(MOUNT_SETATTR, *arguments), "mount_setattr")


def make_devices(root: str) -> None:
    """The few devices that programs need, and memory that processes share."""
    mount("tmpfs", root + "/dev", "tmpfs", NO_SETUID, "size=64m,mode=755")
    for name in DEVICES:
        if os.path.exists(f"/dev/{name}"):
            Path(f"{root}/dev/{name}").touch()
            mount(f"/dev/{name}", f"{root}/dev/{name}", "", BIND)
    for name, target in {"fd": "", "stdin": "/0", "stdout": "/1", "stderr": "/2"}.items():
        os.symlink(f"/proc/self/fd{target}", f"{root}/dev/{name}")
    os.mkdir(f"{root}/dev/shm")  # noqa: S108


def raise_loopback() -> None:
    """Servers and their clients talk over 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sH14x", b"lo", INTERFACE_UP))


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    result = LIBC.mount(source.encode(), target.encode(), kind.encode() or None, flags, options.encode() or None)
    ensure(result, f"mount {source} on {target}")


def control_process(option: int, value: int) -> None:
    """Set a process option that may be unknown to the system; where it is, there is nothing to do."""
    if hasattr(LIBC, "prctl"):
        LIBC.prctl(option, value, 0, 0, 0)


def ensure(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
