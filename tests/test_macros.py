"""The sandbox of the pages' macros: what a page may read and call, should the check on pages ever miss something."""

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from jinja2.exceptions import SecurityError

import macros


def render(text: str, page: str = "index.md", asks: bool = True) -> str:
    """What a page becomes, by the plugin's own way: the hook before it, then its environment."""
    calls = {name: (lambda *words, name=name: f"<{name}{words}>") for name in macros.MACROS}
    env: Any = SimpleNamespace(env=Environment(undefined=StrictUndefined), macros={**calls, "fix_url": str})
    env.page = SimpleNamespace(meta={"render_macros": asks}, file=SimpleNamespace(src_uri=page))
    macros.on_pre_page_macros(env)
    values = {"counts": {"run": 7, "_x": 8}, "repository": "r", "config": {"secret": 9}, "environment": env}
    return str(env._env.from_string(text).render(**values))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ counts.run }} {{ repository }}", "7 r"),
        ('{{ question("cors") }}{{ topic_cards() }}', "<question('cors',)><topic_cards()>"),
        ("{% if repository %}x{% endif %}", "x"),
    ],
)
def test_pages_use_the_guides_own_names(text: str, shown: str) -> None:
    assert render(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "{{ config.secret }}",
        "{{ environment }}",
        "{{ fix_url('x') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ counts.__class__ }}",
        "{{ counts.clear }}",
        "{{ counts.keys() }}",
        "{{ repository.upper }}",
        "{{ counts.update(x=1) }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ question.__globals__ }}",
        "{{ repository.format('x') }}",
        "{{ (1).__class__.__base__.__subclasses__() }}",
        "{{ self._TemplateReference__context }}",
        "{{ range(9) }}",
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        render(text)


def test_only_named_pages_run_macros() -> None:
    with pytest.raises(RuntimeError, match=r"docs/study.md may not use macros"):
        render("x", "study.md")
    assert render("x", "study.md", asks=False) == "x"
