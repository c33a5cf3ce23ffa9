"""The gate: what no built page may hold, each case refused for what it is, and a good site let through."""

import json
from pathlib import Path

import pytest
from support import replace_once

from guide.gate import check_site

SITE = "https://example.org/guide/"
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><link rel="canonical" href="{SITE}{{path}}">
<link rel="stylesheet" href="../../main.css">{{script}}</head><body>
<header><nav>Web</nav></header><div class="md-content"><article>{{text}}</article></div><script src="../../assets/javascripts/guide.js"></script></body></html>"""
SCRIPT = (
    """<script>if (location.protocol === "file:") document.write('<script src="../../assets/javascripts/"""
    """search-from-disk.js"><\\/script>')</script>"""
)
"""As overrides/main.html has it, its address filled in."""
QUESTION = """<h1 id="web">Web</h1><h2 id="cors">What is CORS?</h2><ul class="question-facts"><li>Junior</li></ul>
<details class="answer"><summary>Answer</summary><div class="answer-body">
<section class="answer-section"><h3 id="cors-short-answer">Short answer</h3><p>It <a href="https://example.com/x">says</a>
<a href="#cors">so</a> <a href="../../topics/web/#cors-short-answer">and so</a>.</p>{extra}</section></div></details>"""


def write_site(folder: Path, text: str, front: str = "<p>Home</p>") -> Path:
    questions = [{"id": "cors", "topic": "web", "answered": True, "question": "What is CORS?"}]
    (folder / "topics" / "web").mkdir(parents=True)
    (folder / "questions.json").write_text(json.dumps(questions))
    (folder / "index.html").write_text(PAGE.format(path="", text=front, script=SCRIPT))
    (folder / "topics" / "web" / "index.html").write_text(PAGE.format(path="topics/web/", text=text, script=SCRIPT))
    return folder


def test_a_good_site_passes(tmp_path: Path) -> None:
    assert check_site(write_site(tmp_path, QUESTION.format(extra=""))) == []


def test_a_part_may_have_a_class_besides_its_own(tmp_path: Path) -> None:
    assert check_site(write_site(tmp_path, QUESTION.format(extra="") + '<p class="neighbours wide">x</p>')) == []


@pytest.mark.parametrize(
    "href",
    ["../../", "../..", ".", "./", "./#cors", "#c%6Frs", "/guide/", "/guide/topics/web/#cors", "../../index.html",
     "../../questions.json", "../../questions.json#1", "javascript:void(0)", f"{SITE}anywhere/"],
)  # fmt: skip
def test_links_to_what_is_there_pass(href: str, tmp_path: Path) -> None:
    text = QUESTION.format(extra=f'<a href="{href}">x</a>')
    assert check_site(write_site(tmp_path, text)) == []


@pytest.mark.parametrize("root", ["", "./", "../", "../../", "/", "/guide/"])
def test_the_sites_scripts_pass_however_an_engine_names_them(root: str, tmp_path: Path) -> None:
    write_site(tmp_path, QUESTION.format(extra=""))
    home = tmp_path / "index.html"
    home.write_text(home.read_text().replace('src="../../assets/javascripts/g', f'src="{root}assets/javascripts/g'))
    assert check_site(tmp_path) == []


def test_what_the_build_makes_besides_passes(tmp_path: Path) -> None:
    write_site(tmp_path, QUESTION.format(extra=""))
    (tmp_path / "assets" / "javascripts").mkdir(parents=True)
    for name in ("assets/javascripts/x.js", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "search-docs.js"):
        (tmp_path / name).write_bytes(b"x")
    assert check_site(tmp_path) == []


def test_data_for_search_engines_passes(tmp_path: Path) -> None:
    page = write_site(tmp_path, QUESTION.format(extra="")) / "index.html"
    data = '<script type="application/json">{"a": 1}</script></head>'
    page.write_text(replace_once(page.read_text(), "</head>", data))
    assert check_site(tmp_path) == []


