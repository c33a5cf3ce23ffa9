"""The languages of fences and the tools that samples may need: one row each, and nothing else to touch for a new one.

Imports no tool, lexer or engine: the converter reads names, labels and kinds from here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from guide.markdown import Fence


class Kind(Enum):
    """What the checks do with a fence."""

    RUN = "run"
    PARSED = "parsed"
    UNCHECKED = "unchecked"
    OUTPUT = "output"
    DRAWN = "drawn"
    EXCERPT = "excerpt"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Language:
    """A language of fences, or with `server` or no `kind` of its own a tool that a fence names in `needs`.

    In `steps`, the commands that run a sample, `{file}` is the sample's title, `{stem}` that without its suffix,
    `{sources}` all files of the sample with the same suffix, `{session}` a transcript's commands as a script,
    `{sqlite_shell}` a program that runs SQL. The last step is the sample itself, those before it compile.
    """

    name: str
    title: str
    """What readers call it, on a tab."""
    example: str
    """A sample in it, for the tests; with the first text of `mutation` replaced by the second it is a wrong one."""
    mutation: tuple[str, str] = ("hello", "bye")
    kind: Kind = Kind.RUN
    validator: str = ""
    """Of a parsed language: module and function, `module:function`, that hold it to its grammar."""
    programs: tuple[str, ...] = ()
    """Names that must be found; inside the sandbox they are called by these names."""
    folders: tuple[str, ...] = ()
    """Where to look besides PATH; `*` stands for a version, the highest counts."""
    package: str = ""
    """The Debian package that brings the programs."""
    version: tuple[str, ...] = ()
    """The command that tells the version, asked inside the sandbox."""
    number: str = r"(\d+)"
    """What of the version readers see: the first group that matches."""
    label: str = ""
    """What ran a sample, as readers see it; `{}` stands for the number."""
    steps: tuple[tuple[str, ...], ...] = ()
    check: tuple[str, ...] = ()
    """A command that parses a sample which is not run."""
    server: str = ""
    """Of a tool: the module of `sandbox` that starts a server for the sample alone."""


JAVA_OPTIONS = ("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx256m")  # UsePerfData would write into /tmp
C_EXAMPLE = '#include <stdio.h>\nint main(void) {\n    puts("hello");\n}\n'
JAVA_EXAMPLE = (
    "public class Main {\n    public static void main(String[] args) {\n"
    '        System.out.println("hello");\n    }\n}\n'
)

LANGUAGES: Mapping[str, Language] = {
    row.name: row
    for row in (
        Language(
            "python",
            "Python",
            'print("hello")\n',
            programs=("python", "python3"),
            package="python3",
            version=("python", "--version"),
            number=r"(\d+\.\d+)",
            label="Python {}",
            steps=(("python", "-B", "{file}"),),
        ),
        Language(
            "javascript",
            "JavaScript",
            'console.log("hello");\n',
            programs=("node",),
            package="nodejs",
            version=("node", "--version"),
            label="Node.js {}",
            steps=(("node", "--max-old-space-size=256", "{file}"),),
            check=("node", "--check", "{file}"),
        ),
        Language(
            "java",
            "Java",
            JAVA_EXAMPLE,
            programs=("javac", "java"),
            package="default-jdk-headless",
            version=("java", "-version"),
            number=r'version "(\d+)',
            label="Java {}",
            steps=(
                ("javac", *(f"-J{option}" for option in JAVA_OPTIONS), "-encoding", "UTF-8", "{file}"),
                ("java", *JAVA_OPTIONS, "-cp", ".", "{stem}"),
            ),
        ),
        Language(
            "c",
            "C",
            C_EXAMPLE,
            programs=("gcc",),
            package="gcc libc6-dev",
            version=("gcc", "--version"),
            number=r"\) (\d+)",
            label="GCC {}",
            steps=(
                ("gcc", "-std=c17", "-O1", "-pthread", "-o", "{stem}", "{sources}", "-lm"),
                ("./{stem}",),
            ),
        ),
        Language(
            "cpp",
            "C++",
            '#include <iostream>\nint main() {\n    std::cout << "hello\\n";\n}\n',
            programs=("g++",),
            package="g++",
            version=("g++", "--version"),
            number=r"\) (\d+)",
            label="GCC {}",
            steps=(
                ("g++", "-std=c++20", "-O1", "-pthread", "-o", "{stem}", "{sources}", "-lm"),
                ("./{stem}",),
            ),
        ),
        Language(
            "sql",
            "SQL",
            "SELECT 'hello' AS word;\n",
            programs=("python",),
            package="python3",
            version=("python", "-c", "import sqlite3; print(sqlite3.sqlite_version)"),
            label="SQLite {}",
            steps=(("python", "-B", "-c", "{sqlite_shell}", "{file}"),),
        ),
        Language(
            "bash",
            "Bash",
            "echo hello\n",
            programs=("bash",),
            package="bash",
            version=("bash", "--version"),
            label="Bash {}",
            steps=(("bash", "{file}"),),
        ),
        Language(
            "console",
            "Terminal",
            "$ echo hello\nhello\n",
            programs=("bash",),
            mutation=("echo hello", "echo bye"),
            package="bash",
            version=("bash", "--version"),
            label="Bash {}",
            steps=(("bash", "-c", "{session}"),),
        ),
        Language(
            "json",
            "JSON",
            '{"word": "hello"}\n',
            ('"}', '",}'),
            Kind.PARSED,
            "validators:find_json_faults",
        ),
        Language("yaml", "YAML", "word: hello\n", ("word:", "\tword:"), Kind.PARSED, "validators:find_yaml_faults"),
        Language("http", "HTTP", "GET / HTTP/1.1\nHost: hello\n", ("Host", "Hast"), Kind.PARSED, "http:find_http_faults"),
        Language("nginx", "nginx", "listen 80;\n", ("listen", "lisen"), Kind.PARSED, "validators:find_nginx_faults"),
        Language("mermaid", "Diagram", "flowchart LR\n  a --> b\n", kind=Kind.DRAWN),
    )
}

TOOLS: Mapping[str, Language] = {
    row.name: row
    for row in (
        Language(
            "mariadb-server",
            "MariaDB",
            "SELECT 'hello' AS word;\n",
            programs=("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump"),
            package="mariadb-server",
            version=("mariadbd", "--version"),
            number=r"(\d+\.\d+)\.\d+-MariaDB",
            label="MariaDB {}",
            steps=(("bash", "-c", "mariadb --table < {file}"),),
            server="mariadb",
        ),
        Language(
            "postgresql",
            "PostgreSQL",
            "SELECT 'hello' AS word;\n",
            programs=("initdb", "postgres", "psql", "pg_dump"),
            folders=("/usr/lib/postgresql/*/bin",),
            package="postgresql",
            version=("postgres", "--version"),
            number=r"(\d+)\.\d",
            label="PostgreSQL {}",
            steps=(("psql", "-X", "-P", "border=2", "-v", "ON_ERROR_STOP=1", "-f", "{file}"),),
            server="postgres",
        ),
    )
}
"""What a fence may name in `needs`. Their `steps` run a fence in SQL that needs them."""


@dataclass(frozen=True)
class Counts:
    """How many samples are run, parsed and unchecked, each by language."""

    run: Mapping[str, int] = field(default_factory=dict)
    parsed: Mapping[str, int] = field(default_factory=dict)
    unchecked: Mapping[str, int] = field(default_factory=dict)


def classify_fence(fence: Fence) -> Kind:
    """The kind of a fence. An output is one whatever else its first line says; a request of a server is run."""
    if "excerpt" in fence.attributes:
        return Kind.EXCERPT
    if fence.is_output:
        return Kind.OUTPUT
    if "unchecked" in fence.attributes:
        return Kind.UNCHECKED
    row = LANGUAGES.get(fence.language)
    if row and "of" in fence.attributes:
        return Kind.RUN
    return row.kind if row else Kind.UNKNOWN


def name_tools(language: str, needs: Iterable[str]) -> tuple[str, ...]:
    """The rows that say what runs a sample: SQL is run by the database that it needs, all else by its language too."""
    tools = tuple(needs)
    return tools if language == "sql" and tools else (language, *tools)


def is_label(name: str, text: str) -> bool:
    """Whether a text is what a row's label looks like, with any number."""
    row = LANGUAGES.get(name) or TOOLS.get(name)
    if row is None or not row.label:
        return False
    return re.fullmatch(re.escape(row.label).replace(re.escape("{}"), r"[0-9.]{1,20}"), text) is not None


def count_fences(fences: Iterable[Fence]) -> Counts:
    """How many fences are run, parsed and unchecked, in the order of the languages' names."""
    counters: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    for fence in fences:
        counters[classify_fence(fence)][fence.language] += 1
    run, parsed, unchecked = (counters[kind] for kind in (Kind.RUN, Kind.PARSED, Kind.UNCHECKED))
    return Counts(dict(sorted(run.items())), dict(sorted(parsed.items())), dict(sorted(unchecked.items())))
