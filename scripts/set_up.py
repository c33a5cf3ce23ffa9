"""Makes the environment, or repairs it: whatever is half made, of an older Python or out of date is made anew.

    python3 scripts/set_up.py LOCK… [--folder .venv] [--same-python]

LOCK is a file of pinned requirements. Needs only the standard library, for it runs before anything is installed, and
only grammar that an old Python reads, for it must say that it is too old. 0: the environment is there. 1: it is not,
with one line that says why and what to do.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
STAMP = "made-by-set-up.json"
"""In the environment: its Python's version, and the digest of each lock file that is installed whole."""
PIP = (
    "-m",
    "pip",
    "install",
    "--disable-pip-version-check",
    "--no-input",
    "--progress-bar=off",
    "--retries=2",
    "--require-hashes",
)
ASK = "import sys, importlib.util as u; print('.'.join(map(str, sys.version_info[:3])) if u.find_spec('pip') else '')"
OFFLINE = ("Temporary failure in name resolution", "Failed to establish a new connection", "No route to host",
           "Name or service not known", "Network is unreachable", "Read timed out", "ConnectTimeoutError",
           "NewConnectionError", "Could not fetch URL")  # fmt: skip


class SetUpError(Exception):
    """The environment cannot be made; its text is what to tell, and what to do."""


def main(arguments: list[str] | None = None) -> int:
    options = parse_arguments(arguments)
    try:
        prepare(ROOT / options.folder, [ROOT / name for name in options.locks], options.same_python)
    except SetUpError as error:
        print(f"set_up.py: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        place = error.filename or options.folder
        print(f"set_up.py: {place} cannot be used ({error.strerror}): fix that, then run again", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nset_up.py: interrupted: the next run creates a new environment", file=sys.stderr)
        return 130
    return 0


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make or repair the environment.")
    parser.add_argument("locks", nargs="+", metavar="LOCK", help="a file of pinned requirements")
    parser.add_argument("--folder", default=".venv", help="the environment's folder")
    parser.add_argument("--same-python", action="store_true", help="make a new one if its Python is not this one")
    return parser.parse_args(arguments)


def prepare(folder: Path, locks: list[Path], same_python: bool) -> None:
    """Bring the environment to what the lock files say. Raises SetUpError."""
    stamp = read_stamp(folder)
    if same_python and stamp.get("python") != name_version(sys.version_info[:3]):
        stamp = {}
    wanted = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in locks}
    if stamp and wanted.items() <= stamp["locks"].items():
        return
    if not stamp:
        check_version(sys.version_info[:3], sys.executable)
        make_environment(folder)
    (folder / STAMP).unlink(missing_ok=True)  # until the end it is half made
    install(folder, locks)
    version = stamp.get("python") or name_version(sys.version_info[:3])
    text = json.dumps({"python": version, "locks": {**stamp.get("locks", {}), **wanted}})
    (folder / STAMP).write_text(text, encoding="utf-8")


def check_version(version: tuple[int, ...], executable: str) -> None:
    """Raises SetUpError where that Python is too old."""
    if version < OLDEST:
        needed = name_version(OLDEST)
        raise SetUpError(
            f"Python {needed} or newer is needed, and {executable} is {name_version(version)}: install one, and name "
            f"it, for example `make PYTHON=python{needed} setup`"
        )


def name_version(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def read_stamp(folder: Path) -> dict[str, Any]:
    """What the environment was made of; nothing where it is not whole: no stamp, or a Python that does not run."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        ask = [str(folder / "bin" / "python"), "-c", ASK]
        done = subprocess.run(ask, capture_output=True, text=True, check=False)
        if done.stdout.strip() == stamp["python"] and isinstance(stamp["locks"], dict):
            return dict(stamp)
    return {}


def make_environment(folder: Path) -> None:
    """A new, empty environment in place of whatever was there."""
    if folder.is_symlink():
        raise SetUpError(f"{folder.name} is a link and incomplete: delete it, then run the same command again")
    print(f"== a new environment in {folder.name}/", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        said = f"{done.stdout}{done.stderr}"
        if "ensurepip" in said or "No module named venv" in said:
            raise SetUpError(
                f"{sys.executable} lacks the module venv: install it (Debian and Ubuntu: `sudo apt install "
                "python3-venv`), then run the same command again"
            )
        last_line = (said.strip() or "it gives no reason").splitlines()[-1]
        raise SetUpError(f"{folder.name} cannot be made: {last_line}: fix that, then run the same command again")


def install(folder: Path, locks: list[Path]) -> None:
    """Install what the lock files pin. Raises SetUpError; pip's own words are shown only then."""
    print("== installing the packages: about a minute, once", flush=True)
    command = [str(folder / "bin" / "python"), *PIP, *(word for path in locks for word in ("-r", str(path)))]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise SetUpError(explain_pip_failure(done.stdout))


def explain_pip_failure(said: str) -> str:
    """Why pip failed: one line where that is known, else pip's own last words."""
    if any(sign in said for sign in OFFLINE):
        return "the packages cannot be downloaded: check the network, then run the same command again"
    kept = [line for line in said.splitlines() if not line.startswith(("WARNING", "Looking in", "Collecting"))]
    return "\n".join(
        ["pip could not install the packages; the end of its output:", *kept[-15:], "Then run the same command again."]
    )


if __name__ == "__main__":
    sys.exit(main())
