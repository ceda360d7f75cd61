"""Values beside the indicator's own history: another unit, far from what is usual, or simply those of last time."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from kpi.core.calendar.period import Period, preceding
from kpi.core.model import Measurement
from kpi.intake.parse.body.record_columns import Floats, Record, Records
from kpi.intake.parse.cells.known import Known, Measured
from kpi.intake.read.grid import Places

History = Mapping[str, Sequence[Measurement]]

ENOUGH = 5  # earlier points that an outlier is judged against
FEW = 2  # earlier points from which on a slip of ten times, or another sign, is told
TIMES = 10.0
FAR = 3.5  # robust standard deviations: Iglewicz and Hoaglin's bound for the median absolute deviation
_TO_SIGMA = 1.4826  # median absolute deviation of a normal distribution to its standard deviation
_BACK = 4  # periods that are looked back for a file sent again


def reported_amount(found: Measurement, one: Measured) -> float | None:
    """What was reported in the indicator's unit: the value, else numerator by denominator; None for yes or a day."""
    if found.value is not None:
        return found.value
    if found.numerator is None or not found.denominator:
        return None
    return one.factor * found.numerator / found.denominator


def wrong_units(records: Sequence[tuple[int, Record]], one: Measured, earlier: Sequence[Measurement]) -> Iterator[int]:
    """The places of records, all of one indicator in % or ‰, whose value may be a part of 1.

    `records` with their places are those whose unit nobody stated; without anything to compare with it is a question.
    """
    past = [abs(value) for found in earlier if (value := reported_amount(found, one))]
    values = [abs(value) for _, record in records if (value := record.measurement.value)]
    usual = past or [value for value in values if value > 1]
    for place, record in records:
        value = record.measurement.value
        if value is not None and 0 < abs(value) <= 1 and _part_of_one(record.measurement, one, usual, max(values)):
            yield place


def _part_of_one(found: Measurement, one: Measured, usual: Sequence[float], largest: float) -> bool:
    value, share = abs(found.value or 0.0), reported_amount(_without_value(found), one)
    if share is not None:
        return abs(value * one.factor - abs(share)) < abs(value - abs(share))
    if not usual:
        return True
    middle = median(usual)
    if largest <= 1 < min(usual):
        return True
    # As many times above the usual as below it, or nearer to it, when multiplied.
    return middle > 1 and value * one.factor * value <= middle * middle


def _without_value(found: Measurement) -> Measurement:
    return Measurement(found.indicator, found.period, None, found.org_unit, found.numerator, found.denominator)


def usual_of(earlier: Sequence[Measurement], one: Measured) -> float | None:
    """The median of what was reported before; None when there is nothing."""
    values = [value for found in earlier if (value := reported_amount(found, one)) is not None]
    return median(values) if values else None


def is_outlier(found: Measurement, one: Measured, earlier: Sequence[Measurement]) -> bool:
    """Whether a value is far from the median of earlier ones and from where their steps lead.

    Judged against at least ENOUGH other periods of the same organisation unit, by median absolute deviations: one
    earlier slip cannot hide the next. A steady course is no outlier, nor is one step in the last decimal.
    """
    value = reported_amount(found, one)
    past = sorted(
        (p.period.last, v) for p in earlier if p.period != found.period and (v := reported_amount(p, one)) is not None
    )
    if value is None or len(past) < ENOUGH:
        return False
    values = [one_value for _, one_value in past]
    least = _least(values, one)
    if not _far(value, values, least):
        return False
    steps = [after - before for before, after in pairwise(values)]
    before = [one_value for last, one_value in past if last < found.period.first]
    return not before or _far(value - before[-1], steps, least)


def jumps(found: Measurement, one: Measured, earlier: Sequence[Measurement]) -> tuple[float, float] | None:
    """The least and the most of so few earlier values that only a jump is told; None where this value is none.

    A jump is another sign than all of them, or ten times as far from zero as the farthest, or as near as the nearest.
    """
    past = [v for p in earlier if p.period != found.period and (v := reported_amount(p, one)) is not None]
    value = reported_amount(found, one)
    if value is None or not FEW <= len(past) < ENOUGH:
        return None
    sizes, same = [abs(other) for other in past], {other > 0 for other in past if other}
    turned = bool(value) and 0 not in past and same == {value < 0}
    far = max(sizes) > 0 and abs(value) >= TIMES * max(sizes)
    near = min(sizes) > 0 and 0 < abs(value) * TIMES <= min(sizes)
    return (min(past), max(past)) if turned or far or near else None