def test_a_site_that_opens_from_disk_passes(tmp_path: Path) -> None:
    page = write_site(tmp_path, QUESTION.format(extra="").replace("../../topics/web/", "web.html")) / "topics" / "web"
    (page / "index.html").rename(page.with_suffix(".html"))
    assert check_site(tmp_path) == []


def test_an_open_question_has_no_block(tmp_path: Path) -> None:
    write_site(tmp_path, '<h2 id="cors">What is CORS?</h2><p class="open-question">None yet.</p>')
    questions = (tmp_path / "questions.json").read_text()
    assert len(check_site(tmp_path)) == 1
    (tmp_path / "questions.json").write_text(replace_once(questions, "true", "false"))
    assert check_site(tmp_path) == []


def test_without_an_address_of_its_own_a_site_is_held_to_the_same(tmp_path: Path) -> None:
    page = write_site(tmp_path, QUESTION.format(extra=""), '<img src="https://evil.example/x">') / "index.html"
    page.write_text(replace_once(page.read_text(), 'rel="canonical"', 'rel="next"'))
    assert any("`src` fetches" in one.message for one in check_site(tmp_path))


SKIP = '<a id="__skip" tabindex="-1"></a>'


def test_the_place_that_zensicals_skip_link_leads_to_passes(tmp_path: Path) -> None:
    assert check_site(write_site(tmp_path, SKIP + QUESTION.format(extra=""))) == []


IN_ANSWERS = [
    ("the skip link's place", SKIP, "`<a tabindex>` may not be in an answer"),
    ("a script", "<script>x</script>", "`<script>` may not be in an answer"),
    ("a script in a drawing", "<svg><script>x</script></svg>", "`<script>`: there is a script in a drawing"),
    (
        "a script of a drawing by address",
        '<svg><script href="x.js"/></svg>',
        "`<script>`: there is a script in a drawing",
    ),
    ("a handler", '<p onclick="x">y</p>', "`onclick` would run a script"),
    ("a handler in capitals", '<p OnClick="x">y</p>', "`onclick` would run a script"),
    ("a handler on a drawing", '<svg onload="x"></svg>', "`onload` would run a script"),
    ("a style", '<p style="position:fixed">y</p>', "`<p style>` may not be in an answer"),
    (
        "a style of a cell",
        '<table><tbody><tr><td style="color:red">y</td></tr></tbody></table>',
        "the style `color:red`",
    ),
    ("a picture", '<img src="x.png">', "`<img>` may not be in an answer"),
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
    ("a base", '<base href="https://evil.example/">', "`<base>`: it may not be on any page"),
    ("a refresh", '<meta http-equiv="Refresh" content="0;url=https://evil.example">', "it sends the reader elsewhere"),
    ("a ping", '<a href="https://example.com/" ping="https://evil.example/">x</a>', "`ping` fetches"),
    ("a template", "<template><p>x</p></template>", "`<template>` may not be in an answer"),
    ("mathematics", "<math><mi>x</mi></math>", "`<math>` may not be in an answer"),
    ("an element that nobody made", "<marquee>x</marquee>", "`<marquee>` may not be in an answer"),
    ("an id twice", '<p id="x"></p><div id="cors"></div>', "the id `cors` appears 2 times"),
    ("an id where none is made", '<p id="x">y</p>', "`<p id>` may not be in an answer"),
    ("a link to no page", '<a href="../nowhere/#x">y</a>', "the link `../nowhere/#x` leads to no page"),
    ("a link to a file outside the site", '<a href="/etc/passwd">y</a>', "the link `/etc/passwd` leads to no page"),
    ("a link far above the site", f'<a href="{"../" * 40}etc/passwd">y</a>', "etc/passwd` leads to no page"),
    ("a link to no place", '<a href="#nowhere">y</a>', "the link `#nowhere` leads to no place on its page"),
    ("a drawing filled from elsewhere", '<svg><rect fill="url(https://evil.example/x#a)"/></svg>', "`fill` fetches"),
    (
        "a link to a drawing as data",
        '<a href="data:image/svg+xml,<svg onload=x>">y</a>',
        "does not begin with https://",
    ),
    ("a link without an end", '<a href="//[x">y</a>', "is not an address"),
    ("a link that is an address without an end when it is decoded", '<a href="%2F%2F[x">y</a>', "is not an address"),
    ("a link longer than a file's name", f'<a href="{"a" * 400}/">y</a>', "leads to no page"),
    ("a field for a password", '<input type="password">', "a field of the type `password`"),
    ("a question inside an answer", '<h2 id="other">x</h2>', "`<h2>` may not be in an answer"),
]


