"""A Markdown page as MkDocs publishes it: the extensions and their settings are those of mkdocs.yml."""

from functools import cache
from typing import Any

import yaml
from markdown import Markdown
from mkdocs.utils.yaml import get_yaml_loader
from support import ROOT

from guide.load import read_answer
from guide.model import Catalogue, Question, Topic
from guide.read.answer_files import AnswerFile
from guide.read.document import parse_document
from guide.read.glossary import Glossary
from guide.render.body import RenderContext, render_body
from guide.render.topic_page import render_topic_page
from guide.site import Site

MKDOCS_OWN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs switches on by itself (mkdocs/config/defaults.py)."""
CONTEXT = RenderContext({"python": "Python 3.11"})
HEAD = '---\nquestion: What is CORS?\nnumbers: ["1"]\nlevel: junior\nkind: technical\n---\n'


@cache
def site_markdown() -> Markdown:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = yaml.load(text, Loader=get_yaml_loader())["markdown_extensions"]
    settings: dict[str, Any] = {name: {} for name in MKDOCS_OWN}
    for item in listed:
        settings |= item if isinstance(item, dict) else {item: {}}
    return Markdown(extensions=list(settings), extension_configs=settings)


def publish(page: str) -> str:
    """The HTML of a page's Markdown, without its head."""
    converter = site_markdown()
    converter.reset()
    return converter.convert(page.partition("\n---\n")[2])


def render_explanation(source: str, context: RenderContext = CONTEXT, topic: str = "web") -> str:
    """The HTML of a source that stands in the Explanation of an answer, without its section's own tags."""
    document = parse_document(f"{HEAD}## Explanation\n\n{source}\n".encode(), "cors.md", topic, "cors")
    body, faults = render_body(document, context)
    assert faults == []
    start = '<section class="answer-section explanation">\n<h3 id="cors-explanation">Explanation</h3>\n'
    assert body.startswith(start)
    return str(body)[len(start) :].removesuffix("\n</section>")


def make_page(text: str) -> tuple[str, str]:
    """The topic page of a guide whose one answer has this text, and the answer's body."""
    result = read_answer(
        AnswerFile("cors.md", "web", "cors", text.encode()),
        Glossary(),
        lambda document: (str(render_body(document, CONTEXT)[0]), []),
    )
    assert result.answer is not None, result.problems
    question = Question("cors", "web", ("1",), result.answer.front.question, result.answer)
    topic = Topic("web", "Web", "Tried.", "material/web")
    return render_topic_page(topic, Catalogue(topics=(topic,), questions=(question,)), Site()), result.answer.body
