"""A light and the whole sum behind it, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kpi.core.light.begin import Begin
from kpi.core.light.evidence import NOISE, Point
from kpi.core.light.pace import Pace, pace
from kpi.core.light.windows import Window
from kpi.core.model import Target


class Status(StrEnum):
    """What is known of a target at a date."""

    ACHIEVED = "achieved"
    ACHIEVED_LATE = "achieved_late"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    MISSED = "missed"
    NOT_STARTED = "not_started"
    TOO_EARLY = "too_early"
    NO_DATA = "no_data"


class Light(StrEnum):
    """The four lights, most serious first."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"


class Flag(StrEnum):
    """What must be said beside the status."""

    STALE = "stale"
    DUE_PASSED = "due_passed"
    REGRESSED = "regressed"
    BREACHED = "breached"
    PARTIAL = "partial"
    PROVISIONAL = "provisional"
    JUDGEMENT = "judgement"
    SAMPLE = "sample"
    WITHHELD = "withheld"


LIGHTS = {
    Status.ACHIEVED: Light.GREEN,
    Status.ACHIEVED_LATE: Light.GREEN,
    Status.ON_TRACK: Light.GREEN,
    Status.AT_RISK: Light.AMBER,
    Status.OFF_TRACK: Light.RED,
    Status.MISSED: Light.RED,
    Status.NOT_STARTED: Light.GREY,
    Status.TOO_EARLY: Light.GREY,
    Status.NO_DATA: Light.GREY,
}


class Comparison(NamedTuple):
    """The sum behind a light, in the target's unit: what was expected, what is short, and the bands used.

    `short` is negative when ahead. `green` and `amber` are the widest shortfall,
    in units, that still is on_track and at_risk. `begin` None: there is no path, a bound must hold.
    """

    begin: Begin | None
    goal: float
    distance: float
    expected: float
    short: float
    green: float
    amber: float

    @property
    def shortfall(self) -> float:
        """What is short, as a share of the distance."""
        return round(self.short / self.distance, NOISE)

    @property
    def baseline(self) -> float | None:
        """The value the path begins with."""
        return self.begin.value if self.begin else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A light with its whole sum; `value`, `point` and `comparison` are None when there is nothing to compare.

    `waiting`: what is newest and does not count yet, because not everyone reported; None: everything counts.
    `breaches` of `periods` did not hold, of what must hold at every period or happen in every window.
    """

    target: Target
    as_of: date
    status: Status
    light: Light
    flags: tuple[Flag, ...] = ()
    point: Point | None = None
    comparison: Comparison | None = None
    met_on: date | None = None
    windows: tuple[Window, ...] = ()
    breaches: int = 0
    periods: int = 0
    series: tuple[Point, ...] = ()
    waiting: Point | None = None

    @property
    def value(self) -> float | None:
        """The value the light rests on."""
        return self.point.value if self.point else None

    @property
    def pace(self) -> Pace | None:
        """How fast it moves and must; None without a path. Worked out when it is shown, for few lights ever are."""
        compared = self.comparison
        if compared is None or compared.begin is None:
            return None
        return pace(self.target, self.series, compared.begin, compared.goal)

    @property
    def days_left(self) -> int:
        """Days from `as_of` to the last day that is on time; negative once it has passed."""
        return (self.target.due - self.as_of).days
