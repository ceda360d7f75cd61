"""The layers and sizes of docs/architecture.md, as rules over the source files.

A rule takes one Module and returns its faults as text; it is tried on a faulty snippet as well as on the tree.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "var", "__pycache__"}

MODULE_LINES, FUNCTION_LINES, APP_LINES = 250, 50, 40
SQL = ("sqlalchemy", "sqlmodel", "alembic", "sqlite3", "psycopg")
# Library -> the only places of kpi, pages and the top folder that may import it.
HOMES = {
    "streamlit": ("kpi/ui/", "pages/", "app.py", "server.py"),
    "pandera": ("kpi/intake/",),
    "altair": ("kpi/present/",),
    **dict.fromkeys(SQL, ("kpi/store/",)),
}
NOT_IN_PAGES = ("pandas", "numpy", "altair", "pandera", *SQL, "kpi.store", "kpi.intake")
CLOCKS = {"today", "now", "utcnow", "time", "time_ns"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "bytearray"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MACHINE_PATH = re.compile(r"(?<![\w.~$}-])/(?:work|tmp|root|home/\w+|Users/\w+)\b(?!-)|\b[A-Z]:\\Users\\")


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the top folder, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def imports(self) -> Iterator[tuple[int, str]]:
        """Yield line and full dotted name of everything imported, wherever it stands, also by import_module("x")."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, f"{self._origin(node)}.{alias.name}") for alias in node.names)
            elif isinstance(node, ast.Call) and _name(node.func) in {"import_module", "__import__"}:
                yield from ((node.lineno, arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant))

    def _origin(self, node: ast.ImportFrom) -> str:
        folders = PurePosixPath(self.path).parent.parts
        upwards = folders[: len(folders) - node.level + 1] if node.level else ()
        return ".".join((*upwards, *filter(None, [node.module])))


def _name(node: ast.AST) -> str:
    """Return the last part of a dotted name: `today` of `date.today`; empty for anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is(imported: str, *names: str) -> bool:
    return any(imported == name or imported.startswith(f"{name}.") for name in names)


def core_is_standard_library(module: Module) -> list[str]:
    if not module.path.startswith("kpi/core/"):
        return []
    allowed = (*sys.stdlib_module_names, "kpi.core")
    return [f"{line}: core imports {name}" for line, name in module.imports() if not _is(name, *allowed)]


def core_asks_no_clock(module: Module) -> list[str]:
    if not module.path.startswith("kpi/core/"):
        return []
    calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    return [f"{node.lineno}: core asks the clock" for node in calls if _name(node.func) in CLOCKS]


def libraries_stay_home(module: Module) -> list[str]:
    if module.path.startswith(("tests/", "bench/", "scripts/")):
        return []
    return [
        f"{line}: {name} belongs in {', '.join(homes)}"
        for line, name in module.imports()
        for library, homes in HOMES.items()
        if _is(name, library) and not module.path.startswith(homes)
    ]


def pages_are_in_sections(module: Module) -> list[str]:
    found = re.fullmatch(r"pages/[^/]+\.py", module.path)
    return ["Streamlit serves a file right under pages/ without app.py; move it to pages/<section>/"] if found else []


def pages_begin_with_their_frame(module: Module) -> list[str]:
    if not module.path.startswith("pages/"):
        return []
    body = module.tree.body[1:] if ast.get_docstring(module.tree) is not None else module.tree.body
    first = next((node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)), None)
    match getattr(first, "value", None):
        case ast.Call(func=ast.Attribute(value=ast.Name(id="frame"), attr="page")):
            return []
    return [f"{first.lineno if first else 1}: a page begins with frame.page(...)"]


def pages_define_nothing(module: Module) -> list[str]:
    if not module.path.startswith("pages/"):
        return []
    kinds = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
    return [f"{node.lineno}: a page defines nothing" for node in ast.walk(module.tree) if isinstance(node, kinds)]


def pages_only_call_services(module: Module) -> list[str]:
    if not module.path.startswith("pages/"):
        return []
    return [f"{line}: a page imports {name}" for line, name in module.imports() if _is(name, *NOT_IN_PAGES)]


def pages_keep_no_state(module: Module) -> list[str]:
    if not module.path.startswith("pages/"):
        return []
    names = [(node.lineno, _name(node)) for node in ast.walk(module.tree) if _name(node)]
    names += [(line, name.rpartition(".")[2]) for line, name in module.imports()]
    return [f"{line}: a page uses {name}" for line, name in names if name == "session_state" or "cache_" in name]


def app_is_short(module: Module) -> list[str]:
    too_long = module.path == "app.py" and module.lines > APP_LINES
    return [f"{module.lines} lines, at most {APP_LINES}"] if too_long else []


def modules_are_short(module: Module) -> list[str]:
    too_long = module.path.startswith("kpi/") and module.lines > MODULE_LINES
    return [f"{module.lines} lines, at most {MODULE_LINES}"] if too_long else []


def functions_are_short(module: Module) -> list[str]:
    if not module.path.startswith("kpi/"):
        return []
    sizes = (
        (node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(module.tree)
        if isinstance(node, FUNCTIONS)
    )
    return [
        f"{line}: {name} has {size} lines, at most {FUNCTION_LINES}"
        for name, line, size in sizes
        if size > FUNCTION_LINES
    ]


def modules_share_nothing_mutable(module: Module) -> list[str]:
    """All users share a module's values; an upper-case name is a promise not to change it."""
    if not module.path.startswith(("kpi/", "app.py", "server.py")):
        return []
    return [
        f"{node.lineno}: {name} is mutable and shared by all users"
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and _is_mutable(node.value)
        for name in map(_name, node.targets if isinstance(node, ast.Assign) else [node.target])
        if not name.isupper() and not name.startswith("__")
    ]


