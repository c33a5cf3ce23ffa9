"""The published scripts and styles: without comments, and otherwise the same."""

from __future__ import annotations

from pathlib import Path

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


def test_only_own_scripts_and_styles_are_touched(tmp_path: Path) -> None:
    names = ["assets/javascripts/study/log.js", "assets/javascripts/bundle.1.min.js", "assets/vendor/x/x.js"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("// one\nx;\n", encoding="utf-8")
    strip_comments(tmp_path)
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in names] == ["x;\n", *["// one\nx;\n"] * 2]
