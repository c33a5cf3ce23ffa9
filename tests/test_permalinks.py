"""Published addresses: a dead one is a problem of every build, a new one is recorded."""

from __future__ import annotations

import pytest
from support import ANSWER, SmallGuide, replace_once

import permalinks


@pytest.mark.parametrize(
    ("case", "recorded", "aliases", "dead"),
    [
        ("its own address", "topics/web/#cors\n", "[]", None),
        ("remarks and blank lines", "# the first ones\n\ntopics/web/#cors\n", "[]", None),
        ("an address kept by an alias", "topics/web/#cross-origin\n", "[web/cross-origin]", None),
        ("an id that is gone", "topics/web/#cors\ntopics/web/#cross-origin\n", "[]", 2),
        ("another topic", "topics/network/#cors\n", "[]", 1),
        ("a slip", "topics/web/cors\n", "[]", 1),
    ],
)
def test_a_published_address_must_go_on_working(
    case: str, recorded: str, aliases: str, dead: int | None, small_guide: SmallGuide
) -> None:
    small_guide.cors.write_text(replace_once(ANSWER, "aliases: []", f"aliases: {aliases}"), encoding="utf-8")
    (small_guide.root / "permalinks.txt").write_text(recorded, encoding="utf-8")
    result = small_guide.convert()
    assert result.status == (1 if dead else 0), case
    if dead:
        assert f"permalinks.txt:{dead}: " in result.lines[-2]
        assert "aliases" in result.lines[-2]


def test_new_addresses_are_recorded_once(small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_guide.root / "permalinks.txt"
    path.write_text("# kept\ntopics/web/#cors\n", encoding="utf-8")
    assert permalinks.main(small_guide.root) == 0
    assert "4 addresses recorded" in capsys.readouterr().out
    assert permalinks.main(small_guide.root) == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# kept\ntopics/web/#cors\ntopics/")
    assert permalinks.main(small_guide.root) == 0
    assert path.read_text(encoding="utf-8") == text


def test_a_record_that_is_not_utf8_is_a_line(small_guide: SmallGuide, capsys: pytest.CaptureFixture[str]) -> None:
    (small_guide.root / "permalinks.txt").write_bytes(b"# \xff\ntopics/web/#cors\n")
    assert permalinks.main(small_guide.root) == 1
    assert "permalinks.txt:1: the line is not UTF-8" in capsys.readouterr().out
