"""What the supervisor gives up before a sample starts: the rights of root, and being looked into."""

import ctypes
import os
from collections.abc import Sequence

__all__ = ["USER", "drop_privileges"]


USER = 61000
"""The user inside; of no use outside, since no system gives this number to anybody."""
PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 4, 36, 38


def drop_privileges(folders: Sequence[str], isolated: bool) -> None:
    """Become an ordinary user where root started this, who owns the folders; let no process look into this one."""
    if isolated and os.getuid() == 0:
        for folder in filter(os.path.exists, folders):
            os.chown(folder, USER, USER)
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
    if hasattr(os, "setresuid"):  # Linux
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
