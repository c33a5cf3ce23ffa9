"""The samples of an answer that the runner has to do with, from its document."""

from guide.check.fences import MOST_FENCES, find_fence_faults
from guide.diagnostic import Diagnostic
from guide.read.document import Document
from guide.read.samples import Kind, Sample

__all__ = ["find_samples"]


def find_samples(document: Document) -> tuple[list[Sample], list[Diagnostic]]:
    """The samples of an answer in order, and the problems of its fences.

    A sample whose fence, or whose server's, has a problem is left out: there is no sense in running it. So is a program
    that only answers requests: it runs with them. Of too many fences, which are not looked at one by one, none is run.
    """
    faults = sorted(set(find_fence_faults(document)))
    faulty = {line for line, _ in faults}
    servers = {sample.server.title for sample in document.samples if sample.server}
    samples = [
        sample
        for sample in document.samples
        if len(document.fences) <= MOST_FENCES
        and sample.kind in (Kind.RUN, Kind.PARSED, Kind.UNCHECKED)
        and not faulty & {sample.fence.line, sample.program.line}
        and (sample.fence.title not in servers or sample.output or sample.server)
    ]
    return samples, [Diagnostic(document.path, line, message) for line, message in faults]
