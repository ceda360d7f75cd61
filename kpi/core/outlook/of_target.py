"""What a target will be at its deadline, or why nothing is said of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, inf
from typing import NamedTuple

from kpi.core.calendar.period import DAY, add_months, elapsed
from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.evidence import NOISE, Point, goal_of
from kpi.core.model import Target
from kpi.core.outlook.course import complete_points, in_rhythm
from kpi.core.outlook.forecast import LEAST, Forecast, Within, forecast
from kpi.core.outlook.likely import InBoth, Likely, WhyNot, likely, why_not
from kpi.core.vocabulary import Aggregation, Comparator, PathKind


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of a target at its deadline; `low`, `mid` and `high` in its unit, whole numbers rounded outward.

    `declined` says why there is none, and the rest but `points` is then None. `points`: how many it rests on.
    """

    target: Target
    points: int
    declined: WhyNot | None = None
    forecast: Forecast | None = None
    low: float | None = None
    mid: float | None = None
    high: float | None = None
    chance: float | None = None

    @property
    def likely(self) -> Likely | None:
        """The word for its chance."""
        return None if self.chance is None else likely(self.chance)

    @property
    def why_not(self) -> InBoth | None:
        """Why there is none, in words."""
        return None if self.declined is None else why_not(self.declined, self.points)


def outlook(one: Assessment) -> Outlook:
    """The forecast at the deadline of what was assessed, from the very points that its light rests on.

    The horizon is the number of its periods from the last evidence to the deadline, rounded up (docs/rules.md).
    """
    series = complete_points(one.series)
    if (reason := never_forecast(one.target) or _not_now(one)) is not None:
        return Outlook(one.target, len(series), reason)
    used = in_rhythm(series, one.target.rhythm)
    if len(used) < LEAST:
        return Outlook(one.target, len(series), WhyNot.FEW if len(series) < LEAST else WhyNot.RHYTHM)
    if _unchanged(used):
        return Outlook(one.target, len(used), WhyNot.UNCHANGED)
    target = one.target
    made = _made(target, used, _horizon(target, used))
    chance = _CHANCES[target.comparator](made, target)
    return Outlook(target, len(used), None, made, *_shown(target, made), chance)


class Ahead(NamedTuple):
    """What a forecast says of one day ahead, in the target's unit."""

    day: date
    low: float
    mid: float
    high: float


def fan(one: Assessment) -> tuple[Ahead, ...]:
    """The forecast at the end of each period from the newest value to the deadline; nothing where it declines.

    It begins at the newest value itself and ends on the deadline, with what `outlook` says of it, not rounded.
    """
    found = outlook(one)
    if found.forecast is None:
        return ()
    target, used = one.target, in_rhythm(complete_points(one.series), one.target.rhythm)
    newest, horizon = used[-1], found.forecast.horizon
    made = [_made(target, used, at) for at in range(1, horizon + 1)]
    ends = [add_months(newest.period.last + DAY, target.rhythm * at) - DAY for at in range(1, horizon)]
    begin = Ahead(newest.day, newest.value, newest.value, newest.value)
    days = (*ends, target.due)
    return (begin, *(Ahead(day, each.low, each.mid, each.high) for day, each in zip(days, made, strict=True)))


def _unchanged(used: Sequence[Point]) -> bool:
    """Whether the value stayed as it was: nothing says how far it can move, so any chance would be 0 or 1."""
    values = [point.value for point in used]
    return not round(max(values) - min(values), NOISE)


def _horizon(target: Target, used: Sequence[Point]) -> int:
    return ceil(round(elapsed(used[-1].day + DAY, target.due) / target.rhythm, NOISE))


def _made(target: Target, used: Sequence[Point], horizon: int) -> Forecast:
    values = [point.value for point in used]
    return forecast(values, horizon, total=target.traits.adds_up, within=_limits(target))


def never_forecast(target: Target) -> WhyNot | None:
    """Why a target of this kind is never forecast; None: it may be."""
    if target.traits.closes:
        return WhyNot.MILESTONE
    if target.traits.has_windows:
        return WhyNot.RECURRING
    if target.traits.is_bound and not target.traits.improves:
        return WhyNot.BOUND
    return WhyNot.STEP if target.path is PathKind.STEP else None


def _not_now(one: Assessment) -> WhyNot | None:
    """Why it is not forecast at this date."""
    if one.status is Status.NOT_STARTED:
        return WhyNot.NOT_STARTED
    if one.status in (Status.ACHIEVED, Status.ACHIEVED_LATE):
        return WhyNot.MET
    if one.as_of > one.target.due or (one.point is not None and one.point.day >= one.target.due):
        return WhyNot.PASSED
    if Flag.STALE in one.flags:
        return WhyNot.STALE
    return WhyNot.PARTIAL if Flag.PARTIAL in one.flags else None


def _limits(target: Target) -> Within:
    """Between which its values can lie; a total over periods can pass what one period can be."""
    indicator = target.indicator
    if indicator is None:
        return Within(0.0)
    low = -inf if indicator.minimum is None else indicator.minimum
    total = target.traits.adds_up and indicator.aggregation is not Aggregation.LAST
    return Within(low, inf if indicator.maximum is None or total else indicator.maximum)


def _shown(target: Target, made: Forecast) -> tuple[float, float, float]:
    if target.indicator is None or not target.indicator.whole:
        return made.low, made.mid, made.high
    low, high = (floor(round(made.low, NOISE)), ceil(round(made.high, NOISE)))
    return float(low), float(round(made.mid)), float(high)


def _equal(made: Forecast, target: Target) -> float:
    """As equal as it is shown: half a step of its decimals to either side."""
    half = 0.5 * 10.0 ** -(target.indicator.decimals if target.indicator else 0)
    return made.between(goal_of(target) - half, goal_of(target) + half)


def _between(made: Forecast, target: Target) -> float:
    goal = goal_of(target)
    return made.between(goal, goal if target.value_high is None else target.value_high)


_CHANCES: Mapping[Comparator, Callable[[Forecast, Target], float]] = {
    Comparator.AT_LEAST: lambda made, target: made.at_least(goal_of(target)),
    Comparator.AT_MOST: lambda made, target: made.at_most(goal_of(target)),
    Comparator.ABOVE: lambda made, target: 1 - made.at_most(goal_of(target)),
    Comparator.BELOW: lambda made, target: 1 - made.at_least(goal_of(target)),
    Comparator.EQUAL: _equal,
    Comparator.BETWEEN: _between,
}
