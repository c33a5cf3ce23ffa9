"""What is done for a sample, by its language: the files laid out, the commands run, the environment they see."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.read.samples import Sample
from guide.samples.namespaces import SYSTEM_FOLDERS
from guide.samples.tools import SYSTEM_PATH, Missing, Tool, find_tool
from guide.samples.transcript import make_session

RUN_SECONDS = 10
COMPILE_SECONDS = 60
HEAP = "256m"
SQLITE_SHELL = (Path(__file__).parent / "sqlite_shell.py").read_text(encoding="utf-8")
MARIADB = "mariadb-server"


@dataclass(frozen=True)
class Step:
    """One command of a job; the first one that fails ends the job."""

    argv: tuple[str, ...]
    seconds: int = RUN_SECONDS


@dataclass(frozen=True)
class Job:
    """Everything that decides what a sample prints: equal jobs print the same, wherever their samples stand."""

    files: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    environment: tuple[tuple[str, str], ...]
    versions: tuple[str, ...]
    mariadb: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


def make_job(sample: Sample) -> Job | Missing:
    """The job of a run sample, or the first tool chain that it lacks."""
    tools: list[Tool] = []
    for name in (sample.fence.language, *sample.needs):
        tool = find_tool(name)
        if isinstance(tool, Missing):
            return tool
        tools.append(tool)
    main = tools[0]
    mariadb = tools[1 + sample.needs.index(MARIADB)].programs if MARIADB in sample.needs else ()
    programs = [program for tool in (*tools, *language_tools()) for program in tool.programs]
    return Job(
        files=lay_out_files(sample),
        steps=STEPS[sample.fence.language](sample, main.programs),
        environment=make_environment(programs),
        versions=tuple(tool.version for tool in tools),
        mariadb=mariadb,
        prefixes=find_prefixes(programs),
    )


def language_tools() -> tuple[Tool, ...]:
    """Python and Node.js of the locked requirements: a shell sample may call them by name."""
    tools = (find_tool("python"), find_tool("javascript"))
    return tuple(tool for tool in tools if isinstance(tool, Tool))


def lay_out_files(sample: Sample) -> tuple[tuple[str, str], ...]:
    """What stands in the sample's folder at the start. A transcript is a session, not a file."""
    own = () if sample.fence.language == "console" else ((sample.fence.title, sample.fence.code),)
    return (*own, *sample.files)


def run_python(sample: Sample, programs: tuple[str, ...]) -> tuple[Step, ...]:
    return (Step((programs[0], "-B", sample.fence.title)),)


def run_javascript(sample: Sample, programs: tuple[str, ...]) -> tuple[Step, ...]:
    return (Step((programs[0], f"--max-old-space-size={HEAP[:-1]}", sample.fence.title)),)


def run_java(sample: Sample, programs: tuple[str, ...]) -> tuple[Step, ...]:
    """`-XX:-UsePerfData`: without it the virtual machine writes a file into /tmp."""
    javac, java = programs
    options = ("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", f"-Xmx{HEAP}")
    compiler = (javac, *(f"-J{option}" for option in options), "-encoding", "UTF-8", sample.fence.title)
    return Step(compiler, COMPILE_SECONDS), Step((java, *options, "-cp", ".", Path(sample.fence.title).stem))


def run_compiled(*options: str) -> Callable[[Sample, tuple[str, ...]], tuple[Step, ...]]:
    """The steps of a language whose compiler takes all source files of the sample and writes one program."""

    def make_steps(sample: Sample, programs: tuple[str, ...]) -> tuple[Step, ...]:
        suffix, program = Path(sample.fence.title).suffix, Path(sample.fence.title).stem
        others = [name for name, _ in sample.files if Path(name).suffix == suffix]
        compiler = (programs[0], *options, "-o", program, sample.fence.title, *others, "-lm")
        return Step(compiler, COMPILE_SECONDS), Step((f"./{program}",))

    return make_steps


def run_sql(sample: Sample, programs: tuple[str, ...]) -> tuple[Step, ...]:
    return (Step((programs[0], "-B", "-c", SQLITE_SHELL, sample.fence.title)),)


def run_bash(sample: Sample, programs: tuple[str, ...]) -> tuple[Step, ...]:
    return (Step((programs[0], sample.fence.title)),)


def run_console(sample: Sample, programs: tuple[str, ...]) -> tuple[Step, ...]:
    return (Step((programs[0], "-c", make_session(sample.fence.code))),)


STEPS: dict[str, Callable[[Sample, tuple[str, ...]], tuple[Step, ...]]] = {
    "python": run_python,
    "javascript": run_javascript,
    "java": run_java,
    "c": run_compiled("-std=c17", "-O1", "-pthread"),
    "cpp": run_compiled("-std=c++20", "-O1", "-pthread"),
    "sql": run_sql,
    "bash": run_bash,
    "console": run_console,
}


def make_environment(programs: list[str]) -> tuple[tuple[str, str], ...]:
    """The whole environment of a sample, but for HOME and TMPDIR, which are its folder. Nothing of ours gets in."""
    folders = [str(Path(program).parent) for program in reversed(programs)]
    path = dict.fromkeys([*(folder for folder in folders if folder not in SYSTEM_PATH), *SYSTEM_PATH])
    return (
        ("PATH", ":".join(path)),
        ("LANG", "C.UTF-8"),
        ("LC_ALL", "C.UTF-8"),
        ("TZ", "UTC"),
        ("NO_COLOR", "1"),
        ("PYTHONHASHSEED", "0"),
        ("PYTHONUNBUFFERED", "1"),
        ("PYTHONDONTWRITEBYTECODE", "1"),
    )


def follow_links(path: Path) -> Iterator[Path]:
    """A path, and what each link leads to; a virtual environment's Python is a chain of them."""
    yield path
    while path.is_symlink():
        path = path.parent / path.readlink()
        yield path


def find_prefixes(programs: list[str]) -> tuple[str, ...]:
    """The folders outside the system's own that a sample must be able to read: where its tools are installed."""
    places = {Path(sys.prefix), Path(sys.base_prefix)}
    for program in programs:
        *links, real = follow_links(Path(program))
        places |= {link.parent for link in links}
        prefix = real.parent.parent
        places.add(real.parent if Path.home().is_relative_to(prefix) else prefix)
    places |= {place.resolve() for place in places}
    return tuple(sorted(str(place) for place in places if not is_system_folder(place)))


def is_system_folder(place: Path) -> bool:
    return any(place.is_relative_to(folder) for folder in SYSTEM_FOLDERS)
