"""The layers and sizes of docs/architecture.md, as rules over the source files.

A rule takes one Module and returns its faults as text; it is tried on a faulty snippet as well as on the tree.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

import pytest

from tests.leftovers import git

ROOT = Path(__file__).resolve().parent.parent
# All that stands at the top: a stray file has no place here, and a new one is added on purpose.
FOLDERS = {".ci", ".streamlit", "bench", "data", "deploy", "docs", "kpi", "pages", "scripts", "tests"}
TEXTS = {".editorconfig", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md"}
PINS = {"requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"}
AT_THE_TOP = FOLDERS | TEXTS | PINS | {"Makefile", "app.py", "config.toml", "pyproject.toml", "server.py"}
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
# The only files outside the tests that name a kind of target: the table, the judges, the words. All others ask a trait.
KIND_HOMES = (
    "kpi/core/kinds.py",
    "kpi/core/light/status.py",
    "kpi/core/explain/why.py",
    "kpi/core/explain/examples.py",
    "kpi/core/explain/rule_examples.py",
    "kpi/present/screen/rule_words.py",
    "kpi/present/style.py",
    "kpi/intake/edit/starter_words.py",
    "kpi/intake/parse/head/synonyms.py",
)
NOT_IN_PAGES = ("pandas", "numpy", "altair", "pandera", *SQL, "kpi.store", "kpi.intake")
CLOCKS = {"today", "now", "utcnow", "time", "time_ns"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "bytearray"}
TEMPLATES = {"markup", "Markup"}
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


def kinds_are_named_at_home(module: Module) -> list[str]:
    if module.path.startswith(("tests/", "bench/", "scripts/")) or module.path in KIND_HOMES:
        return []
    return [
        f"{node.lineno}: names a kind of target: ask a trait of kpi.core.kinds.KINDS"
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and _name(node.value) == "Kind" and node.attr.isupper())
        or (isinstance(node, ast.Subscript) and _name(node.value) == "Kind")
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


def html_comes_from_templates(module: Module) -> list[str]:
    """Only a template escapes what is put into it, so nothing else may hold a tag."""
    if not _makes_html(module):
        return []
    allowed = {id(call.args[0]) for call in _templates(module) if call.args}
    allowed |= {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}  # docstrings
    lines = {
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<" in node.value
        if id(node) not in allowed
    }
    return [f"{line}: HTML that is no template of markup(...)" for line in sorted(lines)]


def templates_are_literals(module: Module) -> list[str]:
    """A template that is put together could hold somebody's text, and `Markup` would pass it as it is."""
    if not _makes_html(module):
        return []
    loose = [call for call in _templates(module) if call.args and not isinstance(call.args[0], ast.Constant)]
    for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        loose += [call for one in given if _name(one) in TEMPLATES and _name(call.func) != "isinstance"]
    return [f"{call.lineno}: a template is a literal" for call in loose]


def html_is_drawn_in_one_place(module: Module) -> list[str]:
    if not module.path.startswith(("kpi/", "pages/", "app.py")) or module.path == "kpi/ui/show.py":
        return []
    return [
        f"{node.lineno}: HTML goes to the page through kpi/ui/show.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        if (isinstance(node.func, ast.Attribute) and (_name(node.func.value), node.func.attr) == ("st", "html"))
        or any(keyword.arg == "unsafe_allow_html" for keyword in node.keywords)
    ]


def _makes_html(module: Module) -> bool:
    """Whether a file could make HTML: serving changes the page that Streamlit itself sends, files are no screens."""
    elsewhere = ("kpi/present/html/markup.py", "kpi/present/files/", "kpi/present/pack/office/", "kpi/ui/serving/")
    return module.path.startswith(("kpi/present/", "kpi/ui/", "pages/")) and not module.path.startswith(elsewhere)


def _templates(module: Module) -> list[ast.Call]:
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.Call) and _name(node.func) in TEMPLATES]


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
    (kinds_are_named_at_home, "kpi/core/a.py", "x = kind is Kind.REACH"),
    (kinds_are_named_at_home, "kpi/present/a.py", "x = vocabulary.Kind.REACH"),
    (kinds_are_named_at_home, "pages/a/x.py", "x = Kind['REACH']"),
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
    (html_comes_from_templates, "kpi/present/html/a.py", "def f(x): return f'<b>{x}</b>'"),
    (html_comes_from_templates, "kpi/present/screen/a.py", "def f(x): return '<b>%s</b>' % x"),
    (html_comes_from_templates, "kpi/ui/a.py", "def f(x): return '<b>{}</b>'.format(x)"),
    (html_comes_from_templates, "kpi/ui/a.py", "def f(x): return '<b>' + x"),
    (html_comes_from_templates, "kpi/present/html/a.py", "def f(x): return markup(f'<b>{x}</b>')"),
    (html_comes_from_templates, "kpi/present/html/a.py", "def f(x): return markup('{}{}', '<br>', x)"),
    (html_comes_from_templates, "pages/a/x.py", "show.html('<br>')"),
    (templates_are_literals, "kpi/present/html/a.py", "def f(x): return markup(f'<b>{x}</b>')"),
    (templates_are_literals, "kpi/present/html/a.py", "def f(x): return markup(x)"),
    (templates_are_literals, "kpi/present/screen/a.py", "def f(x): return Markup(x)"),
    (templates_are_literals, "kpi/ui/a.py", "def f(x): return markupsafe.Markup('<b>{}</b>'.format(x))"),
    (templates_are_literals, "kpi/ui/a.py", "def f(x): return ''.join(map(Markup, x))"),
    (html_is_drawn_in_one_place, "kpi/ui/a.py", "st.html(body)"),
    (html_is_drawn_in_one_place, "pages/a/x.py", "st.markdown(body, unsafe_allow_html=True)"),
]

