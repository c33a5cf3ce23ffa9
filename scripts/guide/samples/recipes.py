"""From a sample to the job that runs it: the files laid out, the commands run, the programs they find."""

from pathlib import Path

from guide.languages import ROWS, TOOLS, Kind
from guide.read.exchange import list_requests
from guide.read.samples import Sample
from guide.read.transcript import make_session
from guide.samples.job import COMPILE_SECONDS, RUN_SECONDS, Job, Step
from guide.samples.sandbox.bwrap import PACKAGE
from guide.samples.tools import ALWAYS, Missing, Tool, find_tool

__all__ = ["make_job"]


SQLITE_SHELL = (PACKAGE / "sqlite_shell.py").read_text(encoding="utf-8")
HTTP_CLIENT = (PACKAGE / "http_client.py").read_text(encoding="utf-8")


def make_job(sample: Sample, isolated: bool = True) -> Job | Missing:
    """The job of a sample that is run, or parsed by its language's own tool; or what it lacks."""
    tools: list[Tool] = []
    for name in dict.fromkeys((*sample.tools, *ALWAYS)):
        tool = find_tool(name, isolated)
        if isinstance(tool, Missing):
            return tool
        tools.append(tool)
    steps, background = make_steps(sample), None
    if sample.server:
        request = Step(("python", "-I", "-c", HTTP_CLIENT, *list_requests(sample.fence.code)))
        steps, background = (*steps[:-1], request), steps[-1]
    return Job(
        files=lay_out_files(sample),
        steps=steps,
        programs=tuple(dict.fromkeys(pair for tool in tools for pair in tool.programs)),
        mounts=tuple(sorted({folder for tool in tools for folder in tool.mounts})),
        versions=tuple(tool.version for tool in tools),
        servers=tuple(TOOLS[name].server for name in sample.needs),
        background=background,
    )


def lay_out_files(sample: Sample) -> tuple[tuple[str, str], ...]:
    """What lies in the sample's folder at the start. A transcript is a session, not a file."""
    own = () if sample.program.language == "console" else ((file_name(sample), sample.program.code),)
    return (*own, *sample.files)


def file_name(sample: Sample) -> str:
    """A sample that is parsed alone may have no title."""
    return sample.program.title or "sample.mjs"


def make_steps(sample: Sample) -> tuple[Step, ...]:
    """The commands of the row that runs it, with the sample's names put in."""
    row = ROWS[sample.tools[0]]
    patterns = (row.check,) if sample.kind is Kind.UNCHECKED else row.steps
    *before, last = [tuple(fill_in(part, sample) for part in pattern) for pattern in patterns]
    return (*(Step(command, COMPILE_SECONDS) for command in before), Step(last, RUN_SECONDS))


def fill_in(part: str, sample: Sample) -> str:
    """A word of a row's command with its braces filled in."""
    title = file_name(sample)
    values = {"{file}": title, "{stem}": Path(title).stem, "{sqlite_shell}": SQLITE_SHELL}
    if part == "{session}":
        return make_session(sample.fence.code)
    for name, value in values.items():
        part = part.replace(name, value)
    return part
