"""The files that readers take along, by the names that they have on the site."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from guide.paths import ROOT

__all__ = ["DOWNLOADS", "EDITIONS", "FOLDER", "NOT_SERVED", "TITLE", "add_downloads", "find_made"]

DOWNLOADS = "downloads"
"""The page on the site that the files stand beside."""
NAME = "back-end-interview-guide"
TITLE = "Back-End Interview Guide"
FOLDER = ROOT / "dist" / DOWNLOADS
"""Where they are made; the last step of a site's build puts them beside their page."""
NOT_SERVED = "GUIDE_NO_DOWNLOADS"
"""The variable of a site that is built without that last step, the live one: its pages link to none of them."""


@dataclass(frozen=True)
class Edition:
    """A form of the guide: what pages call it, and its file."""

    title: str
    file: str


EDITIONS = {
    "apkg": Edition("Anki deck", f"{NAME}.apkg"),
    "epub": Edition("EPUB", f"{NAME}.epub"),
    "pdf": Edition("PDF, A4", f"{NAME}.pdf"),
    "phone": Edition("PDF for phones", f"{NAME}-phone.pdf"),
    "zip": Edition("The site as an archive", f"{NAME}.zip"),
}
"""By the word that a page names it with: `{{ download("epub") }}`."""


def find_made(word: str, folder: Path = FOLDER) -> os.stat_result | None:
    """What the system says of an edition's file, where one was made and the site has it."""
    path = folder / EDITIONS[word].file
    return path.stat() if path.is_file() and not os.environ.get(NOT_SERVED) else None


def add_downloads(site: Path, folder: Path = FOLDER) -> None:
    """Put what was made beside its page in a built site."""
    for edition in EDITIONS.values():
        if (folder / edition.file).is_file():
            (site / DOWNLOADS).mkdir(exist_ok=True)
            shutil.copy2(folder / edition.file, site / DOWNLOADS)
