"""The published scripts and styles: small, the scripts of every page in one file, and nothing else changed."""

import re
from pathlib import Path

import pytest

from guide.minify import SWITCHED_OFF, join_parts, join_scripts, join_styles, minify_assets, minify_pages
from guide.paths import ROOT

HOME = """<p>Home</p>
    <script src="assets/javascripts/bundle.1.min.js"></script>
    <script src="assets/javascripts/guide-base.js"></script>
    <script src="assets/javascripts/guide-theme.js"></script>
    <script src="assets/javascripts/guide.js"></script>
"""
TOPIC = HOME.replace("assets/", "../../assets/")
SMALL = '<p>Home</p>\n    <script src="{0}bundle.1.min.js"></script>\n    <script src="{0}guide.js"></script>\n'


def write_files(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_every_page_loads_one_script_that_holds_all_in_their_order(tmp_path: Path) -> None:
    scripts = {f"assets/javascripts/guide{name}.js": f"run{name or '-last'};\n" for name in ("-base", "-theme", "")}
    write_files(tmp_path, {"index.html": HOME, "topics/web/index.html": TOPIC, **scripts})
    join_scripts(tmp_path)
    assert [path.name for path in (tmp_path / "assets/javascripts").iterdir()] == ["guide.js"]
    assert (tmp_path / "assets/javascripts/guide.js").read_text() == "run-base;\nrun-theme;\nrun-last;\n"
    assert (tmp_path / "index.html").read_text() == SMALL.format("assets/javascripts/")
    assert (tmp_path / "topics/web/index.html").read_text() == SMALL.format("../../assets/javascripts/")


def test_the_study_page_asks_for_its_parts_at_once_in_one_file(tmp_path: Path) -> None:
    parts = '"use strict";\n(self.guideStudy ??= {}).FILES = [\n  "../vendor/a/a.js",\n  "study/log.js",\n  "study/page.js",\n];\n'
    scripts = {
        "study/files.js": parts,
        "study/log.js": "log;\n",
        "study/page.js": "page;\n",
        "study/other.js": "other;",
    }
    files = {f"assets/javascripts/{name}": text for name, text in scripts.items()}
    write_files(tmp_path, {"study/index.html": "<title>Study</title></head>", "assets/vendor/a/a.js": "a;", **files})
    join_parts(tmp_path)
    folder = tmp_path / "assets/javascripts/study"
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "files.js": '"use strict";(self.guideStudy??={}).FILES=["../vendor/a/a.js", "study/page.js"];',
        "page.js": "log;\npage;\n",
        "other.js": "other;",
    }
    asked = [
        "assets/javascripts/study/files.js",
        "study-list.js",
        "assets/vendor/a/a.js",
        "assets/javascripts/study/page.js",
    ]
    links = "".join(f'<link rel="preload" as="script" href="../{name}">' for name in asked)
    assert (tmp_path / "study/index.html").read_text() == f"<title>Study</title>{links}</head>"


SHEETS = """<link rel="stylesheet" href="assets/stylesheets/modern/main.1.min.css">
<link rel="stylesheet" href="assets/stylesheets/guide.css">"""
TABS = "<div class=tabbed-set><input><input><div><label></label></div></div>"
STYLED = f"{SHEETS}\n<p class='answer' id=here dir=ltr data-md-color-primary=indigo>Home, well-said once</p>{TABS}<script>md-inner()</script>"
STUDY = STYLED.replace("assets/", "../assets/") + '\n<link rel="stylesheet" href="../assets/stylesheets/study.css">'
ONE_SHEET = '\n<link rel="stylesheet" href="{}assets/stylesheets/guide.css">'


def join_sheets(folder: Path, theme: str, own: str = ".own-made{left:0}") -> str:
    """The one sheet that is left of a site's two."""
    sheets = {"assets/stylesheets/modern/main.1.min.css": theme, "assets/stylesheets/guide.css": own}
    script = {
        "assets/javascripts/bundle.1.min.js": 'node.classList.add("md-open", "md-version__list"); bug("--md-asked")'
    }
    script |= {"search-docs.js": "const docs = ['searched']"}
    pages = {"index.html": STYLED, "study/index.html": STUDY, "assets/stylesheets/study.css": "b{}"}
    write_files(folder, {**pages, **sheets, **script})
    join_styles(folder)
    assert sorted(path.name for path in (folder / "assets/stylesheets").rglob("*.css")) == ["guide.css", "study.css"]
    return (folder / "assets/stylesheets/guide.css").read_text()


