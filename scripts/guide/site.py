"""Where the site and its repository live: from the environment, so that a fork needs no edit. Unset: no links."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from guide.addresses import PageForm
from guide.model import Question
from guide.template import fill_template

__all__ = ["Site", "edit_url", "read_site", "report_url", "start_url"]


@dataclass(frozen=True)
class Site:
    """Where the guide is published.

    repository: its address on GitHub without a slash at its end; empty: unknown
    branch: the one that answers are edited on
    address: the site's own, without a slash at its end; empty: unknown
    form: how pages name each other
    """

    repository: str = ""
    branch: str = "main"
    address: str = ""
    form: PageForm = PageForm.FOLDER

    def full_url(self, path: str) -> str:
        """The address of a place on the site; nothing where the site's own is unknown."""
        return f"{self.address}/{path}" if self.address else ""


def read_site() -> Site:
    """What the environment says, by variables that mkdocs.yml reads too."""
    return Site(
        repository=os.environ.get("GUIDE_REPO_URL", "").rstrip("/"),
        branch=os.environ.get("GUIDE_BRANCH", "") or "main",
        address=os.environ.get("GUIDE_SITE_URL", "").rstrip("/"),
        form=read_form(os.environ),
    )


def read_form(environment: Mapping[str, str]) -> PageForm:
    if environment.get("GUIDE_DIRECTORY_URLS") == "false":
        return PageForm.FILE
    return PageForm.SOURCE if environment.get("GUIDE_ENGINE") == "zensical" else PageForm.FOLDER


def edit_url(site: Site, question: Question) -> str:
    """GitHub's editor on the answer's file."""
    return f"{site.repository}/edit/{quote(site.branch)}/{question.path}"


def start_url(site: Site, question: Question) -> str:
    """GitHub's page that starts the answer: the editor where its file exists, else a new file from the template."""
    if question.is_permanent:
        return edit_url(site, question)
    query = urlencode({"filename": f"answers/TOPIC/{question.id}.md", "value": fill_template(question)})
    return f"{site.repository}/new/{quote(site.branch)}?{query}"


def report_url(site: Site, question: Question) -> str:
    """The issue form for a mistake, with the question in its title and the address filled in."""
    fields = {
        "template": "mistake.yml",
        "title": f"Mistake: {question.title}",
        "address": site.full_url(question.url) or question.url,
    }
    return f"{site.repository}/issues/new?{urlencode(fields)}"
