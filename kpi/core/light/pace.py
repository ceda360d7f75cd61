"""How fast a target moves, and how fast it must: per reporting period, shown but never deciding the light."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kpi.core.calendar.period import DAY, elapsed
from kpi.core.light.begin import Begin
from kpi.core.light.evidence import Point
from kpi.core.model import Target


@dataclass(frozen=True, slots=True)
class Pace:
    """Units per reporting period of the target; None where there is no ground for a figure.

    `periods_left`: reporting periods between the evidence and the deadline, a part of one included.
    """

    so_far: float | None
    needed: float | None
    best: float | None
    periods_left: float


def pace(target: Target, series: tuple[Point, ...], begin: Begin, goal: float) -> Pace:
    """The pace since the path began, what the goal still asks, and the best period ever.

    A total is counted from the start, whatever the day of its baseline (docs/rules.md, rule 4).
    """
    since = target.start - DAY if target.traits.adds_up else begin.day
    months = target.frequency.months
    last = series[-1]
    past = elapsed(since + DAY, last.day) / months
    left = max(0.0, elapsed(last.day + DAY, target.due) / months)
    return Pace(
        so_far=(last.value - begin.value) / past if past > 0 else None,
        needed=(goal - last.value) / left if left > 0 else None,
        best=_best(target, series, begin.value, since),
        periods_left=left,
    )


def _best(target: Target, series: tuple[Point, ...], baseline: float, since: date) -> float | None:
    starts = [(since, baseline), *((point.day, point.value) for point in series if point.day > since)]
    months = target.frequency.months
    steps = [
        (high - low) / (elapsed(before + DAY, day) / months)
        for (before, low), (day, high) in pairwise(starts)
        if day > before
    ]
    if not steps:
        return None
    return max(steps) if target.sign > 0 else min(steps)
