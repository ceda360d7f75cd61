"""The light: the only place that says what green is. Asks no clock, reads no configuration, knows no database."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.core.light.assessment import LIGHTS, Assessment, Flag, Light, Status
from kpi.core.light.begin import is_baseline_alone, with_benchmark, with_goal
from kpi.core.light.compare import is_above, keeps
from kpi.core.light.evidence import Point, aggregation_of, points, report_due, reports_among, running, stale_after
from kpi.core.light.keeping import improve, maintain, recurring
from kpi.core.light.reaching import milestone, only_baseline, reach
from kpi.core.light.units import Heard, Reports
from kpi.core.light.verdict import Verdict
from kpi.core.light.windows import window_filled
from kpi.core.model import Measurement, Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Kind, complete


def assess(
    target: Target, evidence: Iterable[Measurement] | Reports, *, as_of: date, thresholds: Thresholds
) -> Assessment:
    """The light of a target at the end of `as_of`, from measurements of it in any order (docs/rules.md).

    Measurements later than `as_of` are left out. A plain iterable is read as of units without a tree. Never raises for
    evidence that passed intake.
    """
    target = target.stated
    if as_of < target.start:
        return Assessment(target, as_of, Status.NOT_STARTED, Light.GREY)
    promised, seen, series = _series(target, evidence, as_of, thresholds)
    waiting = seen[-1] if seen and seen[-1] not in series else None
    if not series:
        return _silent(promised, as_of, thresholds, waiting)
    if is_baseline_alone(target, series):
        verdict = only_baseline(target, series, as_of, thresholds)
    else:
        verdict = JUDGES[target.kind].verdict(promised, series, as_of, thresholds)
    return _settle(promised, as_of, thresholds, verdict, waiting)


def counted(
    target: Target, evidence: Iterable[Measurement] | Reports, as_of: date, thresholds: Thresholds
) -> tuple[Point, ...]:
    """The points that count at the end of `as_of`, also before the target begins, oldest first."""
    return _series(target.stated, evidence, as_of, thresholds)[2]


def _series(
    target: Target, evidence: Iterable[Measurement] | Reports, as_of: date, thresholds: Thresholds
) -> tuple[Target, tuple[Point, ...], tuple[Point, ...]]:
    """The target with the value that it promises, what is in, and of it what counts."""
    reports = evidence if isinstance(evidence, Reports) else reports_among(target, evidence)
    every = with_benchmark(target, points(target, reports, as_of), reports, as_of)
    seen = JUDGES[target.kind].series(target, every)
    promised = with_goal(target, every)
    return promised, seen, _counting(promised, seen, as_of, thresholds)


def _counting(target: Target, seen: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> tuple[Point, ...]:
    """The points that count at the end of `as_of`, in their own order: not before everyone was heard (rule 1)."""
    if target.benchmark is not None:
        seen = tuple(point for point in seen if point.bound is not None)
    if not any(point.partial for point in seen):
        return seen
    enough = window_filled(target, seen) if target.traits.has_windows else frozenset()
    return tuple(
        point
        for point in seen
        if point.partial is None or _counts(target, point, point.partial, point in enough, as_of, thresholds)
    )


def _counts(target: Target, point: Point, partial: Heard, enough: bool, as_of: date, thresholds: Thresholds) -> bool:
    if as_of <= partial.period.last + timedelta(days=thresholds.grace_days):
        return False
    if (aggregation := aggregation_of(target)) in (Aggregation.MIN, Aggregation.MAX):
        return _stays(target, point, aggregation is Aggregation.MIN)
    if aggregation is not Aggregation.SUM:
        return partial.heard >= thresholds.quorum * partial.expected
    return enough if target.traits.has_windows else _cannot_be_undone(target, point)


def _stays(target: Target, point: Point, falls: bool) -> bool:
    """Whether the answer stays what it is though a value of the silent may make the least less (or the most more)."""
    if target.comparator in (Comparator.EQUAL, Comparator.BETWEEN):
        return False
    better = falls is (target.sign < 0)  # what they would add can only help
    if better:
        return keeps(target, point)
    return (target.traits.is_bound or point.day >= target.due) and not keeps(target, point)


def _cannot_be_undone(target: Target, point: Point) -> bool:
    """Whether what the silent ones would add leaves the answer as it is: met already, or exceeded already."""
    if target.indicator is not None and (target.indicator.minimum or 0.0) < 0:
        return False
    if target.comparator in (Comparator.AT_LEAST, Comparator.ABOVE):
        return keeps(target, point)
    settled = target.traits.is_bound or point.day >= target.due
    return settled and is_above(target, point.value)


def _all(_: Target, seen: tuple[Point, ...]) -> tuple[Point, ...]:
    """A level is judged with what went before the start."""
    return seen


def _since_start(target: Target, seen: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(point for point in seen if point.day >= target.start)


def light_of(status: Status, flags: Iterable[Flag]) -> Light:
    """The light of a status; a stale green is amber (docs/rules.md, rule 3)."""
    light = LIGHTS[status]
    return Light.AMBER if light is Light.GREEN and Flag.STALE in flags else light


def _silent(target: Target, as_of: date, thresholds: Thresholds, waiting: Point | None) -> Assessment:
    if as_of <= report_due(target, thresholds):
        return Assessment(target, as_of, Status.TOO_EARLY, Light.GREY, waiting=waiting)
    flags = (Flag.DUE_PASSED,) if as_of > target.due else ()
    return Assessment(target, as_of, Status.NO_DATA, Light.GREY, flags, waiting=waiting)


def _settle(target: Target, as_of: date, thresholds: Thresholds, verdict: Verdict, waiting: Point | None) -> Assessment:
    flags = tuple(flag for flag, on in _flags(target, as_of, thresholds, verdict).items() if on)
    last = verdict.series[-1]
    return Assessment(
        target=target,
        as_of=as_of,
        status=verdict.status,
        light=light_of(verdict.status, flags),
        flags=flags,
        point=last,
        comparison=verdict.comparison,
        met_on=verdict.met_on,
        windows=verdict.windows,
        breaches=verdict.breaches,
        periods=verdict.periods,
        series=verdict.series,
        waiting=waiting,
    )


def _flags(target: Target, as_of: date, thresholds: Thresholds, verdict: Verdict) -> dict[Flag, bool]:
    last = verdict.series[-1]
    safe = verdict.lasting or last.day >= target.due
    return {
        Flag.STALE: not safe and as_of > stale_after(target, last.day, thresholds),
        Flag.DUE_PASSED: verdict.status is Status.NO_DATA and as_of > target.due,
        Flag.REGRESSED: verdict.regressed,
        Flag.BREACHED: verdict.breaches > 0,
        Flag.PARTIAL: last.partial is not None,
        Flag.PROVISIONAL: last.provisional,
        Flag.JUDGEMENT: last.judgement,
        Flag.SAMPLE: any(point.sample for point in verdict.series),
    }


@dataclass(frozen=True, slots=True)
class Judge:
    """How a kind is judged: the points that count, and what they say at a date."""

    series: Callable[[Target, tuple[Point, ...]], tuple[Point, ...]]
    verdict: Callable[[Target, tuple[Point, ...], date, Thresholds], Verdict]


JUDGES: Mapping[Kind, Judge] = complete(
    Kind,
    {
        Kind.REACH: Judge(_all, reach),
        Kind.CUMULATIVE: Judge(running, reach),
        Kind.MAINTAIN: Judge(_since_start, maintain),
        Kind.MILESTONE: Judge(_all, milestone),
        Kind.RECURRING: Judge(_since_start, recurring),
        Kind.IMPROVE: Judge(_all, improve),
    },
)
