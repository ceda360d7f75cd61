"""Which points count as evidence while not every expected unit was heard; docs/rules.md, rule 1."""

from datetime import date, timedelta

from kpi.core.light.compare import is_above, keeps
from kpi.core.light.evidence import Point, aggregation_of
from kpi.core.light.units import Heard
from kpi.core.light.windows import window_filled
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator


def counting(target: Target, seen: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> tuple[Point, ...]:
    """The points that count at the end of `as_of`, in their own order."""
    if target.benchmark is not None:
        seen = tuple(point for point in seen if point.bound is not None)
    if not any(point.partial for point in seen):
        return seen
    enough = window_filled(target, seen) if target.traits.has_windows else frozenset()
    return tuple(
        point
        for point in seen
        if point.partial is None or _counts(target, point, point.partial, point in enough, as_of, thresholds)
    )


def _counts(target: Target, point: Point, partial: Heard, enough: bool, as_of: date, thresholds: Thresholds) -> bool:
    if as_of <= partial.period.last + timedelta(days=thresholds.grace_days):
        return False
    if (aggregation := aggregation_of(target)) in (Aggregation.MIN, Aggregation.MAX):
        return _stays(target, point, aggregation is Aggregation.MIN)
    if aggregation is not Aggregation.SUM:
        return partial.heard >= thresholds.quorum * partial.expected
    return enough if target.traits.has_windows else _cannot_be_undone(target, point)


def _stays(target: Target, point: Point, falls: bool) -> bool:
    """Whether the answer stays what it is though a value of the silent may make the least less (or the most more)."""
    if target.comparator in (Comparator.EQUAL, Comparator.BETWEEN):
        return False
    better = falls is (target.sign < 0)  # what they would add can only help
    if better:
        return keeps(target, point)
    return (target.traits.is_bound or point.day >= target.due) and not keeps(target, point)


def _cannot_be_undone(target: Target, point: Point) -> bool:
    """Whether what the silent ones would add leaves the answer as it is: met already, or exceeded already."""
    if target.indicator is not None and (target.indicator.minimum or 0.0) < 0:
        return False
    if target.comparator in (Comparator.AT_LEAST, Comparator.ABOVE):
        return keeps(target, point)
    settled = target.traits.is_bound or point.day >= target.due
    return settled and is_above(target, point.value)