def _is_mutable(node: ast.expr) -> bool:
    return isinstance(node, MUTABLE) or (isinstance(node, ast.Call) and _name(node.func) in MUTABLE_CALLS)


def text_names_no_machine(module: Module) -> list[str]:
    lines = enumerate(module.text.splitlines(), start=1)
    return [f"{number}: {match.group()}" for number, line in lines if (match := MACHINE_PATH.search(line))]


Rule = Callable[[Module], list[str]]

# Rule, path and text of a file it must refuse.
FAULTY: list[tuple[Rule, str, str]] = [
    (core_is_standard_library, "kpi/core/a.py", "import pandas"),
    (core_is_standard_library, "kpi/core/a.py", "from kpi.store import tables"),
    (core_is_standard_library, "kpi/core/a.py", "from ..store import tables"),
    (core_is_standard_library, "kpi/core/a.py", "from kpi import settings"),
    (core_is_standard_library, "kpi/core/a.py", "def late():\n    import yaml"),
    (core_asks_no_clock, "kpi/core/a.py", "from datetime import date\nd = date.today()"),
    (libraries_stay_home, "kpi/service/a.py", "import streamlit as st"),
    (libraries_stay_home, "kpi/service/a.py", "from importlib import import_module\nimport_module('streamlit.web')"),
    (libraries_stay_home, "kpi/present/a.py", "from sqlalchemy.orm import Session"),
    (libraries_stay_home, "kpi/uix.py", "import streamlit"),
    (libraries_stay_home, "kpi/core/a.py", "import sqlite3"),
    (libraries_stay_home, "kpi/store/a.py", "import pandera.pandas as pa"),
    (libraries_stay_home, "server.py", "import sqlmodel"),
    (libraries_stay_home, "kpi/ui/a.py", "import altair as alt"),
    (pages_are_in_sections, "pages/overview.py", "frame.page('x')"),
    (pages_begin_with_their_frame, "pages/a/x.py", "import streamlit as st\nst.write(1)\nframe.page('x')"),
    (pages_begin_with_their_frame, "pages/a/x.py", "other.page('x')"),
    (pages_begin_with_their_frame, "pages/a/x.py", "'''Only words.'''"),
    (pages_define_nothing, "pages/a/x.py", "def f(): ..."),
    (pages_define_nothing, "pages/a/x.py", "class C: ..."),
    (pages_define_nothing, "pages/a/x.py", "f = lambda: 1"),
    (pages_only_call_services, "pages/a/x.py", "from pandas import DataFrame"),
    (pages_only_call_services, "pages/a/x.py", "from kpi.store import query"),
    (pages_keep_no_state, "pages/a/x.py", "st.session_state['a'] = 1"),
    (pages_keep_no_state, "pages/a/x.py", "from streamlit import session_state as s"),
    (pages_keep_no_state, "pages/a/x.py", "st.cache_data.clear()"),
    (app_is_short, "app.py", "x = 1\n" * 41),
    (modules_are_short, "kpi/service/a.py", "x = 1\n" * 251),
    (functions_are_short, "kpi/service/a.py", "def f():\n" + "    x = 1\n" * 50),
    (functions_are_short, "kpi/service/a.py", "class C:\n    async def f(self):\n" + "        x = 1\n" * 50),
    (modules_share_nothing_mutable, "kpi/service/a.py", "seen = []"),
    (modules_share_nothing_mutable, "kpi/service/a.py", "seen: dict[str, int] = {}"),
    (modules_share_nothing_mutable, "server.py", "seen = set()"),
    (text_names_no_machine, "kpi/service/a.py", "HERE = '/" + "tmp/x'"),
    (text_names_no_machine, "config.toml", "database_url = 'sqlite:////" + "tmp/x.db'"),
    (text_names_no_machine, "docs/a.md", "cd /" + "home/someone/planpeil"),
]

