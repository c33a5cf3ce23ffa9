"""A MariaDB server for one sample alone: own folder, no network, gone with the sample. Runs inside the sandbox."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

START_SECONDS = 60
OPTIONS = (
    "--skip-networking",
    "--log-bin=binlog",
    "--server-id=1",
    "--innodb-log-file-size=8M",
    "--innodb-buffer-pool-size=32M",
    "--innodb-flush-log-at-trx-commit=0",
    "--skip-name-resolve",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_general_ci",
)


def start_server(folder: str, environment: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Lay out a fresh server in an empty folder and start it.

    Out: its process, and what its clients need in their environment to find it as root without a password. Raises
    OSError or subprocess.SubprocessError, with the server's own words, where it does not come up.
    """
    user = ["--user=root"] if os.geteuid() == 0 else []
    place = ["--no-defaults", f"--datadir={folder}/data", *user]
    address, log = f"{folder}/socket", Path(folder, "log")
    login = ["--auth-root-authentication-method=normal", "--skip-test-db"]
    files = [f"--socket={address}", f"--pid-file={folder}/pid", f"--tmpdir={folder}"]
    with log.open("wb") as output:
        run = {"cwd": folder, "env": environment, "stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
        install = ["mariadb-install-db", *place, *login]
        subprocess.run(install, timeout=START_SECONDS, check=True, **run)  # type: ignore[call-overload]
        process = subprocess.Popen(["mariadbd", *place, *files, *OPTIONS], **run)  # type: ignore[call-overload]
    wait_for(address, process, log)
    Path(folder, "my.cnf").write_text(f"[client]\nuser=root\nsocket={address}\n", encoding="utf-8")
    return process.pid, {"MYSQL_UNIX_PORT": address, "MYSQL_HOME": folder}


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers at its socket."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(address)
                if client.recv(1):
                    return
            except OSError:
                time.sleep(0.02)
    words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise OSError(f"the MariaDB server does not answer: {words}")
