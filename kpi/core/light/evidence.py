"""From reported measurements to one point a period: what the light may look at."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple, cast

from kpi.core.batch import Batch
from kpi.core.calendar.period import Period, add_months, period_of
from kpi.core.kinds import DONE, Yes
from kpi.core.light.aggregation import Together, rows_together, value_together
from kpi.core.light.units import FLAT, Heard, Reported, Reports, Tree, rows_of_unit
from kpi.core.model import Measurement, Target
from kpi.core.thresholds import Thresholds
from kpi.core.unit import PER_ONE
from kpi.core.vocabulary import Aggregation, Origin

NOISE = 9  # decimals kept: below it lies only floating-point noise


class Point(NamedTuple):
    """One value of a target on `day`, in its unit; `plain`: reported as yes, no or a day, not as a number.

    `partial`: not everyone who was expected reported; None: everyone did. `numerator` and `denominator`: the counts of
    the value, None without. `dated`: its day was told; else it is the period's last. `bound`: what was promised of its
    period, where that follows a benchmark. A named tuple, because points are made by the thousand for one screen.
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
    dated: bool = False
    bound: float | None = None

    @property
    def told(self) -> date:
        """The day it tells of: that of its period, also when it was measured after its end."""
        return min(self.day, self.period.last)


_DAY = attrgetter("day")
_POINT = partial(tuple.__new__, Point)  # of a tuple of all fields: half the time of a call by name
_Source = tuple[str, str, str]  # what is measured, of which unit (empty: of all), and beside which benchmark


def _source_of(target: Target) -> _Source:
    """What targets have in common that are judged on the same measurements."""
    return target.measured_as, target.org_unit, target.benchmark.code if target.benchmark else ""


def by_source(targets: Iterable[Target]) -> Collection[Sequence[int]]:
    """The places of targets, those of one source together: they share what is made of its measurements.

    Who goes through them so holds the reports of one source at a time.
    """
    together: dict[_Source, list[int]] = {}
    for at, target in enumerate(targets):
        together.setdefault(_source_of(target), []).append(at)
    return together.values()


def reports_of(target: Target, evidence: Mapping[str, Sequence[Measurement]], tree: Tree = FLAT) -> Reports:
    """The measurements of a target among those of a plan, by code; `tree`: the plan's units."""
    rows, unit = evidence.get(target.measured_as, ()), target.org_unit
    benchmark = evidence.get(target.benchmark.code, ()) if target.benchmark else None
    return Reports(rows_of_unit(rows, unit, tree) if unit else rows, tree, benchmark, whole=unit)


def reports_among(target: Target, measurements: Iterable[Measurement]) -> Reports:
    """As `reports_of`, from measurements that are told apart by their own codes; units without a tree."""
    if target.benchmark is None and not target.org_unit:
        return Reports(measurements)
    evidence: dict[str, list[Measurement]] = {}
    for one in measurements:
        evidence.setdefault(one.indicator, []).append(one)
    return reports_of(target, evidence)


def points(target: Target, measurements: Iterable[Measurement] | Reports, as_of: date) -> tuple[Point, ...]:
    """The target's evidence up to and including `as_of`, one point a period, oldest first (docs/rules.md, rule 1).

    A point of a period in which an expected unit is silent says so, whether or not it counts.
    """
    known = measurements if isinstance(measurements, Reports) else Reports(measurements)
    measure = _measure(target)
    if known.alone is not None:
        if measure not in known.lines:
            known.lines[measure] = _alone(measure, known.alone)
        line: tuple[Point, ...] = known.lines[measure]
        return line[: bisect_right(line, as_of, key=_DAY)]
    made: dict[Reported, Point | None] = known.made[measure]
    found: list[Point] = []
    for one in known.until(as_of):
        if one not in made:
            made[one] = _reported(measure, one)
        if (point := made[one]) is not None:
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


def _alone(measure: Measure, rows: Batch) -> tuple[Point, ...]:
    """All points of rows that are alone in their period, oldest first: a date sees the first of them, and no others."""
    if measure.aggregation is Aggregation.RATIO or None in rows.value:
        each = [_point(measure, rows[at : at + 1]) for at in range(len(rows))]
        return tuple(sorted([one for one in each if one is not None]))
    no, none, judged = repeat(False), repeat(None), repeat(measure.judged)
    days: Sequence[date] = [one.last for one in rows.period]
    told: Iterable[bool] = no
    if any(rows.measured_on):
        days = [on or last for on, last in zip(rows.measured_on, days, strict=True)]
        told = [on is not None for on in rows.measured_on]
    values = [round(value, NOISE) for value in cast("Sequence[float]", rows.value)]
    sample = Origin.SAMPLE
    samples: Iterable[bool] = [one is sample for one in rows.origin] if sample in rows.origin else no
    marks = no, rows.provisional, judged, samples
    counts = none, rows.numerator, rows.denominator
    return tuple(sorted(map(_POINT, zip(days, rows.period, values, *marks, *counts, told, none, strict=False))))


def _reported(measure: Measure, one: Reported) -> Point | None:
    """The point of a period; a latest value needs no one else, so it is never partial."""
    point = _point(measure, one.rows)
    if point is None or one.partial is None or measure.aggregation is Aggregation.LAST:
        return point
    return point._replace(partial=one.partial)


def _point(measure: Measure, rows: Batch) -> Point | None:
    """The point of a period; the last of its rows is the newest."""
    values: Sequence[float | None] = rows.value
    if None in values:  # most rows say a value: nothing is worked out for them
        values = _values(measure, rows)
        if None in values:
            rows, values = rows.where([one is not None for one in values]), [one for one in values if one is not None]
    found = rows_together(rows, cast("Sequence[float]", values), measure.aggregation, measure.scale)
    if found is None:
        return None
    plain = rows.value[-1] is None and rows.numerator[-1] is None
    return Point(
        day=rows.measured_on[-1] or rows.period[-1].last,
        period=rows.period[-1],
        value=round(found.value, NOISE),
        plain=plain,
        provisional=any(rows.provisional),
        judgement=measure.judged and not plain,
        sample=Origin.SAMPLE in rows.origin,
        numerator=found.numerator,
        denominator=found.denominator,
        dated=rows.measured_on[-1] is not None,
    )


def _is_judged(target: Target) -> bool:
    """Whether its owner says how far it is."""
    return target.indicator is None and target.traits.own.share


def units_together(target: Target, known: Iterable[tuple[Measurement, float]]) -> Together | None:
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
    return _worth(_measure(target), one.numerator, one.denominator, one.done, one.measured_on)


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
    return PER_ONE.get(target.unit, 1.0)


def report_due(target: Target, thresholds: Thresholds) -> date:
    """The last day on which the first report is not late: the end of the first period that is asked for, plus grace."""
    first = period_of(target.asked_from, target.frequency, target.year_starts).last
    return _later(first, target.rhythm - target.frequency.months, target.lag_days + thresholds.grace_days)


def stale_after(target: Target, day: date, thresholds: Thresholds) -> date:
    """The last day on which evidence of `day` is fresh: until the next figure is out, plus grace."""
    return _later(day, target.rhythm, target.lag_days + thresholds.grace_days)


@lru_cache(maxsize=4096)
def _later(day: date, months: int, days: int) -> date:
    """A day so many months and then days later: the same at many dates of many strips."""
    return add_months(day, months) + timedelta(days=days)
