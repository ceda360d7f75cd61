"""The sum behind a light: how far a value is from what was expected of it; decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from operator import eq, ge, gt, le, lt
from typing import NamedTuple

from kpi.core.light.assessment import Comparison
from kpi.core.light.begin import Begin, begin_of
from kpi.core.light.evidence import NOISE, Point, goal_of
from kpi.core.light.path import Corner, expected, expected_this_year, stretch
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

_COMPARISON = partial(tuple.__new__, Comparison)  # of a tuple of all fields: half the time of a call by name
BOTH_SIDES = (Comparator.EQUAL, Comparator.BETWEEN)


class FixedPath(NamedTuple):
    """What is the same at every date of a path: where it begins and leads, and what a shortfall is held against.

    `towards`: +1 when higher is better, -1 when lower is. `green` and `amber`: as in Comparison. `already`: it begins
    beyond its goal, and so asks for no more than that.
    """

    begin: Begin
    goal: float
    towards: int
    distance: float
    green: float
    amber: float
    already: bool


class Yardstick(NamedTuple):
    """What the values of a target are held against: worked out once for all the dates at which it is judged.

    `goal`: what was promised, `high`: the most of it. `sign`: +1 when higher is better, -1 when lower is, 0: it must be
    met from both sides. `met`: whether a value is what was promised. `begin`: where its path begins; None: the points
    that count tell. `yearly`: whether every year has a promise of its own. `path`: where `with_fixed_path` knew it.
    """

    target: Target
    goal: float
    high: float
    sign: int
    met: Callable[[float], bool]
    begin: Begin | None
    yearly: bool
    path: FixedPath | None = None


def yardstick(target: Target, series: tuple[Point, ...] = ()) -> Yardstick:
    """What the values of a target are held against; a milestone without a value is complete at 100.

    `series`: what counts of it, where that already tells the beginning.
    """
    return Yardstick(
        target,
        goal_of(target),
        _high(target),
        0 if target.comparator in BOTH_SIDES else target.sign,
        _meeting(target),
        begin_of(target, series),
        target.path is PathKind.YEARLY,
    )


def meets(target: Target, value: float) -> bool:
    """Whether a value is what was promised."""
    return _meeting(target)(value)


def _meeting(target: Target) -> Callable[[float], bool]:
    """The same question for many values."""
    goal = goal_of(target)
    if target.comparator is Comparator.BETWEEN:
        high = _high(target)
        return lambda value: goal <= value <= high
    return partial(_TESTS[target.comparator], goal)


def _high(target: Target) -> float:
    return goal_of(target) if target.value_high is None else target.value_high


def keeps(target: Target, point: Point) -> bool:
    """Whether a point is what was promised of its period; that may follow a benchmark."""
    return meets(promised_for(target, point), point.value)


def promised_for(target: Target, point: Point) -> Target:
    """The target as it was for the period of a point."""
    return target if point.bound is None else replace(target, value=point.bound)


def holding(by: Yardstick) -> Callable[[Point], bool]:
    """The same question for many points."""
    if by.target.benchmark is not None:
        return partial(keeps, by.target)
    met = by.met
    return lambda point: met(point.value)


def asked(target: Target, value: float, begin: Begin, day: date) -> float:
    """What the path asks at the end of `day` of a target that stands at `value`.

    A baseline that is beyond the goal already asks for no more than the goal.
    """
    by = yardstick(target)
    goal, towards = _facing(by, value)
    if by.yearly:
        return _this_year(by, towards, stretch(target, goal, day, (begin.day, begin.value)), day)
    if _is_beyond(by, towards, goal, begin):
        return goal
    return expected(target, begin.value, goal, day, begin.day)


def _is_beyond(by: Yardstick, towards: int, goal: float, begin: Begin) -> bool:
    return towards * (begin.value - goal) > 0 and not by.yearly


def _this_year(by: Yardstick, towards: int, between: tuple[Corner | None, Corner], day: date) -> float:
    """What the promise of a year asks; no more than that where the one before it, or the baseline, is beyond it."""
    low, high = between
    if low is not None and towards * (low[1] - high[1]) > 0:
        return high[1]
    return expected_this_year(by.target, between, day)


def with_fixed_path(by: Yardstick, thresholds: Thresholds) -> Yardstick:
    """The same, with its path where that does not depend on the value that is held against it."""
    if by.begin is None or not by.sign:
        return by
    return Yardstick(*by[:-1], _fixed_path(by, by.goal, by.begin, thresholds))


def _fixed_path(by: Yardstick, value: float, begin: Begin, thresholds: Thresholds) -> FixedPath:
    """The path as it is for a value: what must be met from both sides has two."""
    goal, towards = _facing(by, value)
    distance = _distance(by, begin.value, goal)
    bands = _bands(by.target, distance, thresholds)
    return FixedPath(begin, goal, towards, distance, *bands, _is_beyond(by, towards, goal, begin))


def with_path(by: Yardstick, value: float, day: date, begin: Begin, thresholds: Thresholds) -> Comparison:
    """Compare the value of `day` with the path at that day (docs/rules.md, rule 4)."""
    path = by.path or _fixed_path(by, value, begin, thresholds)
    wanted = path.goal if path.already else expected(by.target, begin.value, path.goal, day, begin.day)
    short = _short(path.towards, wanted, value)
    return _COMPARISON((begin, path.goal, path.distance, wanted, short, path.green, path.amber))


def with_year(by: Yardstick, point: Point, begin: Begin | None, thresholds: Thresholds) -> Comparison | None:
    """Compare a point with the promise of its own year, in shares of the way from the one before it (rule 4).

    `begin` None: unknown. None where there is nothing to compare with yet.
    """
    goal, towards = _facing(by, point.value)
    day = point.told
    low, high = between = stretch(by.target, goal, day, None if begin is None else (begin.day, begin.value))
    if low is None and day < high[0]:
        return None
    way = max(0.0, towards * (high[1] - low[1])) if low else 0.0
    wanted = _this_year(by, towards, between, day)
    distance = way or abs(high[1]) or 1.0
    short = _short(towards, wanted, point.value)
    return Comparison(begin, goal, distance, wanted, short, *_bands(by.target, distance, thresholds))


def _short(towards: int, wanted: float, value: float) -> float:
    return round(towards * (wanted - value), NOISE) + 0.0  # no minus before a zero


def _bands(target: Target, distance: float, thresholds: Thresholds) -> tuple[float, float]:
    """The widest shortfalls, in units, that still are on_track and at_risk."""
    decimals = target.indicator.decimals if target.indicator else 0
    return _widest(thresholds.on_track, thresholds.at_risk, distance, target.tolerance or 0.0, decimals)


@lru_cache(maxsize=4096, typed=True)
def _widest(on_track: float, at_risk: float, distance: float, tolerance: float, decimals: int) -> tuple[float, float]:
    """The same at every date of a strip, and for all targets that are as far from their goal.

    Never less than the smallest difference that the written decimals can show; none where values are without.
    """
    step = 10.0**-decimals if decimals else 0.0
    green = max(on_track * distance, tolerance, step)
    return round(green, NOISE), round(max(at_risk * distance, green), NOISE)


def _distance(by: Yardstick, baseline: float, goal: float) -> float:
    """What a shortfall is a share of: the way from baseline to goal, or the goal where no way is left to go."""
    is_there = by.sign * (baseline - goal) >= 0 if by.sign else by.met(baseline)
    return (0.0 if is_there else abs(goal - baseline)) or abs(goal) or 1.0


def is_above(target: Target, value: float) -> bool:
    """Whether a value is beyond the most that was promised, so that more of it only makes it worse."""
    if target.comparator in BOTH_SIDES:
        return value > _high(target)
    return target.sign < 0 and not meets(target, value)


def is_too_low(target: Target, value: float) -> bool:
    """Whether a value that must be met from both sides lies below the least that was promised."""
    return value < goal_of(target)


def _facing(by: Yardstick, value: float) -> tuple[float, int]:
    """The goal nearest to a value and which way is better; what must be met from both sides looks towards the goal."""
    if by.sign:
        return by.goal, by.sign
    if value <= by.high:
        return by.goal, 1
    return by.high if by.target.comparator is Comparator.BETWEEN else by.goal, -1


def with_bound(by: Yardstick, value: float, thresholds: Thresholds) -> Comparison:
    """Compare a value with the bound that must hold; its tolerance is the only band (docs/rules.md, rule 5)."""
    goal, towards = _facing(by, value)
    own = by.target.tolerance
    tolerance = thresholds.maintain * abs(by.goal) if own is None else own
    inside = not by.sign and by.met(value)
    short = 0.0 if inside else _short(towards, goal, value)
    return Comparison(
        begin=None,
        goal=goal,
        distance=abs(goal) or 1.0,
        expected=goal,
        short=short,
        green=0.0,
        amber=round(tolerance, NOISE),
    )
