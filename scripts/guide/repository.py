"""Links into the repository on GitHub: from the environment, so that a fork needs no edit. Unset: no links."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from guide.model import Question
from guide.template import fill_template

URL_VARIABLE = "GUIDE_REPO_URL"
BRANCH_VARIABLE = "GUIDE_BRANCH"
SITE_VARIABLE = "GUIDE_SITE_URL"


@dataclass(frozen=True)
class Repository:
    """The repository's address without a slash at its end, its main branch, the site's address. Empty: unknown."""

    url: str = ""
    branch: str = "main"
    site: str = ""


def read_repository() -> Repository:
    url = os.environ.get(URL_VARIABLE, "").rstrip("/")
    site = os.environ.get(SITE_VARIABLE, "").rstrip("/")
    return Repository(url, os.environ.get(BRANCH_VARIABLE, "") or "main", site)


def edit_url(repository: Repository, question: Question) -> str:
    """GitHub's editor on the answer's file."""
    return f"{repository.url}/edit/{quote(repository.branch)}/answers/{question.topic}/{question.id}.md"


def start_url(repository: Repository, question: Question) -> str:
    """GitHub's page that starts the answer: the editor where its file exists, else a new file from the template."""
    if question.permanent:
        return edit_url(repository, question)
    query = urlencode({"filename": f"answers/TOPIC/{question.id}.md", "value": fill_template(question)})
    return f"{repository.url}/new/{quote(repository.branch)}?{query}"


def report_url(repository: Repository, question: Question) -> str:
    """The issue form for a mistake, with question and address filled in."""
    address = f"{repository.site}/{question.url}" if repository.site else question.url
    fields = {
        "template": "mistake.yml",
        "title": f"Mistake: {question.front.question}",
        "question": question.front.question,
        "address": address,
    }
    return f"{repository.url}/issues/new?{urlencode(fields)}"
