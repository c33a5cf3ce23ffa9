"""The site as an archive that opens from disk, search included: built apart, so that nothing of the project changes."""

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from guide.diagnostic import count
from guide.editions.packing import list_folder, write_archive
from guide.gate import check_site
from guide.paths import MADE, ROOT

__all__ = ["build_from_disk", "write_site_archive"]

FROM_DISK = {
    "GUIDE_DIRECTORY_URLS": "false",
    "GUIDE_NAVIGATION": "navigation.sections",  # not instant: that needs a server
    "GUIDE_SITE_URL": "",
    "NO_MKDOCS_2_WARNING": "1",
}
"""What makes a site that opens by double click; mkdocs.yml reads it."""


def write_site_archive(work: Path, path: Path, made: datetime) -> None:
    """Build the site in the folder `work` and pack it. Raises RuntimeError where that fails or the gate refuses it."""
    folder = work / path.stem
    build_from_disk(work, folder)
    write_archive(path, list_folder(folder), made)


def build_from_disk(work: Path, folder: Path) -> None:
    """Build the site into a folder, working in another. Raises RuntimeError where that fails or the gate refuses it."""
    project = work / "project"
    copy_pages(project)
    run("scripts/convert.py", "--out", str(project / "docs" / "topics"))
    run("-m", "mkdocs", "build", "--quiet", "--config-file", str(project / "mkdocs.yml"), "--site-dir", str(folder))
    (folder / "404.html").unlink()  # which only a server shows
    problems = check_site(folder)
    if problems:
        raise RuntimeError(f"{count(len(problems), 'problem')} in the site, first: {problems[0]}")


def copy_pages(project: Path) -> None:
    """A project of its own for MkDocs: the hand-written pages, and what is the same from where it stands."""
    shutil.copytree(ROOT / "docs", project / "docs", ignore=shutil.ignore_patterns(*MADE, "topics", "cards"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    for name in ("overrides", "scripts"):
        (project / name).symlink_to(ROOT / name)


def run(*words: str) -> None:
    """Run one of the build's commands. Raises RuntimeError with what it said."""
    command, environment = [sys.executable, *words], {**os.environ, **FROM_DISK}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words[:2])} failed:\n{(done.stdout + done.stderr).strip()[-2000:]}")
