"""The Content-Security-Policy of the built site: the second wall, behind the escaping and the gate.

It stands in a meta element of every page, for GitHub Pages sets no headers. Instant navigation keeps the policy of the
first page, so every page has the same one: scripts from the site itself, and the theme's inline scripts by hash. Styles
stay free, for the theme and the diagrams set them on elements.
"""

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

__all__ = ["add_policy"]

CHARSET = re.compile(r'<meta charset="?utf-8"?>')
RULES = (
    "default-src 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-src 'none'",
)


def add_policy(folder: Path) -> int:
    """Write the policy into every page of a built site; how many there are. Raises ValueError where none fits."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    hashes = sorted({f"'{one}'" for text in pages.values() for one in hash_scripts(text)})
    policy = "; ".join([f"script-src 'self' {' '.join(hashes)}", *RULES])
    meta = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(policy)
    for path, text in pages.items():
        if len(CHARSET.findall(text)) != 1:
            raise ValueError(f"{path} has no place for the policy")
        path.write_text(CHARSET.sub(lambda found: f"{found[0]}{meta}", text), encoding="utf-8")
    return len(pages)


def hash_scripts(text: str) -> list[str]:
    """The hash of every inline script of a page that a browser would run."""
    scripts = LexborHTMLParser(text).css("script:not([src])")
    codes = [one.text(deep=True, strip=False) for one in scripts if not one.attributes.get("type")]
    return [f"sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}" for code in codes]