# Path and text of a file that no rule may refuse.
SOUND = [
    (
        "kpi/core/a.py",
        "import re\nfrom datetime import date\nfrom . import path\nfrom .model import Target\nX = {'a': 1}",
    ),
    ("kpi/store/a.py", "import sqlmodel\nfrom sqlalchemy import text\nfrom kpi.core.model import Target"),
    (
        "kpi/ui/a.py",
        "import streamlit as st\n__all__ = ['a']\n\n\n@st.cache_data\ndef f():\n    seen = []\n    return seen",
    ),
    (
        "pages/a/x.py",
        "'''Overview.'''\nfrom kpi.ui import frame, show\npage = frame.page('overview')\nshow.cards(page)",
    ),
    ("tests/a.py", "import streamlit, sqlalchemy, pandas\nurl = 'https://example.org/work/tmp/home/a'"),
    ("app.py", "import streamlit as st\n" * 40),
]
RULES: list[Rule] = list(dict.fromkeys(rule for rule, _, _ in FAULTY))


@cache
def _files(*patterns: str) -> list[Module]:
    paths = sorted({path for pattern in patterns for path in _walk(ROOT, pattern)})
    return [Module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]


def _walk(folder: Path, pattern: str) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS or path.name.endswith("_cache"):
            continue
        if path.is_dir():
            yield from _walk(path, pattern)
        elif path.match(pattern):
            yield path


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_tree_keeps_the_rule(rule: Rule) -> None:
    assert [f"{module.path}:{fault}" for module in _files("*.py") for fault in rule(module)] == []


@pytest.mark.parametrize(("rule", "path", "text"), FAULTY)
def test_rule_refuses(rule: Rule, path: str, text: str) -> None:
    assert len(rule(Module(path, text))) == 1


@pytest.mark.parametrize(("path", "text"), SOUND, ids=[path for path, _ in SOUND])
def test_rules_accept(path: str, text: str) -> None:
    assert [fault for rule in RULES for fault in rule(Module(path, text))] == []


def test_no_file_names_a_machine() -> None:
    texts = _files("*.md", "*.toml", "*.in", "*.txt", "*.sh", "*.po", "*.ini", "*.mako", "Makefile", "run")
    assert [f"{file.path}:{fault}" for file in texts for fault in text_names_no_machine(file)] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_name_no_index(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)?", line)] == []
