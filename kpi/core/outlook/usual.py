"""Whether the newest value of a result is usual variation: the XmR chart of what it was in each period."""

from dataclasses import dataclass, replace
from datetime import date

from kpi.core.light.evidence import Point, goal_of
from kpi.core.light.units import Reports
from kpi.core.model import Target
from kpi.core.outlook.course import period_values
from kpi.core.outlook.xmr import Xmr, within_usual, xmr


@dataclass(frozen=True, slots=True)
class Usual:
    """The chart of a result; `points`: its values, never running totals, oldest first, one for each of the chart.

    `within`: whether the last difference is no larger than every one before it; None under three values.
    """

    target: Target
    points: tuple[Point, ...]
    chart: Xmr
    within: bool | None

    @property
    def judged(self) -> bool:
        """Whether there are enough values for a judgement."""
        return self.chart.last is not None and self.chart.last.judged


def usual(target: Target, reports: Reports, as_of: date) -> Usual | None:
    """The variation of a result up to `as_of`, from its own measurements; None where it has no course of values.

    A milestone is done or not, and a recurring duty counts times: neither has one. It is held against the goal where
    that is a level; against none where it is a total or has two ends (docs/rules.md).
    """
    if target.indicator is None or target.traits.closes or target.traits.has_windows:
        return None
    points = period_values(replace(target, benchmark=None), reports, as_of)
    values = tuple(point.value for point in points)
    level = target.value is not None and target.value_high is None and not target.traits.adds_up
    held = goal_of(target) if level and target.benchmark is None else None
    chart = xmr(values, sign=target.sign, target=held)
    return Usual(target, points, chart, within_usual(values) if values else None)
