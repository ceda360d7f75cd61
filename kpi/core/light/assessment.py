"""A light and the whole sum behind it, as values."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import compress
from typing import NamedTuple

from kpi.core.light.begin import Begin
from kpi.core.light.evidence import NOISE, Point, stale_after
from kpi.core.light.pace import Pace, pace
from kpi.core.light.windows import Window
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds


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

    __hash__ = str.__hash__  # looked up for every light: that of Enum is a function of Python


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


Compared = Callable[[], Comparison | None]


@dataclass(slots=True)
class Verdict:
    """What a judge says of the evidence, before flags and light are added to it.

    `compared`: gives the sum behind it, which few past lights need; None: nothing is compared.
    `lasting`: it cannot be lost any more. `breaches` of `periods` did not hold, for what must hold every time.
    Nothing changes one; it is not frozen, because one is made for every light of a strip, in half the time.
    """

    status: Status
    series: tuple[Point, ...]
    compared: Compared | None = None
    met_on: date | None = None
    regressed: bool = False
    lasting: bool = False
    windows: tuple[Window, ...] = ()
    breaches: int = 0
    periods: int = 0


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


_FLAGS = tuple(Flag)


def flags_of(
    target: Target, as_of: date, thresholds: Thresholds, verdict: Verdict, *, sampled: bool
) -> tuple[Flag, ...]:
    """What must be said beside it, in the order of Flag; whether figures are withheld is not known here.

    `sampled`: a point of its series was made up.
    """
    over = as_of > target.due and verdict.status is Status.NO_DATA
    if not verdict.series:
        return (Flag.DUE_PASSED,) if over else ()
    last = verdict.series[-1]
    holds = (
        _is_stale(target, last.day, as_of, thresholds, verdict),
        over,
        verdict.regressed,
        verdict.breaches,
        last.partial,
        last.provisional,
        last.judgement,
        sampled,
    )
    return tuple(compress(_FLAGS, holds)) if any(holds) else ()


def _is_stale(target: Target, day: date, as_of: date, thresholds: Thresholds, verdict: Verdict) -> bool:
    """Whether a newer figure than that of `day` is late, and could still change the light; on its own day none is."""
    if as_of == day or verdict.lasting or day >= target.due:
        return False
    return as_of > stale_after(target, day, thresholds)
