"""Holding what a program printed against what the page shows, to the letter."""

import difflib
import unicodedata

from guide.diagnostic import Diagnostic, count
from guide.languages import Kind
from guide.read.exchange import read_responses, show_exchanges
from guide.read.samples import Sample
from guide.read.transcript import MARK, parse_transcript, show_transcript
from guide.samples.job import Outcome

__all__ = ["find_unstable", "judge_sample", "show_real"]


LAST_LINES = 15
LONGEST_DIFF = 400
"""Lines of each side that are compared for a message: time grows with their product."""


def judge_sample(sample: Sample, outcome: Outcome) -> tuple[list[Diagnostic], list[str] | None]:
    """The problems of a sample that was run, and the lines that its fence should show.

    The lines are none where the program did not do what it should: such output belongs on no page. Of a sample that is
    not run (its language's tool has parsed it) nothing is shown.
    """
    if fault := find_run_fault(sample, outcome):
        return [Diagnostic(sample.path, sample.fence.line, f"{sample.name} {fault}")], None
    if sample.kind is Kind.UNCHECKED:
        return [], None
    real = show_real(sample, outcome.output.decode())
    problem = compare_lines(sample, real)
    return ([problem] if problem else []), real


def find_run_fault(sample: Sample, outcome: Outcome) -> str:
    """Why a run cannot be shown: it was stopped, ended with the wrong status, or printed what no page can show."""
    if outcome.stopped:
        return f"was stopped: {outcome.stopped}"
    text = outcome.output.decode(errors="replace")
    if outcome.status != sample.exit_status:
        wanted = f"instead of {sample.exit_status}{hint_at_denial(text)}"
        return f"ended with status {outcome.status} {wanted}{quote_end(text)}"
    fault = find_unprintable(sample, outcome.output)
    return f"{fault}{quote_end(text)}" if fault else ""


def hint_at_denial(text: str) -> str:
    """A hint for an author who does not know that samples run in a sandbox."""
    is_denied = any(sign in text for sign in ("Read-only file system", "EROFS"))
    return " (it wrote outside its folder, which was denied)" if is_denied else ""


def quote_end(text: str) -> str:
    """The last lines of an output, indented, for a message."""
    lines = text.replace(MARK, "").splitlines()[-LAST_LINES:]
    return ", having printed:" + "".join(f"\n    {line}" for line in lines) if lines else ""


def find_unprintable(sample: Sample, output: bytes) -> str:
    """Why a Markdown page cannot show an output to the letter, or nothing."""
    try:
        text = output.decode()
    except UnicodeDecodeError:
        return "printed bytes that are not UTF-8: print text"
    if fault := find_control_character(text.replace(MARK, "")):
        return fault
    if sample.server:
        return find_odd_responses(sample, text)
    return find_early_end(sample, text) if sample.fence.language == "console" else find_control_character(text)


def find_control_character(text: str) -> str:
    strange = {c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"}
    return f"printed the control character {min(strange)!r}, which a page cannot show: remove it" if strange else ""


def find_odd_responses(sample: Sample, text: str) -> str:
    try:
        responses = read_responses(sample.fence.code, text)
    except ValueError:
        return "printed more than its responses: make it, and its compiler, print nothing"
    return find_control_character("\n".join(line for head, body in responses for line in (*head, body)))


def find_early_end(sample: Sample, text: str) -> str:
    """Whether a transcript's session broke off before its last command, or is no session."""
    before, commands = parse_transcript(sample.fence.code)
    if before or not commands:
        return 'is not a transcript: start each command with "$ " and put its output below it'
    done = text.count(MARK)
    if done > len(commands):
        return f"printed the control character {MARK!r}, which separates commands here: remove it"
    return f"stopped after {done} of its {len(commands)} commands" if done < len(commands) else ""


def show_real(sample: Sample, text: str) -> list[str]:
    """The lines that the page should show. A last line without its line end looks like any other."""
    if sample.server:
        return show_exchanges(sample.fence.code, text)
    if sample.fence.language == "console":
        return show_transcript(sample.fence.code, text)
    return text.removesuffix("\n").split("\n") if text else []


def compare_lines(sample: Sample, real: list[str]) -> Diagnostic | None:
    """The problem of a sample whose page shows something else than it prints, at the first line that differs.

    A program without an output fence shows nothing, and the line is its own.
    """
    fence = sample.shown
    shown = fence.code.split("\n")[:-1] if fence else []
    if shown == real and (real or sample.output is None):
        return None
    update = f"make samples ANSWER={sample.path}"
    if fence:
        line = fence.line + 1 + count_same(shown, real)
        message = f"the page does not show what {sample.name} printed: fix the sample, or run `{update}`"
    else:
        line = sample.fence.line
        message = (
            f"{sample.name} prints {count(len(real), 'line')}, but there is no Output fence below it: run `{update}`"
        )
    return Diagnostic(sample.path, line, message + quote_difference(shown, real, "shown", "printed"))


def count_same(lines: list[str], others: list[str]) -> int:
    """How many lines are the same before the first that differ."""
    differing = (i for i, pair in enumerate(zip(lines, others, strict=False)) if pair[0] != pair[1])
    return next(differing, min(len(lines), len(others)))


def quote_difference(before: list[str], after: list[str], name: str, other: str) -> str:
    """An indented unified diff; of long outputs, only of the lines around the first that differ."""
    if len(before) + len(after) > LONGEST_DIFF:
        first = max(count_same(before, after) - 2, 0)
        before, after = (side[first:][: LONGEST_DIFF // 2] for side in (before, after))
    rows = difflib.unified_diff(before, after, name, other, lineterm="", n=2)
    return "".join(f"\n    {row}" for row in rows)


def find_unstable(sample: Sample, outcomes: list[Outcome]) -> Diagnostic | None:
    """The problem of a sample that printed differently in one of several runs, of which none was stopped."""
    first = outcomes[0]
    for number, other in enumerate(outcomes[1:], start=2):
        before, after = normalize(sample, first), normalize(sample, other)
        if before != after:
            difference = quote_difference(before, after, "run 1", f"run {number}")
            message = f"{sample.name} is unstable: run {number} of {len(outcomes)} differs from the first"
            return Diagnostic(sample.path, sample.fence.line, message + difference)
    return None


def normalize(sample: Sample, outcome: Outcome) -> list[str]:
    """What counts when runs are compared: how it ended, and the lines that a page would show."""
    text = outcome.output.decode(errors="replace")
    end = f"[status {outcome.status}]"
    if sample.shows_itself and not find_run_fault(sample, outcome):
        return [*show_real(sample, text), end]
    return [*text.split("\n"), end]
