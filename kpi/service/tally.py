"""What a process counts of its own work, for who watches it: numbers only, never of whom or what they are."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from threading import Lock

BOUNDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)  # seconds


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted by a moment: events by kind and outcome, and commits by how long they took.

    `slots`: commits that took at most each of BOUNDS, and at last those that took longer; `seconds`: of all together.
    """

    events: dict[tuple[str, str], int]
    slots: tuple[int, ...]
    seconds: float


class Tally:
    """Counts; shared by all threads of a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._events: Counter[tuple[str, str]] = Counter()
        self._slots = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0

    def add(self, kind: str, outcome: str = "") -> None:
        """One more of a kind; `outcome` is one of few words of ours."""
        with self._lock:
            self._events[kind, outcome] += 1

    def took(self, seconds: float) -> None:
        """One more commit."""
        with self._lock:
            self._slots[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds

    def counted(self) -> Counted:
        """What was counted until now."""
        with self._lock:
            return Counted(dict(self._events), tuple(self._slots), self._seconds)
