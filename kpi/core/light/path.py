"""The value expected at a date: what a target should have become by then."""

from datetime import date
from math import ceil, floor

from kpi.core.calendar.period import DAY, elapsed
from kpi.core.light.evidence import NOISE
from kpi.core.model import Target
from kpi.core.vocabulary import PathKind


def expected(target: Target, baseline: float, goal: float, day: date, since: date | None = None) -> float:
    """The value the path asks for at the end of `day`, in the target's unit (docs/rules.md, rules 3 and 4).

    It begins at the end of `since` (None: of the day before the start); until then it is the baseline, from the
    deadline on the goal. Between them it is rounded towards the baseline to the decimals the target is shown with, so
    that no light rests on a difference that nobody can see.
    """
    begin = target.start - DAY if since is None else since
    if day >= target.due:
        return goal
    if day <= begin:
        return baseline
    return _rounded(target, baseline, goal, _raw(target, baseline, goal, day, begin))


def _rounded(target: Target, baseline: float, goal: float, raw: float) -> float:
    grid = 10.0 ** (target.indicator.decimals if target.indicator else 0)
    steps = round(raw * grid, NOISE)
    rounded = round((floor(steps) if goal >= baseline else ceil(steps)) / grid, NOISE)
    past_baseline = rounded < baseline <= raw or rounded > baseline >= raw
    return baseline if past_baseline else rounded


def _raw(target: Target, baseline: float, goal: float, day: date, begin: date) -> float:
    if target.waypoints:
        return _between(_corners(target, baseline, goal, begin), day)
    if target.path is PathKind.STEP:
        return baseline
    share = elapsed(begin + DAY, day) / elapsed(begin + DAY, target.due)
    return baseline + (goal - baseline) * share


def _corners(target: Target, baseline: float, goal: float, begin: date) -> list[tuple[date, float]]:
    inner = [(day, value) for day, value in sorted(target.waypoints) if begin < day < target.due]
    return [(begin, baseline), *inner, (target.due, goal)]


def _between(corners: list[tuple[date, float]], day: date) -> float:
    last, low = corners[0]
    for corner, high in corners[1:]:
        if day <= corner:
            return low + (high - low) * elapsed(last + DAY, day) / elapsed(last + DAY, corner)
        last, low = corner, high
    return low
