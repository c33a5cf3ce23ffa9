"""Samples as readers see them: program, file name, output and what ran it as one piece; several languages as tabs."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from guide.addresses import block_anchor
from guide.check.fences import marked_lines
from guide.languages import LANGUAGES
from guide.read.document import Document
from guide.read.markdown import Fence
from guide.read.samples import Kind, Sample, find_programs
from guide.read.transcript import PROMPT, ROOT_PROMPT, parse_transcript
from guide.render.highlight import highlight
from guide.render.markup import fill

__all__ = ["render_sample", "render_samples", "title_of"]

FOLDED_FROM = 26
"""Lines: a longer program stands folded, its output in sight."""


def render_samples(samples: Sequence[Sample], document: Document, toolchains: Mapping[str, str], tabs: str) -> Markup:
    """Neighboring samples: as tabs where each is a program in another language, else one under the other, as what is
    typed or sent stands under the program that it is for.
    """
    shown = [render_sample(sample, document, toolchains) for sample in samples]
    labels = [title_of(sample.fence.language) for sample in samples]
    is_choice = len(samples) > 1 and len(set(labels)) == len(labels)
    if is_choice and all(sample.kind in (Kind.RUN, Kind.UNCHECKED) and not sample.shows_itself for sample in samples):
        return fill("tabs.html.j2", name=tabs, tabs=list(zip(labels, shown, strict=True)))
    return Markup("\n").join(shown)


def title_of(language: str) -> str:
    """What readers call a language."""
    return LANGUAGES[language].title if language in LANGUAGES else language


def render_sample(sample: Sample, document: Document, toolchains: Mapping[str, str], folds: bool = True) -> Markup:
    """One sample; `folds`: whether a long program may stand folded."""
    fence = sample.fence
    anchor = block_anchor(document.id, "sample", fence.line)
    return fill(
        "sample.html.j2",
        sample=sample,
        anchor=anchor if anchor in list_sources(document) else "",
        code=highlight(fence.code.rstrip("\n"), fence.language, frozenset(marked_lines(fence))),
        beside=list_beside(sample),
        output=highlight(sample.output.code.rstrip("\n"), "text") if sample.output else None,
        folded=count_lines(fence) if folds and is_folded(sample, document) else 0,
        commands=list_commands(sample) if fence.language == "console" else None,
        source=find_source(sample, document),
        tools=[toolchains[name] for name in sample.tools if name in toolchains],
    )


def list_beside(sample: Sample) -> list[str]:
    """The other files of the answer that lay beside a program when it ran; of a request its server says it."""
    return [name for name, _ in sample.files] if sample.kind is Kind.RUN and not sample.server else []


def is_folded(sample: Sample, document: Document) -> bool:
    """Whether a program that is run is too long to stand open, or was shown in pieces already."""
    if sample.kind is not Kind.RUN or sample.output is None:
        return False
    excerpts = {other.fence.words["excerpt"] for other in document.samples if other.kind is Kind.EXCERPT}
    return count_lines(sample.fence) >= FOLDED_FROM or sample.fence.title in excerpts


def count_lines(fence: Fence) -> int:
    return fence.code.rstrip("\n").count("\n") + 1


def list_commands(sample: Sample) -> str | None:
    """The commands of a transcript alone: what a reader copies. None without any: then it is copied as it is."""
    prompts = (PROMPT, ROOT_PROMPT) if sample.kind is Kind.UNCHECKED else (PROMPT,)
    return "\n".join(command.text for command in parse_transcript(sample.fence.code, prompts)[1]) or None


def find_source(sample: Sample, document: Document) -> tuple[str, str] | None:
    """Anchor and name of the program that an excerpt is taken from, or that a request is sent to."""
    name = sample.fence.words.get("excerpt") or sample.fence.words.get("of") or ""
    program = next(iter(find_programs(name, document.fences)), None)
    return (block_anchor(document.id, "sample", program.line), name) if program else None


def list_sources(document: Document) -> set[str]:
    """The anchors that another sample of the answer links to: others need no id."""
    return {source[0] for sample in document.samples if (source := find_source(sample, document))}
