"""A copy of the built site whose network can be cut, and which can be built a second time."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browsing import serve_folder

from browser.conftest import PATH, put_below

__all__ = ["Host"]


class Host:
    """A copy of the built site that is served, and the network to it, which can be cut."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.site = shutil.copytree(site, folder / "site", ignore=shutil.ignore_patterns("lunr", "*.map"))
        self.folder = folder / "host"
        put_below(self.site, self.folder)
        self.port = 0

    @contextmanager
    def connect(self) -> Iterator[str]:
        """The site's address, while there is a network."""
        with serve_folder(self.folder, self.port) as address:
            self.port = int(address.rstrip("/").rpartition(":")[2])
            yield f"{address}{PATH}/"

    def list_unasked(self, *visited: str) -> list[str]:
        """The topic pages that are kept only when they were visited or asked for, but for those."""
        text = (self.site / "service-worker.js").read_text(encoding="utf-8").partition("\n")[0]
        rest: list[tuple[str, str, int]] = json.loads(text.removeprefix("self.GUIDE_BUILD = ").rstrip(";"))["rest"]
        return [name for name, _, _ in rest if name.startswith("topics/") and name not in visited]
