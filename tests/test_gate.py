"""The gate: what no built page may hold, each case refused for what it is, and a good site let through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guide.gate import check_site

SITE = "https://example.org/guide/"
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><link rel="canonical" href="{SITE}{{path}}">
<link rel="stylesheet" href="../../main.css"><script>theme()</script></head><body>
<header><nav>Web</nav></header><article>{{text}}</article><script src="../../guide.js"></script></body></html>"""
QUESTION = """<h1 id="web">Web</h1><h2 id="cors">What is CORS?</h2><ul class="question-facts"><li>Junior</li></ul>
<details class="answer"><summary>Answer</summary><div class="answer-body">
<section class="answer-section"><h3 id="cors-short-answer">Short answer</h3><p>It <a href="https://example.com/x">says</a>
<a href="#cors">so</a> <a href="../../topics/web/#cors-short-answer">and so</a>.</p>{extra}</section></div></details>"""


def write_site(folder: Path, text: str, front: str = "<p>Home</p>") -> Path:
    questions = [{"id": "cors", "topic": "web", "answered": True}]
    (folder / "topics" / "web").mkdir(parents=True)
    (folder / "questions.json").write_text(json.dumps(questions))
    (folder / "index.html").write_text(PAGE.format(path="", text=front))
    (folder / "topics" / "web" / "index.html").write_text(PAGE.format(path="topics/web/", text=text))
    return folder


def test_a_good_site_passes(tmp_path: Path) -> None:
    assert check_site(write_site(tmp_path, QUESTION.format(extra=""))) == []


IN_ANSWERS = [
    ("a script", "<script>x</script>", "`<script>` stands in an answer"),
    ("a script in a drawing", "<svg><script>x</script></svg>", "`<script>`: a script stands in the text"),
    ("a handler", '<p onclick="x">y</p>', "`onclick` would run a script"),
    ("a handler in capitals", '<p OnClick="x">y</p>', "`onclick` would run a script"),
    ("a handler on a drawing", '<svg onload="x"></svg>', "`onload` would run a script"),
    ("a style", '<p style="position:fixed">y</p>', "`<p style>` stands in an answer"),
    ("a style of a cell", '<table><tbody><tr><td style="color:red">y</td></tr></tbody></table>', "has the style"),
    ("a picture", '<img src="x.png">', "`<img>` stands in an answer"),
    ("a picture from elsewhere", '<img src="https://evil.example/x">', "`src` fetches https://evil.example/x"),
    ("a picture without a scheme", '<img src="//evil.example/x">', "`src` fetches //evil.example/x"),
    ("a picture set from elsewhere", '<img srcset="https://evil.example/x 2x">', "`srcset` fetches"),
    ("a javascript link", '<a href="javascript:x">y</a>', "does not begin with https://"),
    ("a javascript link with blanks", '<a href=" java&#10;script:x">y</a>', "does not begin with https://"),
    ("a link in a drawing", '<svg><a xlink:href="javascript:x">y</a></svg>', "does not begin with https://"),
    ("a data link", '<a href="data:text/html,x">y</a>', "does not begin with https://"),
    ("a frame", '<iframe srcdoc="x"></iframe>', "`srcdoc` would run a script"),
    ("an object", '<object data="https://evil.example/x"></object>', "`data` fetches"),
    ("a form", '<form action="https://evil.example/"></form>', "`action` fetches"),
    ("a button of another form", '<button formaction="https://evil.example/">x</button>', "`formaction` fetches"),
    ("a base", '<base href="https://evil.example/">', "`<base>` stands in the text of a page"),
    ("a refresh", '<meta http-equiv="Refresh" content="0;url=https://evil.example">', "it sends the reader elsewhere"),
    ("a ping", '<a href="https://example.com/" ping="https://evil.example/">x</a>', "`ping` fetches"),
    ("a template", "<template><p>x</p></template>", "`<template>` stands in an answer"),
    ("mathematics", "<math><mi>x</mi></math>", "`<math>` stands in an answer"),
    ("an element that nobody made", "<marquee>x</marquee>", "`<marquee>` stands in an answer"),
    ("an id twice", '<p id="x"></p><div id="cors"></div>', "the id `cors` stands 2 times"),
    ("an id where none is made", '<p id="x">y</p>', "`<p id>` stands in an answer"),
    ("a link to no page", '<a href="../nowhere/#x">y</a>', "the link `../nowhere/#x` leads to no page"),
    ("a link to no place", '<a href="#nowhere">y</a>', "the link `#nowhere` leads to no place on its page"),
    ("a question inside an answer", '<h2 id="other">x</h2>', "`<h2>` stands in an answer"),
]


@pytest.mark.parametrize(("case", "html", "words"), IN_ANSWERS, ids=[row[0] for row in IN_ANSWERS])
def test_what_an_answer_may_not_hold(case: str, html: str, words: str, tmp_path: Path) -> None:
    found = [one.message for one in check_site(write_site(tmp_path, QUESTION.format(extra=html)))]
    assert any(words in message for message in found), found


ON_PAGES = [
    ("a question without a heading", QUESTION.format(extra="").replace('id="cors"', 'id="sroc"', 1), "has no heading"),
    ("an answer that closes early", QUESTION.format(extra="</section></div></details>").replace("<h2", "<details><h2"), "stands inside another's answer"),
    ("a heading that is no question", QUESTION.format(extra="") + '<h2 id="more">More</h2>', "`more` of topics/web/index.html is no question"),
    ("a question without its block", QUESTION.format(extra="").replace('class="answer"', 'class="other"'), "is not followed by its answer"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "words"), ON_PAGES, ids=[row[0] for row in ON_PAGES])
def test_what_a_topic_page_must_hold(case: str, text: str, words: str, tmp_path: Path) -> None:
    found = [one.message for one in check_site(write_site(tmp_path, text))]
    assert any(words in message for message in found), found


@pytest.mark.parametrize(
    ("case", "front", "words"),
    [
        ("a script in a page", "<script>x()</script>", "`<script>`: a script stands in the text"),
        ("a script in a title", "<h1><script>x()</script></h1>", "`<script>`: a script stands in the text"),
        ("a style sheet in a page", "<style>@import 'https://evil.example'</style>", "`<style>` stands in the text"),
        ("a sheet from elsewhere", '<link rel="stylesheet" href="https://evil.example/x.css">', "`href` fetches"),
    ],
)
def test_what_no_page_may_hold(case: str, front: str, words: str, tmp_path: Path) -> None:
    found = [one.message for one in check_site(write_site(tmp_path, QUESTION.format(extra=""), front))]
    assert any(words in message for message in found), found


def test_the_sites_own_address_is_not_elsewhere(tmp_path: Path) -> None:
    front = f'<a href="{SITE}topics/web/">x</a><link rel="icon" href="{SITE}icon.svg">'
    assert check_site(write_site(tmp_path, QUESTION.format(extra=""), front)) == []
