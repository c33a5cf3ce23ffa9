"""The grammar of an HTTP/1.1 message: RFC 9112, sections 2 to 5, with the tokens of RFC 9110, section 5.6."""

import re
from collections.abc import Iterator

from guide.diagnostic import Fault

__all__ = ["find_http_faults", "is_request_line", "is_status_line"]


NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
VERSION = r"HTTP/[0-9]\.[0-9]"
PATH = r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)+"
QUERY = r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
REQUEST_LINE = re.compile(rf"({NAME}) (\S+) ({VERSION})")
STATUS_LINE = re.compile(rf"{VERSION} ([1-5][0-9]{{2}}) ([\t \x21-\x7e\x80-\xff]*)")
ORIGIN_FORM = re.compile(PATH + QUERY)
ABSOLUTE_FORM = re.compile(rf"https?://[^\s/?#]+(?:{PATH})?{QUERY}")
AUTHORITY_FORM = re.compile(r"[^\s/?#]+:[0-9]+")
FIELD_NAME = re.compile(NAME)
FIELD_VALUE = re.compile(r"[\t \x21-\x7e\x80-\xff]*")


def is_request_line(line: str) -> bool:
    return REQUEST_LINE.fullmatch(line) is not None


def is_status_line(line: str) -> bool:
    """The blank behind the status stays even where the reason is left out; an editor may have cut it off."""
    return any(STATUS_LINE.fullmatch(form) for form in (line, f"{line} "))


def find_http_faults(code: str) -> Iterator[Fault]:
    """One message: its start line, its fields, and behind a blank line anything as its body."""
    lines = code.split("\n")
    head = lines[: lines.index("")] if "" in lines else lines
    if not head:
        yield 1, "it begins with a blank line: start with the request line or the status line"
        return
    for number, line in enumerate(head, start=1):
        if fault := find_start_fault(line) if number == 1 else find_field_fault(line):
            yield number, fault
    hosts = sum(line.lower().startswith("host:") for line in head[1:])
    if hosts != 1 and head[0].endswith(" HTTP/1.1"):  # a request: RFC 9112, section 3.2, has a server answer 400
        yield 1, f"an HTTP/1.1 request has exactly one Host field, this one has {hosts}"


def find_start_fault(line: str) -> str:
    if is_status_line(line):
        return ""
    if line.startswith("HTTP/"):
        return "the status line is not `HTTP/1.1 STATUS REASON` with a status of three digits, 100 to 599"
    found = REQUEST_LINE.fullmatch(line)
    if not found:
        return "the first line is neither `METHOD TARGET HTTP/1.1` nor `HTTP/1.1 STATUS REASON`"
    if not is_target(found[1], found[2]):
        return f"`{found[2]}` is not a request target: write a path with its query, or what the method {found[1]} takes"
    return ""


def is_target(method: str, target: str) -> bool:
    """The four forms of RFC 9112, section 3.2; two of them belong to one method each."""
    if method == "CONNECT":
        return AUTHORITY_FORM.fullmatch(target) is not None
    if target == "*":
        return method == "OPTIONS"
    return any(form.fullmatch(target) for form in (ORIGIN_FORM, ABSOLUTE_FORM))


def find_field_fault(line: str) -> str:
    if line[0] in " \t":
        return "a field continues on the next line, which RFC 9112 forbids: write it in one line"
    name, colon, value = line.partition(":")
    if not colon or not FIELD_NAME.fullmatch(name):
        return "the line is not a field: write `Name: value`, with no space before the colon"
    if not FIELD_VALUE.fullmatch(value):
        return f"the value of `{name}` contains a character that no field may contain"
    return ""
