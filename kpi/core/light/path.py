"""The value expected at a date: what a target should have become by then."""

from datetime import date
from math import ceil, floor

from kpi.core.calendar.period import DAY, elapsed
from kpi.core.light.evidence import NOISE
from kpi.core.model import Target
from kpi.core.vocabulary import PathKind


def expected(target: Target, baseline: float, goal: float, day: date) -> float:
    """The value the path asks for at the end of `day`, in the target's unit (docs/rules.md, rules 3 and 4).

    Before the start it is the baseline, from the deadline on the goal. Between them, in whole-number units, it is
    rounded towards the baseline, so that a part of a network is never asked for.
    """
    if day >= target.due:
        return goal
    if day < target.start:
        return baseline
    raw = _raw(target, baseline, goal, day)
    exact = round(raw, NOISE)
    if target.indicator is None or not target.indicator.whole:
        return exact
    rounded = float(floor(exact) if goal >= baseline else ceil(exact))
    past_baseline = rounded < baseline <= raw or rounded > baseline >= raw
    return baseline if past_baseline else rounded


def _raw(target: Target, baseline: float, goal: float, day: date) -> float:
    if target.waypoints:
        return _between(_corners(target, baseline, goal), day)
    if target.path is PathKind.STEP:
        return baseline
    share = elapsed(target.start, day) / elapsed(target.start, target.due)
    return baseline + (goal - baseline) * share


def _corners(target: Target, baseline: float, goal: float) -> list[tuple[date, float]]:
    inner = [(day, value) for day, value in sorted(target.waypoints) if target.start <= day < target.due]
    return [(target.start - DAY, baseline), *inner, (target.due, goal)]


def _between(corners: list[tuple[date, float]], day: date) -> float:
    last, low = corners[0]
    for corner, high in corners[1:]:
        if day <= corner:
            return low + (high - low) * elapsed(last + DAY, day) / elapsed(last + DAY, corner)
        last, low = corner, high
    return low
