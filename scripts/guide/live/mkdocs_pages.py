"""MkDocs as a library: some pages at once, or the whole site, each into a folder of its own.

The steps are those of `mkdocs.commands.build.build`, whose helpers are private; MkDocs 1.6.1 is the last 1.x and is
pinned. Nothing is cleaned here and nothing is strict: what strictness would stop on is given back.
"""

import logging
import re
from collections.abc import Iterator, Set
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from guide.read.pages import MACRO_PAGES

__all__ = ["build_pages", "build_site"]

ANSWER_BODY = re.compile(r'(?<=^<div class="answer-body">\n).*?(?=\n</div>\n\n?//////$)', re.DOTALL | re.MULTILINE)
PLACEHOLDER = "<p>answer-set-aside-{}</p>"
PLACE = re.compile(PLACEHOLDER.format(r"(\d+)"))


class WarningCollector(logging.Handler):
    """Keeps every warning of MkDocs and its plugins, each as one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(" ".join(record.getMessage().split()))


class AnswerStash:
    """Keeps the answers of a page, which are finished HTML, out of Python-Markdown, which would read them for seconds
    and pass them through byte for byte. A whole build, which follows, reads them.
    """

    def __init__(self) -> None:
        self.bodies: list[str] = []

    def on_page_markdown(self, markdown: str, **_: object) -> str:
        return ANSWER_BODY.sub(self.set_aside, markdown)

    def set_aside(self, match: re.Match[str]) -> str:
        self.bodies.append(match[0])
        return PLACEHOLDER.format(len(self.bodies) - 1)

    def on_page_content(self, html: str, **_: object) -> str:
        return PLACE.sub(self.put_back, html)  # once: an answer may hold such words itself

    def put_back(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self.bodies[number] if number < len(self.bodies) else match[0]


@contextmanager
def collect_warnings() -> Iterator[list[str]]:
    """The warnings of what runs inside, filled as they come; nothing is printed."""
    collector = WarningCollector()
    logger = logging.getLogger("mkdocs")
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield collector.lines
    except MkDocsException as error:
        collector.lines.append(" ".join(str(error).split()))
    finally:
        logger.removeHandler(collector)


def build_site(root: Path, out: Path, address: str) -> list[str]:
    """Build the whole site as it is published; what a strict build would stop on."""
    with collect_warnings() as warnings:
        config = open_config(root, out, address)
        build.build(config)
    return warnings


def build_pages(root: Path, out: Path, address: str, wanted: Set[str]) -> list[str]:
    """Build some pages alone, by their paths in docs/; the warnings of it."""
    with collect_warnings() as warnings:
        config = open_config(root, out, address)
        add_events(config, AnswerStash())
        if wanted.isdisjoint(MACRO_PAGES):
            disable_plugin(config, "macros")
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        env = config.theme.get_env()
        files = config.plugins.on_files(get_files(config), config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        pages = [file.page for file in files.documentation_pages() if file.page and file.src_uri in wanted]
        for page in pages:
            build._populate_page(page, config, files)
        env = config.plugins.on_env(env, config=config, files=files)
        for page in pages:
            build._build_page(page, config, files.documentation_pages(), nav, env)
    return warnings


def open_config(root: Path, out: Path, address: str) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(out), site_url=address, strict=False)
    config.plugins.events["env"].append(partial(keep_compiled, root / ".cache" / "templates"))
    # Its index costs a third of a build, and the guide's own search reads none.
    disable_plugin(config, "material/search")
    config.plugins.on_startup(command="serve", dirty=False)
    return config


def keep_compiled(folder: Path, env: Environment, **_: object) -> Environment:
    """Keep the theme's templates compiled from one build to the next; called by MkDocs once a build."""
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


def add_events(config: MkDocsConfig, listener: AnswerStash) -> None:
    config.plugins.events["page_markdown"].append(listener.on_page_markdown)
    config.plugins.events["page_content"].append(listener.on_page_content)


def disable_plugin(config: MkDocsConfig, name: str) -> None:
    """Let a plugin do nothing; templates still find its settings."""
    plugin = config.plugins[name]
    for methods in config.plugins.events.values():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]
