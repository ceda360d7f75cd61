"""Plan folders to read: whole copies of the good ones, with some of their files replaced."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

PLANS = Path(__file__).parent / "plans"
Copy = Callable[..., Path]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A function that copies a plan, puts files over it and returns the folder: copy("compleet", {"name": b"..."})."""

    def make(plan: str, files: dict[str, bytes] | None = None, over: Path | None = None) -> Path:
        folder = tmp_path / plan
        shutil.copytree(PLANS / plan, folder)
        if over:
            shutil.copytree(over, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.csv"))
        for name, content in (files or {}).items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        return folder

    return make