@pytest.mark.parametrize(("case", "html", "words"), IN_ANSWERS, ids=[row[0] for row in IN_ANSWERS])
def test_what_an_answer_may_not_hold(case: str, html: str, words: str, tmp_path: Path) -> None:
    found = [one.message for one in check_site(write_site(tmp_path, QUESTION.format(extra=html)))]
    assert any(words in message for message in found), found


ON_PAGES = [
    ("a skip link's place with words", SKIP.replace("></a>", ">x</a>") + QUESTION.format(extra=""), "`<a tabindex>`"),
    ("a question without a heading", QUESTION.format(extra="").replace('id="cors"', 'id="sroc"', 1), "has no heading"),
    ("an answer that closes early", QUESTION.format(extra="</section></div></details>").replace("<h2", "<details><h2"), "is inside another block"),
    ("a heading that is no question", QUESTION.format(extra="") + '<h2 id="more">More</h2>', "`more` of topics/web/index.html is not a question"),
    ("a question worded otherwise", QUESTION.format(extra="").replace("What is CORS?</h2>", "What?</h2>"), "is shown as `What?`"),
    ("words behind a block that closes early", QUESTION.format(extra="</section></div></details>the rest"), "`the rest` is outside every answer"),
    ("an empty part outside", QUESTION.format(extra="") + "<p></p>", "`<p></p>` is outside every answer"),
    ("a part behind a block that closes early", QUESTION.format(extra="</section></div></details><p>x</p>"), "`<p>x</p>` is outside every answer"),
    ("words in the block and outside its text", QUESTION.format(extra="</section></div>the rest"), "holds more or less than its title and its text"),
    ("two blocks", QUESTION.format(extra="</section></div></details><details class=answer>"), "is not followed by its answer"),
    ("a text that closes early", QUESTION.format(extra="</section></div></details></article><article>"), "the page has 2 texts"),
    ("a question without its block", QUESTION.format(extra="").replace('class="answer"', 'class="other"'), "is not followed by its answer"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "words"), ON_PAGES, ids=[row[0] for row in ON_PAGES])
def test_what_a_topic_page_must_hold(case: str, text: str, words: str, tmp_path: Path) -> None:
    found = [str(one) for one in check_site(write_site(tmp_path, text))]
    assert any(words in line and ":1: " in line for line in found), found


ON_FRONT = [
    ("a script in a page", "<script>x()</script>", "`<script>` may not be in the text of a page"),
    ("a script in a title", "<h1><script>x()</script></h1>", "`<script>`: the script is neither the theme's nor ours"),
    ("a style sheet in a page", "<style>@import 'https://evil.example'</style>", "`<style>` may not be in the text"),
    ("a sheet from elsewhere", '<link rel="stylesheet" href="https://evil.example/x.css">', "`href` fetches"),
    ("a style that fetches", '<p style="background:url(https://evil.example/x)">y</p>', "the style `background"),
    ("a style that covers the page", '<p style="position:fixed">y</p>', "the style `position:fixed`"),
    ("a picture by a backslash", r'<img src="/\evil.example/x">', r"`src` fetches /\evil.example/x"),
    ("a picture by two backslashes", r'<img src="\\evil.example/x">', "`src` fetches"),
    ("a second picture of a set", '<img srcset="a.png 1x, https://evil.example/x 2x">', "`srcset` fetches https://evil"),
    ("a picture set of a link", '<link rel="preload" imagesrcset="https://evil.example/x">', "`imagesrcset` fetches"),
    ("a picture of a drawing", '<svg><image xlink:href="https://evil.example/x"/></svg>', "`xlink:href` fetches"),
    ("a picture of a filter", '<svg><feImage href="https://evil.example/x"/></svg>', "`href` fetches"),
    ("an animated address", '<svg><animate attributeName="href" values="javascript:x"/></svg>', "`<animate>` may not be in"),
    ("what only runs with scripts on", """<noscript><p title="</noscript><img src=x onerror=x>"></noscript>""", "`<noscript>`"),
    ("a part of the theme's", '<div data-md-component="dialog">x</div>', "`<div data-md-component>` may not be in"),
    ("a long address, told by its beginning", f'<img src="//{"x" * 90}">', f"`src` fetches //{'x' * 78}"),
    ("a long style, told by its beginning", f'<p style="{"x" * 90}">y</p>', f"the style `{'x' * 80}` is not one"),
    ("a field of another type", '<input type="text">', "a field of the type `text` may not be in the text of a page"),
    ("a tag that closes the page's own block", "x</div><p>y</p>", "ends elsewhere than in the file"),
    ("what swallows the rest behind such a tag", "x</div></div><textarea>", "ends elsewhere than in the file"),
    ("a script behind such a tag", 'x</div/y><script/src="../notes.txt"></script/x>', "lies outside assets/javascripts/"),
    ("a setting of the browser's", '<meta name="referrer" content="unsafe-url">', "`<meta>` may not be in the text of a page"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "front", "words"), ON_FRONT, ids=[row[0] for row in ON_FRONT])
