"""Every address ever published, in permalinks.txt: one that would stop working is an error.

An address is `topics/TOPIC/#ID`, relative to the site's root, of a question or of a follow-up question. What moves or
is worded anew keeps its earlier address through `aliases` in its answer file.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.addresses import ID
from guide.diagnostic import Diagnostic
from guide.model import Catalogue, url_of
from guide.paths import Sources, decode_text, is_there, read_file, show_path, sources_at, write_file

__all__ = [
    "find_dead_addresses",
    "find_double_names",
    "find_lost_addresses",
    "find_published",
    "list_addresses",
    "read_addresses",
    "read_permalinks",
    "record_addresses",
]

ADDRESS = re.compile(rf"topics/{ID.pattern}/#{ID.pattern}")
MAIN_BRANCHES = ("upstream/main", "origin/main", "main")


def read_permalinks(sources: Sources) -> tuple[str, str, list[Diagnostic]]:
    """The text and the name of the file of published addresses; where nothing was published there is none."""
    name = show_path(sources.permalinks)
    if not is_there(sources.permalinks):
        return "", name, []
    data, problems = read_file(sources.permalinks)
    text, more = decode_text(data, name)
    return text, name, [*problems, *more]


def read_addresses(text: str) -> dict[str, int]:
    """The recorded addresses and their lines; `#` and a blank begin a remark."""
    lines = enumerate(text.split("\n"), start=1)
    return {line.strip(): number for number, line in lines if line.strip() and not line.startswith("# ")}


def record_addresses(sources: Sources, addresses: Iterable[str]) -> int:
    """Add to the record what is not in it yet; how many. Raises OSError."""
    text, _, _ = read_permalinks(sources)
    recorded = read_addresses(text)
    new = [address for address in addresses if address not in recorded]
    if new:
        start = text if text.endswith("\n") or not text else f"{text}\n"
        write_file(sources.permalinks, (start + "".join(f"{address}\n" for address in new)).encode())
    return len(new)


def list_addresses(catalogue: Catalogue) -> list[str]:
    """What works now and is permanent: questions, their follow-up questions, and aliases, in list order."""
    permanent = [question for question in catalogue.questions if question.is_permanent]
    own = [question.url for question in permanent]
    inside = [url_of(question.topic, part.id) for question in permanent for part in question.follow_ups]
    moved = [url_of(topic, old) for topic, pairs in catalogue.moved_from.items() for old, _ in pairs]
    return [*own, *inside, *moved]


def find_dead_addresses(catalogue: Catalogue, text: str, path: str) -> Iterator[Diagnostic]:
    """An error for each recorded address that nothing answers to any more."""
    working = set(list_addresses(catalogue))
    for address, line in read_addresses(text).items():
        if not ADDRESS.fullmatch(address):
            yield Diagnostic(
                path, line, f"`{address}` is not an address: write `topics/TOPIC/#ID`, or `# ` before a remark"
            )
        elif address not in working:
            alias = address.removeprefix("topics/").replace("/#", "/")
            message = (
                f"`{address}` was published and would stop working: write `{alias}` in `aliases` of the answer that "
                "has its text now, then run `make permalinks`, or add the new address here as a line; if it was never "
                "published, remove this line"
            )
            yield Diagnostic(path, line, message)


def find_lost_addresses(root: Path, text: str, base: str | None) -> Iterator[Diagnostic]:
    """An error for each published address that the record no longer has: only so could it stop working unnoticed."""
    for address in sorted(find_published(root, base) - read_addresses(text).keys()):
        message = f"`{address}` was published and is missing here: restore its line"
        yield Diagnostic(sources_at(root).permalinks.name, 1, message)


def find_published(root: Path, base: str | None = None) -> frozenset[str]:
    """The addresses that were recorded at `base`, or where this branch left the main one; without git, all that are
    recorded now."""
    sources, name = sources_at(root), sources_at(root).permalinks.name
    bases = [base] if base else [ask_git(root, "merge-base", "HEAD", branch) for branch in MAIN_BRANCHES]
    start = next(filter(None, bases), "") or ask_git(root, "rev-parse", "HEAD")
    if start:
        return frozenset(read_addresses(ask_git(root, "show", "--end-of-options", f"{start.strip()}:./{name}") or ""))
    return frozenset(read_addresses(read_permalinks(sources)[0]))


def ask_git(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, encoding="utf-8-sig", errors="replace", check=False
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def find_double_names(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """An error for each follow-up question that the deck would take for another card.

    Its name is made of the first address of its question, which the question may no longer have: the page's own rule,
    that no anchor stands there twice, does not see that.
    """
    answers = [(question, question.answer) for question in catalogue.questions if question.answer]
    owners = {catalogue.name_first(question, question.id): answer.path for question, answer in answers}
    for question, answer in answers:
        for part in question.follow_ups:
            name = catalogue.name_first(question, part.id)
            if name in owners:
                message = (
                    f"the deck would confuse `#{part.id}` with a card of {owners[name]}, as both are `{name}` to it: "
                    "reword the heading, or rename the file that was not published yet"
                )
                yield Diagnostic(answer.path, 1, message)
            owners.setdefault(name, answer.path)
