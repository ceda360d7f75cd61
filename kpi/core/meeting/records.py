"""What a board records around a plan: meetings, what was agreed in them, and deviations it accepted for a while."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MeetingState(StrEnum):
    """Where a meeting stands; what is closed stays as it was seen until it is opened again with a reason."""

    PREPARED = "prepared"
    HELD = "held"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting about one plan: the lights of `as_of`, as known at `revision`.

    `revision` 0: nothing is fixed yet, the newest figures count; it is fixed when presenting begins. `added` and
    `left_out`: codes of targets that were brought into the run or taken out of it. `reason`: why it was opened again.
    """

    code: str
    name: str
    day: date
    as_of: date
    state: MeetingState = MeetingState.PREPARED
    revision: int = 0
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    reason: str = ""


class AgreementKind(StrEnum):
    """A decision stands once it is taken; an action is open until somebody says what came of it."""

    DECISION = "decision"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed, by whom it is done and until when; on a target, or (empty) on the plan as a whole.

    `meeting` empty: outside any. `due` None: no day was named. `outcome` and `closed_on`: what came of an action, and
    when; None: it is open.
    """

    code: str
    kind: AgreementKind
    text: str
    meeting: str = ""
    target: str = ""
    owner: str = ""
    due: date | None = None
    outcome: str = ""
    closed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is an action of which nobody said yet what came of it."""
        return self.kind is AgreementKind.ACTION and self.closed_on is None

    def is_late(self, on: date) -> bool:
        """Whether its day has passed while it is still open; on the day itself it is in time."""
        return self.is_open and self.due is not None and self.due < on


@dataclass(frozen=True, slots=True)
class Accepted:
    """A lower value that a board accepts of a target from `since` up to and including `until`, and why.

    It stands beside the light and never changes it (design of the light, accepted deviation); `decision` is the code
    of the agreement it was taken in, empty when none was recorded.
    """

    code: str
    target: str
    value: float
    since: date
    until: date
    reason: str
    decision: str = ""

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day; it ends by itself."""
        return self.since <= on <= self.until
