"""A test run that leaves something behind fails, and says what."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.leftovers import STATUS, git, left_behind

pytest_plugins = ["pytester"]

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
CONFTEST = """
from tests.leftovers import Watch

def pytest_configure(config):
    config.pluginmanager.register(Watch(config.rootpath))
"""
TIDY = "def test_tidy(tmp_path):\n    (tmp_path / 'new').touch()"
STRAY = "from pathlib import Path\n\ndef test_stray():\n    Path('stray.db').touch()"
CHANGED = "from pathlib import Path\n\ndef test_changed():\n    Path('kept.txt').write_text('other')"
REMOVED = "from pathlib import Path\n\ndef test_removed():\n    Path('kept.txt').unlink()"


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ([], [], []),
        (["?? own.py", " M README.md"], ["?? own.py", " M README.md"], []),
        (["?? own.py"], [], []),
        ([" M a.py"], [" M a.py", "?? planpeil_1_2"], ["?? planpeil_1_2"]),
        ([], ["?? b", " M a"], [" M a", "?? b"]),
        (None, ["?? a"], []),
        (["?? a"], None, []),
    ],
)
def test_only_what_is_new_is_left_behind(before: list[str] | None, after: list[str] | None, left: list[str]) -> None:
    assert left_behind(before, after) == left


@needs_git
def test_git_says_nothing_of_a_folder_that_is_no_checkout(tmp_path: Path) -> None:
    assert git(tmp_path, *STATUS) is None
    checkout(tmp_path)
    (tmp_path / "inner").mkdir()
    assert git(tmp_path / "inner", *STATUS) is None
    assert git(tmp_path, *STATUS) == []


def checkout(folder: Path) -> None:
    """Make a checkout that holds one file and ignores what Python and pytest keep."""
    (folder / ".gitignore").write_text("__pycache__/\n.pytest_cache/\n.hypothesis/\nconftest.py\ntest_*.py\n")
    (folder / "kept.txt").write_text("one")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (["init"], ["add", ".gitignore", "kept.txt"], [*who, "commit", "--message=one"]):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@needs_git
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TIDY, None),
        (STRAY, "[?][?] stray.db"),
        (CHANGED, " M kept.txt"),
        (REMOVED, " D kept.txt"),
    ],
    ids=["tidy", "stray", "changed", "removed"],
)
def test_a_run_that_leaves_something_fails_and_says_what(
    pytester: pytest.Pytester, text: str, said: str | None
) -> None:
    checkout(pytester.path)
    (pytester.path / "own.py").touch()
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(test_it=text)
    run = pytester.runpytest_inprocess()
    run.assert_outcomes(passed=1)
    assert run.ret == (0 if said is None else 1)
    run.stdout.no_fnmatch_line("*own.py*")
    if said:
        run.stdout.fnmatch_lines(["*changed in the checkout during this run*", said])
