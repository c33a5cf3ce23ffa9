"""What the hand-written pages may ask for, called by mkdocs-macros-plugin. Pages are text: they run in a sandbox."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

sys.path.insert(0, str(Path(__file__).resolve().parent))  # MkDocs loads this file by its path, without its folder

from guide.load import load_guide, parse_answers
from guide.paths import ROOT, sources_at
from guide.read.pages import MACRO_PAGES
from guide.render.answers import cache_of, make_answer_reader
from guide.render.pages import (
    count_catalogue,
    link_question,
    render_download,
    render_glossary,
    render_table,
    render_topics,
)
from guide.site import read_site

MACROS = ("topic_cards", "question_table", "glossary", "question", "download")
NAMES = frozenset({"counts", "repository", *MACROS})


class PageContext(Context):
    """The names that a page sees: the guide's own, and nothing of MkDocs or of the plugin."""

    def resolve_or_missing(self, key: str) -> Any:
        return super().resolve_or_missing(key) if key in NAMES else missing


class PageSandbox(ImmutableSandboxedEnvironment):
    """Jinja for text from strangers: macros can be called and fields of plain values read, nothing else."""

    context_class = PageContext
    macros: tuple[Any, ...] = ()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, dict) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        return obj in self.macros


def define_env(env: Any) -> None:
    """Called once a build: hands the catalogue to the pages."""
    site = read_site()
    form = site.form
    # from the converter's cache where its engines are; the other engine's environment has none of them
    reader = make_answer_reader(cache_of(form), form) if find_spec("merman") else parse_answers
    guide = load_guide(sources_at(ROOT), reader)
    if guide.problems:
        raise RuntimeError("the inputs have problems: run `python scripts/convert.py`")
    catalogue = guide.catalogue
    if env.conf["site_url"]:  # one scope for all pages, so that the theme's first script has one form and one hash
        env.conf["extra"]["scope"] = env.conf["site_url"]
    env.variables["counts"] = count_catalogue(catalogue)
    env.variables["repository"] = site.repository
    env.macro(lambda: render_topics(catalogue, form), "topic_cards")
    env.macro(lambda: render_table(catalogue, form), "question_table")
    env.macro(lambda: render_glossary(guide.glossary), "glossary")
    env.macro(lambda word: render_download(word, form), "download")
    env.macro(lambda identifier: link_question(catalogue, identifier), "question")


def on_pre_page_macros(env: Any) -> None:
    """Called before each page: only pages by name run macros, and they run in the sandbox."""
    if env.page.meta.get("render_macros") and env.page.file.src_uri not in MACRO_PAGES:
        raise RuntimeError(f"docs/{env.page.file.src_uri} may not use macros: remove `render_macros` from its head")
    if isinstance(env.env, PageSandbox):
        return
    sandbox = PageSandbox(undefined=env.env.undefined, keep_trailing_newline=True)
    sandbox.globals = {name: env.macros[name] for name in MACROS}
    sandbox.macros = tuple(sandbox.globals.values())
    env._env = sandbox
