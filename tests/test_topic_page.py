"""What a topic page tells search engines: as many questions as they show."""

import pytest

from guide.model import Question, Topic
from guide.render.topic_page import describe_topic


@pytest.mark.parametrize(("length", "is_named"), [(54, True), (55, False)])
def test_a_description_names_questions_while_they_fit(length: int, is_named: bool) -> None:
    topic = Topic("web", "Web", "d" * 100, "material/web")
    questions = [Question("a", "web", ("1",), "q" * length), Question("b", "web", ("2",), "r" * 90)]
    assert describe_topic(topic, questions) == "d" * 100 + (f" {'q' * length}" if is_named else "")


def test_a_description_holds_no_quotation_mark_that_could_end_it() -> None:
    assert describe_topic(Topic("web", "Web", 'a "b"', "material/web"), []) == "a 'b'"
