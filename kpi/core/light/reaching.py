"""Rules 4 and 6: what must be reached or done by a deadline; docs/rules.md."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from operator import attrgetter

from kpi.core.light.assessment import Compared, Comparison, Status, Verdict
from kpi.core.light.begin import is_alone, measured_begin
from kpi.core.light.compare import BOTH_SIDES, Yardstick, holding, meets, with_path, with_year
from kpi.core.light.evidence import Point, goal_of, report_due, stale_after
from kpi.core.light.path import Corner, promises
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds

_DAY = attrgetter("day")
_SETTLED = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.MISSED, Status.NO_DATA)


def reach(by: Yardstick, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> Verdict:
    """Met, missed or compared with the path; `series` holds at least one point (rule 4)."""
    verdict = _reach(by, series, as_of, thresholds)
    return _year_by_year(by.target, verdict) if by.yearly else verdict


def _reach(by: Yardstick, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> Verdict:
    met = by.met(series[-1].value)
    if not met and as_of <= by.target.due:
        comparison = _comparison(by, series, thresholds)
        if comparison is None:
            return only_baseline(by.target, series, as_of, thresholds)
        lost = met_in_time(by, series)
        return Verdict(_band(comparison), series, lambda: comparison, lost, lost is not None)
    compared = partial(_comparison, by, series, thresholds)
    if not met:
        return _after_due(by, series, compared)
    since, late = met_since(by, series, as_of)
    status = Status.ACHIEVED_LATE if late else Status.ACHIEVED
    return Verdict(status, series, compared, since, lasting=by.target.traits.lasting)


def _year_by_year(target: Target, verdict: Verdict) -> Verdict:
    """Every year has a promise of its own: one that was not kept is red until there is newer evidence, then told."""
    latest = verdict.series[-1]
    over = [(day, value) for day, value in promises(target, goal_of(target)) if day < min(latest.told, target.due)]
    kept = [_at(target, verdict.series, after, one) for after, one in pairwise([None, *over]) if one]
    told = replace(verdict, breaches=kept.count(False), periods=len(kept) - kept.count(None))
    due = next((value for day, value in target.waypoints if day == latest.told and day < target.due), None)
    if due is None or verdict.status in _SETTLED or _reaches(target, latest.value, due):
        return told
    return replace(told, status=Status.OFF_TRACK)


def _at(target: Target, series: Sequence[Point], after: Corner | None, promise: Corner) -> bool | None:
    """Whether the newest point of a year was what it had promised; None: there was none."""
    day, value = promise
    since = target.start if after is None else after[0] + timedelta(days=1)
    known = [point for point in series if since <= point.told <= day]
    return _reaches(target, known[-1].value, value) if known else None


def _reaches(target: Target, value: float, promised: float) -> bool:
    """Whether a value is what a year promised; on the way to a bound with two sides also what is nearer to that."""
    if target.comparator in BOTH_SIDES:
        low, high = goal_of(target), target.value_high
        return min(promised, low) <= value <= max(promised, low if high is None else high)
    return meets(replace(target, value=promised, value_high=None), value)


def first_met(by: Yardstick, series: tuple[Point, ...]) -> date | None:
    """The day of the first point that is what was promised; None: none is."""
    if by.target.benchmark is not None:
        held = holding(by)
        return next((point.day for point in series if held(point)), None)
    met = by.met
    for point in series:
        if met(point.value):
            return point.day
    return None


def met_in_time(by: Yardstick, series: tuple[Point, ...]) -> date | None:
    """As `first_met`, from the start on: what was so before it was not promised yet, and cannot be lost."""
    return first_met(by, series[bisect_left(series, by.target.start, key=_DAY) :])


def met_on(by: Yardstick, series: tuple[Point, ...]) -> date | None:
    """As `met_in_time`; what was met before the start and not measured since was met then."""
    return met_in_time(by, series) or first_met(by, series)


def _comparison(by: Yardstick, series: tuple[Point, ...], thresholds: Thresholds) -> Comparison | None:
    """None while there is a baseline only."""
    begin = by.begin or measured_begin(by.target, series)
    if by.yearly:
        stated = None if begin is None or begin.point is series[-1] else begin
        return with_year(by, series[-1], stated, thresholds)
    if begin is None or is_alone(by.target, begin, series):
        return None
    return with_path(by, series[-1].value, series[-1].day, begin, thresholds)


def met_since(by: Yardstick, series: tuple[Point, ...], as_of: date) -> tuple[date | None, bool]:
    """When it was met, and whether only after the deadline: not met at it, it is met again later."""
    if as_of <= by.target.due or held_at_due(by, series):
        return met_on(by, series), False
    return first_met(by, series[_until_due(by, series) :]), True


def held_at_due(by: Yardstick, series: tuple[Point, ...]) -> bool:
    """Whether the newest point up to the deadline is what was promised; not where there is none."""
    by_then = _until_due(by, series)
    return by_then > 0 and holding(by)(series[by_then - 1])


def _until_due(by: Yardstick, series: tuple[Point, ...]) -> int:
    """How many points are of the deadline or before it."""
    return bisect_right(series, by.target.due, key=_DAY)


def _after_due(by: Yardstick, series: tuple[Point, ...], compared: Compared) -> Verdict:
    """Past the deadline and not met: settled by what was known at it, once evidence from it or later is in."""
    if series[-1].day < by.target.due:
        return Verdict(Status.NO_DATA, series, compared, met_in_time(by, series))
    held = held_at_due(by, series)
    since = met_on(by, series) if held else met_in_time(by, series)
    return Verdict(Status.ACHIEVED if held else Status.MISSED, series, compared, since, regressed=since is not None)


def _band(comparison: Comparison) -> Status:
    if comparison.short <= comparison.green:
        return Status.ON_TRACK
    return Status.AT_RISK if comparison.short <= comparison.amber else Status.OFF_TRACK


def milestone(by: Yardstick, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> Verdict:
    """Done stays done; a plain "nee" waits for the deadline to come near; a percentage follows rule 4 (rule 6)."""
    target = by.target
    if done := first_met(by, series):
        status = Status.ACHIEVED if done <= target.due else Status.ACHIEVED_LATE
        lost = not by.met(series[-1].value)
        return Verdict(status, series, met_on=done, regressed=lost, lasting=True)
    if not series[-1].plain:
        return reach(by, series, as_of, thresholds)
    if as_of > target.due:
        known = series[-1].day >= target.due
        return Verdict(Status.MISSED if known else Status.NO_DATA, series)
    near = target.due - timedelta(days=thresholds.notice_days)
    return Verdict(Status.AT_RISK if as_of >= near else Status.ON_TRACK, series)


def only_baseline(target: Target, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> Verdict:
    """A baseline alone waits for its next report, and is no evidence once that is late (rule 4)."""
    awaited = as_of <= stale_after(target, series[-1].day, thresholds) or as_of <= report_due(target, thresholds)
    return Verdict(Status.TOO_EARLY if awaited else Status.NO_DATA, series)
