"""Temporary files of the tests: in memory where it takes them, and nothing of a run stays there."""

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.temporary import MEMORY, PREFIX, ROOM, Held, held_in

HOLD = """
import sys, time
from pathlib import Path
from tests.temporary import held_in
print(held_in(Path(sys.argv[1]), 0).folder, flush=True)
sys.stdin.read()
"""


def test_a_folder_is_gone_when_it_is_let_go(tmp_path: Path) -> None:
    held = held_in(tmp_path, 0)
    assert held
    (held.folder / "file").touch()
    assert held.folder.stat().st_mode & 0o777 == 0o711
    held.let_go()
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_to_look_at_goes_with_the_next_run(tmp_path: Path) -> None:
    first = held_in(tmp_path, 0)
    assert first
    first.let_go(keep=True)
    assert first.folder.exists()
    second = held_in(tmp_path, 0)
    assert second
    assert list(tmp_path.iterdir()) == [second.folder]
    second.let_go()


def test_a_killed_run_leaves_its_folder_to_the_next_and_a_living_one_has_its_own(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with running:
        assert running.stdout is not None
        theirs = Path(running.stdout.readline().strip())
        with pytest.raises(BlockingIOError):
            Held(theirs)
        ours = held_in(tmp_path, 0)
        assert ours
        assert theirs.exists()
        running.send_signal(signal.SIGKILL)
    ours.let_go()
    again = held_in(tmp_path, 0)
    assert again
    assert list(tmp_path.iterdir()) == [again.folder]
    again.let_go()


def test_without_room_or_without_such_memory_there_is_none(tmp_path: Path) -> None:
    assert held_in(tmp_path, 2**80) is None
    assert held_in(tmp_path / "nothing", 0) is None
    assert list(tmp_path.iterdir()) == []


def test_this_run_holds_its_own_where_there_is_room() -> None:
    ours = Path(tempfile.gettempdir())
    if ours.name.startswith(PREFIX):
        with pytest.raises(BlockingIOError):
            Held(ours)
    else:
        assert not MEMORY.exists() or shutil.disk_usage(MEMORY).free < ROOM
