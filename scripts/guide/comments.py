"""Comments are for who works on the scripts and styles: the published site goes without those that fill whole lines."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["strip_comments", "strip_text"]

OWN_FOLDERS = ("assets/javascripts", "assets/stylesheets")
"""The theme's own files stand there too, which have none left; what is vendored stands elsewhere, with its license."""
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/)[ \t]*\n", re.MULTILINE)


def strip_comments(folder: Path) -> None:
    """Take the comments out of a built site's scripts and styles."""
    for path in sorted(path for name in OWN_FOLDERS for path in (folder / name).rglob("*")):
        if path.suffix in (".js", ".css") and ".min." not in path.name:
            path.write_text(strip_text(path.read_text(encoding="utf-8")), encoding="utf-8")


def strip_text(text: str) -> str:
    """A text without the comments that stand on lines of their own; what stands behind code stays."""
    return COMMENT.sub("", text)
