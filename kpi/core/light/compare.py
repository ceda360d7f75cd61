"""The sum behind a light: how far a value is from what was expected of it; decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from operator import eq, ge, gt, le, lt

from kpi.core.light.assessment import Comparison
from kpi.core.light.begin import Begin
from kpi.core.light.evidence import NOISE, Point, goal_of
from kpi.core.light.path import expected, expected_this_year, stretch
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Comparator, PathKind

# Of the goal and a value, in this order.
_TESTS: Mapping[Comparator, Callable[[float, float], bool]] = {
    Comparator.AT_LEAST: le,
    Comparator.AT_MOST: ge,
    Comparator.ABOVE: lt,
    Comparator.BELOW: gt,
    Comparator.EQUAL: eq,
}

_BOTH_SIDES = (Comparator.EQUAL, Comparator.BETWEEN)


def meets(target: Target, value: float) -> bool:
    """Whether a value is what was promised; a milestone without a value is complete at 100."""
    return meeting(target)(value)


def meeting(target: Target) -> Callable[[float], bool]:
    """The same question for many values."""
    goal = goal_of(target)
    if target.comparator is Comparator.BETWEEN:
        high = _high(target)
        return lambda value: goal <= value <= high
    return partial(_TESTS[target.comparator], goal)


def holding(target: Target) -> Callable[[Point], bool]:
    """Whether a point is what was promised of its period; that may follow a benchmark."""
    if target.benchmark is None:
        met = meeting(target)
        return lambda point: met(point.value)
    return lambda point: meets(target if point.bound is None else replace(target, value=point.bound), point.value)


def keeps(target: Target, point: Point) -> bool:
    """The same of one point."""
    return holding(target)(point)


def asked(target: Target, value: float, begin: Begin, day: date) -> float:
    """What the path asks at the end of `day` of a target that stands at `value`.

    A baseline that is beyond the goal already asks for no more than the goal.
    """
    return _asked(target, _towards(target, value), _nearest_goal(target, value), begin, day)


def _asked(target: Target, towards: int, goal: float, begin: Begin, day: date) -> float:
    already = towards * (begin.value - goal) > 0 and target.path is not PathKind.YEARLY
    return goal if already else expected(target, begin.value, goal, day, begin.day)


def with_path(target: Target, value: float, day: date, begin: Begin, thresholds: Thresholds) -> Comparison:
    """Compare the value of `day` with the path at that day (docs/rules.md, rule 4)."""
    goal, towards = _nearest_goal(target, value), _towards(target, value)
    wanted = _asked(target, towards, goal, begin, day)
    return _compared(target, towards, value, goal, _distance(target, begin.value, goal), wanted, begin, thresholds)


def with_year(target: Target, point: Point, begin: Begin | None, thresholds: Thresholds) -> Comparison | None:
    """Compare a point with the promise of its own year, in shares of the way from the one before it (rule 4).

    `begin` None: unknown. None where there is nothing to compare with yet.
    """
    goal, day = _nearest_goal(target, point.value), point.told
    low, high = between = stretch(target, goal, day, None if begin is None else (begin.day, begin.value))
    if low is None and day < high[0]:
        return None
    way = abs(high[1] - low[1]) if low else 0.0
    wanted = expected_this_year(target, between, day)
    towards, distance = _towards(target, point.value), way or abs(high[1]) or 1.0
    return _compared(target, towards, point.value, goal, distance, wanted, begin, thresholds)


def _compared(
    target: Target,
    towards: int,
    value: float,
    goal: float,
    distance: float,
    wanted: float,
    begin: Begin | None,
    thresholds: Thresholds,
) -> Comparison:
    short = round(towards * (wanted - value), NOISE) + 0.0  # no minus before a zero
    decimals = target.indicator.decimals if target.indicator else 0
    green, amber = _bands(thresholds.on_track, thresholds.at_risk, distance, target.tolerance or 0.0, decimals)
    return Comparison(begin, goal, distance, wanted, short, green, amber)


@lru_cache(maxsize=4096, typed=True)
def _bands(on_track: float, at_risk: float, distance: float, tolerance: float, decimals: int) -> tuple[float, float]:
    """The widest shortfalls, in units, that still are on_track and at_risk: the same at every date of a strip.

    Never less than the smallest difference that the written decimals can show; none where values are without.
    """
    step = 10.0**-decimals if decimals else 0.0
    green = max(on_track * distance, tolerance, step)
    return round(green, NOISE), round(max(at_risk * distance, green), NOISE)


def _distance(target: Target, baseline: float, goal: float) -> float:
    """What a shortfall is a share of: the way from baseline to goal, or the goal where no way is left to go."""
    both = target.comparator in _BOTH_SIDES
    is_there = meets(target, baseline) if both else target.sign * (baseline - goal) >= 0
    return (0.0 if is_there else abs(goal - baseline)) or abs(goal) or 1.0


def is_above(target: Target, value: float) -> bool:
    """Whether a value is beyond the most that was promised, so that more of it only makes it worse."""
    if target.comparator in _BOTH_SIDES:
        return value > _high(target)
    return target.sign < 0 and not meets(target, value)


def _high(target: Target) -> float:
    return goal_of(target) if target.value_high is None else target.value_high


def _nearest_goal(target: Target, value: float) -> float:
    above = target.comparator is Comparator.BETWEEN and value > _high(target)
    return _high(target) if above else goal_of(target)


def _towards(target: Target, value: float) -> int:
    """Which way is better; a value that must be met from both sides looks towards the goal."""
    if target.comparator in _BOTH_SIDES:
        return -1 if value > _high(target) else 1
    return target.sign


def with_bound(target: Target, value: float, thresholds: Thresholds) -> Comparison:
    """Compare a value with the bound that must hold; its tolerance is the only band (docs/rules.md, rule 5)."""
    goal = _nearest_goal(target, value)
    tolerance = thresholds.maintain * abs(goal_of(target)) if target.tolerance is None else target.tolerance
    short = round(_towards(target, value) * (goal - value), NOISE) + 0.0  # no minus before a zero
    if meets(target, value) and target.comparator in _BOTH_SIDES:
        short = 0.0
    distance = abs(goal) or 1.0
    return Comparison(
        begin=None,
        goal=goal,
        distance=distance,
        expected=goal,
        short=short,
        green=0.0,
        amber=round(tolerance, NOISE),
    )
