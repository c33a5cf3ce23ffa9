"""Diagrams: what Mermaid's own pages show is drawn and passes the gate, and what would be shown otherwise is refused."""

import re
from functools import cache

import pytest
from selectolax.lexbor import LexborHTMLParser
from support import ROOT

from guide.page_rules import find_answer_faults
from guide.render.diagrams import DiagramError, draw_diagram
from guide.render.slim_svg import CLASSES


@cache
def draw(text: str) -> str:
    return str(draw_diagram(text, "x", "In words."))


DRAWN = [
    ("shapes", "flowchart TB\n subgraph S[One]\n  A([a]) --> B[[b]]\n end\n B --> C[(c)] --> D((d)) --> E>e] --> F{f} --> G{{g}} --> H[/h/] --> I(((i)))", "One a b c d e f g h i"),
    ("links", "flowchart LR\n A -->|t| B\n A -.-> C\n A ==> D\n A --o E\n A --x F\n A <--> G", "t A B C D E F G"),
    ("bold and cursive words", 'flowchart LR\n A["`**b** _i_`"] --> B["x<br/>y"]', "b i x y"),
    ("a sequence with everything", "sequenceDiagram\n autonumber\n actor U\n participant S\n U->>+S: a\n S-->>-U: b\n loop each\n U->>S: c\n end\n alt d\n S->>U: e\n else f\n S->>U: g\n end\n par h\n U->>S: i\n and j\n U->>S: k\n end\n rect rgb(200,200,200)\n U->>S: l\n end\n Note over U,S: m\n opt n\n U-xS: o\n end", "U S a b c d e f g h i j k l m n o"),
    ("states that fork and choose", "stateDiagram-v2\n [*] --> A\n A --> B: go\n state f <<fork>>\n A --> f\n f --> D\n f --> E\n state c <<choice>>\n D --> c\n note right of A\n  w\n end note\n B --> [*]", "A B go D E w"),
    ("classes", 'classDiagram\n Animal <|-- Duck\n Animal : +int age\n class Duck{\n +swim()\n }\n A "1" --> "*" B : has\n <<interface>> A\n note for Duck "n"', "Animal Duck age swim 1 has n"),
    ("a title for those who cannot see it", "flowchart LR\n accTitle: T\n accDescr: D\n A --> B", "A B"),
    ("colors", "flowchart LR\n A --> B\n style A fill:#fff;\n classDef x fill:#f9f,stroke:#333;\n class A x", "A B"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "words"), DRAWN, ids=[row[0] for row in DRAWN])
def test_it_is_drawn_and_passes_the_gate(case: str, text: str, words: str) -> None:
    html = draw(text)
    nodes = LexborHTMLParser(f"<div>{html}</div>").css("div *")
    assert [fault for node in nodes for fault in find_answer_faults(node)] == []
    shown = re.split(r"\W+", re.sub("<[^>]+>", " ", html))
    assert [word for word in words.split() if word not in shown] == []


@pytest.mark.parametrize(("case", "text", "words"), DRAWN, ids=[row[0] for row in DRAWN])
def test_nothing_is_carried_that_shows_nothing(case: str, text: str, words: str) -> None:
    html = draw(text)
    assert (
        re.findall(
            r"<(?:g|defs|symbol) ?/>|<g><g|<rect(?![^>]* width=)|\d\.\d+(?!\d|em)|=\"normal\"|<svg[^>]* width=", html
        )
        == []
    )
    ids = re.findall(r' id="([^"]*)"', html)
    assert sorted(ids) == sorted(set(re.findall(r"url\(#([^)]*)\)", html)))
    assert all(name.startswith("x-") for name in ids)
    assert re.findall(r' (?:fill|stroke)="(?!none)', html) == []
    paths = LexborHTMLParser(html).css("g.outer-path path")
    assert [
        path.html for path in paths if "stroke" in path.attributes or not str(path.attributes["d"]).endswith("Z")
    ] == []


def measure(text: str) -> list[float]:
    """A drawing's width and height."""
    found = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', draw(text))
    assert found is not None
    return [float(number) for number in found.groups()]


def test_the_words_of_a_line_are_one_text() -> None:
    html = draw('flowchart LR\n A["one more line<br/>and its next"] --> B["`**bold** and not`"]')
    texts = [line.text(deep=True) for line in LexborHTMLParser(html).css("tspan")]
    assert texts == ["one more line", "and its next", "bold", " and", " not"]


