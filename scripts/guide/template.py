"""The template of an answer file, filled with what is known of its question."""

import json

from guide.model import Question
from guide.read.front_matter import KEYS

__all__ = ["BODY", "fill_template"]

BODY = """
## Short answer

TO WRITE: what you would say aloud in 30 to 45 seconds, 50 to 110 words, no list, no code.

## Explanation

TO WRITE: the why, with a link to a source at every claim that could be wrong.

## Example

TO WRITE: complete programs; `make samples` writes what they print under them.

## Pitfalls

TO WRITE: the mistakes people really make, what happens, what to do instead.

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
    """The text of a new answer file: every key of the head, with what is known of the question, else how a new answer
    starts it; then the six sections to write.
    """
    known = {
        "question": json.dumps(question.title, ensure_ascii=False),
        "numbers": json.dumps([question.numbers[0]]),
        "level": question.front.level,
        "kind": question.front.kind,
    }
    lines = [f"{name}: {known.get(name) or metadata['start']}".rstrip() for name, metadata in KEYS.items()]
    return "\n".join(["---", *lines, "---", BODY])
