"""What a target promises in the unit of its indicator, where that follows from its baseline or from a benchmark."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kpi.core.light.assessment import Status
from kpi.core.light.begin import begin_of, is_alone
from kpi.core.light.evidence import NOISE, Point, next_due, points
from kpi.core.light.units import Reports
from kpi.core.light.verdict import Verdict
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Comparator, Kind, ValueOf


def with_goal(target: Target, seen: tuple[Point, ...]) -> Target:
    """The target with the value it promises, as known from all that was measured of it; itself where it says one.

    A percentage of the baseline becomes a value; what is only to improve must be better than its baseline; what is held
    against a benchmark must be what that was in the newest period of both. Unchanged where that is not known yet.
    """
    if target.benchmark is not None:
        bound = next((point.bound for point in reversed(seen) if point.bound is not None), None)
        return target if bound is None else replace(target, value=bound, as_stated=target)
    if not _follows_baseline(target) or (begin := begin_of(target, seen)) is None:
        return target
    if target.kind is Kind.IMPROVE:
        better = Comparator.ABOVE if target.sign > 0 else Comparator.BELOW
        return replace(target, value=begin.value, comparator=better, as_stated=target)
    low, high = (_part(one, begin.value) for one in (target.value, target.value_high))
    return replace(target, value=low, value_high=high, as_stated=target)


def _part(percentage: float | None, whole: float) -> float | None:
    return None if percentage is None else round(percentage * whole / 100, NOISE)


def _follows_baseline(target: Target) -> bool:
    return target.kind is Kind.IMPROVE or target.value_of is ValueOf.BASELINE


def is_baseline_alone(target: Target, series: tuple[Point, ...]) -> bool:
    """Whether all that was measured is the baseline that its promise follows from, so that nothing can be said yet."""
    if not _follows_baseline(target):
        return False
    begin = begin_of(target, series)
    return begin is not None and is_alone(begin, series)


def only_baseline(target: Target, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> Verdict:
    """A baseline alone waits for its next report, and is no evidence once that is late (rule 4)."""
    awaited = as_of <= next_due(target, series[-1].day, thresholds)
    return Verdict(Status.TOO_EARLY if awaited else Status.NO_DATA, series)


def with_benchmark(target: Target, seen: tuple[Point, ...], reports: Reports, as_of: date) -> tuple[Point, ...]:
    """Each point with what its benchmark asked of its period: the value of that period, else of the shortest around it.

    Without a benchmark the points themselves; where it has no value (yet) the bound stays None.
    """
    if target.benchmark is None or reports.benchmark is None:
        return seen
    other = replace(target, indicator=target.benchmark, benchmark=None, org_unit="")
    known = sorted(points(other, reports.benchmark, as_of), key=lambda one: one.period.last)
    return tuple(point._replace(bound=_bound(target, point, known)) for point in seen)


def _bound(target: Target, point: Point, known: Sequence[Point]) -> float | None:
    at = bisect_left(known, point.period.last, key=lambda one: one.period.last)
    around = [one for one in known[at:] if one.period.first <= point.period.first]
    if not around:
        return None
    return round(min(around, key=lambda one: one.period.last).value + (target.value or 0.0), NOISE)
