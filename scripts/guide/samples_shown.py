"""Samples as readers see them: program, file name, output and what ran it as one piece; several languages as tabs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from markdown_it.tree import SyntaxTreeNode

from guide.highlight import highlight
from guide.markdown import OUTPUT_TITLE, parse_info

LANGUAGES = {
    "python": "Python",
    "javascript": "JavaScript",
    "java": "Java",
    "c": "C",
    "cpp": "C++",
    "sql": "SQL",
    "bash": "Bash",
    "console": "Terminal",
    "json": "JSON",
    "yaml": "YAML",
    "toml": "TOML",
    "html": "HTML",
    "http": "HTTP",
    "ini": "INI",
    "nginx": "nginx",
    "dockerfile": "Dockerfile",
}


@dataclass(frozen=True)
class Shown:
    """One sample and what it printed; the output is empty for what is not run."""

    language: str
    title: str
    code: str
    output: str
    unchecked: str
    name: str = ""
    """Unique on the page; the copy button of the theme finds its code by it."""


def group_fences(nodes: list[SyntaxTreeNode]) -> list[list[SyntaxTreeNode]]:
    """Nodes in order, neighbouring fences (no diagrams) together in one group, every other node alone."""
    groups: list[list[SyntaxTreeNode]] = []
    for node in nodes:
        is_code = node.type == "fence" and parse_info(node.info)[0] != "mermaid"
        if is_code and groups and groups[-1][0].type == "fence" and parse_info(groups[-1][0].info)[0] != "mermaid":
            groups[-1].append(node)
        else:
            groups.append([node])
    return groups


def render_samples(fences: list[SyntaxTreeNode], tools: dict[str, str], prefix: str) -> str:
    """Neighbouring fences: as tabs where every sample is in another language, else one under the other."""
    samples = join_outputs(fences, prefix)
    languages = [sample.language for sample in samples]
    if len(samples) > 1 and len(set(languages)) == len(languages):
        return "\n\n".join(
            f"//// tab | {LANGUAGES.get(sample.language, sample.language)}\n\n{render_sample(sample, tools)}\n\n////"
            for sample in samples
        )
    return "\n\n".join(render_sample(sample, tools) for sample in samples)


def join_outputs(fences: list[SyntaxTreeNode], prefix: str) -> list[Shown]:
    """Each sample with the output fence right under it."""
    samples: list[Shown] = []
    for fence in fences:
        language, attributes, _ = parse_info(fence.info)
        title = attributes.get("title", "")
        if language == "text" and title == OUTPUT_TITLE and samples and not samples[-1].output:
            samples[-1] = replace(samples[-1], output=fence.content)
        else:
            name = f"{prefix}-{(fence.map or (0, 0))[0]}"
            samples.append(Shown(language, title, fence.content, "", attributes.get("unchecked", ""), name))
    return samples


def render_sample(sample: Shown, tools: dict[str, str]) -> str:
    parts = [render_code(sample.language, sample.title, sample.code, sample.name)]
    if sample.output:
        parts.append(render_code("text", OUTPUT_TITLE, sample.output, f"{sample.name}-output"))
    note = describe_check(sample, tools)
    if note:
        parts.append(f'<p class="sample-check">{note}</p>')
    content = "\n\n".join(parts)
    return f"/// html | div.sample\n\n{content}\n\n///"


def render_code(language: str, title: str, code: str, name: str) -> str:
    """One block of code with its file name, as the theme's own markup has it."""
    shown = f'<span class="filename">{escape(title)}</span>' if title else ""
    inside = highlight(code.rstrip("\n"), language)
    return f'<div class="highlight" id="{name}">{shown}<pre><code>{inside}\n</code></pre></div>'


def describe_check(sample: Shown, tools: dict[str, str]) -> str:
    """How the sample was checked, in a few words: the runner's record, never typed by hand."""
    if sample.unchecked:
        return ""
    if sample.language in tools:
        return f"Run with {tools[sample.language]}"
    return ""
