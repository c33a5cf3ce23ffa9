"""The published site's pages, scripts and styles made small: without comments, white space and rules that no page can
use, and what every page loads in one file of each kind, for each file is a journey over the network."""

import json
import posixpath
import re
from collections.abc import Callable, Set
from functools import partial
from pathlib import Path

import lightningcss
import minify_html
import rjsmin
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from guide.paths import STUDY_FILE

__all__ = ["join_parts", "join_scripts", "join_styles", "minify_assets", "minify_pages"]

SCRIPTS, STYLES = "assets/javascripts", "assets/stylesheets"
"""The theme's own files stand there too; what is vendored stands elsewhere, with its license."""
THEME = ".min."
"""What the names of the theme's files hold: it brings them small."""
SCRIPT = re.compile(r'\s*<script src="[^"]*assets/javascripts/(?P<name>guide(?:-\w+)*\.js)"></script>')
"""A script of mkdocs.yml's `extra_javascript`, as the theme names it in a page."""
STYLE = re.compile(r'\s*<link rel="stylesheet" href="[^"]*assets/stylesheets/(?P<name>(?:\w+/)?[\w.-]+\.css)">')
"""A style sheet, as the theme names it in a page."""
PARTS, STUDY_PAGE = f"{SCRIPTS}/study/files.js", "study/index.html"
"""What the study page is made of, and the page."""
PART = re.compile(r'"([^"]+\.js)"')
SYMBOL = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
"""A class or an id in a selector; a color or a part of a number as well, which no rule is named by."""
COMPOUND = re.compile(r"-{0,2}[A-Za-z_]\w*-[\w-]+")
"""A word with a hyphen, as every class has that the theme's script sets: others there are words like any."""
SWITCHED_OFF = ("md-annotation", "md-mermaid", "md-source", "md-status", "md-tag", "md-tooltip", "md-version")
"""How the names of classes and variables begin that the theme's script has for features that are off in mkdocs.yml."""
SET_VARIABLE, VARIABLE = re.compile(r"[{;]\s*(--[\w-]+)\s*:"), re.compile(r"--[A-Za-z][\w-]*(?!\s*[\w:-])")
"""A custom property where it gets its value, and where it is read."""
RULE = re.compile(r"(?P<selectors>[^{}]+)(?P<body>\{[^{}]*\})")
VALUE = re.compile(r"\[(?:dir|data-md-color-(?:primary|accent))=(?P<name>[\w-]+)\]")
"""A direction of writing or one of the theme's colors in a selector."""
CHILD = re.compile(r"[\w.-]+:nth-child\(\d+\)")
"""One of several: the theme has rules for twenty tabs."""
INSIDE = re.compile(r":(?:not|is|where|has)\([^()]*\)")
"""What of a selector may name what no page has, and match all the same."""
SWITCHING = re.compile(r"\[data-md-color-switching\] [^{}]*\{[^{}]*\}")
"""Of the theme: no fading while the colors switch. They switch at every start, too, and there these rules have the
browser style every element of a page three times more."""
DRAWING = re.compile(r'(<svg\b[^<>]*?) xmlns="http://www\.w3\.org/2000/svg"')
"""A drawing in a page; only in a file of its own it must say what language it is in."""
NAMED = ("class", "id", "dir", "data-md-color-primary", "data-md-color-accent")
"""The attributes whose values style sheets name."""
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")


def join_scripts(folder: Path) -> None:
    """Join the guide's scripts that a built site's pages run, in their order, into the last of them."""
    texts = read_common(folder, SCRIPTS, SCRIPT)
    keep_last(folder, SCRIPTS, SCRIPT, list(texts), "".join(texts.values()))


def join_parts(folder: Path) -> None:
    """Join what the study page is made of, the vendored scheduler left out, into the last part, and have the page ask
    for all at once: it would hear of each file only from the one before.
    """
    if not (folder / PARTS).is_file():
        return
    scheduler, *parts = PART.findall((folder / PARTS).read_text(encoding="utf-8"))
    paths = [folder / SCRIPTS / name for name in parts]
    joined = "".join(path.read_text(encoding="utf-8") for path in paths)
    for path in paths:
        path.unlink()
    paths[-1].write_text(joined, encoding="utf-8")
    names = json.dumps([scheduler, parts[-1]])
    (folder / PARTS).write_text(f'"use strict";(self.guideStudy??={{}}).FILES={names};', encoding="utf-8")
    ask_early(folder / STUDY_PAGE, [PARTS, STUDY_FILE, *(f"{SCRIPTS}/{name}" for name in (scheduler, parts[-1]))])


def ask_early(page: Path, names: list[str]) -> None:
    """Have a page one folder below the site's root load files of the site before a script asks for them."""
    link = Markup('<link rel="preload" as="script" href="../{}">')
    links = Markup("").join(link.format(posixpath.normpath(name)) for name in names)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</head>", f"{links}</head>", 1), encoding="utf-8")