def test_every_page_has_one_sheet_and_its_own(tmp_path: Path) -> None:
    join_sheets(tmp_path, "a{top:0}")
    assert (tmp_path / "index.html").read_text() == STYLED.replace(SHEETS, ONE_SHEET.format(""))
    study = (tmp_path / "study/index.html").read_text()
    assert study.startswith(ONE_SHEET.format("../"))
    assert study.endswith('study.css">')


@pytest.mark.parametrize(
    ("case", "theme", "left"),
    [
        ("an element", "a{top:0}", "a{top:0}"),
        ("a class of a page", ".answer{top:0}", ".answer{top:0}"),
        ("an id of a page", "#here{top:0}", "#here{top:0}"),
        ("a class that a script sets", ".md-open a{top:0}", ".md-open a{top:0}"),
        ("a class that a script inside a page sets", ".md-inner{top:0}", ".md-inner{top:0}"),
        ("a class that is a word of a script", ".bug{top:0}", ""),
        ("a class that a script sets for a feature that is off", ".md-version__list{top:0}", ""),
        ("a class that nothing has", ".emojione{top:0}", ""),
        ("a class that is only said", ".well-said{top:0}", ""),
        ("a class that is only said in the text for the search", ".searched{top:0}", ""),
        ("a color of a page", "[data-md-color-primary=indigo]{top:0}", "[data-md-color-primary=indigo]{top:0}"),
        ("a color that no page has", "[data-md-color-primary=teal] a,[data-md-color-accent=red]{top:0}", ""),
        (
            "one of two colors",
            "[data-md-color-primary=red],.answer{top:0}",
            ".answer{top:0}",
        ),
        ("the direction of the pages", "[dir=ltr] a{top:0}", "[dir=ltr] a{top:0}"),
        ("the other direction", "[dir=rtl] a{top:0}", ""),
        ("not the other direction", "a:not([dir=rtl]){top:0}", "a:not([dir=rtl]){top:0}"),
        ("the other direction among others", "a:is([dir=ltr],b),[dir=rtl] a{top:0}", "a:is([dir=ltr],b){top:0}"),
        (
            "a list in a list",
            ":is(.emojione,b:not(a:is(.bug,i))) a{top:0}",
            ":is(.emojione,b:not(a:is(.bug,i))) a{top:0}",
        ),
        ("a tab that a set has", ".tabbed-set>input:nth-child(2){top:0}", ".tabbed-set>input:nth-child(2){top:0}"),
        ("a tab that no set has", ".tabbed-set>input:nth-child(3)~a{top:0}", ""),
        (
            "what holds fading back while the colors switch",
            "[data-md-color-switching] *,[data-md-color-switching] :after{top:0}",
            "",
        ),
        ("a variable that is read", "a{--up:0;top:var(--up)}", "a{--up:0;top:var(--up)}"),
        ("a variable that a script reads", "a{--md-asked:0}", "a{--md-asked:0}"),
        ("a variable that nothing reads", "a{--up:0;top:0}", "a{top:0}"),
        ("what looks like a variable in a string", 'a:after{content:";--up:0"}', 'a:after{content:";--up:0"}'),
        ("a variable that only such a one reads", "a{--up:0;--upper:var(--up);top:0}", "a{top:0}"),
        ("a class that the guide sets by parts of its name", ".own-made a{top:0}", ".own-made a{top:0}"),
        ("one of two that nothing has", ".answer,.emojione{top:0}", ".answer{top:0}"),
        ("one of two that nothing has, in one", ":is(.answer,.emojione){top:0}", ":is(.answer,.emojione){top:0}"),
        ("a class that nothing has, under a condition", "@media print{.emojione{top:0}}", ""),
        ("a class that nothing has, denied", ".answer:not(.emojione){top:0}", ".answer:not(.emojione){top:0}"),
        ("a color and a decimal fraction", "a{color:#fff;top:.5em}", "a{color:#fff;top:.5em}"),
        ("a source map", "a{top:0}/*# sourceMappingURL=main.1.min.css.map */", "a{top:0}"),
        ("a rule with a fault", "a{top:0}b{{}}", "a{top:0}"),
    ],
)
def test_rules_that_no_page_can_use_go(tmp_path: Path, case: str, theme: str, left: str) -> None:
    assert join_sheets(tmp_path, theme) == f"{left}.own-made{{left:0}}", case


SWITCHES = {
    "md-annotation": "content.code.annotate",
    "md-mermaid": "mermaid",
    "md-source": "api.github.com",
    "md-status": "status",
    "md-tag": "tags",
    "md-tooltip": "content.tooltips",
    "md-version": "version",
}
"""What would have the theme's script set such classes; the facts of a repository come from another host."""


