"""The macros of the hand-written pages: how they are written, and what they may leave of a text."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import product

from guide.editions.files import EDITIONS

__all__ = ["BLOCK_MACRO", "BRACES", "CONDITION", "MACRO", "expand_macros"]

COUNTS = ("questions", "topics", "open", "run", "sources")
HTML_CALL = rf'(?:(?:topic_cards|question_table|glossary)\(\)|download\("(?:{"|".join(EDITIONS)})"\))'
"""What gives HTML: in a line with other words, MkDocs would read what stands inside it."""
BLOCK_MACRO = re.compile(rf"\{{\{{ *({HTML_CALL}) *\}}\}}")
MACRO = re.compile(
    rf"\{{\{{ *(?:repository|counts\.(?:{'|'.join(COUNTS)})|{HTML_CALL}"
    r'|question\("([a-z0-9-]+)"\)) *\}\}|\{% *(if (?:repository|counts\.open)|else|endif) *%\}'
)
PART = r"((?:(?!\{%).)*)"
CONDITION = re.compile(
    rf"\{{% *if (repository|counts\.open) *%\}}{PART}(?:\{{% *else *%\}}{PART})?\{{% *endif *%\}}", re.DOTALL
)
REPOSITORY = re.compile(r"\{\{ *repository *\}\}")
OTHER_MACRO = re.compile(r"\{\{ *(?:(counts)|(question)|\w+)[^}]*\}\}")
BRACES = re.compile(r"\{[{%#](?:(?!\{[{%#]).)*?[}%#]\}|\{[{%#]")
"""Whatever Jinja may take for its own."""


def expand_macros(text: str) -> Iterator[str]:
    """A text as macros may leave it, its lines kept: with and without a repository, and open questions."""
    for repository, is_open in product(("", "https://example.org"), (False, True)):
        truths = {"repository": bool(repository), "counts.open": is_open}
        left = CONDITION.sub(partial(keep_part, truths), text)
        yield OTHER_MACRO.sub(stand_in, REPOSITORY.sub(repository, left))
        if not BRACES.search(text):
            return


def keep_part(truths: dict[str, bool], match: re.Match[str]) -> str:
    """What a condition leaves of itself, and the line ends of the other part behind it."""
    kept, dropped = (match[2], match[3] or "") if truths[match[1]] else (match[3] or "", match[2])
    return kept + "\n" * dropped.count("\n")


def stand_in(macro: re.Match[str]) -> str:
    """What a macro may give: a number, a link, or HTML of our own, which is one word here."""
    return "5" if macro[1] else "[x](x.md)" if macro[2] else "x"
