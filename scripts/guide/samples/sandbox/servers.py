"""Database servers for one sample alone: own folder, no network, gone with the sample. Runs inside the sandbox.

Each starter lays out a fresh server in an empty folder and starts it. Out: its process, and what its clients need in
their environment to find it without a password. Raises OSError, with the server's own words, where it does not come up.
"""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["START_SECONDS"]


START_SECONDS = 60
TICK = 0.02
MARIADB_OPTIONS = (
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
POSTGRESQL_LAYOUT = ("--auth=trust", "--username=sample", "--locale=C", "--encoding=UTF8", "--no-sync")
POSTGRESQL_OPTIONS = (
    "--listen_addresses=",
    "--shared_buffers=16MB",
    "--max_connections=20",
    "--fsync=off",
    "--autovacuum=off",
    "--max_parallel_workers_per_gather=0",
    "--timezone=UTC",
)


def start_mariadb(folder: str, environment: Mapping[str, str]) -> tuple[int, dict[str, str]]:
    """MariaDB; its clients are root."""
    user = ["--user=root"] if os.geteuid() == 0 else []
    place = ["--no-defaults", f"--datadir={folder}/data", *user]
    login = ["--auth-root-authentication-method=normal", "--skip-test-db"]
    files = [f"--socket={folder}/socket", f"--pid-file={folder}/pid", f"--tmpdir={folder}"]
    Path(folder, "my.cnf").write_text(f"[client]\nuser=root\nsocket={folder}/socket\n", encoding="utf-8")
    variables = {"MYSQL_UNIX_PORT": f"{folder}/socket", "MYSQL_HOME": folder}
    commands = (["mariadb-install-db", *place, *login], ["mariadbd", *place, *files, *MARIADB_OPTIONS])
    return start_server(folder, commands, ["mariadb", "-e", "SELECT 1"], {**environment, **variables}), variables


def start_postgresql(folder: str, environment: Mapping[str, str]) -> tuple[int, dict[str, str]]:
    """PostgreSQL; its clients are `sample`, in a database of that name."""
    variables = {"PGHOST": folder, "PGUSER": "sample", "PGDATABASE": "sample"}
    data = ["-D", f"{folder}/data"]
    commands = (["initdb", *data, *POSTGRESQL_LAYOUT], ["postgres", *data, "-k", folder, *POSTGRESQL_OPTIONS])
    create = ["psql", "-X", "-d", "postgres", "-c", "CREATE DATABASE sample"]
    return start_server(folder, commands, create, {**environment, **variables}), variables


def start_server(
    folder: str, commands: tuple[Sequence[str], Sequence[str]], probe: Sequence[str], environment: Mapping[str, str]
) -> int:
    """Lay a server out, start it, and wait until the probe succeeds; the server's process."""
    layout, server = commands
    log = Path(folder, "log")
    with log.open("wb") as output:
        try:
            subprocess.run(
                layout, cwd=folder, env=environment, stdout=output, stderr=output, timeout=START_SECONDS, check=True
            )
        except subprocess.SubprocessError as error:
            raise OSError(quote_log(layout[0], log)) from error
        process = subprocess.Popen(server, cwd=folder, env=environment, stdout=output, stderr=output)
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if subprocess.run(probe, env=environment, capture_output=True, check=False).returncode == 0:
            return process.pid
        time.sleep(TICK)
    raise OSError(quote_log(server[0], log))


def quote_log(program: str, log: Path) -> str:
    return f"{program} failed: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
