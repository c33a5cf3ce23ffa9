"""The samples of an answer that the runner has to do with, from its document."""

from __future__ import annotations

from guide.check.fences import find_fence_faults
from guide.diagnostic import Diagnostic
from guide.read.document import parse_document
from guide.read.samples import Kind, Sample

__all__ = ["Kind", "Sample", "find_samples"]


def find_samples(path: str, text: str) -> tuple[list[Sample], list[Diagnostic]]:
    """The samples of an answer's text in order, and the problems of its fences.

    A sample whose fence has a problem is left out: there is no sense in running it.
    """
    document = parse_document(text.encode(), path, "", "")
    faults = [*find_fence_faults(document)]
    faulty = {line for line, _ in faults}
    samples = [sample for sample in document.samples if sample.fence.line not in faulty and is_checked(sample)]
    return samples, [Diagnostic(path, line, message) for line, message in faults]


def is_checked(sample: Sample) -> bool:
    return sample.kind in (Kind.RUN, Kind.PARSED, Kind.UNCHECKED)
