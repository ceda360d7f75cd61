"""How long already: since when a light is red or amber, and how soon somebody acted on it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from kpi.core.calendar.period import DAY, dutch_time, month_ends
from kpi.core.light.assessment import Assessment, Light, Status
from kpi.core.light.evidence import reports_of
from kpi.core.light.snapshot import Evidence, Row, Snapshot
from kpi.core.light.status import assess
from kpi.core.light.units import tree_of
from kpi.core.model import CheckIn

ASKING = (Light.RED, Light.AMBER)


@dataclass(frozen=True, slots=True)
class Said:
    """A check-in with the moment (UTC) at which it was first recorded, and by whom."""

    checkin: CheckIn
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """A result that asks for attention: its light since `since`.

    `told`: the day on which it was first explained since then, `corrected`: on which a correction was first named;
    None: not yet. `promised`: the day the newest correction is promised for; None: none was named. `promised_by`: its
    owner, empty when none was named.
    """

    row: Row
    since: date
    told: date | None = None
    corrected: date | None = None
    promised: date | None = None
    promised_by: str = ""

    def days(self, on: date) -> int:
        """How many days it has been asking for attention on a day."""
        return (on - self.since).days

    @property
    def days_to_correction(self) -> int | None:
        """Days from the first red or amber to the first correction; None while there is none."""
        return None if self.corrected is None else max(0, (self.corrected - self.since).days)

    def is_overdue(self, on: date) -> bool:
        """Whether the promised correction is over its date while the light still asks for attention."""
        return self.promised is not None and self.promised < on


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How soon a board acts, of `asking` results: how many were explained and corrected, and after how many days.

    `days`: the median number of days to the first correction; None: there was none. `overdue`: promised corrections
    over their date.
    """

    asking: int
    told: int
    corrected: int
    days: float | None
    overdue: int


def asks_since(row: Row, evidence: Evidence, snapshot: Snapshot) -> date | None:
    """The first day from which a light has been red or amber; None when it is neither now.

    Silence does not end it: who stops reporting does not begin anew. A light changes on the days of its evidence and
    with the clock: month's ends are looked at backwards, then the days between the last that was not and the first
    that was.
    """
    if row.assessment.light not in ASKING:
        return None
    known = reports_of(row.target, evidence, tree_of(snapshot.plan.org_units))

    def then(on: date) -> Assessment:
        return assess(row.target, known, as_of=on, thresholds=snapshot.plan.thresholds)

    first = row.assessment.as_of
    ends = [end for end in month_ends(row.target.start, first) if end < first]
    for end in reversed(ends):
        seen = then(end)
        if seen.light in ASKING:
            first = end
        elif seen.status is not Status.NO_DATA:
            break
    before = max((end for end in ends if end < first), default=row.target.start - DAY)
    return _first_day(lambda on: then(on).light in ASKING, before, first)


def _first_day(asked: Callable[[date], bool], before: date, first: date) -> date:
    """The first day after `before` on which it asked; it did on `first`."""
    low, high = before, first
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        low, high = (low, middle) if asked(middle) else (middle, high)
    return high


def lasting(row: Row, since: date, said: Iterable[Said]) -> Lasting:
    """How long a result has been asking, and when people first explained and corrected it since then.

    `said`: every check-in of this target. One of before it began to ask counts for nothing.
    """
    after = sorted((one for one in said if _day(one) >= since), key=lambda one: one.recorded_at)
    corrections = [one for one in after if one.checkin.correction]
    promise = next((one.checkin for one in reversed(corrections) if one.checkin.due), None)
    return Lasting(
        row,
        since,
        told=_day(after[0]) if after else None,
        corrected=_day(corrections[0]) if corrections else None,
        promised=promise.due if promise else None,
        promised_by=promise.owner if promise else "",
    )


def _day(one: Said) -> date:
    return dutch_time(one.recorded_at).date()


def timeliness(rows: Sequence[Lasting], on: date) -> Timeliness:
    """The small table of a theme or plan."""
    waited = [one.days_to_correction for one in rows if one.days_to_correction is not None]
    return Timeliness(
        asking=len(rows),
        told=sum(one.told is not None for one in rows),
        corrected=len(waited),
        days=median(waited) if waited else None,
        overdue=sum(one.is_overdue(on) for one in rows),
    )
