"""Where a run of tests puts its temporary files: in memory where that has room, as every commit waits for a disk."""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30  # bytes
PREFIX = "planpeil-tests-"


class Held:
    """A folder that is a run's as long as that run lives, however it ends: what nobody holds may be cleared."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._handle)
            raise

    def let_go(self, *, keep: bool = False) -> None:
        """Remove it with all that is in it, or leave that for the next run to remove."""
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._handle)


def held_in(memory: Path, room: int) -> Held | None:
    """A new folder in memory, cleared of what earlier runs left; None where one may not write or has too little room.

    Others may pass through it: a PostgreSQL server runs as somebody else when the tests run as root.
    """
    if not os.access(memory, os.W_OK | os.X_OK):
        return None
    for left in memory.glob(f"{PREFIX}*"):
        with suppress(OSError):
            Held(left).let_go()
    if shutil.disk_usage(memory).free < room:
        return None
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=memory))
    folder.chmod(0o711)
    return Held(folder)


class InMemory:
    """A pytest plugin that gives a run and its processes such a folder; of a run with a failure it stays to look at."""

    def __init__(self) -> None:
        self.held = held_in(MEMORY, ROOM)
        self.failed = False
        if self.held:
            os.environ["TMPDIR"] = str(self.held.folder)
            tempfile.tempdir = None

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self.failed = exitstatus == pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        if self.held:
            self.held.let_go(keep=self.failed)
