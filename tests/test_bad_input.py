"""What bad input gets: one line each, `path:line: what, and what to do`, status 1, and nothing written."""

import re
from collections.abc import Callable

import pytest
from support import ANSWER, BODY, FRONT, LIST, OPEN_ANSWER, SHORT, TOPICS, P, SmallGuide, replace_once

Break = Callable[[SmallGuide], None]
LINE = re.compile(r".+:\d+: .+: .+")


def list_of(data: bytes) -> Break:
    return lambda guide: void(guide.questions.write_bytes(data))


def topics_of(text: str) -> Break:
    return lambda guide: void(guide.topics.write_text(text, encoding="utf-8"))


def answer_of(text: str | bytes) -> Break:
    return lambda guide: void(guide.cors.write_bytes(text if isinstance(text, bytes) else text.encode()))


def front(old: str, new: str) -> Break:
    return answer_of(replace_once(FRONT, old, new) + BODY)


def body(old: str, new: str) -> Break:
    return answer_of(FRONT + replace_once(BODY, old, new))


def void(_: object) -> None:
    return None


def make_folder(name: str) -> Break:
    return lambda guide: (guide.answers / name).mkdir(parents=True)


def remove_list(guide: SmallGuide) -> None:
    guide.questions.unlink()


def copy_answer(name: str, text: str = ANSWER) -> Break:
    def do(guide: SmallGuide) -> None:
        path = guide.answers / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return do