def test_where_a_line_stands_is_said_once() -> None:
    html = draw('flowchart LR\n A["one more line<br/>and its next"] -->|why| B["one"]')
    node, line, edge = (
        '<text><tspan x="0" y="1em">one more line</tspan><tspan x="0" y="2.1em">and its next</tspan></text>',
        '<g class="label" transform="translate(0,-9)"><text y="1em">one</text></g>',
        '<text text-anchor="middle" y="1em">why</text></g>',
    )
    assert all(part in html for part in (node, line, edge)), "shares of a letter are no pixels"


def test_what_says_nothing_of_a_whole_text_goes_and_what_does_stays() -> None:
    html = draw("sequenceDiagram\n A->>B: hi")
    assert "alignment-baseline" not in html
    assert 'dominant-baseline="middle"' in html


def test_a_small_drawing_stays_as_it_is_and_its_letters_keep_twelve_pixels() -> None:
    html = draw("flowchart LR\n A[one] --> B[two]")
    assert 'aria-label="In words."' in html
    assert 'viewBox="4 4 416 64" style="min-width: 312px; max-width: 416px"' in html
    names = {name for names in re.findall('class="([^"]*)"', html) for name in names.split()}
    assert names == {"diagram", "flowchart-link", "label", "label-container", "node"}


@pytest.mark.parametrize("kind", ["flowchart", "graph"])
def test_a_flowchart_too_wide_for_a_page_goes_down_and_keeps_its_words(kind: str) -> None:
    text = f"{kind} LR\n A[a] --> B[a graph LR of its own] --> C[a graph LR too] --> D[d]"
    width, height = measure(text)
    assert width < height
    assert draw(text).count("LR") == 2


def test_a_flowchart_that_would_be_wider_yet_stays() -> None:
    steps = " A --> B --> C\n" + "".join(f" C --> D{number}\n" for number in range(8))
    across, down = measure(f"flowchart LR\n{steps}"), measure(f"flowchart TB\n{steps}")
    assert 700 < across[0] < down[0]


@pytest.mark.parametrize(
    ("case", "text", "word", "is_centered"),
    [
        ("a flowchart", "flowchart LR\n A[w]", "w", True),
        ("a state", "stateDiagram-v2\n [*] --> w", "w", True),
        ("a state with a longer name", "stateDiagram-v2\n [*] --> a_longer_name", "a_longer_name", True),
        ("a class, whose rows begin at the left", "classDiagram\n w <|-- v", "w", False),
    ],
)
def test_the_words_of_a_node_are_centered_where_the_style_sheet_centers_them(
    case: str, text: str, word: str, is_centered: bool
) -> None:
    """The style sheet centers the words of a label that is a node's own child: at the node's middle."""
    labels = LexborHTMLParser(draw(text)).css(".node > .label")
    places = [one.attributes["transform"] or "" for one in labels if one.text() == word]
    assert [place.startswith("translate(0,") for place in places] == [True] * is_centered, case


def test_the_box_of_a_class_is_closed() -> None:
    paths = re.findall(r'outer-path"><path d="([^"]*)"', draw("classDiagram\n A <|-- B"))
    assert [path.endswith(" Z") for path in paths] == [True, True]


