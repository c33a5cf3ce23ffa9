"""The languages of fences and the tools that samples may need: one row each. A language that is parsed
has its function in `samples.validators`, too.

Imports no tool, lexer or engine: the converter reads names, labels and kinds from here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["COLORED", "LANGUAGES", "ROWS", "TOOLS", "Kind", "is_label"]


class Kind(StrEnum):
    """What the checks do with a fence."""

    RUN = "run"
    PARSED = "parsed"
    UNCHECKED = "unchecked"
    OUTPUT = "output"
    DIAGRAM = "diagram"
    EXCERPT = "excerpt"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Language:
    """A language of fences, or a tool that a fence names in `needs`.

    name: in the fence; title: what readers call it, on a tab
    example: a sample in it, for the tests; with the first text of `mutation` replaced by the second it is a wrong one
    kind: what is done with a fence in it
    programs: names that must be found; inside the sandbox they are called by these names
    folders: where to look for them besides PATH; `*` stands for a version, the highest counts
    package: the Debian packages that bring them
    version: the command that tells the version, asked inside the sandbox
    number: what of that readers see, the first group of the first line that matches
    label: what ran a sample, as readers see it; `{}` stands for the number
    steps: the commands that run a sample, the last one the sample itself. `{file}` is its title, `{stem}` that without
        suffix, `{session}` a transcript's commands, `{sqlite_shell}` a program that runs SQL; of a tool: those that
        run a fence in SQL which needs it
    check: a command that parses a sample which is not run
    server: of a tool, the function of `sandbox.servers` that starts a server for the sample alone
    """

    name: str
    title: str
    example: str
    mutation: tuple[str, str] = ("hello", "bye")
    kind: Kind = Kind.RUN
    programs: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    package: str = ""
    version: tuple[str, ...] = ()
    number: str = r"(\d+)"
    label: str = ""
    steps: tuple[tuple[str, ...], ...] = ()
    check: tuple[str, ...] = ()
    server: str = ""


C_EXAMPLE = '#include <stdio.h>\nint main(void) {\n    puts("hello");\n}\n'
CPP_EXAMPLE = '#include <iostream>\nint main() {\n    std::cout << "hello\\n";\n}\n'
JAVA_EXAMPLE = (
    'public class Main {\n  public static void main(String[] a) {\n    System.out.println("hello");\n  }\n}\n'
)
SQL_EXAMPLE = "SELECT 'hello' AS word;\n"
JAVA = ("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx256m")  # UsePerfData would write into /tmp
COMPILED = ("-O1", "-pthread", "-o", "{stem}", "{file}", "-lm")

# fmt: off
LANGUAGE_ROWS = (
    Language("python", "Python", 'print("hello")\n', programs=("python", "python3"), package="python3",
             version=("python", "--version"), number=r"(\d+\.\d+)", label="Python {}",
             steps=(("python", "-B", "{file}"),)),
    Language("javascript", "JavaScript", 'console.log("hello");\n', programs=("node",), package="nodejs",
             version=("node", "--version"), label="Node.js {}", check=("node", "--check", "{file}"),
             steps=(("node", "--max-old-space-size=256", "{file}"),)),
    Language("java", "Java", JAVA_EXAMPLE, programs=("javac", "java"), package="default-jdk-headless",
             version=("java", "-version"), number=r'version "(\d+)', label="Java {}",
             steps=(("javac", *(f"-J{option}" for option in JAVA), "-encoding", "UTF-8", "{file}"),
                    ("java", *JAVA, "-cp", ".", "{stem}"))),
    Language("c", "C", C_EXAMPLE, programs=("gcc",), package="gcc libc6-dev",
             version=("gcc", "--version"), number=r"\) (\d+)", label="GCC {}",
             steps=(("gcc", "-std=c17", *COMPILED), ("./{stem}",))),
    Language("cpp", "C++", CPP_EXAMPLE, programs=("g++",), package="g++",
             version=("g++", "--version"), number=r"\) (\d+)", label="GCC {}",
             steps=(("g++", "-std=c++20", *COMPILED), ("./{stem}",))),
    Language("sql", "SQL", SQL_EXAMPLE, programs=("python",), package="python3", label="SQLite {}",
             version=("python", "-c", "import sqlite3; print(sqlite3.sqlite_version)"),
             steps=(("python", "-I", "-B", "-c", "{sqlite_shell}", "{file}"),)),
    Language("bash", "Bash", "echo hello\n", programs=("bash",), package="bash",
             version=("bash", "--version"), label="Bash {}", steps=(("bash", "{file}"),)),
    Language("console", "Terminal", "$ echo hello\nhello\n", ("echo hello", "echo bye"), programs=("bash",),
             package="bash", version=("bash", "--version"), label="Bash {}", steps=(("bash", "-c", "{session}"),)),
    Language("json", "JSON", '{"word": "hello"}\n', ('"}', '",}'), Kind.PARSED),
    Language("yaml", "YAML", "word: hello\n", ("word", "\tword"), Kind.PARSED),
    Language("http", "HTTP", "GET / HTTP/1.1\nHost: a\n", ("Host", "Hast"), Kind.PARSED),
    Language("html", "HTML", "<p>hello</p>\n", ("</p>", "</b>"), Kind.PARSED),
    Language("nginx", "nginx", "listen 80;\n", ("listen", "lisen"), Kind.PARSED),
    Language("mermaid", "Diagram", "flowchart LR\n  a --> b\n", kind=Kind.DIAGRAM),
)
TOOL_ROWS = (
    Language("mariadb-server", "MariaDB", SQL_EXAMPLE, package="mariadb-server", server="start_mariadb",
             programs=("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump"),
             version=("mariadbd", "--version"), number=r"(\d+\.\d+)\.\d+-MariaDB", label="MariaDB {}",
             steps=(("bash", "-c", "mariadb --table < {file}"),)),
    Language("postgresql", "PostgreSQL", SQL_EXAMPLE, package="postgresql", server="start_postgresql",
             programs=("initdb", "postgres", "psql", "pg_dump"), folders=("/usr/lib/postgresql/*/bin",),
             version=("postgres", "--version"), number=r"(\d+)\.\d", label="PostgreSQL {}",
             steps=(("psql", "-X", "-P", "border=2", "-v", "ON_ERROR_STOP=1", "-f", "{file}"),)),
)
# fmt: on
LANGUAGES: Mapping[str, Language] = {row.name: row for row in LANGUAGE_ROWS}
TOOLS: Mapping[str, Language] = {row.name: row for row in TOOL_ROWS}
"""What a fence may name in `needs`."""
ROWS: Mapping[str, Language] = {**LANGUAGES, **TOOLS}
COLORED = frozenset({*LANGUAGES, "dockerfile", "gherkin", "protobuf"}) - {"mermaid"}
"""Languages whose code is shown in colors; the last ones stand in answers, and nothing checks them."""


def is_label(name: str, text: str) -> bool:
    """Whether a text is what a row's label looks like, with any number."""
    row = ROWS.get(name)
    if row is None or not row.label:
        return False
    return re.fullmatch(re.escape(row.label).replace(re.escape("{}"), r"[0-9.]{1,20}"), text) is not None
