"""Where a course will be some periods on, with an interval and the chance of reaching a goal; docs/rules.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, inf, sqrt

from kpi.core.outlook.student import t_at, t_below

LEAST = 6  # points from which a forecast is made
COVERED = 0.8  # how often the outcome is to lie within low..high
_HALF = 0.5  # of the mean step: levels go on less than they did


@dataclass(frozen=True, slots=True)
class Within:
    """Between which a value can lie, both inclusive."""

    low: float = -inf
    high: float = inf

    def kept(self, value: float) -> float:
        """The value, or the bound that it is beyond."""
        return min(max(value, self.low), self.high)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a course will be after `horizon` periods: `low`..`high` in four of five cases, half of them over `mid`.

    `spread`: that of Student's t with `freedom` degrees of freedom around `centre`; 0: it always made the same step.
    `within`: what it is kept within.
    """

    horizon: int
    low: float
    mid: float
    high: float
    centre: float
    spread: float
    freedom: int
    within: Within

    def at_most(self, goal: float) -> float:
        """The chance, 0..1, of a value up to `goal`."""
        if goal < self.within.low:
            return 0.0
        if goal >= self.within.high:
            return 1.0
        return self._below(goal) if self.spread else float(self.centre <= goal)

    def at_least(self, goal: float) -> float:
        """The chance, 0..1, of `goal` or more."""
        if goal > self.within.high:
            return 0.0
        if goal <= self.within.low:
            return 1.0
        return 1 - self._below(goal) if self.spread else float(self.centre >= goal)

    def between(self, low: float, high: float) -> float:
        """The chance, 0..1, of a value of `low` to `high`, both inclusive."""
        return max(0.0, self.at_most(high) + self.at_least(low) - 1)

    def _below(self, goal: float) -> float:
        return t_below((goal - self.centre) / self.spread, self.freedom)


def forecast(values: Sequence[float], horizon: int, *, total: bool = False, within: Within | None = None) -> Forecast:
    """The forecast of at least `LEAST` values of one rhythm, oldest first, `horizon` >= 1 of its periods on.

    The last value and half the mean step a period; of a running total (`total`) the whole mean step, and never less
    than it is. `within` None: any value. Raises ValueError for fewer values.
    """
    if len(values) < LEAST:
        raise ValueError(f"{len(values)} values, {LEAST} are needed")
    limits = within or Within()
    steps = [after - before for before, after in pairwise(values)]
    freedom = len(steps) - 1
    step = fsum(steps) / len(steps)
    deviation = sqrt(fsum((one - step) ** 2 for one in steps) / freedom)
    centre = values[-1] + horizon * step * (1.0 if total else _HALF)
    spread = deviation * sqrt(horizon + horizon**2 / len(steps))
    if total:
        limits = Within(max(limits.low, values[-1]), max(limits.high, values[-1]))
    half = spread * t_at((1 + COVERED) / 2, freedom)
    low, mid, high = (limits.kept(one) for one in (centre - half, centre, centre + half))
    return Forecast(horizon, low, mid, high, centre, spread, freedom, limits)
