"""The installed Chromium or Chrome: it makes the PDFs, and the tests drive it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

__all__ = ["print_pdf"]

PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome", "chrome")
"""The shell comes first: the same engine without a window's parts, and twice as fast."""
PATIENCE = 300
"""Seconds: many times what the largest book takes."""
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)


def find_browser() -> str:
    """Its program. Raises FileNotFoundError."""
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        raise FileNotFoundError("no browser: install Debian's `chromium-headless-shell`, or run `bash .ci/run`")
    return path


def print_pdf(page: Path, path: Path) -> None:
    """Print a page of the disk to a PDF. Raises RuntimeError where none comes of it."""
    with tempfile.TemporaryDirectory(prefix="guide-print-") as profile:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # root has none; what is printed is our own
        command = [find_browser(), *OPTIONS, *sandbox, f"--user-data-dir={profile}", f"--print-to-pdf={path}"]
        done = subprocess.run([*command, page.as_uri()], capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode or not path.exists():
        raise RuntimeError(f"the browser printed no {path.name}: {done.stderr.strip()[-500:]}")
