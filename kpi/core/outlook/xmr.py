"""XmR charts: what is usual variation of a course, and what is not (NHS "Making Data Count").

Every rule and its order are those of NHSRplotthedots 0.2, the NHS-R community's reference; docs/rules.md tells them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

ENOUGH = 13  # values from which a course is judged
_LIMIT = 2.66
_CLOSE = 2 * _LIMIT / 3
_SCREEN = 3.267
_RUN = 7
_NOISE = 1e-12  # of the largest value: below it lies only floating-point noise


class Rule(StrEnum):
    """Why a point is special, in the reference's own words."""

    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_ABOVE = "2 in 3 Above CL"
    TWO_BELOW = "2 in 3 Below CL"
    ABOVE = "7 Points Above CL"
    BELOW = "7 Points Below CL"

    @property
    def side(self) -> int:
        """+1 where it points to more, -1 to less."""
        return 1 if "Above" in self or "Increasing" in self else -1


class Variation(StrEnum):
    """What the newest point says of the course; high and low tell its side."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether usual variation alone keeps to the target: always, never, or now and then."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The mean and limits of the values from index `first` on; the limits are None of a single value."""

    first: int
    size: int
    mean: float
    lower: float | None
    upper: float | None

    @property
    def judged(self) -> bool:
        """Whether it has enough values for a judgement."""
        return self.size >= ENOUGH


@dataclass(frozen=True, slots=True)
class XmrPoint:
    """A value of the chart; `rule` None: nothing special."""

    value: float
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Xmr:
    """A chart; the judgement is that of the last stretch, None while it has too few values.

    `stretches` is empty where there are no values.
    """

    stretches: tuple[Stretch, ...]
    points: tuple[XmrPoint, ...]
    variation: Variation | None
    assurance: Assurance | None

    @property
    def last(self) -> Stretch | None:
        """The stretch that the newest value is in."""
        return self.stretches[-1] if self.stretches else None


def xmr(
    values: Sequence[float],
    *,
    sign: int = 1,
    target: float | None = None,
    screen: bool = True,
    rebase: Sequence[int] = (),
) -> Xmr:
    """The chart of values of one rhythm, oldest first; `sign`: +1 when more is better, -1 when less is, 0 neither.

    `screen`: moving ranges of 3.267 times their mean and more are left out of the limits. `rebase`: indices, from 0, at
    which a new stretch begins with limits of its own, ascending. Under 13 values in a stretch none is special.
    """
    starts = (0, *rebase, len(values))
    parts = [values[first:after] for first, after in pairwise(starts) if after > first]
    stretches, points, first = [], [], 0
    for part in parts:
        stretches.append(_stretch(part, first, screen))
        points.extend(_points(part, stretches[-1]))
        first += len(part)
    last = stretches[-1] if stretches else None
    if last is None or not last.judged:
        return Xmr(tuple(stretches), tuple(points), None, None)
    return Xmr(tuple(stretches), tuple(points), _variation(points[-1], sign), _assurance(last, sign, target))


def within_usual(values: Sequence[float]) -> bool | None:
    """Whether the last difference between two values is no larger than every one before it; None under three values."""
    steps = _ranges(values)
    return steps[-1] <= max(steps[:-1]) + _noise(values) if len(steps) > 1 else None


def _mean(values: Sequence[float]) -> float:
    """Summed twice, so that equal values have exactly their own mean."""
    first = sum(values) / len(values)
    return first + sum(value - first for value in values) / len(values)


def _noise(values: Sequence[float]) -> float:
    return _NOISE * max(map(abs, values))


def _ranges(values: Sequence[float]) -> list[float]:
    return [abs(after - before) for before, after in pairwise(values)]


def _stretch(values: Sequence[float], first: int, screen: bool) -> Stretch:
    mean, ranges = _mean(values), _ranges(values)
    if not ranges:
        return Stretch(first, len(values), mean, None, None)
    usual = _mean(ranges)
    if screen:
        # Of a course that never moved none would be left.
        ranges = [one for one in ranges if one < _SCREEN * usual] or ranges
        usual = _mean(ranges)
    return Stretch(first, len(values), mean, mean - _LIMIT * usual, mean + _LIMIT * usual)


