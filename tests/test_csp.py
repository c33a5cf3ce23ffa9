"""The content security policy: one for all pages, with the hash of every script that stands in one."""

import base64
import hashlib
from pathlib import Path

import pytest

from guide.csp import add_policy


def hash_of(code: str) -> str:
    return f"&#39;sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}&#39;"


def write_page(path: Path, *scripts: str) -> Path:
    tags = "".join(f"<script>{code}</script>" for code in scripts)
    path.write_text(
        f'<html><head><meta charset="utf-8">{tags}<script type="application/json">{{}}</script></head></html>'
    )
    return path


def test_every_page_has_the_same_policy_with_all_hashes(tmp_path: Path) -> None:
    pages = [write_page(tmp_path / "a.html", "one()", " two() "), write_page(tmp_path / "b.html", "three()")]
    assert add_policy(tmp_path) == 2
    policies = [page.read_text().partition('content="')[2].partition('"')[0] for page in pages]
    assert policies[0] == policies[1]
    for code in ("one()", " two() ", "three()"):
        assert hash_of(code) in policies[0]
    assert hash_of("{}") not in policies[0]
    assert "default-src &#39;none&#39;" in policies[0]
    assert "unsafe-eval" not in policies[0]
    scripts = policies[0].partition("script-src")[2].partition(";")[0]
    assert "unsafe-inline" not in scripts


def test_it_stands_before_every_script(tmp_path: Path) -> None:
    page = write_page(tmp_path / "a.html", "one()")
    add_policy(tmp_path)
    text = page.read_text()
    assert text.index("Content-Security-Policy") < text.index("<script>")


def test_a_page_without_a_place_for_it_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html></html>")
    with pytest.raises(ValueError, match="has no place"):
        add_policy(tmp_path)
