"""Comments are for who works on the scripts and styles: the published site goes without. Of a script only those go that
fill whole lines, for behind code it takes more than a pattern to tell them from a string."""

import re
from pathlib import Path

__all__ = ["strip_comments", "strip_text"]

OWN_FOLDERS = ("assets/javascripts", "assets/stylesheets")
"""The theme's own files stand there too, which have none left; what is vendored stands elsewhere, with its license."""
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/)[ \t]*\n", re.MULTILINE)

STYLE_COMMENT = re.compile(r'("[^"\n]*")|[ \t]*/\*(?:[^*]|\*(?!/))*\*/')
"""In a style sheet, wherever it stands; a string is kept."""


def strip_comments(folder: Path) -> None:
    """Take the comments out of a built site's scripts and styles."""
    for path in sorted(path for name in OWN_FOLDERS for path in (folder / name).rglob("*")):
        if path.suffix in (".js", ".css") and ".min." not in path.name:
            path.write_text(strip_text(path.read_text(encoding="utf-8"), path.suffix == ".css"), encoding="utf-8")


def strip_text(text: str, is_style: bool = False) -> str:
    """A text without the comments that stand on lines of their own; a style sheet without any."""
    bare = COMMENT.sub("", text)
    return STYLE_COMMENT.sub(lambda found: found[1] or "", bare) if is_style else bare
