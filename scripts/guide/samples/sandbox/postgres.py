"""A PostgreSQL server for one sample alone: own folder, a socket there, gone with the sample. Runs inside the sandbox."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

START_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "16MB",
    "max_connections": "20",
    "fsync": "off",
    "autovacuum": "off",
    "max_parallel_workers_per_gather": "0",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


def start_server(folder: str, environment: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Lay out a fresh server in an empty folder and start it.

    Out: its process, and what its clients need in their environment to find it, in the database `sample`. Raises
    OSError or subprocess.SubprocessError, with the server's own words, where it does not come up.
    """
    data, log = f"{folder}/data", Path(folder, "log")
    layout = ["--auth=trust", "--username=sample", "--locale=C", "--encoding=UTF8", "--no-sync", "--no-instructions"]
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        run = {"cwd": folder, "env": environment, "stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
        subprocess.run(["initdb", "-D", data, *layout], timeout=START_SECONDS, check=True, **run)  # type: ignore[call-overload]
        command = ["postgres", "-D", data, "-k", folder, *options]
        process = subprocess.Popen(command, **run)  # type: ignore[call-overload]
    login = {"PGHOST": folder, "PGUSER": "sample", "PGDATABASE": "sample"}
    create = ["psql", "-X", "-q", "-d", "postgres", "-c", "CREATE DATABASE sample"]
    wait_for(create, {**environment, **login}, process, log)
    return process.pid, login


def wait_for(create: list[str], environment: dict[str, str], process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server has made the sample's database."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if subprocess.run(create, env=environment, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.02)
    words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise OSError(f"the PostgreSQL server does not answer: {words}")
