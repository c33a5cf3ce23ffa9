"""The template of an answer file, filled with what is known of its question."""

from __future__ import annotations

import json

from guide.model import Question

BODY = """
## Short answer

TO WRITE: what you would say aloud in 30 to 45 seconds, 50 to 110 words, no list, no code.

## Explanation

TO WRITE: the why, with a link to a source at every claim that could be wrong.

## Example

TO WRITE: complete programs; `python scripts/samples.py --update` writes what they print under them.

## Pitfalls

TO WRITE: the mistakes that people really make, what happens, what to do instead.

## Follow-up questions

### TO WRITE: what does an interviewer ask next?

TO WRITE: two to four sentences.

### TO WRITE: and after that?

TO WRITE: two to four sentences.

### TO WRITE: and then?

TO WRITE: two to four sentences.

## What interviewers listen for

- [ ] TO WRITE: a point
- [ ] TO WRITE: a point
- [ ] TO WRITE: a point
- [ ] TO WRITE: a point
"""


def fill_template(question: Question) -> str:
    """The text of a new answer file: front matter with what is known, and the six sections to write."""
    return fill_front_matter(question) + BODY


def fill_front_matter(question: Question) -> str:
    front = question.front
    return "\n".join(
        [
            "---",
            f"question: {json.dumps(front.question, ensure_ascii=False)}",
            f"numbers: {json.dumps([question.numbers[0]])}",
            f"level: {front.level or 'junior'}",
            f"kind: {front.kind or 'technical'}",
            "tags: []",
            "also_asked: []",
            "sources: []",
            "checked:",
            "aliases: []",
            "---",
            "",
        ]
    )
