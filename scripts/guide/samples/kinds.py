"""What becomes of a fence by its language: run, parsed, drawn, shown as an output, or left unchecked with a reason.

The converter counts samples with this module, so it imports nothing but the Markdown reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from guide.markdown import Fence, find_fences

RUN_LANGUAGES = ("python", "javascript", "java", "c", "cpp", "sql", "bash", "console")
PARSED_LANGUAGES = ("json", "yaml", "toml", "html", "http", "ini", "nginx", "dockerfile")
DRAWN_LANGUAGES = ("mermaid",)


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
class Counts:
    """How many samples are run, parsed and unchecked, each by language."""

    run: Mapping[str, int] = field(default_factory=dict)
    parsed: Mapping[str, int] = field(default_factory=dict)
    unchecked: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(sum(part.values()) for part in (self.run, self.parsed, self.unchecked))


def classify_fence(fence: Fence) -> Kind:
    """The kind of a fence. `unchecked` in its first line goes before everything that its language says."""
    if "excerpt" in fence.attributes:
        return Kind.EXCERPT
    if "unchecked" in fence.attributes:
        return Kind.UNCHECKED
    if fence.is_output:
        return Kind.OUTPUT
    if fence.language in RUN_LANGUAGES:
        return Kind.RUN
    if fence.language in PARSED_LANGUAGES:
        return Kind.PARSED
    return Kind.DRAWN if fence.language in DRAWN_LANGUAGES else Kind.UNKNOWN


def count_samples(text: str) -> Counts:
    """Count the samples of one Markdown text without running any."""
    return sum_counts([count_fences(find_fences(text))])


def count_fences(fences: Iterable[Fence]) -> Counts:
    """Count fences that were found already."""
    counters: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    for fence in fences:
        counters[classify_fence(fence)][fence.language] += 1
    return make_counts(counters[Kind.RUN], counters[Kind.PARSED], counters[Kind.UNCHECKED])


def sum_counts(counts: Iterable[Counts]) -> Counts:
    """The counts of several texts together."""
    run: Counter[str] = Counter()
    parsed: Counter[str] = Counter()
    unchecked: Counter[str] = Counter()
    for each in counts:
        run.update(each.run)
        parsed.update(each.parsed)
        unchecked.update(each.unchecked)
    return make_counts(run, parsed, unchecked)


def make_counts(run: Counter[str], parsed: Counter[str], unchecked: Counter[str]) -> Counts:
    """Counts in the order of the languages' names, the same on every build."""
    return Counts(dict(sorted(run.items())), dict(sorted(parsed.items())), dict(sorted(unchecked.items())))
