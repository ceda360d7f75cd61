"""What a test run leaves behind in the checkout: it should be nothing."""

import subprocess
from pathlib import Path

import pytest

STATUS = ("status", "--porcelain", "--no-renames", "--untracked-files=all")


def git(root: Path, *words: str) -> list[str] | None:
    """Return the lines of a git command that only looks; None where `root` is not the top of a checkout."""
    command = ["git", "--no-optional-locks", "-c", "core.quotePath=false", "-C", str(root)]
    try:
        top = subprocess.run([*command, "rev-parse", "--show-cdup"], capture_output=True, text=True, check=True)
        found = subprocess.run([*command, *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return None if top.stdout.strip() else found.stdout.splitlines()


def left_behind(before: list[str] | None, after: list[str] | None) -> list[str]:
    """Return what `git status` tells after the run and did not tell before it; nothing where there is no git."""
    return [] if before is None or after is None else sorted(set(after) - set(before))


class Watch:
    """A pytest plugin that fails a run which makes, changes or removes a file that git does not ignore."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before = git(root, *STATUS)
        self.found: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.found = left_behind(self.before, git(self.root, *STATUS))
        if self.found:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.found:
            terminalreporter.section("changed in the checkout during this run (git status)", sep="!", red=True)
            for line in self.found:
                terminalreporter.line(line)
            terminalreporter.line("A test writes under tmp_path only. Was it your own edit? Then run again.")
