"""What the next figure of a result would make of its light, and which figures lead to its goal; nothing is stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

from kpi.core.calendar.period import Period, elapsed, following
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.evidence import NOISE, goal_of
from kpi.core.light.status import assess
from kpi.core.light.units import FLAT, Reports, Tree
from kpi.core.model import Measurement, Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator

_ONE_SIDED = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.ABOVE, Comparator.BELOW)
_STEPS = 4  # figures that are named on the way to the goal


class Edge(NamedTuple):
    """From this figure on, in the direction that is better, the result has this status."""

    value: float
    status: Status


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the figure of `period` would do: `edges`, the best first, and `otherwise` for what is worse than all.

    `steps`: the figures of that period and those after it that lead to the goal evenly; at most four, none for a level
    that must hold.
    """

    target: Target
    period: Period
    edges: tuple[Edge, ...]
    otherwise: Status
    steps: tuple[tuple[Period, float], ...] = ()


def scenario(
    one: Assessment, measured: Sequence[Measurement], thresholds: Thresholds, tree: Tree = FLAT
) -> Scenario | None:
    """What the next figure would do to a light; `measured`: what counts of the target on its day.

    None for what has no figures, two ends, or a benchmark, before the first figure, and when no period is left.
    """
    target = one.target
    if target.indicator is None or target.traits.closes or target.traits.has_windows or target.traits.improves:
        return None
    if target.value is None or target.benchmark or target.comparator not in _ONE_SIDED or one.point is None:
        return None
    period = following(one.point.period)
    if period.last > target.due:
        return None

    def tried(value: float) -> Assessment:
        new = Measurement(target.measured_as, period, value, org_unit=target.org_unit)
        return assess(target, Reports((*measured, new), tree), as_of=period.last, thresholds=thresholds)

    before = one.value or 0.0 if _adds(target) else 0.0
    edges, otherwise = _edges(target, before, tried)
    return Scenario(target, period, edges, otherwise, _steps(one, period)) if edges else None


def _adds(target: Target) -> bool:
    return target.traits.adds_up and target.indicator is not None and target.indicator.aggregation is Aggregation.SUM


def _edges(target: Target, before: float, tried: Callable[[float], Assessment]) -> tuple[tuple[Edge, ...], Status]:
    """Where the status becomes another, by the rule of the light itself."""
    assert target.indicator is not None
    found = tried(goal_of(target) - before)
    compared, sign, step = found.comparison, target.sign, 10.0**-target.indicator.decimals
    totals = [goal_of(target)]
    if compared is not None:
        totals += [compared.expected - sign * wide for wide in (compared.green, max(compared.green, compared.amber))]
    up = ceil if sign > 0 else floor
    values = {up(round((total - before) / step, NOISE)) * step for total in totals}
    edges: list[Edge] = []
    otherwise = found.status
    for value in sorted(values, reverse=sign > 0):
        status, worse = tried(value).status, tried(value - sign * step).status
        if status is not worse:
            edges.append(Edge(value, status))
            otherwise = worse
    return tuple(edges), otherwise


def _steps(one: Assessment, period: Period) -> tuple[tuple[Period, float], ...]:
    target = one.target
    if one.value is None or target.traits.is_bound:
        return ()
    left = ceil(round(elapsed(period.first, target.due) / period.frequency.months, NOISE))
    gap = (goal_of(target) - one.value) * target.sign
    if left < 1 or gap <= 0:
        return ()
    each, found = (goal_of(target) - one.value) / left, []
    for at in range(1, min(left, _STEPS) + 1):
        found.append((period, each if _adds(target) else one.value + at * each))
        period = following(period)
    return tuple(found)
