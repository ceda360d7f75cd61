"""How fast a target moves, and how fast it must: per reporting period, shown but never deciding the light."""

from dataclasses import dataclass
from itertools import pairwise

from kpi.core.calendar.period import DAY, elapsed
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


def pace(target: Target, series: tuple[Point, ...], baseline: float | None, goal: float) -> Pace | None:
    """The pace from `baseline` at the start to the newest point, what the goal still asks, and the best period ever."""
    if baseline is None:
        return None
    months = target.frequency.months
    last = series[-1]
    past = elapsed(target.start, last.day) / months
    left = max(0.0, elapsed(last.day + DAY, target.due) / months)
    return Pace(
        so_far=(last.value - baseline) / past if past > 0 else None,
        needed=(goal - last.value) / left if left > 0 else None,
        best=_best(target, series, baseline),
        periods_left=left,
    )


def _best(target: Target, series: tuple[Point, ...], baseline: float) -> float | None:
    starts = [(target.start - DAY, baseline), *((point.day, point.value) for point in series)]
    months = target.frequency.months
    steps = [
        (high - low) / (elapsed(before + DAY, day) / months)
        for (before, low), (day, high) in pairwise(starts)
        if day > before
    ]
    if not steps:
        return None
    return max(steps) if target.sign > 0 else min(steps)
