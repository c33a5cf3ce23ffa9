"""Templates that are copies of the theme's, with changes: when an update of the theme moves a line, it is told here."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from support import ROOT

COPIES = [
    (
        "partials/search.html",
        "partials/search.html",
        "",
        [
            '<div class="md-search" data-md-component="search" role="dialog">',
            '<form class="md-search__form" name="search">',
        ],
    ),
    (
        "partials/source.html",
        "partials/source.html",
        "",
        [
            '<a href="{{ config.repo_url }}" title="{{ lang.t(\'source\') }}" class="md-source" data-md-component="source">',
            '{% set icon = config.theme.icon.repo or "fontawesome/brands/git-alt" %}',
            '{% include ".icons/" ~ icon ~ ".svg" %}',
            '<div class="md-source__repository">',
            "{{ config.repo_name }}",
        ],
    ),
    (
        "main.html",
        "base.html",
        "config",
        [
            '"search.result.one": lang.t("search.result.one"),',
            '"search.result.other": lang.t("search.result.other"),',
            '"search": "assets/javascripts/workers/search.a7633da7.min.js" | url,',
        ],
    ),
]
"""A template of ours, the theme's that it is a copy of, the block that is copied or nothing for the whole, and the
theme's lines that ours leaves out or changes."""
GENERATED = re.compile(r"\{#-\n\s*This file was automatically generated.*?-#\}", re.DOTALL)


@pytest.mark.parametrize(("own", "theirs", "block", "changed"), COPIES, ids=[row[0] for row in COPIES])
def test_a_copied_template_lacks_only_what_it_changes(own: str, theirs: str, block: str, changed: list[str]) -> None:
    kept = set(list_lines((ROOT / "overrides" / own).read_text(encoding="utf-8"), block))
    lines = list_lines((theme_folder() / theirs).read_text(encoding="utf-8"), block)
    assert len(lines) > 5
    moved = [line for line in lines if line not in kept]
    assert moved == changed, f"the theme's {theirs} moved: bring overrides/{own} up to it, then this list"


def theme_folder() -> Path:
    spec = find_spec("material")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "templates"


def list_lines(text: str, block: str) -> list[str]:
    """The lines of a template, or of a block of it, their blanks made one."""
    if block:
        found = re.search(rf"\{{% block {block} %\}}(.*?)\{{% endblock %\}}", text, re.DOTALL)
        assert found is not None, block
        text = found[1]
    return [" ".join(line.split()) for line in GENERATED.sub("", text).splitlines() if line.strip()]