CASES: list[tuple[str, Break, str, int, str]] = [
    # the list: what is broken, in which file, on which line, and a part of the message
    ("a colon for a bracket", list_of(b"1: What?\n2) b\n"), "questions.txt", 1, "does not begin with a number"),
    ("a number in brackets", list_of(b"(1) What?"), "questions.txt", 1, "does not begin with a number"),
    ("a negative number", list_of(b"1) a\n-2) What?"), "questions.txt", 2, "does not begin with a number"),
    ("a number in words", list_of(b"one) What?"), "questions.txt", 1, "does not begin with a number"),
    ("a number with a letter", list_of(b"1b) What?"), "questions.txt", 1, "does not begin with a number"),
    ("digits of another script", list_of("١) What?".encode()), "questions.txt", 1, "does not begin with a number"),
    ("a line without a number", list_of(b"1) a\n\nWhat?"), "questions.txt", 3, "does not begin with a number"),
    ("an empty text", list_of(b"1) a\n2)  \n"), "questions.txt", 2, "has no text"),
    ("a text of marks only", list_of(b"1) ???"), "questions.txt", 1, "has no text"),
    ("bytes that are not UTF-8", list_of(b"1) a\n2) caf\xe9"), "questions.txt", 2, "not UTF-8"),
    ("a control character", list_of(b"1) a\x07b"), "questions.txt", 1, "U+0007"),
    ("a null byte", list_of(b"1) a\x00b"), "questions.txt", 1, "U+0000"),
    ("a direction override", list_of("1) a\u202eb".encode()), "questions.txt", 1, "U+202E"),
    ("a line separator", list_of("1) a\u2028b".encode()), "questions.txt", 1, "U+2028"),
    ("what is no character", list_of("1) a\uffffb".encode()), "questions.txt", 1, "U+FFFF"),
    ("a word of 501 letters", list_of(b"1) a\n2) " + b"b" * 501), "questions.txt", 2, "501 characters without a space"),
    ("marks on a letter", list_of(("1) a" + "\u0301" * 9).encode()), "questions.txt", 1, "more than 8 marks"),
    ("a list without an entry", list_of(b"\n \n"), "questions.txt", 1, "no entries"),
    ("an empty list", list_of(b""), "questions.txt", 1, "no entries"),
    ("a missing list", remove_list, "questions.txt", 1, "does not exist"),
    # the topics
    ("topics that are no list", topics_of("slug: web\n"), "topics.yml", 1, "not a list"),
    ("empty topics", topics_of(""), "topics.yml", 1, "not a list"),
    ("topics that are not YAML", topics_of("- slug: [web\n"), "topics.yml", 2, "not YAML"),
    ("a topic without a title", topics_of(TOPICS.replace("  title: Web\n", "")), "topics.yml", 1, "no `title`"),
    ("a topic with an unknown key", topics_of(TOPICS + "  color: red\n"), "topics.yml", 9, "`color` is not a key"),
    ("a slug twice", topics_of(TOPICS.replace("slug: data", "slug: web")), "topics.yml", 5, "is already used"),
    ("a slug that is no address", topics_of(TOPICS.replace("slug: web", "slug: The Web")), "topics.yml", 1, "address"),
    (
        "a reference without its end",
        topics_of(TOPICS.replace("title: Web", "title: A &copy B")),
        "topics.yml",
        2,
        "character reference",
    ),
    ("an unknown icon", topics_of(TOPICS.replace("material/web", "material/nowhere")), "topics.yml", 4, "no icon"),
    # the head of an answer
    ("an empty file", answer_of(""), "cors.md", 1, "empty"),
    ("no front matter", answer_of(BODY), "cors.md", 1, "does not begin with `---`"),
    ("front matter not closed", answer_of("---\nquestion: What?\n"), "cors.md", 1, "not closed"),
    ("empty front matter", answer_of("---\n---\n" + BODY), "cors.md", 2, "not a set of keys"),
    ("malformed front matter", front("tags: [http]", "tags: [http"), "cors.md", 7, "not YAML"),
    ("a key twice", front("level: junior", "level: junior\nlevel: mid"), "cors.md", 5, "`level` appears twice"),
    ("an unknown key", front("level: junior", "level: junior\nauthor: me"), "cors.md", 5, "`author` is not a key"),
    ("a YAML tag", front("level: junior", "level: !!python/name:os.system"), "cors.md", 4, "is not supported"),
    ("a YAML alias", front("tags: [http]", "tags: [&a http, *a]"), "cors.md", 6, "anchors and aliases"),
    ("no question", front("question: What is CORS?\n", ""), "cors.md", 1, "no `question`"),
    ("a question of marks", front("What is CORS?", "'???'"), "cors.md", 2, "not a text"),
    ("a wrong level", front("level: junior", "level: guru"), "cors.md", 4, "use one of junior, mid, senior"),
    ("a wrong kind", front("kind: technical", "kind: trivia"), "cors.md", 5, "use one of technical, behavioural"),
    ("a date that is none", front("2026-11-01", "2026-02-30"), "cors.md", 12, "2026-02-30"),
    ("a date in words", front("2026-11-01", "yesterday"), "cors.md", 12, "not a date"),
    ("a date in the future", front("2026-11-01", "2999-01-01"), "cors.md", 12, "in the future"),
    ("an unknown tag", front("tags: [http]", "tags: [hypertext]"), "cors.md", 6, "`hypertext` is not known"),
    ("numbers that are no list", front('numbers: ["1"]', "numbers: 1"), "cors.md", 3, "not a list"),
    ("a number not in the list", front('numbers: ["1"]', 'numbers: ["77"]'), "cors.md", 3, "not in the list"),
    ("a number that is none", front('numbers: ["1"]', 'numbers: ["x1"]'), "cors.md", 3, "not a number in the list"),
    ("a number claimed twice", front('numbers: ["1"]', 'numbers: ["1", "2"]'), "rest.md", 3, "already claimed"),
    ("an alias that is no address", front("aliases: []", "aliases: [cors]"), "cors.md", 13, "not an earlier"),
    ("an alias on a page of MkDocs's own", front("aliases: []", "aliases: [index/x]"), "cors.md", 13, "not an earlier"),
    ("an alias of another question", front("aliases: []", "aliases: [web/rest]"), "cors.md", 13, "is the address of"),
    ("a source without address", front(', url: "https://example.org/cors"', ""), "cors.md", 11, "no address"),
    ("a source by http", front("https://example.org", "http://example.org"), "cors.md", 11, "https://"),
    ("a source on a look-alike host", front("https://example.org", "https://exаmple.org"), "cors.md", 11, "ASCII"),
    ("no primary source", front(", primary: true", ""), "cors.md", 9, "no source is primary"),
    ("a source not linked", body("(https://example.org/cors)", "(https://example.org/)"), "cors.md", 11, "not linked"),
    ("an id used twice", copy_answer("data/cors.md", replace_once(ANSWER, '"1"', '"3"')), "cors.md", 1, "id `cors`"),
    ("an unknown topic", copy_answer("nowhere/new.md", replace_once(OPEN_ANSWER, '"2"', '"3"')), "new.md", 1, "topic"),
    # the body of an answer
    ("a column without a heading", body(P, f"| | b |\n| - | - |\n| 1 | 2 |\n\n{P}"), "cors.md", 22, "no heading"),
    (
        "a missing section",
        body("## Pitfalls\n\n- **Guessing.** Then it breaks. Read instead.\n", ""),
        "cors.md",
        15,
        "Pitfalls",
    ),
    ("a section twice", body("## Pitfalls", "## Example"), "cors.md", 34, "appears twice"),
    ("an empty section", body("- **Guessing.** Then it breaks. Read instead.", ""), "cors.md", 34, "is empty"),
    ("an answer of only a heading", answer_of(FRONT + "\n# CORS\n"), "cors.md", 16, "level 1"),
    ("text before the first section", body("\n## Short", "\nHello.\n\n## Short"), "cors.md", 16, "before the first"),
    ("a short answer too short", body(SHORT, "Yes."), "cors.md", 16, "1 word:"),
    ("a list in the short answer", body(SHORT, SHORT + "\n\n- a point"), "cors.md", 20, "prose"),
    ("an unclosed fence", body("```python", "````python"), "cors.md", 26, "not closed"),
    ("a fence without a language", body("```python", "```"), "cors.md", 26, "no language"),
    ("a fence with a broken title", body('"hello.py"', '"hello.py'), "cors.md", 26, "quotation mark"),
    ("a fence with an unknown word", body('title="hello.py"', 'name="hello.py"'), "cors.md", 26, "`name` is not known"),
    ("code by indentation", body(P, "Words.\n\n    code\n\n" + P), "cors.md", 24, "has no language"),
    (
        "a diagram that cannot be drawn",
        body(P, f"Words.\n\n```mermaid\nflowchart --> --> x\n```\n\n{P}"),
        "cors.md",
        24,
        "cannot be drawn",
    ),
    ("a task in the explanation", body(P, f"- [x] done\n\n{P}"), "cors.md", 22, "there is a task outside"),
    ("a table whose marks make a heading", body(P, f"a |\n---\n\n{P}"), "cors.md", 22, "makes a heading on GitHub"),
    ("a raw script", body(P, "<script>alert(1)</script>\n\n" + P), "cors.md", 22, "raw HTML"),
    ("an event handler", body(P, '<b onclick="x()">b</b> ' + P), "cors.md", 22, "raw HTML, `<b onclick"),
    ("an allowed tag with a handler", body(P, '<kbd onclick="x()">b</kbd> ' + P), "cors.md", 22, "raw HTML"),
    ("an allowed tag not closed", body(P, "<kbd>b " + P), "cors.md", 22, "not closed"),
    ("a comment", body(P, "<!-- hidden -->\n\n" + P), "cors.md", 22, "raw HTML"),
    ("a javascript link", body(P, "[x](javascript:alert(1)) " + P), "cors.md", 22, "https://"),
    ("a data link", body(P, "[x](data:text/html,x) " + P), "cors.md", 22, "https://"),
    ("a link by http", body(P, "[x](http://example.org/) " + P), "cors.md", 22, "https://"),
    ("a broken relative link", body(P, "[x](nothing.md) " + P), "cors.md", 22, "does not exist"),
    (
        "a broken link behind code over two lines",
        body(P, f"`one\ntwo`\n[x](nothing.md) {P}"),
        "cors.md",
        24,
        "does not exist",
    ),
    ("a link out of the answers", body(P, "[x](../../README.md) " + P), "cors.md", 22, "leads to no answer"),
    ("a link to a part that is none", body(P, "[x](rest.md#nowhere) " + P), "cors.md", 22, "not a section"),
    ("an empty link", body(P, "[x]() " + P), "cors.md", 22, "nowhere"),
    ("a picture", body(P, "![x](https://example.org/x.png) " + P), "cors.md", 22, "picture"),
    ("a hidden character", body(P, "a\u200bb " + P), "cors.md", 22, "U+200B"),
    ("two follow-up questions", body("### What else?\n\nThat as well.\n", ""), "cors.md", 38, "2 follow-up"),
    ("a follow-up without a mark", body("### Why?", "### Why"), "cors.md", 40, "question mark"),
    ("three points to listen for", body("- [ ] four\n", ""), "cors.md", 52, "3 points"),
    ("points that are no tasks", body("- [ ] one", "- one"), "cors.md", 52, "not one task list"),
    ("an answer not in UTF-8", answer_of(ANSWER.encode() + b"\xff"), "cors.md", 58, "not UTF-8"),
    # the folder
    ("a file that is a folder", make_folder("web/json.md"), "json.md", 1, "not a file"),
    ("a file outside the topics", copy_answer("stray.md"), "stray.md", 1, "not in a topic's folder"),
    ("a file that is no Markdown", copy_answer("web/notes.txt"), "notes.txt", 1, "Markdown"),
    ("a file with another end", copy_answer("web/cors.md.bak"), "cors.md.bak", 1, "Markdown"),
    ("a name that is no address", copy_answer("web/What Is It.md"), "What Is It.md", 1, "address"),
    ("a long name", copy_answer(f"web/{'a-' * 50}a.md"), "a.md", 1, "has 101 characters: use 80 at most"),
    ("a topic's long name", topics_of(TOPICS.replace("slug: web", f"slug: {'a' * 81}")), "topics.yml", 1, "81 char"),
]


