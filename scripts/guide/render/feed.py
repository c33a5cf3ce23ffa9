"""The Atom feed (RFC 4287) of answers that are new or were checked again, by the day that stands in each file.

An entry is known by the address that its question had first, so that a question that moves is not told anew. Without
the site's own address links are relative to the feed.
"""

import uuid

from guide.model import Catalogue, Question
from guide.render.markup import fill
from guide.render.topic_page import GENERATED_MARK
from guide.site import Site

__all__ = ["render_feed"]

LONGEST = 50
"""Entries, the newest: more than a reader of feeds shows."""
NO_DAY = "1970-01-01"


def render_feed(catalogue: Catalogue, site: Site) -> str:
    answered = [one for one in catalogue.questions if one.is_answered]
    newest = sorted(answered, key=day_of, reverse=True)[:LONGEST]
    root = site.full_url("")
    return fill(
        "feed.xml.j2",
        mark=GENERATED_MARK,
        root=root,
        id=name_entry(root, ""),
        updated=day_of(newest[0]) if newest else NO_DAY,
        entries=[(one, name_entry(root, catalogue.first_urls[one.id]), day_of(one)) for one in newest],
    )


def day_of(question: Question) -> str:
    return question.front.checked.isoformat() if question.front.checked else NO_DAY


def name_entry(root: str, url: str) -> str:
    """A name that stays; another site has others."""
    return uuid.uuid5(uuid.NAMESPACE_URL, root + url).urn