def _far(value: float, others: Sequence[float], least: float) -> bool:
    middle, most = _reach(others, least)
    return abs(value - middle) > most


def _reach(others: Sequence[float], least: float) -> tuple[float, float]:
    """The middle of these values, and how far from it one may lie."""
    middle = median(others)
    spread = _TO_SIGMA * median(abs(other - middle) for other in others)
    return middle, FAR * max(spread, least)


def worth_judging(records: Records, known: Known, history: History) -> Iterator[tuple[int, Sequence[Measurement]]]:
    """The places of records that may be outliers, with what was reported earlier of the same unit.

    Worked out for a whole course at once; what is within reach of all earlier values is none. A value of a period that
    was reported before is held against the others, so its own is looked at by itself.
    """
    courses = _courses(known, history)
    if not courses:
        return
    units = records.org_unit
    course = records.indicator.places.astype(np.int64) * len(units.words) + units.places
    middle, most = np.full(len(records), np.nan), np.full(len(records), np.inf)
    again = np.zeros(len(records), bool)
    for group in _groups(course):
        code, unit = records.indicator.at(group[0]), units.at(group[0])
        earlier = courses.get((code, unit))
        if earlier is None:
            continue
        one = known.measured[code]
        values = [value for found in earlier if (value := reported_amount(found, one)) is not None]
        if len(values) <= ENOUGH:
            again[group] = True  # so few that each is looked at by itself
        if len(values) >= ENOUGH:
            middle[group], most[group] = _reach(values, _least(values, one))
            reported = {found.period for found in earlier}
            before = [place for place, period in enumerate(records.period.words) if period in reported]
            again[group] |= np.isin(records.period.places[group], before)
    far = np.abs(_amounts(records, known) - middle) > most
    for index in np.flatnonzero(far | again).tolist():
        yield index, courses[records.indicator.at(index), units.at(index)]


def _amounts(records: Records, known: Known) -> Floats:
    """As `amount`, of every record; NaN for none."""
    codes = records.indicator.words
    factors = np.array([known.measured[code].factor if code in known.measured else 1.0 for code in codes])
    with np.errstate(divide="ignore", invalid="ignore"):
        share = factors[records.indicator.places] * records.numerator / records.denominator
    return np.where(np.isnan(records.value), share, records.value)


def _courses(known: Known, history: History) -> dict[tuple[str, str], list[Measurement]]:
    """What was reported of each indicator and unit, where that is enough to judge a value or a jump by."""
    units: dict[tuple[str, str], list[Measurement]] = {}
    for code in known.measured.keys() & history.keys():
        for found in history[code]:
            units.setdefault((code, found.org_unit), []).append(found)
    return {key: rows for key, rows in units.items() if len(rows) >= FEW}


def _groups(course: Places) -> list[Places]:
    """The places of the records of each course."""
    order = np.argsort(course, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(course[order])) + 1) if len(course) else []


def _least(values: Sequence[float], one: Measured) -> float:
    """What never counts as far: a step in the last decimal, or a fiftieth of the usual value."""
    return max(10.0**-one.decimals, 0.02 * abs(median(values)))


def sent_before(records: Records, history: History) -> Iterator[tuple[Period, Period]]:
    """Periods of the file whose values all equal those of an earlier period, with that period.

    At least two indicators or units in the period, not all of them zero or no: those are the same by nature.
    """
    past = {(one.indicator, one.org_unit, one.period): one for code in history for one in history[code]}
    if not past:
        return
    groups = {records.period.at(group[0]): group for group in _groups(records.period.places.astype(np.int64))}
    for period, group in sorted(groups.items()):
        found = records.take(group).batch()
        if len(set(zip(found.indicator, found.org_unit, strict=True))) < 2 or not any(map(_said, found)):
            continue
        earlier = period
        for _ in range(_BACK):
            earlier = preceding(earlier)
            if all(_same(one, past.get((one.indicator, one.org_unit, earlier))) for one in found):
                yield period, earlier
                break


def _said(one: Measurement) -> bool:
    return bool(one.value or one.done or one.numerator)


def _same(one: Measurement, other: Measurement | None) -> bool:
    return other is not None and _figures(one) == _figures(other)


def _figures(one: Measurement) -> tuple[object, ...]:
    return one.value, one.done, one.numerator, one.denominator, one.measured_on
