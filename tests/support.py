"""A small guide that tests change one thing in, and the converter called as a person calls it."""

import contextlib
import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

import convert

ROOT = Path(__file__).resolve().parent.parent


def git(folder: Path, *words: str) -> None:
    """Run git in a folder as somebody of no consequence."""
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *words], check=True)


LIST = "1) What is CORS?\n2) What is REST?\n3) What is an index?\n"

TOPICS = """\
- slug: web
  title: Web
  description: Requests and responses.
  icon: material/web
- slug: data
  title: Data
  description: Storing and finding.
  icon: material/database
"""

FRONT = """\
---
question: What is CORS?
numbers: ["1"]
level: junior
kind: technical
tags: [http]
also_asked:
  - Why is my request blocked?
sources:
  - {title: Fetch Standard, url: "https://fetch.spec.whatwg.org/", primary: true}
  - {title: A guide, url: "https://example.org/cors"}
checked: 2026-11-01
aliases: []
---
"""

SHORT = " ".join(["The browser asks the other server whether this page may read its answer."] * 5)

BODY = f"""
## Short answer

{SHORT}

## Explanation

As [the standard says](https://fetch.spec.whatwg.org/), and [a guide repeats](https://example.org/cors).

## Example

```python title="hello.py"
print("hello")
```

```text title="Output"
hello
```

## Pitfalls

- **Guessing.** Then it breaks. Read instead.

## Follow-up questions

### Why?

Because of this.

### Since when?

Since then.

### What else?

That as well.

## What interviewers listen for

- [ ] one
- [ ] two
- [ ] three
- [ ] four
"""

ANSWER = FRONT + BODY
PAGES = {
    "index.md": "---\ntitle: Small guide\ndescription: A guide to be tried.\n---\n\n# Small guide\n\nThree questions.\n",
    "assets/glossary.txt": "*[REST]: Representational state transfer\n",
}
"""The hand-written page and the glossary of the small guide, by their paths in docs/."""
OPEN_ANSWER = '---\nquestion: What is REST?\nnumbers: ["2"]\nlevel: mid\nkind: technical\n---\n'


@dataclass(frozen=True)
class Run:
    """What a command did: its exit status and its lines."""

    status: int
    lines: list[str]


class SmallGuide:
    """The folder of a small guide: questions.txt, topics.yml, answers/ and, once converted, docs/topics/."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.questions = root / "questions.txt"
        self.topics = root / "topics.yml"
        self.answers = root / "answers"
        self.out = root / "docs" / "topics"
        self.cors = self.answers / "web" / "cors.md"
        self.rest = self.answers / "web" / "rest.md"

    def convert(self, *more: str) -> Run:
        """Run the converter on this guide."""
        inputs = [f"--questions={self.questions}", f"--topics={self.topics}", f"--answers={self.answers}"]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = convert.main([*inputs, f"--out={self.out}", *more])
        return Run(status, printed.getvalue().splitlines())

    def written(self) -> dict[str, bytes]:
        """Every file that the converter wrote under docs/, by its path."""
        docs = self.root / "docs"
        files = {str(path.relative_to(docs)): path for path in sorted(docs.rglob("*")) if path.is_file()}
        return {name: path.read_bytes() for name, path in files.items() if name not in PAGES}


def write_small_guide(root: Path) -> SmallGuide:
    root.mkdir(exist_ok=True)
    guide = SmallGuide(root)
    guide.questions.write_text(LIST, encoding="utf-8")
    guide.topics.write_text(TOPICS, encoding="utf-8")
    guide.cors.parent.mkdir(parents=True)
    guide.cors.write_text(ANSWER, encoding="utf-8")
    guide.rest.write_text(OPEN_ANSWER, encoding="utf-8")
    (root / "docs" / "assets").mkdir(parents=True)
    for name, text in PAGES.items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    return guide


P = "As [the standard says]"
"""How the explanation of the small guide's answer begins: what is tried in a text is put before it."""


def explain(text: str) -> str:
    """The small guide's answer with a text before its explanation."""
    return replace_once(ANSWER, P, f"{text}\n\n{P}")


def replace_once(text: str, old: str, new: str) -> str:
    """A rewrite that had no effect is a bug in the test."""
    assert text.count(old) >= 1, f"{old!r} is not in the text"
    return text.replace(old, new, 1)
