"""Every address ever published, in permalinks.txt: one that would stop working is a problem.

An address is `topics/TOPIC/#ID`, relative to the site's root. A question that moves or gets another id keeps its
earlier address through `aliases` in its answer file, so the address stays among those that work.
"""

from __future__ import annotations

from collections.abc import Iterator

from guide.model import Catalogue, Problem

FILE = "permalinks.txt"


def read_addresses(text: str) -> dict[str, int]:
    """The recorded addresses and their lines; `#` and a blank begin a remark."""
    lines = enumerate(text.splitlines(), start=1)
    return {line.strip(): number for number, line in lines if line.strip() and not line.startswith("# ")}


def working_addresses(catalogue: Catalogue) -> list[str]:
    """What works now and is permanent: the questions' own addresses and their aliases, in reading order."""
    own = [question.url for question in catalogue.questions if question.permanent]
    moved = [f"topics/{topic}/#{old}" for topic, pairs in catalogue.moved_from.items() for old, _ in pairs]
    return [*own, *moved]


def find_dead_addresses(catalogue: Catalogue, text: str, path: str) -> Iterator[Problem]:
    """A problem for each recorded address that nothing answers to any more."""
    working = set(working_addresses(catalogue))
    for address, line in read_addresses(text).items():
        if address not in working:
            alias = address.removeprefix("topics/").replace("/#", "/")
            yield Problem(
                path,
                line,
                f"`{address}` was published and would stop working: write `{alias}` among the aliases of the "
                "answer that took its place",
            )


def find_new_addresses(catalogue: Catalogue, text: str) -> list[str]:
    """What works and is not recorded yet."""
    recorded = read_addresses(text)
    return [address for address in working_addresses(catalogue) if address not in recorded]
