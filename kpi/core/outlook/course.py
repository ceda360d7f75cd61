"""What of a target's evidence an outlook may rest on: complete periods, in one rhythm."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile

from kpi.core.light.evidence import Point, points
from kpi.core.light.units import Reports
from kpi.core.model import Target
from kpi.core.vocabulary import Aggregation


def complete_points(series: Sequence[Point]) -> tuple[Point, ...]:
    """The points of periods in which everyone reported, of the frequency of the newest, one a period, oldest first."""
    whole = {point.period: point for point in series if point.partial is None}
    if not whole:
        return ()
    often = max(whole).frequency
    return tuple(whole[period] for period in sorted(whole) if period.frequency is often)


def in_rhythm(series: Sequence[Point], months: int) -> tuple[Point, ...]:
    """The newest points that follow each other at this distance, oldest first; `months` from one figure to the next."""
    newest = tuple(reversed(series))
    joined = takewhile(lambda pair: _months(pair[0]) - _months(pair[1]) == months, pairwise(newest))
    return tuple(reversed((*newest[:1], *(before for _, before in joined))))


def _months(point: Point) -> int:
    return point.period.last.year * 12 + point.period.last.month


def period_values(target: Target, reports: Reports, as_of: date) -> tuple[Point, ...]:
    """What its indicator was in each complete period up to `as_of`, oldest first: values, never running totals.

    What is reported as a total is told apart into what each period added, from the second on.
    """
    whole = complete_points(points(target, reports, as_of))
    if not target.traits.adds_up or target.indicator is None or target.indicator.aggregation is not Aggregation.LAST:
        return whole
    return tuple(after._replace(value=after.value - before.value) for before, after in pairwise(whole))
