"""Where the path of a target begins: a value and a day; and what it promises where that follows from there."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from kpi.core.calendar.period import DAY
from kpi.core.light.evidence import NOISE, Point, points
from kpi.core.light.units import Reports
from kpi.core.model import Target
from kpi.core.vocabulary import Comparator, ValueOf

_DAY = attrgetter("day")


class Begin(NamedTuple):
    """The value at the end of `day`; `point`: the measurement it was taken from, None when the plan states it."""

    value: float
    day: date
    point: Point | None = None


def begin_of(target: Target, series: tuple[Point, ...]) -> Begin | None:
    """The baseline and the end of its own day; None while nothing was measured and the plan names none.

    Stated: at the start, or on its own date when that is later. Else measured (docs/rules.md, rule 4).
    """
    eve = target.start - DAY
    if target.baseline is not None:
        dated = target.baseline_date
        return Begin(target.baseline, dated if dated and dated > target.start else eve)
    if target.known_baseline is not None:
        return Begin(target.known_baseline, eve)
    return measured_begin(target, series)


def measured_begin(target: Target, series: tuple[Point, ...]) -> Begin | None:
    """The newest point up to the start, with the path from the start, else the first after it; None: no point yet."""
    if not series:
        return None
    if series[0].day > target.start:
        first = series[bisect_right(series, series[0].day, key=_DAY) - 1]
        return Begin(first.value, first.day, first)
    newest = series[bisect_right(series, target.start, key=_DAY) - 1]
    return Begin(newest.value, target.start - DAY, newest)


def is_alone(target: Target, begin: Begin, series: tuple[Point, ...]) -> bool:
    """Whether nothing was measured after a measured baseline and the start, so that it would be held against itself."""
    return begin.point is not None and series[-1].day <= max(begin.point.day, target.start)


def with_goal(target: Target, seen: tuple[Point, ...]) -> Target:
    """The target with the value it promises, as known from what counts of it; itself where it says one.

    A percentage of the baseline becomes a value; what is only to improve must be better than its baseline; what is held
    against a benchmark must be what that was in the newest period of both. Unchanged where that is not known yet.
    """
    if target.benchmark is not None:
        bound = next((point.bound for point in reversed(seen) if point.bound is not None), None)
        return target if bound is None else replace(target, value=bound, as_stated=target)
    if not follows_baseline(target) or (begin := begin_of(target, seen)) is None:
        return target
    if target.traits.improves:
        better = Comparator.ABOVE if target.sign > 0 else Comparator.BELOW
        return replace(target, value=begin.value, comparator=better, as_stated=target)
    low, high = (_part(one, begin.value) for one in (target.value, target.value_high))
    return replace(target, value=low, value_high=high, as_stated=target)


def _part(percentage: float | None, whole: float) -> float | None:
    return None if percentage is None else round(percentage * whole / 100, NOISE)


def follows_baseline(target: Target) -> bool:
    """Whether what is promised follows from the baseline."""
    return target.traits.improves or target.value_of is ValueOf.BASELINE


def is_baseline_alone(target: Target, begin: Begin | None, series: tuple[Point, ...]) -> bool:
    """Whether all that was measured is the baseline that its promise follows from, so that nothing can be said yet."""
    return follows_baseline(target) and begin is not None and is_alone(target, begin, series)


def with_benchmark(target: Target, seen: tuple[Point, ...], reports: Reports, as_of: date) -> tuple[Point, ...]:
    """Each point with what its benchmark asked of its period: the value of that period, else of the shortest around it.

    Without a benchmark the points themselves; where it has no value (yet) the bound stays None.
    """
    if target.benchmark is None or reports.benchmark is None:
        return seen
    other = replace(target, indicator=target.benchmark, benchmark=None, org_unit="")
    known = sorted(points(other, reports.benchmark, as_of), key=lambda one: one.period.last)
    return tuple(_bound(target, point, known) for point in seen)


def _bound(target: Target, point: Point, known: Sequence[Point]) -> Point:
    at = bisect_left(known, point.period.last, key=lambda one: one.period.last)
    around = [one for one in known[at:] if one.period.first <= point.period.first]
    if not around:
        return point
    beside = min(around, key=lambda one: one.period.last)
    bound = round(beside.value + (target.value or 0.0), NOISE)
    return point._replace(bound=bound, sample=point.sample or beside.sample)
