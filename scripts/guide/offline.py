"""What makes a built site installable and lets it work without a network: a manifest on each page, and a worker.

The worker is docs/assets/javascripts/offline-worker.js with a list of this build's files before it. Each has its
digest, so that only files of the same build are ever kept together; the build's own name is made of them all.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from guide.gate import find_own_address
from guide.paths import SEARCH_FILE, STUDY_FILE

__all__ = ["add_manifest", "add_worker"]

KEPT_UNASKED = 1_800_000
"""Bytes on disk that a browser may keep before its reader is asked; compressed, a third of that is transferred.
A little more than the frame needs now."""
WORKER, MANIFEST = "service-worker.js", "assets/manifest.webmanifest"
SOURCE = "assets/javascripts/offline-worker.js"
PARTS = ("*.css", "*.js", "*.svg", "*.webmanifest")
NEVER = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/javascripts/search-from-disk.js", SOURCE)
"""What the theme brings and the guide does not use; what pages opened from disk use; the worker itself."""
FIRST_DATA = (SEARCH_FILE, STUDY_FILE)
"""What the search and the study page ask for."""
TABLE = "questions/index.html"
"""The page of all questions: whoever meets a page that is not kept is led there."""
HEAD_END = "</head>"
DIGEST_LENGTH = 16
KeptFile = tuple[str, str, int]
"""A file's address from the site's root, its digest, and its bytes."""


def add_manifest(folder: Path) -> None:
    """Name the manifest in every page of a built site, before the pages get their digests."""
    root = urlsplit(find_own_address((folder / "index.html").read_text(encoding="utf-8"))).path or "/"
    for path in folder.rglob("*.html"):
        depth = len(path.relative_to(folder).parts) - 1
        address = (root if path.name == "404.html" else "../" * depth) + MANIFEST  # 404.html is shown at any address
        link = Markup('<link rel="manifest" href="{}">').format(address)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(HEAD_END, f"{link}\n{HEAD_END}", 1), encoding="utf-8")


def add_worker(folder: Path) -> None:
    """Write the worker of a finished site: nothing of the site may change behind it."""
    frame, answers = ([describe_file(folder, path) for path in find(folder)] for find in (list_frame, list_answers))
    first, rest = split_kept(frame, answers)
    version = hash_bytes(json.dumps([first, rest]).encode())
    build = {"version": version, "limit": KEPT_UNASKED, "first": first, "rest": rest}
    source = (folder / SOURCE).read_text(encoding="utf-8")
    (folder / WORKER).write_text(f"self.GUIDE_BUILD = {json.dumps(build)};\n{source}", encoding="utf-8")


def list_frame(folder: Path) -> Iterator[Path]:
    """What every page, the search and the front pages need, the most needed first."""
    yield folder / "index.html"
    for path in sorted(path for part in PARTS for path in (folder / "assets").rglob(part)):
        if not path.relative_to(folder).as_posix().startswith(NEVER):
            yield path
    yield from (folder / name for name in (TABLE, *FIRST_DATA) if (folder / name).is_file())
    yield from sorted(path for path in folder.glob("*/index.html") if path != folder / TABLE)
    yield from folder.glob("sitemap.xml")  # instant navigation asks for it


def list_answers(folder: Path) -> Iterator[Path]:
    yield from folder.glob("questions.json")
    yield from sorted(folder.glob("topics/*/index.html"))


def describe_file(folder: Path, path: Path) -> KeptFile:
    data = path.read_bytes()
    return path.relative_to(folder).as_posix().removesuffix("index.html"), hash_bytes(data), len(data)


def hash_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:DIGEST_LENGTH]


def split_kept(frame: list[KeptFile], answers: list[KeptFile]) -> tuple[list[KeptFile], list[KeptFile]]:
    """What is kept unasked, as much of the frame as fits, and the rest."""
    first: list[KeptFile] = []
    left: list[KeptFile] = []
    room = KEPT_UNASKED
    for file in frame:
        fits = file[2] <= room
        (first if fits else left).append(file)
        room -= file[2] if fits else 0
    return first, [*left, *answers]
