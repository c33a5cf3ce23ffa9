"""What search engines read besides the pages: the sitemap's dates, and robots.txt, which names the sitemap.

MkDocs dates every page with the day of the build; here a topic page has the day on which the last of its answers was
checked, and a page without answers has none.
"""

import gzip
import json
from pathlib import Path
from xml.etree import ElementTree as XML

__all__ = ["finish_sitemap"]

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def finish_sitemap(folder: Path, address: str) -> None:
    """Date the sitemap of a built site and name it in robots.txt. `address` is the site's own, or empty."""
    if not address:
        return
    path = folder / "sitemap.xml"
    tree = XML.fromstring(path.read_bytes())  # noqa: S314 - written by the build itself
    dates = find_dates(folder)
    for entry in tree.iter(f"{{{NAMESPACE}}}url"):
        place = entry.findtext(f"{{{NAMESPACE}}}loc", "").removeprefix(address)
        set_date(entry, dates.get(place, ""))
    data = XML.tostring(tree, encoding="utf-8", xml_declaration=True, default_namespace=NAMESPACE)
    path.write_bytes(data)
    (folder / "sitemap.xml.gz").write_bytes(gzip.compress(data, mtime=0))
    robots = folder / "robots.txt"
    robots.write_text(
        f"{robots.read_text(encoding='utf-8').rstrip()}\nSitemap: {address}sitemap.xml\n", encoding="utf-8"
    )


def find_dates(folder: Path) -> dict[str, str]:
    """For each topic page, by its address from the site's root, the newest day on which an answer was checked."""
    dates: dict[str, str] = {}
    for row in json.loads((folder / "questions.json").read_text(encoding="utf-8")):
        page = row["url"].partition("#")[0]
        dates[page] = max(dates.get(page, ""), row["checked"] or "")
    return dates


def set_date(entry: XML.Element, day: str) -> None:
    for old in entry.findall(f"{{{NAMESPACE}}}lastmod"):
        entry.remove(old)
    if day:
        XML.SubElement(entry, f"{{{NAMESPACE}}}lastmod").text = day
