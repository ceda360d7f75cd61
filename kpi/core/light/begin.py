"""Where the path of a target begins: a value, and the day from whose end on more is asked for."""

from datetime import date
from typing import NamedTuple

from kpi.core.calendar.period import DAY
from kpi.core.light.evidence import Point
from kpi.core.model import Target


class Begin(NamedTuple):
    """The value at the end of `day`; `point`: the measurement it was taken from, None when the plan states it."""

    value: float
    day: date
    point: Point | None = None


def begin_of(target: Target, series: tuple[Point, ...]) -> Begin | None:
    """The baseline and the end of its own day; None while nothing was measured and the plan names none.

    Stated: at the start, or on its own date when that is later. Measured: the newest point up to the start, with the
    path from the start, else the first after it (docs/rules.md, rule 4).
    """
    eve = target.start - DAY
    if target.baseline is not None:
        dated = target.baseline_date
        return Begin(target.baseline, dated if dated and dated > target.start else eve)
    if target.known_baseline is not None:
        return Begin(target.known_baseline, eve)
    return _measured(target, series, eve)


def _measured(target: Target, series: tuple[Point, ...], eve: date) -> Begin | None:
    before = [point for point in series if point.day <= target.start]
    if before:
        return Begin(before[-1].value, eve, before[-1])
    if not series:
        return None
    first = [point for point in series if point.day == series[0].day][-1]
    return Begin(first.value, first.day, first)


def is_alone(begin: Begin, series: tuple[Point, ...]) -> bool:
    """Whether nothing was measured after the day of a measured baseline, so that it would be held against itself."""
    return begin.point is not None and series[-1].day <= begin.point.day
