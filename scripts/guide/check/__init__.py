"""Everything that is wrong with one answer, told at once: its head, its body, its fences."""

from guide.check.fences import find_fence_faults
from guide.check.safety import find_unsafe_parts
from guide.check.structure import find_structure_faults
from guide.diagnostic import Diagnostic
from guide.read.document import Document

__all__ = ["check_document"]


def check_document(document: Document) -> list[Diagnostic]:
    """The errors of an answer file, in the order of its lines, each once."""
    faults = [*document.head.faults, *find_unsafe_parts(document)]
    if document.tokens:
        faults += [*find_structure_faults(document), *find_fence_faults(document)]
    return sorted({Diagnostic(document.path, line, message) for line, message in faults})
