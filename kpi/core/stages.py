"""How far a long check is, and the way to stop it: known to whoever runs it, asked for between its steps.

And how far the making of a file is, told to whoever follows it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from enum import StrEnum
from typing import Protocol, TypeVar

T = TypeVar("T")


class Stage(StrEnum):
    """What a check of a file is doing, in this order."""

    OPENING = "opening"
    READING = "reading"
    JUDGING = "judging"
    COMPARING = "comparing"


class HaltedError(Exception):
    """Somebody stopped this check; nothing was changed."""


class Watch(Protocol):
    """Told at every step, with None while a step goes on; raises HaltedError when the check is to stop."""

    def __call__(self, stage: Stage | None) -> None:
        """Go on, or raise."""


WATCH: ContextVar[Watch] = ContextVar("WATCH")  # of the thread that checks; unset: nobody looks, nothing stops it

STEPS: ContextVar[Callable[[int, int], None]] = ContextVar("STEPS")  # of who makes a file; unset: nobody follows it


def counted_steps(parts: Sequence[T]) -> Iterator[T]:
    """These parts one by one; who follows (`STEPS`) is told which is begun, of how many."""
    tell = STEPS.get(None)
    for at, one in enumerate(parts, 1):
        if tell:
            tell(at, len(parts))
        yield one
