"""Scripts and benchmarks, which no type checker reads: what they import of the project is there, what they find."""

import ast
import os
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((*ROOT.glob("bench/**/*.py"), *ROOT.glob("scripts/*.py")))


def ours(text: str) -> Iterator[tuple[str, str]]:
    """Module and name of everything that a source imports out of kpi."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kpi":
            yield from ((node.module or "", alias.name) for alias in node.names)


def missing(text: str) -> list[str]:
    """Which of them are not there."""
    return [f"{module}.{name}" for module, name in ours(text) if not _there(module, name)]


def _there(module: str, name: str) -> bool:
    try:
        if hasattr(import_module(module), name):
            return True
        import_module(f"{module}.{name}")
    except ModuleNotFoundError:
        return False
    return True


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_what_a_script_imports_is_there(file: Path) -> None:
    assert missing(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("from kpi.core.kinds import KINDS", []),
        ("from kpi.core import kinds", []),
        ("from kpi.core.kinds import SORTS", ["kpi.core.kinds.SORTS"]),
        ("from kpi.core import sorts", ["kpi.core.sorts"]),
        ("from kpi.sorts import KINDS", ["kpi.sorts.KINDS"]),
        ("from pathlib import Nothing", []),
    ],
)
def test_a_name_that_is_gone_is_found(text: str, gone: list[str]) -> None:
    assert missing(text) == gone


@pytest.mark.parametrize(
    ("there", "found"),
    [
        (("chromium", "chromium-headless-shell"), "chromium-headless-shell"),
        (("google-chrome", "chromium"), "chromium"),
        (("google-chrome-stable",), "google-chrome-stable"),
        ((), None),
    ],
)
def test_of_several_browsers_the_one_without_windows_is_taken(
    tmp_path: Path, there: tuple[str, ...], found: str | None
) -> None:
    for name in there:
        (tmp_path / name).touch(0o755)
    for tool in ("bash", "cat"):
        (tmp_path / tool).symlink_to(f"/bin/{tool}")
    environ = {key: value for key, value in os.environ.items() if key != "PLANPEIL_BROWSER"}
    told = subprocess.run(
        [ROOT / "scripts" / "browser.sh", "--find"],
        env={**environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout.strip()) == ((0, str(tmp_path / found)) if found else (1, ""))
    assert ("No Chromium was found" in told.stderr) == (found is None)
