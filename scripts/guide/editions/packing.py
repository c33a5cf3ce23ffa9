"""Archives that are the same byte for byte when they hold the same: entries in order, all of the time of the build."""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

__all__ = ["list_folder", "repack", "write_archive"]

Entry = tuple[str, bytes]
STORED = "mimetype"
"""The first entry of an EPUB, which may not be compressed (EPUB 3.3, 4.2.1)."""


def write_archive(path: Path, entries: Iterable[Entry], made: datetime) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries:
            kind = zipfile.ZIP_STORED if name == STORED else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, kind)


def repack(path: Path, made: datetime) -> None:
    """Give every entry of an archive the same time."""
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    write_archive(path, entries, made)


def list_folder(folder: Path) -> Iterable[Entry]:
    """Every file below a folder, in order, under the folder's own name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path.read_bytes()
