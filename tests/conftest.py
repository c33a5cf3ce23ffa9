"""What the tests share: the guide's own files, and a small guide in a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import SmallGuide, write_small_guide


@pytest.fixture
def small_guide(tmp_path: Path) -> SmallGuide:
    """A guide of three questions, two topics and two answers, whole and without faults."""
    return write_small_guide(tmp_path)
