"""An answer's body for deck and books: everything open, links by address, and well-formed."""

import pytest
from browser.test_hostile import make_cases
from editions import find_problems, read_book, write_explanation
from lxml import etree
from published import CONTEXT
from support import ANSWER, SmallGuide

from guide.answer_parts import ANSWER_PARTS
from guide.editions.trees import parse_body
from guide.read.document import parse_document
from guide.render.book_body import render_book_body

PROGRAM = '```{}\n{}\n```\n\n```text title="Output"\n1\n```\n\n'
TABS = PROGRAM.format('python title="a.py"', "print(1)") + PROGRAM.format('javascript title="a.js"', "console.log(1)")
LONG = PROGRAM.format('python title="long.py"', "\n".join(["x = 1"] * 30))


def body_of(guide: SmallGuide) -> str:
    answer = read_book(guide).catalogue.by_id["cors"].answer
    assert answer is not None
    return answer.body


def test_what_the_page_folds_or_hides_behind_tabs_stands_open(small_guide: SmallGuide) -> None:
    write_explanation(small_guide, TABS + "Between.\n\n" + LONG)
    body = body_of(small_guide)
    for part in ("details", "input", "label", "tabbed"):
        assert f"<{part}" not in body
    names = [node.text for node in parse_body(body).iter("p") if node.get("class") == "sample-language"]
    assert names == ["Python", "JavaScript"]
    programs = ["".join(code.itertext()) for code in parse_body(body).iter("pre")]
    assert "\n".join(["x = 1"] * 30) in "".join(programs)


def test_the_checklist_has_its_points_and_no_fields(small_guide: SmallGuide) -> None:
    points = [item.text for item in parse_body(body_of(small_guide)).find(".//ul[@class='checklist']")]
    assert points == ["one", "two", "three", "four"]


def test_a_link_to_another_answer_is_its_permanent_address(small_guide: SmallGuide) -> None:
    write_explanation(small_guide, "See [REST](rest.md).")
    assert '<a href="topics/web/#rest">REST</a>' in body_of(small_guide)


@pytest.mark.parametrize("mark", ["one  \ntwo", "---", "<kbd>x</kbd> & `<b>` \\<i>"])
def test_whatever_markdown_makes_is_well_formed(mark: str, small_guide: SmallGuide) -> None:
    write_explanation(small_guide, mark)
    assert parse_body(body_of(small_guide)) is not None


def test_tags_that_cross_are_a_problem_with_their_line(small_guide: SmallGuide) -> None:
    write_explanation(small_guide, "Fine.\n\nH<sub>*2</sub>* is not.")
    line = ANSWER.split("\n").index("## Explanation") + 5
    (problem,) = find_problems(small_guide)
    assert (problem.path.rpartition("/")[2], problem.line) == ("cors.md", line)
    assert "overlap: close the inner one first" in problem.message


@pytest.mark.parametrize("case", [case for case, (_, words) in make_cases().items() if not words])
def test_what_a_page_takes_from_strangers_stands_in_a_book_as_text(case: str) -> None:
    text, _ = make_cases()[case]
    document = parse_document(text.encode(), "cors.md", "web", "cors")
    body, faults = render_book_body(document, CONTEXT)
    assert faults == []
    for element in parse_body(body).iter():
        name = etree.QName(element).localname
        assert set(element.attrib) <= {*ANSWER_PARTS[name].split()}, name
