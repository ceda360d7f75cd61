"""Which points count: of a period in which somebody was silent only once that can change nothing (rule 1)."""

from datetime import date, timedelta
from operator import attrgetter

from kpi.core.light.compare import BOTH_SIDES, is_above, is_too_low, keeps, promised_for
from kpi.core.light.evidence import NOISE, Point, aggregation_of
from kpi.core.light.units import Heard
from kpi.core.light.windows import window_filled
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator

_PARTIAL = attrgetter("partial")
_TOLD_BY_EACH = (Aggregation.SUM, Aggregation.MIN, Aggregation.MAX)  # of these a silent unit may change all


def certain(target: Target, seen: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> tuple[Point, ...]:
    """The points that count whatever is promised: what is promised may follow from them."""
    if not any(map(_PARTIAL, seen)):
        return seen
    over = _over(seen, as_of, thresholds)
    return tuple(one for one in over if one.partial is None or _is_enough(target, one.partial, thresholds))


def counting(target: Target, seen: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> tuple[Point, ...]:
    """The points that count at the end of `as_of`, in their own order: not before everyone was heard (rule 1)."""
    if target.benchmark is not None:
        seen = tuple(point for point in seen if point.bound is not None)
    if not any(map(_PARTIAL, seen)):
        return seen
    over = _over(seen, as_of, thresholds)
    enough = window_filled(target, over) if target.traits.has_windows else frozenset()
    return tuple(
        point
        for point in over
        if point.partial is None or _counts(target, point, point.partial, point in enough, thresholds)
    )


def _over(seen: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> tuple[Point, ...]:
    """The points of periods of which nobody is waited for any more."""
    grace = timedelta(days=thresholds.grace_days)
    return tuple(
        one for one in seen if one.partial is None or as_of > (one.partial.later or one.partial.period).last + grace
    )


def _counts(target: Target, point: Point, partial: Heard, filled: bool, thresholds: Thresholds) -> bool:
    """`filled`: it lies in a window that has its number of times."""
    aggregation = aggregation_of(target)
    if aggregation not in _TOLD_BY_EACH:
        return _is_enough(target, partial, thresholds)
    if aggregation is not Aggregation.SUM:
        return _stays(promised_for(target, point), point, aggregation is Aggregation.MIN)
    return filled if target.traits.has_windows else _cannot_be_undone(promised_for(target, point), point)


def _is_enough(target: Target, partial: Heard, thresholds: Thresholds) -> bool:
    """Whether enough were heard for a value of them all, which a mean or a ratio has."""
    if aggregation_of(target) in _TOLD_BY_EACH:
        return False
    return partial.heard >= round(thresholds.quorum * partial.expected, NOISE)


def _stays(target: Target, point: Point, falls: bool) -> bool:
    """Whether the answer stays what it is though a value of the silent may make the least less (or the most more)."""
    settled = target.traits.is_bound or point.day >= target.due
    if target.comparator in BOTH_SIDES:
        return settled and (is_too_low if falls else is_above)(target, point.value)
    better = falls is (target.sign < 0)  # what they would add can only help
    if better:
        return keeps(target, point)
    return settled and not keeps(target, point)


def _cannot_be_undone(target: Target, point: Point) -> bool:
    """Whether what the silent ones would add leaves the answer as it is: met already, or exceeded already."""
    if target.indicator is not None and (target.indicator.minimum or 0.0) < 0:
        return False
    if target.comparator in (Comparator.AT_LEAST, Comparator.ABOVE):
        return keeps(target, point)
    settled = target.traits.is_bound or point.day >= target.due
    return settled and is_above(target, point.value)
