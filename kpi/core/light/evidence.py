"""From reported measurements to one point a period: what the light may look at."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from kpi.core.calendar.period import Period, add_months, period_of
from kpi.core.kinds import DONE, Yes
from kpi.core.light.units import Heard, Reported, Reports, Together, newness, value_together
from kpi.core.model import Measurement, Target
from kpi.core.thresholds import Thresholds
from kpi.core.unit import PER_ONE
from kpi.core.vocabulary import Aggregation, Origin

NOISE = 9  # decimals kept: below it lies only floating-point noise


class Point(NamedTuple):
    """One value of a target on `day`, in its unit; `plain`: reported as yes, no or a day, not as a number.

    `partial`: not everyone who was expected reported; None: everyone did. `numerator` and `denominator`: the counts of
    the value, None without. A named tuple, because points are made by the thousand for one screen.
    """

    day: date
    period: Period
    value: float
    plain: bool = False
    provisional: bool = False
    judgement: bool = False
    sample: bool = False
    partial: Heard | None = None
    numerator: float | None = None
    denominator: float | None = None


def points(target: Target, measurements: Iterable[Measurement] | Reports, as_of: date) -> tuple[Point, ...]:
    """The target's evidence up to and including `as_of`, one point a period, oldest first (docs/rules.md, rule 1).

    A point of a period in which an expected unit is silent says so, whether or not it counts.
    """
    known = measurements if isinstance(measurements, Reports) else Reports(measurements)
    found = [point for one in known.until(as_of) if (point := _reported(target, one)) is not None]
    return tuple(sorted(found, key=lambda point: (point.day, point.period)))


def _reported(target: Target, one: Reported) -> Point | None:
    """The point of a period; a latest value needs no one else, so it is never partial."""
    point = _point(target, one.rows)
    if point is None or one.partial is None or aggregation_of(target) is Aggregation.LAST:
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
        point._replace(value=round(total, NOISE), partial=partial, numerator=None, denominator=None)
        for point, total, partial in zip(since, totals, partials, strict=True)
    )


def _less(before: Heard | None, own: Heard | None) -> Heard | None:
    """A total is partial while a period in it is; it tells of the one with the fewest units, the newest of equals."""
    if before is None or own is None:
        return own or before
    return own if own.share <= before.share else before


def _point(target: Target, rows: tuple[Measurement, ...]) -> Point | None:
    if len(rows) == 1:
        return _single(target, rows[0])
    known = [(one, value) for one in rows if (value := reported_value(target, one)) is not None]
    found = units_together(target, known)
    if found is None:
        return None
    newest = max((one for one, _ in known), key=newness)
    plain = _is_plain(newest)
    return Point(
        day=newest.day,
        period=newest.period,
        value=round(found.value, NOISE),
        plain=plain,
        provisional=any(one.provisional for one, _ in known),
        judgement=_is_judged(target) and not plain,
        sample=any(one.origin is Origin.SAMPLE for one, _ in known),
        numerator=found.numerator,
        denominator=found.denominator,
    )


def _single(target: Target, one: Measurement) -> Point | None:
    """The point of a period with one measurement, by far the most: the same as of several, without the detours."""
    value = reported_value(target, one)
    found = None if value is None else units_together(target, [(one, value)])
    if found is None:
        return None
    plain = _is_plain(one)
    judgement, sample = _is_judged(target) and not plain, one.origin is Origin.SAMPLE
    seen = one.day, one.period, round(found.value, NOISE), plain, one.provisional, judgement, sample
    return Point(*seen, None, found.numerator, found.denominator)


def _is_judged(target: Target) -> bool:
    """Whether its owner says how far it is."""
    return target.indicator is None and target.traits.own.share


def _is_plain(one: Measurement) -> bool:
    return one.value is None and one.numerator is None


def units_together(target: Target, known: Sequence[tuple[Measurement, float]]) -> Together | None:
    """One value for all units of a target, by its aggregation; None when shares come without their counts."""
    return value_together(known, aggregation_of(target), scale(target))


def aggregation_of(target: Target) -> Aggregation:
    """How the values of its units become one."""
    if target.indicator:
        return target.indicator.aggregation
    return target.traits.own.aggregation


def reported_value(target: Target, one: Measurement) -> float | None:
    """What a measurement says in the target's unit; None for counts that make no value."""
    if one.value is not None:
        return one.value
    if one.numerator is not None and one.denominator:
        return scale(target) * one.numerator / one.denominator
    if one.numerator is not None or (one.done is None and one.measured_on is None):
        return None
    return yes(target) if one.done is not False else 0.0


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
    return PER_ONE.get(target.unit, 1.0)


def report_due(target: Target, thresholds: Thresholds) -> date:
    """The last day on which the first report is not late: the end of the first period that is asked for, plus grace."""
    return period_of(target.asked_from, target.frequency).last + timedelta(days=thresholds.grace_days)


def stale_after(target: Target, day: date, thresholds: Thresholds) -> date:
    """The last day on which evidence of `day` is fresh: its frequency later, plus grace."""
    return add_months(day, target.frequency.months) + timedelta(days=thresholds.grace_days)


def next_due(target: Target, day: date, thresholds: Thresholds) -> date:
    """The last day on which a report after evidence of `day` is not late, and never before the first is due."""
    return max(report_due(target, thresholds), stale_after(target, day, thresholds))
