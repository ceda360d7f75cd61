"""Commits in flight: a server that is told to stop waits for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Flight:
    """Counts the changes that are being committed; shared by all threads of a process."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._count = 0

    @contextmanager
    def commit(self) -> Iterator[None]:
        """Count one commit for as long as the block runs, however it ends."""
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def drain(self, seconds: float) -> bool:
        """Wait at most `seconds` until nothing is in flight; False when something still is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count == 0, timeout=seconds)
