"""HTTP exchanges: a fence in `http` with `of="api.py"`, whose requests are sent to that program of the same answer.

The convention: the fence holds a request, an empty line, and the response as it comes back; then, behind an empty
line, perhaps another request and its response. `api.py` is started once for the fence, serves on the port of
127.0.0.1 that stands in the environment variable PORT, gets the requests in order, each over a connection of its own,
and is ended. Sent is what stands there, with `Connection: close` and for a body `Content-Length` where the fence has
none. Of the response the status line must be the one that came, each header line shown must be among those that came,
and a body, if one is shown, must be the whole body. `...` stands for any characters of a line, alone on a line of the
body for any lines. A program that such a fence names is run by itself only where an output stands under it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guide.read.http_message import is_request_line, is_status_line
from guide.read.transcript import matches

__all__ = ["list_requests", "parse_exchanges", "read_responses", "show_exchanges"]


SHOWN_FIELDS = ("content-type", "location")
"""Header lines that an update writes under a request whose response is not shown yet: those that never vary."""


@dataclass(frozen=True)
class Message:
    """A request or a response; `first` is its first line within the fence, from 0."""

    first: int
    head: tuple[str, ...]
    body: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exchange:
    """A request and the response that is shown under it, if one is."""

    request: Message
    response: Message | None = None


def parse_exchanges(code: str) -> list[Exchange]:
    """The exchanges of a fence. Raises ValueError, with what to write instead, for what is none."""
    exchanges: list[Exchange] = []
    for message in split_messages(code.removesuffix("\n").split("\n")):
        if is_request_line(message.head[0]):
            exchanges.append(Exchange(message))
        elif exchanges and exchanges[-1].response is None and is_status_line(message.head[0]):
            exchanges[-1] = Exchange(exchanges[-1].request, message)
        else:
            raise ValueError("write a request (`GET /path HTTP/1.1`), an empty line, and the response that comes back")
    return exchanges


def split_messages(lines: Sequence[str]) -> Iterator[Message]:
    """Cut lines where a message begins: at the first one, and at a start line behind an empty line."""
    starts = [0]
    starts += [i for i in range(1, len(lines)) if not lines[i - 1] and is_start_line(lines[i])]
    for start, following in pairwise([*starts, len(lines) + 1]):
        part = list(lines[start : following - 1])
        head = part[: part.index("")] if "" in part else part
        yield Message(start, tuple(head or [""]), tuple(part[len(head) + 1 :]))


def is_start_line(line: str) -> bool:
    return is_request_line(line) or is_status_line(line)


def list_requests(code: str) -> list[str]:
    """The requests of a fence as `sandbox.http_client` takes them. Raises ValueError for what is no exchange."""
    return ["\n".join((*one.request.head, "", *one.request.body)) for one in parse_exchanges(code)]


def read_responses(code: str, printed: str) -> list[tuple[list[str], str]]:
    """What `sandbox.http_client` printed: head and body of the response to each request. Raises ValueError."""
    try:
        responses = [([*map(str, head)], str(body)) for head, body in json.loads(printed)]
    except (TypeError, RecursionError) as error:
        raise ValueError("these are not responses") from error
    if len(responses) != len(parse_exchanges(code)) or not all(head for head, _ in responses):
        raise ValueError("these are other responses")
    return responses


def show_exchanges(code: str, printed: str) -> list[str]:
    """The fence's lines with the responses that really came; what matches stays as it is."""
    lines: list[str] = []
    for exchange, (head, body) in zip(parse_exchanges(code), read_responses(code, printed), strict=True):
        request = exchange.request
        lines += [*([""] if lines else []), *request.head, *(["", *request.body] if request.body else []), ""]
        lines += show_response(exchange.response, head, body.removesuffix("\n").split("\n") if body else [])
    return lines


def show_response(shown: Message | None, head: Sequence[str], body: list[str]) -> list[str]:
    """A response as the page should show it: of the head what is shown already, the body if one is shown."""
    if shown is None:
        chosen = [line for line in head[1:] if line.partition(":")[0].lower() in SHOWN_FIELDS]
        return [head[0], *chosen, *(["", *body] if body else [])]
    start = shown.head[0] if matches(shown.head[:1], list(head[:1])) else head[0]
    fields = [line for shown_line in shown.head[1:] for line in show_field(shown_line, head[1:])]
    if not shown.body:
        return [start, *fields]
    return [start, *fields, "", *(shown.body if matches(shown.body, body) else body)]


def show_field(shown: str, fields: Sequence[str]) -> list[str]:
    """A header line that is shown, if it came; else those of its name that came."""
    if any(matches((shown,), [field]) for field in fields):
        return [shown]
    name = shown.partition(":")[0].lower()
    return [field for field in fields if field.partition(":")[0].lower() == name]