def test_what_no_page_may_hold(case: str, front: str, words: str, tmp_path: Path) -> None:
    found = [one.message for one in check_site(write_site(tmp_path, QUESTION.format(extra=""), front))]
    assert any(words in message for message in found), found


ANYWHERE = [
    ("a script in the head", "</head>", "<script>x()</script></head>", "the script is neither the theme's nor ours"),
    ("a script beside the text", "<header>", "<div><script>x()</script></div><header>", "the script is neither"),
    ("a script with more behind it", "</script></head>", ";x()</script></head>", "the script is neither"),
    ("a module", "</body>", '<script type="module">x()</script></body>', "a script of the type `module`"),
    (
        "rules to load ahead",
        "</head>",
        '<script type="speculationrules">{}</script></head>',
        "of the type `speculation",
    ),
    (
        "data for search engines, which stand in the text's own elements",
        "</head>",
        '<script type="application/ld+json">{}</script></head>',
        "a script of the type `application/ld+json`",
    ),
    ("a base", "<head>", '<head><base href="https://evil.example/">', "`<base>`: it may not be on any page"),
    (
        "data that is fetched",
        "</head>",
        '<script type="application/json" src="x.js"></script></head>',
        "a script of the type",
    ),
    (
        "a script of a file in a text",
        "Web</nav>",
        'Web<script src="../../assets/javascripts/guide.js"></script></nav>',
        "there is a script in the text of",
    ),
    ("a refresh in capitals", "<head>", '<head><meta http-equiv=" REFRESH" content="0">', "sends the reader elsewhere"),
    ("a map's link", "<header>", '<map><area href="javascript:x"></map><header>', "does not begin with https://"),
    ("a sheet in the head", "</head>", "<style>x</style></head>", "`<style>`: it may not be on any page"),
    (
        "a frame of data",
        "</body>",
        '<iframe src="data:image/svg+xml,x"></iframe></body>',
        "`<iframe>`: it may not be on any page",
    ),
    (
        "a shadow",
        "</body>",
        '<template shadowrootmode="open">x</template></body>',
        "`<template>`: it may not be on any page",
    ),
]


SOURCES = [
    "../../notes.txt", "notes.txt", "guide.js", "/robots.txt", "../../assets/javascripts/../../notes.txt", "",
    "../../assets/javascripts/notes.txt", "../../assets/cards/web.js", "x/assets/javascripts/y.js",
]  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_a_script_from_elsewhere_on_the_site_runs_nowhere(source: str, tmp_path: Path) -> None:
    page = write_site(tmp_path, QUESTION.format(extra="")) / "index.html"
    page.write_text(replace_once(page.read_text(), "</body>", f'<script src="{source}"></script></body>'))
    assert any("lies outside assets/javascripts/" in one.message for one in check_site(tmp_path))


