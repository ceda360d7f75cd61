"""Changes the code in small ways, one at a time, and asks whether the tests of that folder notice.

`make mutants` prints how many of a fixed sample were noticed, and those that were not.
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TRIED = {
    "kpi/core/light": ("tests/core/light",),
    "kpi/intake/validate": ("tests/intake/validate", "tests/intake/parse/test_bad_csv.py"),
}
NEEDED = ("kpi", "tests", "data", "docs", "scripts", "config.toml", "pyproject.toml")
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
    """Every change of one file that is known here; docstrings and type hints are left alone."""
    tree = ast.parse(text)
    for place, node in enumerate(ast.walk(tree)):
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


def is_noticed(copy: Path, one: Mutant, tests: tuple[str, ...]) -> bool:
    """Whether a test fails with this change in a copy of the checkout."""
    file = copy / one.path
    before = file.read_text("utf-8")
    file.write_text(one.text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, timeout=SECONDS, check=False).returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(before, "utf-8")


def main() -> None:
    """Try a sample of every folder and print the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=60, help="changes of a folder that are tried")
    most = parser.parse_args().most
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in NEEDED:
            place = ROOT / name
            shutil.copytree(place, copy / name) if place.is_dir() else shutil.copyfile(place, copy / name)
        for code, tests in TRIED.items():
            tried = sample(code, most)
            missed = [one for one in tried if not is_noticed(copy, one, tests)]
            print(f"{code}: {len(tried) - len(missed)} of {len(tried)} noticed", flush=True)
            for one in missed:
                print(f"  {one.path}:{one.line}: {one.words}", flush=True)


if __name__ == "__main__":
    main()