def test_the_small_guide_is_whole(small_guide: SmallGuide) -> None:
    assert small_guide.convert().status == 0


@pytest.mark.parametrize(("case", "break_input", "path", "line", "message"), CASES, ids=[case[0] for case in CASES])
def test_bad_input(case: str, break_input: Break, path: str, line: int, message: str, small_guide: SmallGuide) -> None:
    assert small_guide.convert().status == 0
    before = small_guide.written()
    break_input(small_guide)
    run = small_guide.convert()
    assert run.status == 1, case
    told = [shown.partition(f"{path}:{line}: ")[2] for shown in run.lines]  # the folder is named after the case
    assert any(message in words for words in told), "\n".join(run.lines)
    assert all(LINE.fullmatch(shown) for shown in run.lines[:-1]), run.lines
    count = len(run.lines) - 1
    assert run.lines[-1] == f"{count} {'problem' if count == 1 else 'problems'}; nothing was written."
    assert small_guide.written() == before


@pytest.mark.parametrize(
    "name", [".DS_Store", "web/.DS_Store", "web/.cors.md.swp", "web/cors.md~", "web/#cors.md#", "web/.#cors.md"]
)
def test_what_an_editor_leaves_among_the_answers_is_passed_over(name: str, small_guide: SmallGuide) -> None:
    before = small_guide.convert()
    (small_guide.answers / name).symlink_to("somebody@a-computer.4711")  # as Emacs marks a file that is being edited
    assert small_guide.convert().status == before.status == 0
    (small_guide.answers / name).unlink()
    (small_guide.answers / name).write_bytes(b"\xff")
    assert small_guide.convert().status == 0


def test_all_problems_of_all_files_are_told_at_once(small_guide: SmallGuide) -> None:
    small_guide.questions.write_bytes(LIST.encode() + b"no number\n")
    small_guide.topics.write_text(TOPICS + "  color: red\n", encoding="utf-8")
    small_guide.cors.write_text(replace_once(ANSWER, "junior", "guru"), encoding="utf-8")
    names = {line.split(":")[0].rsplit("/", 1)[-1] for line in small_guide.convert().lines[:-1]}
    assert names == {"questions.txt", "topics.yml", "cors.md"}
