"""The faults of an HTML sample: tags that do not match, unknown elements, attributes and ids that stand twice."""

from collections.abc import Iterator
from html.parser import HTMLParser

from guide.diagnostic import Fault

__all__ = ["find_html_faults"]


VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
ELEMENTS = VOID | frozenset(
    """a abbr address article aside audio b bdi bdo blockquote body button canvas caption cite code colgroup data
    datalist dd del details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header
    hgroup html i iframe ins kbd label legend li main map mark menu meter nav noscript object ol optgroup option output
    p picture pre progress q rp rt ruby s samp script search section select slot small span strong style sub summary sup
    table tbody td template textarea tfoot th thead time title tr u ul var video svg math""".split()
)
MAY_STAY_OPEN = frozenset("html head body p li dt dd option optgroup thead tbody tfoot tr td th rp rt colgroup".split())
FOREIGN = ("svg", "math")


def find_html_faults(code: str) -> Iterator[Fault]:
    """Every fault, in the order of the lines. End tags that the HTML standard lets one leave out may be missing."""
    reader = Reader()
    reader.feed(code)
    if reader.rawdata.startswith("<"):
        reader.add_fault("the text ends inside a tag or a comment: close it")
    reader.close()
    for tag, line in reader.open:
        if tag not in MAY_STAY_OPEN:
            reader.faults.append((line, f"<{tag}> is never closed: write </{tag}>"))
    yield from sorted(reader.faults)


class Reader(HTMLParser):
    """Keeps the elements that are open, each with its line, and the faults met so far."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.ids: set[str] = set()
        self.faults: list[Fault] = []

    def add_fault(self, message: str) -> None:
        self.faults.append((self.getpos()[0], message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_foreign = any(name in FOREIGN for name, _ in self.open)
        if tag not in ELEMENTS and "-" not in tag and not is_foreign:
            self.add_fault(f"<{tag}> is not an HTML element")
        self.check_attributes(tag, attrs)
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0]))

    def check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.add_fault(f'<{tag}> has the attribute "{name}" twice')
        for name, value in attrs:
            if name == "id" and value is not None:
                if value in self.ids:
                    self.add_fault(f'the id "{value}" appears twice')
                self.ids.add(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_foreign = tag in FOREIGN or any(name in FOREIGN for name, _ in self.open)
        if tag not in VOID and not is_foreign:
            self.add_fault(f"<{tag}/> does not close itself in HTML: write <{tag}></{tag}>")
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element; those inside it must be closed already, or be of the kind that may stay open."""
        if tag in VOID:
            self.add_fault(f"</{tag}> closes an element that has no end tag: remove it")
        elif tag not in [name for name, _ in self.open]:
            self.add_fault(f"</{tag}> closes nothing that is open")
        else:
            while (last := self.open.pop())[0] != tag:
                if last[0] not in MAY_STAY_OPEN:
                    self.faults.append((last[1], f"<{last[0]}> is not closed before </{tag}>"))