def _points(values: Sequence[float], stretch: Stretch) -> list[XmrPoint]:
    if not stretch.judged or stretch.lower is None or stretch.upper is None:
        return [XmrPoint(value) for value in values]
    noise = _noise(values)
    sides = [_sign(value - stretch.mean, noise) for value in values]
    outside = [value > stretch.upper + noise or value < stretch.lower - noise for value in values]
    reach = _CLOSE / _LIMIT * (stretch.upper - stretch.mean) + noise
    close = [abs(value - stretch.mean) > reach and not out for value, out in zip(values, outside, strict=True)]
    trends = _trends(values)
    two, run = _two_in_three(close, sides), _runs(sides)
    return [
        XmrPoint(values[at], _rule(sides[at], outside[at], trends[at], two[at], run[at])) for at in range(len(values))
    ]


def _rule(side: int, outside: bool, trend: int, two: bool, run: bool) -> Rule | None:
    """The first that holds, in the reference's order."""
    above = side > 0
    if outside:
        return Rule.ABOVE_LIMIT if above else Rule.BELOW_LIMIT
    if trend:
        return Rule.RISING if trend > 0 else Rule.FALLING
    if two:
        return Rule.TWO_ABOVE if above else Rule.TWO_BELOW
    if run:
        return Rule.ABOVE if above else Rule.BELOW
    return None


def _sign(value: float, noise: float = 0.0) -> int:
    return (value > noise) - (value < -noise)


def _marked(size: int, ends: Sequence[int], length: int) -> list[bool]:
    """Which of `size` points belong to a run of this length; `ends`: its last points."""
    found = [False] * size
    for end in ends:
        found[end - length + 1 : end + 1] = [True] * length
    return found


def _runs(sides: Sequence[int]) -> list[bool]:
    """The points of seven on one side of the mean; a point on it breaks the run."""
    ends = [at for at in range(_RUN - 1, len(sides)) if abs(sum(sides[at - _RUN + 1 : at + 1])) == _RUN]
    return _marked(len(sides), ends, _RUN)


def _trends(values: Sequence[float]) -> list[int]:
    """The direction of the points of seven that rise or fall at each of six steps; 0 outside such a trend.

    Where one trend ends and the next begins, a point follows the step after it, and a flat one counts as falling.
    """
    steps = [_sign(after - before) for before, after in pairwise(values)]
    count = _RUN - 1
    ends = [at for at in range(count, len(values)) if abs(sum(steps[at - count : at])) == count]
    inside = _marked(len(values), ends, _RUN)
    found = [0] * len(values)
    for at in range(len(values)):
        if inside[at]:
            joined = at + 1 < len(values) and inside[at + 1]
            step = steps[at] if joined else steps[at - 1]
            found[at] = 1 if step > 0 else -1
    return found


def _two_in_three(close: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """The close points of three on one side of which at least two are close: beyond two thirds, within the limits."""
    threes = range(2, len(close))
    ends = [at for at in threes if sum(close[at - 2 : at + 1]) >= 2 and abs(sum(sides[at - 2 : at + 1])) == 3]
    near = _marked(len(close), ends, 3)
    return [here and it for here, it in zip(near, close, strict=True)]


def _variation(point: XmrPoint, sign: int) -> Variation:
    if point.rule is None:
        return Variation.COMMON_CAUSE
    high = point.rule.side > 0
    if not sign:
        return Variation.NEUTRAL_HIGH if high else Variation.NEUTRAL_LOW
    better = point.rule.side == sign
    if high:
        return Variation.IMPROVEMENT_HIGH if better else Variation.CONCERN_HIGH
    return Variation.IMPROVEMENT_LOW if better else Variation.CONCERN_LOW


def _assurance(last: Stretch, sign: int, target: float | None) -> Assurance | None:
    """A target on a limit is met now and then."""
    if target is None or not sign or last.lower is None or last.upper is None:
        return None
    if target > last.upper:
        return Assurance.FAIL if sign > 0 else Assurance.PASS
    if target < last.lower:
        return Assurance.PASS if sign > 0 else Assurance.FAIL
    return Assurance.INCONSISTENT
