"""The light: the only place that says what green is. Asks no clock, reads no configuration, knows no database."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, compress
from operator import attrgetter, or_
from typing import NamedTuple

from kpi.core.light.assessment import LIGHTS, Assessment, Flag, Light, Status, Verdict, flags_of
from kpi.core.light.begin import follows_baseline, is_baseline_alone, with_benchmark, with_goal
from kpi.core.light.compare import Yardstick, with_fixed_path, yardstick
from kpi.core.light.counting import certain, counting
from kpi.core.light.evidence import NOISE, Point, points, report_due, reports_among
from kpi.core.light.keeping import improve, maintain, recurring
from kpi.core.light.reaching import milestone, only_baseline, reach
from kpi.core.light.units import Heard, Reports
from kpi.core.model import Measurement, Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Kind, complete


def assess(
    target: Target, evidence: Iterable[Measurement] | Reports, *, as_of: date, thresholds: Thresholds
) -> Assessment:
    """The light of a target at the end of `as_of`, from measurements of it in any order (docs/rules.md).

    Measurements later than `as_of` are left out. A plain iterable is read as of units without a tree. Never raises for
    evidence that passed intake.
    """
    promised, verdict, flags, waiting = _told(target.stated, evidence, as_of, thresholds)
    status = verdict.status
    return Assessment(
        target=promised,
        as_of=as_of,
        status=status,
        light=light_of(status, flags),
        flags=flags,
        point=verdict.series[-1] if verdict.series else None,
        comparison=verdict.compared() if verdict.compared else None,
        met_on=verdict.met_on,
        windows=verdict.windows,
        breaches=verdict.breaches,
        periods=verdict.periods,
        series=verdict.series,
        waiting=waiting,
    )


def past_light(
    target: Target, evidence: Reports, as_of: date, thresholds: Thresholds
) -> tuple[Status, Light, tuple[Flag, ...]]:
    """The same light without the sum behind it, for the seven of eight dates of a strip that show no more."""
    _, verdict, flags, _ = _told(target.stated, evidence, as_of, thresholds)
    return verdict.status, light_of(verdict.status, flags), flags


_Told = tuple[Target, Verdict, tuple[Flag, ...], Point | None]  # what is promised and said, and what is waiting


def _told(target: Target, evidence: Iterable[Measurement] | Reports, as_of: date, thresholds: Thresholds) -> _Told:
    if as_of < target.start:
        return target, Verdict(Status.NOT_STARTED, ()), (), None
    by, seen, series, sampled = _series(target, evidence, as_of, thresholds)
    waiting = seen[-1] if seen and seen is not series and seen[-1] not in series else None
    if not series:
        verdict = _silent(by.target, as_of, thresholds)
    elif by.target is not target and is_baseline_alone(by.target, by.begin, series):
        verdict = only_baseline(target, series, as_of, thresholds)
    else:
        verdict = JUDGES[target.kind].verdict(by, series, as_of, thresholds)
    return by.target, verdict, flags_of(by.target, as_of, thresholds, verdict, sampled=sampled), waiting


def counted(
    target: Target, evidence: Iterable[Measurement] | Reports, as_of: date, thresholds: Thresholds
) -> tuple[Point, ...]:
    """The points that count at the end of `as_of`, also before the target begins, oldest first."""
    return _series(target.stated, evidence, as_of, thresholds)[2]


# What a target is held against with the value that it promises, what is in, of it what counts, and whether that holds
# a sample.
_Series = tuple[Yardstick, tuple[Point, ...], tuple[Point, ...], bool]


def _series(target: Target, evidence: Iterable[Measurement] | Reports, as_of: date, thresholds: Thresholds) -> _Series:
    reports = evidence if isinstance(evidence, Reports) else reports_among(target, evidence)
    if reports.alone is not None and target.benchmark is None:
        return _walked(target, reports, as_of, thresholds)
    every = with_benchmark(target, points(target, reports, as_of), reports, as_of)
    seen = JUDGES[target.kind].series(target, every)
    sure = certain(target, every, as_of, thresholds)
    promised = with_goal(target, sure)
    series = counting(promised, seen, as_of, thresholds)
    if target.benchmark is not None:
        promised = with_goal(target, series or every)  # its bound is that of the newest period that counts
    by = yardstick(promised, sure if follows_baseline(target) else ())
    return by, seen, series, True in map(_SAMPLE, series) or _begins_with_sample(by)


def _begins_with_sample(by: Yardstick) -> bool:
    """Whether the baseline was made up, of which what is promised may be a part."""
    return by.begin is not None and by.begin.point is not None and by.begin.point.sample


class _Walk(NamedTuple):
    """A series in which every row counts from its own day on, walked once: a date sees the first of it.

    `by`: what it is held against from day `since` on; until then nothing tells what is promised. `sampled`: the day of
    its first sample, beyond all days without any.
    """

    target: Target
    thresholds: Thresholds
    by: Yardstick
    since: date
    series: tuple[Point, ...]
    days: list[date]
    sampled: date


def _walked(target: Target, reports: Reports, as_of: date, thresholds: Thresholds) -> _Series:
    """As `_series`; the walk is only of the newest target, which is judged at one date after the other."""
    walk: _Walk | None = reports.walk
    if walk is None or walk.target is not target or walk.thresholds is not thresholds:
        walk = reports.walk = _walk(target, reports, thresholds)
    seen = walk.series[: bisect_right(walk.days, as_of)]
    by = walk.by if as_of >= walk.since else yardstick(with_goal(target, ()))
    return by, seen, seen, as_of >= walk.sampled


def _walk(target: Target, reports: Reports, thresholds: Thresholds) -> _Walk:
    """Where a path begins is the same at every date from the start on, whatever came later."""
    every = points(target, reports, date.max)
    series = JUDGES[target.kind].series(target, every)
    promised = with_goal(target, every)
    since = every[0].day if every and promised is not target else date.min
    told = every if follows_baseline(target) else series
    by = with_fixed_path(yardstick(promised, told), thresholds)
    days = [one.day for one in series]
    sampled = date.min if _begins_with_sample(by) else next(compress(days, map(_SAMPLE, series)), date.max)
    return _Walk(target, thresholds, by, since, series, days, sampled)


def _all(_: Target, seen: tuple[Point, ...]) -> tuple[Point, ...]:
    """A level is judged with what went before the start."""
    return seen


def _since_start(target: Target, seen: tuple[Point, ...]) -> tuple[Point, ...]:
    return seen[bisect_left(seen, target.start, key=_DAY) :]


def running(target: Target, seen: tuple[Point, ...]) -> tuple[Point, ...]:
    """The running total since the start, unless the indicator already reports totals (aggregation `last`)."""
    since = _since_start(target, seen)
    if target.indicator is not None and target.indicator.aggregation is Aggregation.LAST:
        return since
    totals = accumulate(point.value for point in since)
    partials = accumulate((point.partial for point in since), _less)
    samples = accumulate((point.sample for point in since), or_)
    return tuple(
        one._replace(value=round(total, NOISE), partial=partial, sample=sample, numerator=None, denominator=None)
        for one, total, partial, sample in zip(since, totals, partials, samples, strict=True)
    )


def _less(before: Heard | None, own: Heard | None) -> Heard | None:
    """A total is partial while a period in it is; it tells of the one with the fewest units, the newest of equals.

    It waits as long as for the newest.
    """
    if before is None or own is None:
        return own or before
    return own if own.share <= before.share else before._replace(later=own.period)


def light_of(status: Status, flags: Collection[Flag]) -> Light:
    """The light of a status; a stale green is amber (docs/rules.md, rule 3)."""
    light = LIGHTS[status]
    return Light.AMBER if flags and light is Light.GREEN and Flag.STALE in flags else light


def _silent(target: Target, as_of: date, thresholds: Thresholds) -> Verdict:
    return Verdict(Status.TOO_EARLY if as_of <= report_due(target, thresholds) else Status.NO_DATA, ())


_DAY, _SAMPLE = attrgetter("day"), attrgetter("sample")


@dataclass(frozen=True, slots=True)
class Judge:
    """How a kind is judged: the points that count, and what they say at a date."""

    series: Callable[[Target, tuple[Point, ...]], tuple[Point, ...]]
    verdict: Callable[[Yardstick, tuple[Point, ...], date, Thresholds], Verdict]


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