def test_features_whose_rules_go_are_off() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert set(SWITCHES) == set(SWITCHED_OFF)
    assert [name for name, switch in SWITCHES.items() if re.search(rf"^[- ]*{switch}\b", settings, re.MULTILINE)] == []


def test_a_site_without_such_scripts_and_sheets_stays_as_it_is(tmp_path: Path) -> None:
    write_files(tmp_path, {"index.html": "<p>Home</p>"})
    join_scripts(tmp_path)
    join_parts(tmp_path)
    join_styles(tmp_path)
    assert (tmp_path / "index.html").read_text() == "<p>Home</p>"


@pytest.mark.parametrize(
    ("name", "text", "small"),
    [
        ("assets/javascripts/a.js", "// why\nconst a = 1; // how\n", "const a=1;"),
        ("assets/javascripts/study/a.js", '/* why */ const a = "// kept";\n', 'const a="// kept";'),
        (
            "assets/javascripts/b.js",
            "const b = `${a} /* kept\n  as it is */`;\n",
            "const b=`${a} /* kept\n  as it is */`;",
        ),
        ("assets/javascripts/c.js", "const c = a /\n  b; // c/\n", "const c=a/b;"),
        ("assets/stylesheets/a.css", "/* why */\na { b: c; } /* how */\n", "a{b:c}"),
        ("assets/stylesheets/b.css", 'a::after { content: "/* b */"; }\n', 'a:after{content:"/* b */"}'),
        ("assets/stylesheets/c.css", "a { width: calc(1px + 2em); }\n", "a{width:calc(1px + 2em)}"),
        ("assets/javascripts/bundle.1.min.js", "// the theme's\nx;\n", "// the theme's\nx;\n"),
        ("assets/vendor/x/x.js", "// its license\nx;\n", "// its license\nx;\n"),
    ],
)
def test_own_scripts_and_styles_get_small_and_mean_the_same(tmp_path: Path, name: str, text: str, small: str) -> None:
    write_files(tmp_path, {name: text})
    minify_assets(tmp_path)
    assert (tmp_path / name).read_text() == small


@pytest.mark.parametrize(
    ("case", "text", "small"),
    [
        ("white space between blocks", "<p>a</p>\n\n  <p>b</p>\n", "<p>a<p>b"),
        ("white space between words", "<p>a  <b>b</b>\n<i>c</i></p>", "<p>a <b>b</b> <i>c</i>"),
        ("white space in a program", "<pre><code>  a\n\n b  \n</code></pre>", "<pre><code>  a\n\n b  \n</code></pre>"),
        ("white space in code", "<p><code>a  b</code></p>", "<p><code>a  b</code>"),
        ("words of a drawing", "<svg><text><tspan>a<tspan> b</tspan></tspan></text></svg>", None),
        ("letters that were escaped for no reason", "<p>it&#39;s &#34;a&#34;</p>", "<p>it's \"a\""),
        ("markup that is shown", "<p>&lt;script&gt;x()&lt;/script&gt; &amp;lt;b</p>", "<p>&lt;script>x()&lt;/script> &amp;lt;b"),
        ("a value that would end its quotes", '<abbr title="a&#34; onclick=&#34;x">b</abbr>', "<abbr title='a\" onclick=\"x'>b</abbr>"),
        ("a value that needs quotes", '<p title="a=b>c`d">x</p>', '<p title="a=b>c`d">x'),
        ("an empty value", '<p title="">x</p>', "<p>x"),
        ("a type that style sheets name", '<input type="text">', "<input type=text>"),
        ("an inline script", "<script>let a = 1 // why\nlet b</script>", None),
        ("a drawing's language", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', '<svg><path d="M0 0"/></svg>'),
        ("a drawing's language that is shown", '<p>&lt;svg xmlns="http://www.w3.org/2000/svg"&gt;</p>', '<p>&lt;svg xmlns="http://www.w3.org/2000/svg">'),
        ("data", '<script type="application/json">{"a":  1}</script>', '<script type=application/json>{"a":  1}</script>'),
    ],
)  # fmt: skip
def test_pages_get_small_and_show_the_same(tmp_path: Path, case: str, text: str, small: str | None) -> None:
    write_files(tmp_path, {"topics/web/index.html": text})
    minify_pages(tmp_path)
    assert (tmp_path / "topics/web/index.html").read_text() == (text if small is None else small), case