REFUSED = [
    ("a click behind a tab", 'flowchart LR\n A --> B\n click\tA "https://example.org"', "or `click`"),
    ("a character by its number", "flowchart LR\n A[#9829;] --> B", "`#9829;` would be shown as it is"),
    ("a character by its name", "flowchart LR\n A[a#quot;b] --> B", "`#quot;` would be shown as it is"),
    ("a character by a reference", 'flowchart LR\n A["&#8238;"] --> B', "`#8238;` would be shown as it is"),
    ("a picture", 'flowchart LR\n A@{ img: "https://evil.example/x.png", label: "L" } --> B', "not have pictures"),
    ("an icon", 'flowchart LR\n A@{ icon: "fa:user", label: "L" } --> B', "not have pictures"),
    ("nothing", "flowchart LR", "shows no word"),
    ("no text at all", "", "does not begin with its kind"),
    ("a kind that nobody knows here", 'pie\n "a" : 1', "does not begin with its kind"),
    ("settings", "%%{init: {}}%%\nflowchart LR\n A --> B", "may not have settings"),
    ("a type in a label", 'flowchart LR\n A["Vec<T>"]', "`<T>` would be left out"),
    ("a type on an arrow", 'flowchart LR\n A -->|"Map<K, V>"| B', "`<K, V>` would be left out"),
    ("a type in a class", "classDiagram\n A : List<String> x", "`<String>` would be left out"),
    ("a word in angle brackets in a state", 'stateDiagram-v2\n state "x <y> z" as s', "`<y>` would be left out"),
    ("a closing tag", 'flowchart LR\n A["x</b>"]', "`</b>` would be left out"),
    ("a sign that the engine escapes twice", "stateDiagram-v2\n A --> B : x < 5", "would be shown as `&lt;`"),
    ("a character by a name", 'flowchart LR\n A["&copy; x"]', "would be shown as `&copy;`"),
    ("what a sequence takes for a comment", "sequenceDiagram\n A->>B: #1 of 2", "`#1 of 2` would be left out"),
    ("what a state takes for a comment", "stateDiagram-v2\n A --> B #c", "`--> B #c` would be left out"),
    ("a link of a class", 'classDiagram\n class Shape\n link Shape "https://evil.example/x" "t"', "links, or `click`"),
    ("a call of a class", 'classDiagram\n class A\n callback A "f"', "links, or `click`"),
    (
        "links of a participant",
        'sequenceDiagram\n A->>B: x\n links A: {"D": "https://evil.example"}',
        "links, or `click`",
    ),
    ("a link of a participant", "sequenceDiagram\n A->>B: x\n link A: D @ https://d.example", "links, or `click`"),
    ("a click behind another statement", 'flowchart LR\n A-->B; click A href "https://e.example"', "links, or `click`"),
    (
        "a picture by a quoted key",
        'flowchart LR\n A@{ "img": "https://e.example/x.png", "label": "a" }\n B[y]',
        "not have pictures",
    ),
    ("an instruction in a label", 'flowchart LR\n A["<?php echo 1"]', "`<?php echo 1` would be left out"),
    ("a tag's end in a label", 'flowchart LR\n A["GET </ path"]', "`</ path` would be left out"),
    ("a type of types", 'flowchart LR\n A["List<<T>>"]', "`<T>` would be left out"),
    ("a sign beside a letter", 'flowchart LR\n A{"n<m?"}\n B["one"]', "`<m?` would be left out"),
    ("what is no kind of a class", "classDiagram\n A : <<x>> y", "`<x>` would be left out"),
    ("a number of a class", 'classDiagram\n A "1" --> "<= 5" B', '`"<= 5"` would be left out'),
    ("a number of a class without blanks", 'classDiagram\n A "> 0"-->"1" B', '`"> 0"` would be left out'),
    ("a type in a title", "sequenceDiagram\n title: Vec<T> x\n A->>B: y", "title: Vec<T>` would be left out"),
    ("a head", "---\ntitle: Login\n---\nflowchart LR\n A --> B", "may not have a head"),
    ("an icon in a label", 'flowchart LR\n A["fa:fa-user User"]', "not have pictures or icons"),
    (
        "arrows from many to many",
        f"flowchart LR\n {' & '.join('abcdefgh')} --> {' & '.join('ABCDEFGH')}",
        "14 signs `&`",
    ),
    ("such a comment right behind a letter", "sequenceDiagram\n A->>B: in C# too", "`# too` would be left out"),
    ("a thousand arrows", "flowchart LR\n" + "".join(f" a{n} --> a{n + 1}\n" for n in range(1000)), "is too large"),
    ("a sign that no arrow has", 'flowchart LR\n A["é"] --> B\n B $ %', "Unexpected character in `B $ %`: fix it"),
    ("what is no diagram", "flowchart --> --> x", "the diagram cannot be drawn"),
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('flowchart LR\n A["x < 5 & y"] --> B["#1 in C#<br>z<br/>w"]', ["x < 5 & y", "#1 in C#", "z", "w"]),
        (
            "classDiagram\n class A {\n <<interface>>\n +List~String~ x\n }\n A <|-- B",
            ["«interface»", "+List <String> x"],
        ),
        ("sequenceDiagram\n A->>B: Vec<T> x < y", ["Vec<T> x < y"]),
        ("flowchart LR\n A <--> B\n C<-->D", ["A", "B", "C", "D"]),
        ("stateDiagram-v2\n A --> B : compile C# code, a # b", ["compile C# code, a # b"]),
        ('stateDiagram-v2\n classDef bad fill:#f00,color:white\n state "#1" as s\n class s bad', ["#1"]),
        ("sequenceDiagram\n %% see issue #12, List<T>\n A->>B: x", ["x"]),
        ('flowchart LR\n A["R&D; sales"] --> B["x<BR>y<br />z"]', ["R&D; sales", "x", "y", "z"]),
        ("flowchart LR\n link --> details\n details --> callback", ["link", "details", "callback"]),
        ("sequenceDiagram\n A->>B: in C#35;, then a#59; b", ["in C#, then a; b"]),
        ("%% a comment\nsequenceDiagram\n A->>B: x", ["x"]),
        ('flowchart LR\n A@{ shape: cyl, label: "DB" } --> B["Docker img: nginx"]', ["DB", "Docker img: nginx"]),
        ('classDiagram\n class Repo\n note for Repo "n > 5"', ["Repo", "n > 5"]),
        ("sequenceDiagram\n A->>B: /x?" + "&".join("abcdefghijklmnop"), ["/x?" + "&".join("abcdefghijklmnop")]),
        ("flowchart LR\n A[a] --> B[b]; style B fill:#f00;", ["a", "b"]),
        (
            'classDiagram\n class B <<enumeration>>\n D "1" *-- "0..*" E\n class F["x < 5"]',
            ["«enumeration»", "1", "0..*", "x < 5"],
        ),
    ],
)
def test_signs_that_mean_no_markup_are_shown(text: str, words: list[str]) -> None:
    shown = [node.text() for node in LexborHTMLParser(draw(text)).css("text, tspan")]
    assert set(words) <= set(shown)


