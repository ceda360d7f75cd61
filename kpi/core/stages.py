"""How far a long check is, and the way to stop it: known to whoever runs it, asked for between its steps."""

from contextvars import ContextVar
from enum import StrEnum
from typing import Protocol


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
