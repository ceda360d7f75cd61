"""A command as a shell runs it, in this process: a process of its own takes a second to start."""

from collections.abc import Callable

import pytest

from kpi.cli.commands import main

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command through `main`; its exit code, stdout and stderr. What is no exit is raised: a traceback."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["kpi", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run
