"""Where the guide is published: how its pages name each other, and the addresses that leave it."""

import pytest

from guide.addresses import PageForm, link_page
from guide.model import Question
from guide.site import Site, read_form, report_url

CORS = Question("cors", "web", ("1",), "What is CORS?")


@pytest.mark.parametrize(
    ("environment", "form"),
    [
        ({}, PageForm.FOLDER),
        ({"GUIDE_DIRECTORY_URLS": "true"}, PageForm.FOLDER),
        ({"GUIDE_DIRECTORY_URLS": "false", "GUIDE_ENGINE": "zensical"}, PageForm.FILE),
        ({"GUIDE_ENGINE": "zensical"}, PageForm.SOURCE),
        ({"GUIDE_ENGINE": "mkdocs"}, PageForm.FOLDER),
    ],
)
def test_the_environment_says_how_pages_name_each_other(environment: dict[str, str], form: PageForm) -> None:
    assert read_form(environment) is form


@pytest.mark.parametrize(
    ("page", "here", "form", "link"),
    [
        ("topics/web", "index", PageForm.FOLDER, "topics/web/"),
        ("topics/web", "topics/data", PageForm.FOLDER, "../web/"),
        ("questions", "topics/web", PageForm.FOLDER, "../../questions/"),
        ("topics/web", "index", PageForm.FILE, "topics/web.html"),
        ("topics/web", "topics/data", PageForm.FILE, "web.html"),
        ("questions", "topics/web", PageForm.SOURCE, "../questions.md"),
    ],
)
def test_a_page_names_another(page: str, here: str, form: PageForm, link: str) -> None:
    assert link_page(page, here, form) == link


def test_a_report_names_the_address_as_far_as_it_is_known() -> None:
    known = report_url(Site("https://github.com/a/b", address="https://x.example/g"), CORS)
    assert known.startswith("https://github.com/a/b/issues/new?template=mistake.yml&title=Mistake%3A+What+is+CORS%3F&")
    assert known.endswith("&address=https%3A%2F%2Fx.example%2Fg%2Ftopics%2Fweb%2F%23cors")
    assert report_url(Site("https://github.com/a/b"), CORS).endswith("&address=topics%2Fweb%2F%23cors")