@pytest.mark.parametrize(("case", "text", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_would_be_shown_otherwise_is_refused(case: str, text: str, words: str) -> None:
    with pytest.raises(DiagramError, match=re.escape(words)):
        draw_diagram(text, "x", "In words.")


@pytest.mark.parametrize(
    ("case", "text", "selector", "number"),
    [
        ("a message to oneself", "sequenceDiagram\n A->>A: x", "path.loopLine:not([stroke-dasharray])", 1),
        ("an answer to oneself", "sequenceDiagram\n A-->>A: x", 'path.loopLine[stroke-dasharray="3 3"]', 1),
        ("a message that is lost", "sequenceDiagram\n A-xB: x", "marker.cross", 1),
        ("arrows that end in a cross", "flowchart LR\n A x--x B", "marker.cross", 2),
        (
            "an arrow that nobody sees",
            "flowchart LR\n A ~~~ B\n A --> C --> B",
            "path.flowchart-link, path:not([class])",
            2,
        ),
        ("a thick arrow", "flowchart LR\n A ==> B", "path.edge-thickness-thick", 1),
        ("a relation by dashes", "classDiagram\n A ..|> B", "path.edge-pattern-dotted", 1),
        ("a triangle", "classDiagram\n A <|-- B", "marker.extension", 1),
        ("a hollow diamond", "classDiagram\n A o-- B", "marker.aggregation", 1),
        ("a filled diamond", "classDiagram\n A *-- B", "marker:not([class])", 1),
        (
            "the lines between the parts of a class",
            "classDiagram\n class R {\n +a int\n +b()\n }",
            '.node path[fill="none"]',
            2,
        ),
        (
            "a static and an abstract member",
            "classDiagram\n class R {\n +a()$ int\n +b()* int\n }",
            '[text-decoration="underline"], [font-style="italic"]',
            2,
        ),
        ("the one box of a note", "stateDiagram-v2\n A --> B\n note right of A: hi", "rect[height]", 2),
        ("where states start", "stateDiagram-v2\n [*] --> A", "circle.state-start", 1),
    ],
)
def test_what_tells_one_line_from_another_stays(case: str, text: str, selector: str, number: int) -> None:
    tree = LexborHTMLParser(draw(text))
    marks = [node for node in tree.css(selector) if node.parent is None or node.parent.tag != "marker"]
    assert len(marks) == number, case


def test_every_name_of_a_drawing_is_the_style_sheets() -> None:
    styles = (ROOT / "docs" / "assets" / "stylesheets" / "diagrams.css").read_text(encoding="utf-8")
    assert [name for name in CLASSES if f".{name}" not in styles] == []
