"""The published scripts and styles: without comments, and otherwise the same."""

from pathlib import Path

import pytest

from guide.comments import strip_comments, strip_text

CODE = """\
// What it does.
"use strict";
(() => {
  /** A value
      over two lines. */
  const a = "// no comment"; // why
  const b = `/* nor
  this */`;
  /* one */ const c = a /
    b;
})();
"""
LEFT = """\
"use strict";
(() => {
  const a = "// no comment"; // why
  const b = `/* nor
  this */`;
  /* one */ const c = a /
    b;
})();
"""


def test_comments_on_lines_of_their_own_go() -> None:
    assert strip_text(CODE) == LEFT
    assert strip_text("/* Colours */\n:root { --a: 1; /* why */ }\n") == ":root { --a: 1; /* why */ }\n"


@pytest.mark.parametrize(
    ("case", "style", "left"),
    [
        ("behind a rule", "a { b: c; } /* why */\nd {}\n", "a { b: c; }\nd {}\n"),
        ("inside a rule", "a { b: c; /* why */ }\n", "a { b: c; }\n"),
        ("over two lines", "a {} /* why\n and how */\nd {}\n", "a {}\nd {}\n"),
        ("two on a line", "a {} /* b */ c {} /* d */\n", "a {} c {}\n"),
        ("in a string", 'a { content: "/* b */"; }\n', 'a { content: "/* b */"; }\n'),
        ("behind a string", 'a { content: "b"; } /* why */\n', 'a { content: "b"; }\n'),
    ],
)
def test_a_style_sheet_keeps_no_comment(case: str, style: str, left: str) -> None:
    assert strip_text(style, is_style=True) == left, case


def test_only_own_scripts_and_styles_are_touched(tmp_path: Path) -> None:
    names = ["assets/javascripts/study/log.js", "assets/javascripts/bundle.1.min.js", "assets/vendor/x/x.js"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("// one\nx;\n", encoding="utf-8")
    strip_comments(tmp_path)
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in names] == ["x;\n", *["// one\nx;\n"] * 2]
