"""An answer's body for deck and books: the same parts as on the page, all of them open, as XHTML.

E-readers take well-formed XHTML alone, where a browser corrects what it reads. The checks let nothing else through.
"""

from collections.abc import Sequence

from markupsafe import Markup

from guide.diagnostic import Fault
from guide.languages import Kind
from guide.read.document import Document
from guide.read.samples import Sample
from guide.render.body import BodyRenderer, RenderContext
from guide.render.markup import fill
from guide.render.samples import render_sample, title_of

__all__ = ["render_book_body"]


def render_book_body(document: Document, context: RenderContext) -> tuple[Markup, list[Fault]]:
    """The body's XHTML, and what in it cannot be shown, each with its line in the file."""
    renderer = BookRenderer(document, context)
    return Markup("\n").join(map(renderer.render_section, document.sections)), renderer.faults


class BookRenderer(BodyRenderer):
    """The page's renderer without what needs a click."""

    checklist = "book_checklist.xhtml.j2"

    def show_samples(self, samples: Sequence[Sample], line: int) -> Markup:
        """One under the other; programs that the page has as tabs are told apart by their language."""
        titles = {title_of(sample.fence.language) for sample in samples if sample.kind is Kind.RUN}
        shown = [render_sample(sample, self.document, self.context.toolchains, folds=False) for sample in samples]
        if len(titles) < 2:
            return Markup("\n").join(shown)
        names = [title_of(sample.fence.language) for sample in samples]
        return fill("book_samples.xhtml.j2", samples=list(zip(names, shown, strict=True)))
