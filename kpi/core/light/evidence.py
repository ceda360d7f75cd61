"""From reported measurements to one point a period: what the light may look at."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from kpi.core.batch import Batch
from kpi.core.calendar.period import Period, add_months, period_of
from kpi.core.kinds import DONE, Yes
from kpi.core.light.units import Heard, Reported, Reports
from kpi.core.model import Measurement, Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Origin

NOISE = 9  # decimals kept: below it lies only floating-point noise


class Point(NamedTuple):
    """One value of a target on `day`, in its unit; `plain`: reported as yes, no or a day, not as a number.

    `partial`: not everyone who was expected reported; None: everyone did. A named tuple, because points are made by
    the thousand for one screen.
    """

    day: date
    period: Period
    value: float
    plain: bool = False
    provisional: bool = False
    judgement: bool = False
    sample: bool = False
    partial: Heard | None = None


def points(target: Target, measurements: Iterable[Measurement] | Reports, as_of: date) -> tuple[Point, ...]:
    """The target's evidence up to and including `as_of`, one point a period, oldest first (docs/rules.md, rule 1).

    A point of a period in which an expected unit is silent says so, whether or not it counts.
    """
    known = measurements if isinstance(measurements, Reports) else Reports(measurements)
    measure = _measure(target)
    made: dict[int, Point | None] = known.made[measure]
    found: list[Point] = []
    for one in known.until(as_of):
        if id(one) not in made:
            made[id(one)] = _reported(measure, one)
        if (point := made[id(one)]) is not None:
            found.append(point)
    return tuple(sorted(found))  # by day, then by period: each of them has one point


class Measure(NamedTuple):
    """All that a point takes from its target; targets of one indicator share it, and so their points."""

    aggregation: Aggregation
    scale: float
    yes: float
    judged: bool


def _measure(target: Target) -> Measure:
    return Measure(aggregation_of(target), scale(target), yes(target), _is_judged(target))


def _reported(measure: Measure, one: Reported) -> Point | None:
    """The point of a period; a latest value needs no one else, so it is never partial."""
    point = _point(measure, one.rows)
    if point is None or one.partial is None or measure.aggregation is Aggregation.LAST:
        return point
    return point._replace(partial=one.partial)


def running(target: Target, seen: tuple[Point, ...]) -> tuple[Point, ...]:
    """The running total since the start, unless the indicator already reports totals (aggregation `last`)."""
    since = tuple(point for point in seen if point.day >= target.start)
    if target.indicator is not None and target.indicator.aggregation is Aggregation.LAST:
        return since
    totals = accumulate(point.value for point in since)
    partials = accumulate((point.partial for point in since), _less)
    return tuple(
        point._replace(value=round(total, NOISE), partial=partial)
        for point, total, partial in zip(since, totals, partials, strict=True)
    )


def _less(before: Heard | None, own: Heard | None) -> Heard | None:
    """A total is partial while a period in it is; it tells of the one with the fewest units, the newest of equals."""
    if before is None or own is None:
        return own or before
    return own if own.share <= before.share else before


def _point(measure: Measure, rows: Batch) -> Point | None:
    """The point of a period; the last of its rows is the newest, by day and on one day by the unit's code."""
    values = _values(measure, rows)
    known = [at for at, value in enumerate(values) if value is not None]
    together = _together(measure, rows, [value for value in values if value is not None], known)
    if together is None:
        return None
    newest = known[-1]
    plain = rows.value[newest] is None and rows.numerator[newest] is None
    return Point(
        day=rows.measured_on[newest] or rows.period[newest].last,
        period=rows.period[newest],
        value=round(together, NOISE),
        plain=plain,
        provisional=any(rows.provisional[at] for at in known),
        judgement=measure.judged and not plain,
        sample=any(rows.origin[at] is Origin.SAMPLE for at in known),
    )


def _is_judged(target: Target) -> bool:
    """Whether its owner says how far it is."""
    return target.indicator is None and target.traits.own.share


def _together(measure: Measure, rows: Batch, values: Sequence[float], known: Sequence[int]) -> float | None:
    """One value for all units, by the indicator's aggregation; None when shares come without their counts."""
    if not values:
        return None
    match measure.aggregation:
        case Aggregation.RATIO:
            return _ratio(measure, rows, values, known)
        case Aggregation.SUM:
            return values[0] if len(values) == 1 else fsum(values)
        case Aggregation.MEAN:
            return values[0] if len(values) == 1 else fsum(values) / len(values)
        case Aggregation.LAST:
            return values[-1]


def aggregation_of(target: Target) -> Aggregation:
    """How the values of its units become one."""
    if target.indicator:
        return target.indicator.aggregation
    return target.traits.own.aggregation


def _ratio(measure: Measure, rows: Batch, values: Sequence[float], known: Sequence[int]) -> float | None:
    """Σ numerator / Σ denominator; never the mean of percentages. One unit alone may report the share itself."""
    pairs = [(rows.numerator[at], rows.denominator[at]) for at in known]
    counts = [(above, below) for above, below in pairs if above is not None and below]
    if not counts:
        return values[0] if len(values) == 1 else None
    return measure.scale * fsum(above for above, _ in counts) / fsum(below for _, below in counts)


def _values(measure: Measure, rows: Batch) -> list[float | None]:
    """What each row is worth; None where it says nothing."""
    columns = zip(rows.value, rows.numerator, rows.denominator, rows.done, rows.measured_on, strict=True)
    return [
        _worth(measure, top, whole, done, on) if value is None else value for value, top, whole, done, on in columns
    ]


def _worth(
    measure: Measure, top: float | None, whole: float | None, done: bool | None, on: date | None
) -> float | None:
    """What a row without a value is worth."""
    if top is not None and whole:
        return measure.scale * top / whole
    if top is not None or (done is None and on is None):
        return None
    return measure.yes if done is not False else 0.0


def yes(target: Target) -> float:
    """What "ja" or a bare day is worth: the whole of a milestone, once for the rest."""
    return goal_of(target) if target.traits.yes is Yes.WHOLE else 1.0


def goal_of(target: Target) -> float:
    """The promised value; 100 (percent) for a milestone that states none, or 1 for "done"."""
    if target.value is None or (target.value <= 1 and _is_judged(target)):
        return DONE
    return target.value


def scale(target: Target) -> float:
    """What a share of one is in the target's unit: 100 for percent, 1000 for per mille, else 1."""
    return {"%": 100.0, "‰": 1000.0}.get(target.unit, 1.0)


def report_due(target: Target, thresholds: Thresholds) -> date:
    """The last day on which the first report is not late: the end of the first period that is asked for, plus grace."""
    return period_of(target.asked_from, target.frequency).last + timedelta(days=thresholds.grace_days)


def stale_after(target: Target, day: date, thresholds: Thresholds) -> date:
    """The last day on which evidence of `day` is fresh: its frequency later, plus grace."""
    return add_months(day, target.frequency.months) + timedelta(days=thresholds.grace_days)


def next_due(target: Target, day: date, thresholds: Thresholds) -> date:
    """The last day on which a report after evidence of `day` is not late, and never before the first is due."""
    return max(report_due(target, thresholds), stale_after(target, day, thresholds))
