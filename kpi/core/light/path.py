"""The value expected at a date: what a target should have become by then."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from math import ceil, floor

from kpi.core.calendar.period import DAY, elapsed
from kpi.core.light.evidence import NOISE
from kpi.core.model import Target
from kpi.core.vocabulary import PathKind, complete


def expected(target: Target, baseline: float, goal: float, day: date, since: date | None = None) -> float:
    """The value the path asks for at the end of `day`, in the target's unit (docs/rules.md, rules 3 and 4).

    It begins at the end of `since` (None: of the day before the start); until then it is the baseline, from the
    deadline on the goal. Between them it is rounded towards the baseline to the decimals the target is shown with, so
    that no light rests on a difference that nobody can see.
    """
    begin = target.start - DAY if since is None else since
    if day >= target.due:
        return goal
    if target.path is PathKind.YEARLY:
        return expected_this_year(target, stretch(target, goal, day, (begin, baseline)), day)
    if day <= begin:
        return baseline
    return _rounded(target, baseline, goal, _raw(target, baseline, goal, day, begin))


Corner = tuple[date, float]


def promises(target: Target, goal: float) -> tuple[Corner, ...]:
    """What is promised of each year where every one has a promise of its own, the deadline's last (rule 4)."""
    inner = sorted((day, value) for day, value in target.waypoints if day < target.due)
    return (*inner, (target.due, goal))


def stretch(target: Target, goal: float, day: date, begin: Corner | None) -> tuple[Corner | None, Corner]:
    """The promise before `day` and the first on or after it; before the first stands the baseline, None: unknown."""
    each = promises(target, goal)
    at = next((at for at, (on, _) in enumerate(each) if on >= day), len(each) - 1)
    if at:
        return each[at - 1], each[at]
    return (begin if begin is not None and begin[0] < each[0][0] else None), each[0]


def expected_this_year(target: Target, between: tuple[Corner | None, Corner], day: date) -> float:
    """What a year's own promise asks at the end of `day`: all of it on its last day, a share of the way before."""
    low, high = between
    if low is None or day >= high[0]:
        return high[1]
    if day <= low[0]:
        return low[1]
    return _rounded(target, low[1], high[1], _between([low, high], day))


def _rounded(target: Target, baseline: float, goal: float, raw: float) -> float:
    decimals = target.indicator.decimals if target.indicator else 0
    grid = 10.0**decimals
    steps = round(raw * grid, NOISE)
    whole = floor(steps) if goal >= baseline else ceil(steps)
    rounded = round(whole / grid, NOISE) if decimals else float(whole)
    past_baseline = rounded < baseline <= raw or rounded > baseline >= raw
    return baseline if past_baseline else rounded


def _raw(target: Target, baseline: float, goal: float, day: date, begin: date) -> float:
    if target.waypoints:
        return _between(_corners(target, baseline, goal, begin), day)
    return _WAYS[target.path](baseline, goal, _share(begin, day, target.due))


def _straight(baseline: float, goal: float, share: float) -> float:
    return baseline + (goal - baseline) * share


def _geometric(baseline: float, goal: float, share: float) -> float:
    return baseline * (goal / baseline) ** share if baseline * goal > 0 else _straight(baseline, goal, share)


# Where a path is at a share of its time; one of years has a share of each of them.
_WAYS: Mapping[PathKind, Callable[[float, float, float], float]] = complete(
    PathKind,
    {
        PathKind.LINEAR: _straight,
        PathKind.STEP: lambda baseline, _, __: baseline,
        PathKind.GEOMETRIC: _geometric,
        PathKind.YEARLY: _straight,
    },
)


@lru_cache(maxsize=4096)
def _share(begin: date, day: date, due: date) -> float:
    """The part of the way that lies behind at the end of `day`; many targets share their days."""
    return elapsed(begin + DAY, day) / elapsed(begin + DAY, due)


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
