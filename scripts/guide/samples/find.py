"""The samples of an answer that the runner has to do with, from its document."""

from __future__ import annotations

from guide.check.fences import find_fence_faults
from guide.diagnostic import Diagnostic
from guide.read.document import Document, parse_document
from guide.read.front_matter import Head
from guide.read.markdown import Fence, parse_tokens
from guide.read.samples import Kind, Sample

__all__ = ["Kind", "Sample", "find_samples"]


def find_samples(path: str, text: str) -> tuple[list[Sample], list[Diagnostic]]:
    """The samples of an answer's text in order, and the problems of its fences.

    A sample whose fence has a problem is left out: there is no sense in running it. So is a program without an output
    that requests are sent to: it is run with them.
    """
    document = parse_body(path, text)
    unread = document.head.faults if not document.tokens else ()
    faults = [*unread, *find_fence_faults(document)]
    left_out = {line for line, _ in faults}
    left_out |= {one.server.line for one in document.samples if one.server and not has_output(one.server, document)}
    samples = [sample for sample in document.samples if sample.fence.line not in left_out and is_checked(sample)]
    return samples, [Diagnostic(path, line, message) for line, message in faults]


def parse_body(path: str, text: str) -> Document:
    """The document of a text; one without front matter is all body."""
    if text.startswith("---"):
        return parse_document(text.encode(), path, "", "")
    return Document(path, "", "", text, Head(), tuple(parse_tokens(text)))


def has_output(program: Fence, document: Document) -> bool:
    return any(sample.fence is program and sample.output for sample in document.samples)


def is_checked(sample: Sample) -> bool:
    return sample.kind in (Kind.RUN, Kind.PARSED, Kind.UNCHECKED)
