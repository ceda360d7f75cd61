"""A name stands for one thing: no two public classes or functions of kpi share one."""

import ast
from collections import defaultdict
from pathlib import Path

KPI = Path(__file__).resolve().parent.parent / "kpi"
NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def shared(modules: dict[str, str]) -> dict[str, list[str]]:
    """The public names that stand at the top of more than one module (path and text), with where."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, text in sorted(modules.items()):
        for node in ast.parse(text, path).body:
            if isinstance(node, NAMED) and not node.name.startswith("_"):
                found[node.name].append(path)
    return {name: paths for name, paths in found.items() if len(paths) > 1}


def test_no_two_public_names_of_kpi_are_the_same() -> None:
    modules = {
        path.relative_to(KPI).as_posix(): path.read_text("utf-8")
        for path in KPI.rglob("*.py")
        if "migrations" not in path.parts  # Alembic wants an upgrade and a downgrade in each
    }
    assert shared(modules) == {}


def test_a_shared_name_is_found() -> None:
    modules = {"a.py": "class Draft: ...\ndef _own(): ...", "b.py": "def Draft(): ...\ndef _own(): ...", "c.py": ""}
    assert shared(modules) == {"Draft": ["a.py", "b.py"]}
