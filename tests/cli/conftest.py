"""A command as a shell runs it, in this process: a process of its own takes a second to start."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
import typer.main
import typer.testing

from kpi.cli.commands import main
from tests.databases import put, small_plan

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session", autouse=True)
def _put_the_commands_together_once() -> Iterator[None]:
    """Typer makes all commands anew for each that is run."""
    with pytest.MonkeyPatch.context() as patch:
        made = cache(typer.main.get_command)
        patch.setattr(typer.main, "get_command", made)
        patch.setattr(typer.testing, "_get_command", made)
        yield


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command through `main`; its exit code, stdout and stderr. What is no exit is raised: a traceback.

    `typed` is what comes in on stdin, of a terminal that knows ASCII only.
    """

    def run(*words: str, typed: bytes | str = b"") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["kpi", *words])
        content = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content), "ascii"))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command of the test open a database of its own, with the small plan in it."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "small.db", small_plan))
