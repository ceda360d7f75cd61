"""Changes the code in small ways, one at a time, and asks whether the tests of that folder notice.

`make mutants` prints how many of a fixed sample were noticed, and those that were not.
"""

import argparse
import ast
import gc
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
TRIED = {
    "kpi/core/light": ("tests/core/light",),
    "kpi/intake/validate": ("tests/intake/validate", "tests/intake/parse/test_bad_csv.py"),
}
OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-s", "--hypothesis-profile=quick")
SECONDS = 120  # what takes longer goes on for ever, and is noticed
OTHERS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: the file, its line, what it says, and the whole changed file."""

    path: str
    line: int
    words: str
    text: str


def mutants_of(path: str, text: str) -> Iterator[Mutant]:
    """Every change within the functions of one file that is known here."""
    tree = ast.parse(text)
    bodies = [part for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) for part in one.body]
    within = {id(node) for part in bodies for node in ast.walk(part)}
    for place, node in enumerate(ast.walk(tree)):
        if id(node) not in within:
            continue
        for words, change in changes(node):
            copy = deepcopy(tree)
            change(list(ast.walk(copy))[place])
            yield Mutant(path, getattr(node, "lineno", 0), words, ast.unparse(copy))


def changes(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """The changes of one node, as words and as a function of the node in a copy of its tree."""
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if other := OTHERS.get(type(op)):
                yield (
                    f"{type(op).__name__} -> {other.__name__}",
                    lambda one, at=at, other=other: one.ops.__setitem__(at, other()),
                )
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        if other := OTHERS.get(type(node.op)):
            yield f"{type(node.op).__name__} -> {other.__name__}", lambda one, other=other: setattr(one, "op", other())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} -> {not node.value}", lambda one: setattr(one, "value", not one.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield f"{node.value} -> {node.value + 1}", lambda one: setattr(one, "value", one.value + 1)
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "return None", lambda one: setattr(one, "value", ast.Constant(None))


def sample(folder: str, most: int) -> list[Mutant]:
    """The same few of all changes of a folder every time."""
    files = sorted((ROOT / folder).glob("*.py"))
    every = [one for file in files for one in mutants_of(file.relative_to(ROOT).as_posix(), file.read_text("utf-8"))]
    return random.Random(1).sample(every, min(most, len(every)))


def put_in(one: Mutant, known: Iterable[FunctionType]) -> None:
    """Give the functions of the imported module their changed code."""
    module = one.path.removesuffix(".py").replace("/", ".")
    changed = dict(functions(compile(one.text, str(ROOT / one.path), "exec")))
    for function in (each for each in known if each.__module__ == module):
        new = changed.get(function.__code__.co_qualname)
        if new and new.co_freevars == function.__code__.co_freevars:
            function.__code__ = new


def functions(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    """Every named function in this code by its qualified name."""
    for one in (each for each in code.co_consts if isinstance(each, CodeType)):
        if one.co_name != "<lambda>":
            yield one.co_qualname, one
        yield from functions(one)


class Trial:
    """A pytest plugin: collects once, then runs the tests in a fork for each change, up to the first that fails."""

    def __init__(self, folder: str, most: int) -> None:
        self.folder, self.most = folder, most

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try a sample of the changes of the folder and say which of them no test noticed."""
        gc.unfreeze()
        known = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
        for cache in (one for one in gc.get_objects() if type(one).__name__ == "_lru_cache_wrapper"):
            if cache.__module__.startswith(("kpi.", "tests.")):
                cache.cache_clear()  # what the unchanged code made while the tests were collected
        gc.freeze()
        if not passes(session):
            pytest.exit(f"{self.folder}: its tests fail without any change", 1)
        tried, missed = sample(self.folder, self.most), 0
        for one in tried:
            if passes(session, lambda one=one: put_in(one, known)):
                missed += 1
                print(f"  {one.path}:{one.line}: {one.words}", file=sys.__stderr__)
        print(f"{self.folder}: {len(tried) - missed} of {len(tried)} noticed", file=sys.__stderr__)
        return True


def passes(session: pytest.Session, first: Callable[[], None] = lambda: None) -> bool:
    """Whether all tests pass in a fork that does something first."""
    child = os.fork()
    if child == 0:
        ended = 1
        try:
            signal.alarm(SECONDS)
            first()
            ended = run(session)
        finally:
            os._exit(ended)
    return os.waitpid(child, 0)[1] == 0


def run(session: pytest.Session) -> int:
    """0 when all tests pass, else 1, at the first that does not."""
    for at, item in enumerate(session.items):
        after = session.items[at + 1] if at + 1 < len(session.items) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            return 1
    return 0


def main() -> None:
    """Try a sample of every folder and print the score; a folder is a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=60, help="changes of a folder that are tried")
    parser.add_argument("folder", nargs="?", choices=TRIED)
    told = parser.parse_args()
    os.environ["CI"] = "1"  # the same random cases every time
    if told.folder:
        os.chdir(ROOT)
        sys.path.insert(0, str(ROOT))
        sys.exit(pytest.main([*OPTIONS, *TRIED[told.folder]], plugins=[Trial(told.folder, told.most)]))
    for folder in TRIED:
        subprocess.run(
            [sys.executable, __file__, "--most", str(told.most), folder], stdout=subprocess.DEVNULL, check=True
        )


if __name__ == "__main__":
    main()