# Path and text of a file that no rule may refuse.
SOUND = [
    (
        "kpi/core/a.py",
        "import re\nfrom datetime import date\nfrom . import path\nfrom .model import Target\nX = {'a': 1}",
    ),
    ("kpi/core/light/status.py", "x = Kind.REACH"),
    ("kpi/present/a.py", "x = Kind(code)\ny = FocusKind.ONGOING\nz: Mapping[Kind, str]"),
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
    (
        "kpi/present/html/a.py",
        "'''A <b>.'''\nNOTHING = Markup('')\n\n\ndef f(x: Markup) -> Markup:\n    return markup('<b>{}</b>', x)",
    ),
    ("kpi/ui/a.py", "def f(x):\n    return isinstance(x, Markup)"),
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


MOST_MODULES = 24  # of one folder: what a newcomer reads at one glance


def folders_are_small(paths: list[str]) -> list[str]:
    """Tell which folders of kpi hold more modules than one idea needs, with how many."""
    folders = Counter(str(PurePosixPath(path).parent) for path in paths if not path.endswith("__init__.py"))
    return [f"{folder}: {count}" for folder, count in sorted(folders.items()) if count > MOST_MODULES]


def test_a_folder_stays_one_idea() -> None:
    assert folders_are_small([file.path for file in _files("*.py") if file.path.startswith("kpi/")]) == []


def test_a_folder_that_grew_is_told() -> None:
    modules = [f"kpi/a/m{number}.py" for number in range(MOST_MODULES)]
    assert folders_are_small([*modules, "kpi/a/__init__.py", "kpi/a/b/c.py"]) == []
    assert folders_are_small([*modules, "kpi/a/one_more.py"]) == [f"kpi/a: {MOST_MODULES + 1}"]


def top_is_as_named(paths: list[str]) -> list[str]:
    """Tell which of these paths, as `git ls-files` says them, has no place at the top, and what is not there."""
    found = {path.partition("/")[0] for path in paths}
    stray = [f"stray: {name}" for name in sorted(found - AT_THE_TOP)]
    return stray + [f"gone: {name}" for name in sorted(AT_THE_TOP - found)]


def test_nothing_stray_stands_at_the_top() -> None:
    tracked = git(ROOT, "ls-files")
    if tracked is None:
        pytest.skip("this is no git checkout")
    assert top_is_as_named(tracked) == []


def test_a_stray_or_lost_file_at_the_top_is_told() -> None:
    sound = sorted(AT_THE_TOP)
    assert top_is_as_named([*sound, "docs/img/a.png", "kpi/core/a.py"]) == []
    assert top_is_as_named([*sound, "planpeil_30953_19", "notes/a.md"]) == ["stray: notes", "stray: planpeil_30953_19"]
    assert top_is_as_named(sound[1:]) == [f"gone: {sound[0]}"]


PIN = re.compile(r"[a-z0-9-]+==[\w.]+( ; .+?)?( --hash=sha256:[0-9a-f]{64})+")


def pins_are_whole(text: str) -> list[str]:
    """Tell which requirement is not of one version, with the hash of each of its files and nothing else."""
    lines = re.sub(r" \\\n +", " ", text).splitlines()
    return [line for line in lines if not line.lstrip().startswith("#") and not PIN.fullmatch(line)]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_index(name: str) -> None:
    assert pins_are_whole((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "xlrd==2.0.2",
        "xlrd==2.0.2 ; python_version < '4'",
        "xlrd>=2.0.2 --hash=sha256:" + "0" * 64,
        "xlrd==2.0.2 --hash=sha256:" + "0" * 63,
        "xlrd==2.0.2 --hash=md5:" + "0" * 32,
        "--index-url https://example.org/simple",
        "--find-links wheels",
    ],
)
def test_a_pin_without_its_hash_is_told(line: str) -> None:
    assert pins_are_whole(f"# of\n{line}\n    # via -r requirements.in\n") == [line]
