"""Moving what was built to where it is served, file by file, and telling which addresses changed."""

from pathlib import Path

from guide.live.server import EVERYWHERE
from guide.paths import SEARCH_FILE, STUDY_FILE

__all__ = ["find_source", "move_built"]

STYLES = frozenset({".css", ".js"})
DATA = frozenset({SEARCH_FILE, STUDY_FILE})


def move_built(built: Path, served: Path, is_whole: bool) -> set[str]:
    """Move the files that differ; of a whole site also take away what is gone. Out: the addresses that changed."""
    names = {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
    changed = {name for name in names if differs(built / name, served / name)}
    for name in changed:
        (served / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).replace(served / name)
    gone = {path.relative_to(served) for path in served.rglob("*") if path.is_file()} - names if is_whole else set()
    for name in gone:
        (served / name).unlink()
    pages = {find_address(name) for name in changed | gone if name.suffix == ".html"}
    has_styles = any(name.suffix in STYLES and name.name not in DATA for name in changed)
    return pages | ({EVERYWHERE} if has_styles else set())


def differs(left: Path, right: Path) -> bool:
    return not right.is_file() or left.read_bytes() != right.read_bytes()


def find_address(name: Path) -> str:
    """The path that a browser shows for a built page."""
    return "/" + name.as_posix().removesuffix("index.html")


def find_source(address: str) -> str:
    """The page in docs/ that an address shows."""
    name = address.strip("/").removesuffix("index.html").strip("/")
    return f"{name}.md" if name else "index.md"
