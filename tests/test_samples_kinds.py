"""What becomes of a fence by its language, and the counts that the site shows."""

from __future__ import annotations

import pytest

from guide.markdown import find_fences
from guide.samples.kinds import Kind, classify_fence, count_samples, sum_counts

TEXT = """\
```python title="a.py"
print(1)
```

```text title="Output"
1
```

```json
{}
```

```python title="gpu.py" unchecked="needs a GPU"
```

```mermaid
flowchart LR
```

```sql title="a.sql"
```

```python title="b.py"
```
"""


@pytest.mark.parametrize(
    ("case", "info", "kind"),
    [
        ("a program", 'python title="a.py"', Kind.RUN),
        ("a transcript", "console", Kind.RUN),
        ("data", "json", Kind.PARSED),
        ("a diagram", "mermaid", Kind.DRAWN),
        ("an output", 'text title="Output"', Kind.OUTPUT),
        ("a program that says why it is not run", 'python title="a.py" unchecked="needs a GPU"', Kind.UNCHECKED),
        ("an output that says why nothing checks it", 'text title="Output" unchecked="of the GPU"', Kind.UNCHECKED),
        ("a text without a reason", "text", Kind.UNKNOWN),
        ("a language that nothing checks", "cobol", Kind.UNKNOWN),
        ("no language", "", Kind.UNKNOWN),
        ("a language in capitals", "Python", Kind.UNKNOWN),
    ],
)
def test_kind_of_a_fence(case: str, info: str, kind: Kind) -> None:
    assert classify_fence(find_fences(f"```{info}\n```\n")[0]) is kind, case


def test_samples_are_counted_by_what_is_done_with_them_and_by_language() -> None:
    counts = count_samples(TEXT)
    assert counts.run == {"python": 2, "sql": 1}
    assert counts.parsed == {"json": 1}
    assert counts.unchecked == {"python": 1}
    assert counts.total == 5


def test_counts_of_several_texts_add_up() -> None:
    assert sum_counts([count_samples(TEXT), count_samples(TEXT)]).run == {"python": 4, "sql": 2}


def test_a_text_without_fences_counts_nothing() -> None:
    assert count_samples("# No fence\n").total == 0
