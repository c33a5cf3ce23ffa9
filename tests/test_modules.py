"""What a module of the package offers stands in its `__all__`: what others import from it, and nothing else."""

import ast
from collections import defaultdict
from pathlib import Path

from support import ROOT

SCRIPTS = ROOT / "scripts"


def name_module(path: Path) -> str:
    return ".".join(path.relative_to(SCRIPTS).with_suffix("").parts).removesuffix(".__init__")


def list_offered(module: ast.Module) -> set[str]:
    values = [
        node.value for node in module.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    return set(ast.literal_eval(values[0])) if values else set()


def test_each_module_offers_what_others_import() -> None:
    modules = {name_module(path): ast.parse(path.read_text(encoding="utf-8")) for path in SCRIPTS.rglob("*.py")}
    imported = defaultdict[str, set[str]](set)
    for module in modules.values():
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported[node.module] |= {one.name for one in node.names if f"{node.module}.{one.name}" not in modules}
    package = {name: module for name, module in modules.items() if name.startswith("guide")}
    assert {name: list_offered(module) for name, module in package.items()} == {
        name: imported[name] for name in package
    }
