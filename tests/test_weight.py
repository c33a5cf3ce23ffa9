"""A page too heavy for a first view is told by the build, and stops nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from guide import weight
from guide.weight import HEAVIEST_PAGE, find_heavy_pages, weigh_page


def write_page(root: Path, name: str, noise: int) -> Path:
    """A page with a style sheet, and so many bytes that no compression makes less."""
    page = root / "topics" / name / "index.html"
    page.parent.mkdir(parents=True)
    (root / "guide.css").write_text(random.Random(1).randbytes(5000).hex(), encoding="utf-8")
    words = random.Random(2).randbytes(noise).hex()
    page.write_text(f'<link rel="stylesheet" href="../../guide.css?v=1"><p>{words}</p>', encoding="utf-8")
    return page


def test_a_page_weighs_with_what_it_loads(tmp_path: Path) -> None:
    page = write_page(tmp_path, "web", 1000)
    assert 6000 < weigh_page(page) < 9000
    before = weigh_page(page)
    (tmp_path / "guide.js").write_text(random.Random(3).randbytes(5000).hex(), encoding="utf-8")
    page.write_text(f'{page.read_text()}<script src="../../guide.js"></script><script src="gone.js"></script>')
    assert before + 5000 < weigh_page(page) < before + 7000


def test_only_a_page_over_the_limit_is_told(tmp_path: Path) -> None:
    write_page(tmp_path, "light", HEAVIEST_PAGE // 2)
    write_page(tmp_path, "heavy", HEAVIEST_PAGE)
    found = find_heavy_pages(tmp_path)
    assert len(found) == 1
    assert "heavy/index.html:1: the page weighs" in str(found[0])
    assert "over 110,000: make two topics of it, and move answers with `make rename`" in str(found[0])


@pytest.mark.parametrize(("over", "is_told"), [(0, False), (1, True)])
def test_a_page_may_weigh_as_much_as_the_limit(
    over: int, is_told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = write_page(tmp_path, "web", 100)
    monkeypatch.setattr(weight, "HEAVIEST_PAGE", weigh_page(page) - over)
    assert bool(find_heavy_pages(tmp_path)) == is_told
