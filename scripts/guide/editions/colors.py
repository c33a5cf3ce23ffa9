"""The site's colors for deck and books, read from its style sheets, which are their one home.

The deck keeps them as variables, for it follows Anki's night mode. E-readers know no variables, and paper is light:
there each stands as the color that it is.
"""

import re
from functools import cache
from pathlib import Path

from guide.paths import ROOT

__all__ = ["DIAGRAM_STYLES", "list_variables", "read_palette", "read_style", "resolve_variables"]

SHEETS = ROOT / "docs" / "assets" / "stylesheets"
DIAGRAM_STYLES = SHEETS / "diagrams.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FORCED = re.compile(r"@media \(forced-colors: active\) \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""What holds where a reader's own colors take the place of the site's."""
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
USE = re.compile(r"var\((--[\w-]+)\)")
Palette = dict[str, str]


def read_style(path: Path) -> str:
    """A style sheet without its comments."""
    return COMMENT.sub("", path.read_text(encoding="utf-8")).strip() + "\n"


@cache
def read_palette(is_dark: bool) -> Palette:
    """Every variable of the site in its light theme, or what the dark one sets otherwise."""
    rules = RULE.findall(FORCED.sub("", read_style(SHEETS / "guide.css")))
    roots = [(names, body) for names, body in rules if ":root" in names or "data-md-color-scheme" in names]
    return {
        name: value.strip()
        for names, body in roots
        if ('"slate"' in names) is is_dark
        for name, value in VARIABLE.findall(body)
    }


def resolve_variables(css: str) -> str:
    """A style sheet with every color of the light theme in its variable's place. Raises KeyError for an unknown one."""
    palette = read_palette(is_dark=False)
    while USE.search(css):
        css = USE.sub(lambda use: palette[use[1]], css)
    return css


def list_variables(palette: Palette) -> str:
    """The palette as declarations."""
    return " ".join(f"{name}: {value};" for name, value in palette.items())