def join_styles(folder: Path) -> None:
    """Join the style sheets that all pages of a built site have, the theme's too, into the last of them; of the theme's
    selectors those go whose class, id or value no page and no script has and no sheet of the guide's own names, and
    variables that nothing reads.
    """
    texts = {name: SOURCE_MAP.sub("", text) for name, text in read_common(folder, STYLES, STYLE).items()}
    theme, own = ("\n".join(text for name, text in texts.items() if (THEME in name) is it) for it in (True, False))
    pages = [LexborHTMLParser(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")]
    names, scripts = find_names(pages), read_scripts(folder, pages)
    said = {word for word in COMPOUND.findall(scripts) if not word.lstrip("-").startswith(SWITCHED_OFF)}
    unused = set(SYMBOL.findall(theme)) - set(SYMBOL.findall(own)) - names - said
    text = drop_rules(SWITCHING.sub("", "\n".join(texts.values())), partial(is_used, pages, names, unused))
    keep_last(folder, STYLES, STYLE, list(texts), drop_variables(minify_style(text), said))


def is_used(pages: list[LexborHTMLParser], names: Set[str], unused: Set[str], selector: str) -> bool:
    """Whether a selector can match anything: pages' values are among `names`, no class or id is in `unused`."""
    bare = strip_inside(selector)
    is_said = unused.isdisjoint(SYMBOL.findall(bare)) and names >= set(VALUE.findall(bare))
    return is_said and all(any(page.css_matches(child) for page in pages) for child in CHILD.findall(bare))


def strip_inside(selector: str) -> str:
    """A selector without its `:not()`, `:is()`, `:where()` and `:has()`, the innermost first."""
    shorter = INSIDE.sub("", selector)
    return selector if shorter == selector else strip_inside(shorter)


def drop_variables(text: str, said: Set[str]) -> str:
    """A style sheet without the custom properties that neither it nor a script reads, nor those that only they read."""
    unread = set(SET_VARIABLE.findall(text)) - set(VARIABLE.findall(text)) - said
    smaller = minify_style(text, unread)
    return text if smaller == text else drop_variables(smaller, said)  # what looks like one in a string stays


def drop_rules(text: str, is_used: Callable[[str], bool]) -> str:
    """A style sheet without the selectors that are of no use, and the rules that have no other."""

    def drop_selectors(rule: re.Match[str]) -> str:
        selectors = list(filter(is_used, split_selectors(rule["selectors"])))
        return f"{','.join(selectors)}{rule['body']}" if selectors else ""

    return RULE.sub(drop_selectors, text)


def split_selectors(text: str) -> list[str]:
    """The selectors of a list, cut at the commas that stand in no parentheses."""
    selectors, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        selectors += [""] if character == "," and not depth else []
        selectors[-1] += "" if character == "," and not depth else character
    return selectors


def minify_style(text: str, unused: Set[str] = frozenset()) -> str:
    """A style sheet made small, without the rules of some classes and ids. A fault costs its rule, as in a browser."""
    return lightningcss.process_stylesheet(text, unused_symbols=set(unused), error_recovery=True)


def read_common(folder: Path, kind: str, tag: re.Pattern[str]) -> dict[str, str]:
    """The files named by such tags on the front page, by name and in their order: every page has them."""
    home = (folder / "index.html").read_text(encoding="utf-8")
    return {found["name"]: (folder / kind / found["name"]).read_text(encoding="utf-8") for found in tag.finditer(home)}


def find_names(pages: list[LexborHTMLParser]) -> set[str]:
    """The classes, ids, directions of writing and colors of some pages."""
    nodes = (node for page in pages for node in page.css(", ".join(f"[{name}]" for name in NAMED)))
    return {word for node in nodes for name in NAMED for word in (node.attributes.get(name) or "").split()}


def read_scripts(folder: Path, pages: list[LexborHTMLParser]) -> str:
    """The text of a site's scripts, those inside its pages too."""
    inside = {node.text() for page in pages for node in page.css("script")}
    files = (path.read_text(encoding="utf-8") for path in (folder / SCRIPTS).rglob("*.js"))
    return "\n".join([*sorted(inside), *files])


def keep_last(folder: Path, kind: str, tag: re.Pattern[str], names: list[str], text: str) -> None:
    """Write a text to the last of some files, and take the others and their tags out of the site."""
    if not names:
        return
    *others, last = names
    (folder / kind / last).write_text(text, encoding="utf-8")
    for name in others:
        (folder / kind / name).unlink()
    for page in folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(tag.sub(lambda found: "" if found["name"] in others else found[0], html), encoding="utf-8")


def minify_assets(folder: Path) -> None:
    """Make each of a built site's own scripts and styles small."""
    for name, minify in MINIFIERS.items():
        for path in (folder / name).rglob("*.*"):
            if path.suffix in (".js", ".css") and THEME not in path.name:
                path.write_text(minify(path.read_text(encoding="utf-8")), encoding="utf-8")


def minify_pages(folder: Path) -> None:
    """Make each page of a built site small: the same elements and words. The gate knows inline scripts as they are."""
    for path in folder.rglob("*.html"):
        text = DRAWING.sub(r"\1", path.read_text(encoding="utf-8"))
        path.write_text(minify_html.minify(text, keep_input_type_text_attr=True), encoding="utf-8")


MINIFIERS: dict[str, Callable[[str], str]] = {SCRIPTS: rjsmin.jsmin, STYLES: minify_style}
