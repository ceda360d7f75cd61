"""A name stands for one thing: no two public classes or functions of kpi share one, nor files of different ideas."""

import ast
from collections import Counter, defaultdict
from pathlib import Path

KPI = Path(__file__).resolve().parent.parent / "kpi"
# Files of one name that are about one thing: its table, its use case, its words and its screen.
ONE_IDEA = """
    addresses agreed agreeing approving audit cascade categories check columns coverage doctor drafts editing elsewhere
    entrance figures files flow handing_in history kept listing logbook making measured meetings method my_list outgoing
    outlook overview packs people portfolio publish reading records region reminding repair result rows said saved_views
    saying screens since smart source state target theme_list then_and_now tokens units uploads
"""
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


def test_files_of_one_name_are_about_one_thing() -> None:
    names = Counter(path.stem for path in KPI.rglob("*.py") if path.stem != "__init__")
    assert sorted(name for name, n in names.items() if n > 1) == ONE_IDEA.split()