EVIL = "https://evil.example/x"
NOWHERE = "applet embed iframe math noembed noframes noscript object plaintext portal style template xmp"
FETCHING = (
    "action archive background cite classid codebase data dynsrc formaction href imagesrcset longdesc lowsrc manifest "
    "ping poster profile src srcset xlink:href xml:base"
)
PAINTING = "fill stroke filter mask clip-path cursor marker-start marker-mid marker-end"
TEXTS = "article aside footer form h1 header li nav p ul"
OWN_SCRIPT = '<script src="assets/javascripts/guide.js"></script>'
BY_NAME = [
    *((f"<{name}></{name}>", f"`<{name}>`: it may not be on any page") for name in NOWHERE.split()),
    ("<svg><foreignObject></foreignObject></svg>", "`<foreignObject>`: it may not be on any page"),
    *((f'<p {name}="{EVIL}">x</p>', f"`{name}` fetches {EVIL}") for name in FETCHING.split()),
    *((f'<svg><path {name}="url({EVIL})"/></svg>', f"`{name}` fetches url({EVIL})") for name in PAINTING.split()),
    *((f"<{name}>{OWN_SCRIPT}</{name}>", "there is a script in the text of the page") for name in TEXTS.split()),
]
"""Named here once more: a name that is lost there is a door, and no page of the guide's own would tell."""


@pytest.mark.parametrize(("html", "words"), BY_NAME)
def test_what_may_stand_nowhere_by_its_name(html: str, words: str, tmp_path: Path) -> None:
    page = write_site(tmp_path, QUESTION.format(extra="")) / "index.html"
    page.write_text(replace_once(page.read_text(), "<header>", f"{html}<header>"))
    found = [one.message for one in check_site(tmp_path)]
    assert any(words in message for message in found), found


@pytest.mark.parametrize(("case", "old", "new", "words"), ANYWHERE, ids=[row[0] for row in ANYWHERE])
def test_what_may_stand_nowhere(case: str, old: str, new: str, words: str, tmp_path: Path) -> None:
    page = write_site(tmp_path, QUESTION.format(extra="")) / "index.html"
    page.write_text(replace_once(page.read_text(), old, new))
    found = [one.message for one in check_site(tmp_path)]
    assert any(words in message for message in found), found


FILES = [
    ("a drawing beside the pages", "topics/x.svg", b"<svg onload='x'/>", "the build makes no such file"),
    ("a page by another name", "topics/x.htm", b"<script>x</script>", "the build makes no such file"),
    ("a page that is none of ours", "topics/x.html", b"<p>x</p>", "the page has 0 texts"),
    ("a page that is not UTF-8", "x.html", b"<p>\xff</p>", "not UTF-8"),
    ("questions that are none", "questions.json", b"[", "not a list of questions"),
]


@pytest.mark.parametrize(("case", "name", "data", "words"), FILES, ids=[row[0] for row in FILES])
def test_what_files_a_site_may_not_hold(case: str, name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (write_site(tmp_path, QUESTION.format(extra="")) / name).write_bytes(data)
    found = [one.message for one in check_site(tmp_path)]
    assert any(words in message for message in found), found


def test_a_folder_that_is_no_site_is_a_line(tmp_path: Path) -> None:
    assert "there is no index.html" in str(check_site(tmp_path))


def test_the_sites_own_address_is_not_elsewhere(tmp_path: Path) -> None:
    front = f'<a href="{SITE}topics/web/">x</a>'
    write_site(tmp_path, QUESTION.format(extra=""), front)
    page = tmp_path / "index.html"
    page.write_text(replace_once(page.read_text(), "</head>", f'<link rel="icon" href="{SITE}icon.svg"></head>'))
    assert check_site(tmp_path) == []


def test_a_page_of_ten_thousand_questions_is_read(tmp_path: Path) -> None:
    front = f"<table>{'<tr><td>A question as long as they are.</td></tr>' * 400_000}</table>"
    assert len(front) > 16 << 20, "more than a file may have that people write"
    assert check_site(write_site(tmp_path, QUESTION.format(extra=""), front)) == []
