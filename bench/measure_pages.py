"""Lighthouse's marks for every page, on its phone settings.

    PYTHONPATH=scripts:tests python bench/measure_pages.py [PATH …]

Lighthouse comes from the npm registry, by the versions and hashes in bench/lighthouse/package-lock.json, and is kept
in .cache/lighthouse. Where it cannot be installed that is said, and nothing is measured.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from browsing import Handler, serve_folder
from measure_search import build_site

from guide.editions.browser import find_browser
from guide.paths import ROOT
from guide.samples.tools import find_node

CACHE = ROOT / ".cache" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
"""Of each page: its marks are the medians, for one run's performance depends on what else the machine does."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Lighthouse's marks for every page.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="pages, relative to the site; every page without any")
    options = parser.parse_args(arguments)
    if not install_lighthouse():
        print("Lighthouse cannot be installed here: no page was measured")
        return 0
    Handler.protocol_version = "HTTP/1.1"  # GitHub Pages keeps connections; the tests cut them
    with tempfile.TemporaryDirectory() as folder, serve_folder(Path(folder)) as url:
        build_site(ROOT, Path(folder), url)
        print(f"\n{'page':30} " + " ".join(f"{name:>14}" for name in CATEGORIES))
        for path in options.paths or list_pages(Path(folder)):
            print(f"{path or 'home':30} " + " ".join(f"{mark:>14}" for mark in mark_page(url + path)), flush=True)
    return 0


def install_lighthouse() -> bool:
    """Whether Lighthouse is there, after installing it if need be; none of its packages' scripts run."""
    node = find_node()  # of the locked requirements, which npm comes with
    if not node:
        raise SystemExit("Node.js is missing: run `make setup`")
    npm = Path(node).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if (CACHE / "node_modules" / "lighthouse").exists():
        return True
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "bench" / "lighthouse" / name, CACHE)
    command = [node, str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    return subprocess.run(command, cwd=CACHE, check=False).returncode == 0


def list_pages(site: Path) -> list[str]:
    """Every page's address relative to the site, the error page left out."""
    return sorted(
        "" if path.parent == site else f"{path.parent.relative_to(site)}/" for path in site.glob("**/index.html")
    )


def mark_page(url: str) -> list[int]:
    runs = [measure_page(url) for _ in range(RUNS)]
    return [int(statistics.median(marks)) for marks in zip(*runs, strict=True)]


def measure_page(url: str) -> list[int]:
    """The marks of one run, 0 to 100, in the order of CATEGORIES; what is short of 100 is told in the error stream."""
    command = [find_node(), str(CACHE / "node_modules" / "lighthouse" / "cli" / "index.js"), url]
    command += ["--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": find_browser()}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    for audit in report["audits"].values():
        if audit["score"] is not None and audit["score"] < 0.9 and audit["scoreDisplayMode"] == "binary":
            print(f"  {url}: {audit['title']}", file=sys.stderr)
    return [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]


if __name__ == "__main__":
    sys.exit(main())
