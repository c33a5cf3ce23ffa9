"""Terminal transcripts: their commands, and the dots that stand for what varies."""

import pytest

from guide.read.transcript import MARK, PROMPT, ROOT_PROMPT, make_session, matches, parse_transcript, show_transcript


def test_commands_their_further_lines_and_their_outputs() -> None:
    before, commands = parse_transcript("$ cat <<E\n> a\n> E\na\n$ true\n$ echo b\nb\n")
    assert before == []
    assert [command.text for command in commands] == ["cat <<E\na\nE", "true", "echo b"]
    assert [command.shown for command in commands] == [("a",), (), ("b",)]


def test_lines_before_the_first_prompt_are_told_apart() -> None:
    assert parse_transcript("a\n$ true\n")[0] == ["a"]


@pytest.mark.parametrize(
    ("case", "code", "commands"),
    [
        ("root's alone", "# a\n# b\n", ["a", "b"]),
        ("root's after the user's", "$ a\n# b\nc\n", ["a", "b"]),
        ("over two lines", "# a <<E\n> b\n> E\nb\n", ["a <<E\nb\nE"]),
        ("a sign without a blank", "$ a\n#b\n", ["a"]),
    ],
)
def test_where_root_has_a_prompt_its_commands_are_told_apart(case: str, code: str, commands: list[str]) -> None:
    assert [one.text for one in parse_transcript(code, (PROMPT, ROOT_PROMPT))[1]] == commands, case


def test_in_what_is_run_a_line_like_root_s_is_printed() -> None:
    assert [one.shown for one in parse_transcript("$ cat notes.md\n# Notes\n")[1]] == [("# Notes",)]


def test_a_session_quotes_each_command() -> None:
    assert make_session("$ echo 'a b'\n").startswith("""eval 'echo '"'"'a b'"'"'';""")


@pytest.mark.parametrize(
    ("case", "shown", "printed", "is_match"),
    [
        ("the same", ["a"], ["a"], True),
        ("nothing", [], [], True),
        ("another word", ["a"], ["b"], False),
        ("a line more", ["a"], ["a", "b"], False),
        ("a line less", ["a", "b"], ["a"], False),
        ("dots at the end of a line", ["version 10..."], ["version 10.11"], True),
        ("dots inside a line", ["at ... o'clock"], ["at 10 o'clock"], True),
        ("dots for nothing", ["a...b"], ["ab"], True),
        ("dots do not reach into the next line", ["a...b"], ["a", "b"], False),
        ("dots printed as such", ["wait..."], ["wait..."], True),
        ("dots alone for several lines", ["a", "...", "z"], ["a", "b", "c", "z"], True),
        ("dots alone for no line", ["a", "..."], ["a"], True),
        ("after dots the rest still counts", ["...", "z"], ["a", "b"], False),
        ("signs of patterns are plain letters", ["a+[b]"], ["aab"], False),
        ("an empty line", ["a", "", "b"], ["a", "", "b"], True),
        ("dots overlap nothing", ["aba...ba"], ["aba"], False),
        ("many lines of dots and a last line that is not there", ["..."] * 6 + ["x"], [*map(str, range(4000))], False),
        ("dots among more lines than are compared", ["...", *["a"] * 2000], ["a"] * 2000, False),
        ("as many lines that are the same", ["a"] * 2001, ["a"] * 2001, True),
        ("many dots in one line", ["...a" * 6 + "...b"], ["a" * 4000], False),
        ("dots at both ends of a line", ["...b..."], ["abc"], True),
        ("a part that stands where the line begins", ["...a...b"], ["ab"], True),
        ("a part between dots that is not there", ["a...x...b"], ["acb"], False),
        ("parts between dots in another order", ["a...c...b...d"], ["abcd"], False),
        ("one printed part for two shown", ["x...a...a...y"], ["xay"], False),
        ("a part between dots that only the end holds", ["x...y...y"], ["xy"], False),
        ("dots that give back what they took", ["...", "b", "...", "b", "c"], ["a", "b", "b", "c", "b", "c"], True),
    ],
)
def test_what_the_dots_stand_for(case: str, shown: list[str], printed: list[str], is_match: bool) -> None:
    assert matches(tuple(shown), printed) == is_match, case


def test_an_update_keeps_what_matches_and_its_dots() -> None:
    code = "$ date\n20...\n$ echo b\na\n$ true\nold\n"
    assert show_transcript(code, f"2026\n{MARK}b\n{MARK}{MARK}") == ["$ date", "20...", "$ echo b", "b", "$ true"]


def test_a_command_that_prints_no_last_line_end() -> None:
    assert show_transcript("$ printf a\n$ echo b\n", f"a{MARK}b\n{MARK}") == ["$ printf a", "a", "$ echo b", "b"]
