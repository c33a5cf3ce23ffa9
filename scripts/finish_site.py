"""The last step of a build: the downloads join the site, the gate reads every page, each gets its policy, the sitemap
its dates, and the site the worker that lets it go on without a network; pages, scripts and styles get small.

    python scripts/finish_site.py [--no-policy] [FOLDER]

0: the site may be published. 1: it may not, with a line for each reason.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import sys
from pathlib import Path

from guide.csp import add_policy
from guide.diagnostic import count, print_line, print_problems, refuse
from guide.editions.files import add_downloads
from guide.gate import check_site, find_own_address
from guide.minify import join_parts, join_scripts, join_styles, minify_assets, minify_pages
from guide.offline import add_manifest, add_worker
from guide.paths import ROOT, describe_failure
from guide.sitemap import finish_sitemap


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check every page of a built site, and finish it.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "site", metavar="FOLDER", help="the built site")
    parser.add_argument("--no-policy", action="store_true", help="leave out the content security policy")
    options = parser.parse_args(arguments)
    try:
        return finish(options.folder, with_policy=not options.no_policy)
    except OSError as error:
        return refuse([describe_failure(error, Path(error.filename or options.folder))])


def finish(folder: Path, with_policy: bool) -> int:
    """Check the site and add what it lacks; the exit status. Raises OSError."""
    add_downloads(folder)
    problems = check_site(folder)
    if problems:
        return print_problems(problems, "the site may not be published.")
    join_scripts(folder)
    join_parts(folder)
    join_styles(folder)
    minify_assets(folder)
    finish_sitemap(folder, find_own_address((folder / "index.html").read_text(encoding="utf-8")))
    add_manifest(folder)
    minify_pages(folder)
    pages = add_policy(folder) if with_policy else len(list(folder.rglob("*.html")))
    add_worker(folder)
    print_line(f"{count(pages, 'page')} checked{', with their policy' if with_policy else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
