"""The light: the only place that says what green is. Asks no clock, reads no configuration, knows no database."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.core.calendar.period import add_months, period_of
from kpi.core.light.assessment import LIGHTS, Assessment, Comparison, Flag, Light, Status
from kpi.core.light.compare import meets, with_bound, with_path
from kpi.core.light.evidence import Point, points, running
from kpi.core.light.pace import Pace, pace
from kpi.core.light.windows import Window, WindowState, windows
from kpi.core.model import Measurement, Target, Thresholds
from kpi.core.vocabulary import Kind, complete


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: Status
    series: tuple[Point, ...]
    comparison: Comparison | None = None
    met_on: date | None = None
    regressed: bool = False
    lasting: bool = False
    windows: tuple[Window, ...] = ()


def assess(target: Target, evidence: Iterable[Measurement], *, as_of: date, thresholds: Thresholds) -> Assessment:
    """The light of a target at the end of `as_of`, from measurements of it in any order (docs/rules.md).

    Measurements later than `as_of` are left out. Never raises for evidence that passed intake.
    """
    if as_of < target.start:
        return Assessment(target, as_of, Status.NOT_STARTED, Light.GREY)
    judge = JUDGES[target.kind]
    series = judge.series(target, points(target, evidence, as_of))
    if not series:
        return _silent(target, as_of, thresholds)
    verdict = judge.verdict(target, series, as_of, thresholds)
    return _settle(target, as_of, thresholds, verdict)


def _all(_: Target, seen: tuple[Point, ...]) -> tuple[Point, ...]:
    """A level is judged with what went before the start."""
    return seen


def _since_start(target: Target, seen: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(point for point in seen if point.day >= target.start)


def report_due(target: Target, thresholds: Thresholds) -> date:
    """The last day on which the first report is not late: the end of the first period that is asked for, plus grace."""
    return period_of(target.asked_from, target.frequency).last + timedelta(days=thresholds.grace_days)


def stale_after(target: Target, day: date, thresholds: Thresholds) -> date:
    """The last day on which evidence of `day` is fresh: its frequency later, plus grace."""
    return add_months(day, target.frequency.months) + timedelta(days=thresholds.grace_days)


def light_of(status: Status, flags: Iterable[Flag]) -> Light:
    """The light of a status; a stale green is amber (docs/rules.md, rule 3)."""
    light = LIGHTS[status]
    return Light.AMBER if light is Light.GREEN and Flag.STALE in flags else light


def _silent(target: Target, as_of: date, thresholds: Thresholds) -> Assessment:
    if as_of <= report_due(target, thresholds):
        return Assessment(target, as_of, Status.TOO_EARLY, Light.GREY)
    flags = (Flag.DUE_PASSED,) if as_of > target.due else ()
    return Assessment(target, as_of, Status.NO_DATA, Light.GREY, flags)


def _settle(target: Target, as_of: date, thresholds: Thresholds, verdict: _Verdict) -> Assessment:
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
        pace=_pace(target, verdict),
        met_on=verdict.met_on,
        windows=verdict.windows,
        series=verdict.series,
    )


def _pace(target: Target, verdict: _Verdict) -> Pace | None:
    compared = verdict.comparison
    return pace(target, verdict.series, compared.baseline, compared.goal) if compared else None


def _flags(target: Target, as_of: date, thresholds: Thresholds, verdict: _Verdict) -> dict[Flag, bool]:
    last = verdict.series[-1]
    safe = verdict.lasting or last.day >= target.due
    return {
        Flag.STALE: not safe and as_of > stale_after(target, last.day, thresholds),
        Flag.DUE_PASSED: verdict.status is Status.NO_DATA and as_of > target.due,
        Flag.REGRESSED: verdict.regressed,
        Flag.PROVISIONAL: last.provisional,
        Flag.JUDGEMENT: last.judgement,
        Flag.SAMPLE: any(point.sample for point in verdict.series),
    }


def _reach(target: Target, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> _Verdict:
    """Rule 4: met, missed or compared with the path."""
    baseline = _baseline(target, series)
    comparison = None if baseline is None else with_path(target, series[-1].value, series[-1].day, baseline, thresholds)
    met_on = _first_met(target, series)
    if met_on and meets(target, series[-1].value):
        status = Status.ACHIEVED if met_on <= target.due else Status.ACHIEVED_LATE
        return _Verdict(status, series, comparison, met_on, lasting=target.traits.lasting)
    if as_of > target.due:
        return _after_due(target, series, comparison)
    status = Status.TOO_EARLY if comparison is None else _band(comparison)
    return _Verdict(status, series, comparison, met_on, regressed=met_on is not None)


def _first_met(target: Target, series: tuple[Point, ...]) -> date | None:
    return next((point.day for point in series if meets(target, point.value)), None)


def _after_due(target: Target, series: tuple[Point, ...], comparison: Comparison | None) -> _Verdict:
    """Past the deadline: settled by what was known at it, and only once evidence from the deadline or later is in."""
    met_on = _first_met(target, series)
    if series[-1].day < target.due:
        return _Verdict(Status.NO_DATA, series, comparison, met_on)
    status = Status.ACHIEVED if _held_at_due(target, series) else Status.MISSED
    lost = met_on is not None and not meets(target, series[-1].value)
    return _Verdict(status, series, comparison, met_on, regressed=lost)


def _held_at_due(target: Target, series: tuple[Point, ...]) -> bool:
    """Whether the latest evidence up to the deadline met; a bound may be measured for the first time after it."""
    known = [point for point in series if point.day <= target.due]
    if not known and target.traits.is_bound:
        known = [series[0]]
    return bool(known) and meets(target, known[-1].value)


def _baseline(target: Target, series: tuple[Point, ...]) -> float | None:
    """The stated baseline, else that of its kind, else the first measurement once there is a second."""
    if target.known_baseline is not None:
        return target.known_baseline
    return series[0].value if len(series) > 1 else None


def _band(comparison: Comparison) -> Status:
    if comparison.short <= comparison.green:
        return Status.ON_TRACK
    return Status.AT_RISK if comparison.short <= comparison.amber else Status.OFF_TRACK


def _maintain(target: Target, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> _Verdict:
    """Rule 5: it holds, nearly holds, or does not."""
    value = series[-1].value
    comparison = with_bound(target, value, thresholds)
    if as_of > target.due:
        return _after_due(target, series, comparison)
    met_on = _first_met(target, series)
    if meets(target, value):
        return _Verdict(Status.ON_TRACK, series, comparison, met_on)
    status = Status.AT_RISK if comparison.short <= comparison.amber else Status.OFF_TRACK
    return _Verdict(status, series, comparison, met_on, regressed=met_on is not None)


def _milestone(target: Target, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> _Verdict:
    """Rule 6: done stays done; a plain "nee" waits for the deadline to come near; a percentage follows rule 4."""
    if done := _first_met(target, series):
        status = Status.ACHIEVED if done <= target.due else Status.ACHIEVED_LATE
        lost = not meets(target, series[-1].value)
        return _Verdict(status, series, met_on=done, regressed=lost, lasting=True)
    if not series[-1].plain:
        return _reach(target, series, as_of, thresholds)
    if as_of > target.due:
        return _Verdict(Status.MISSED, series)
    near = (target.due_from or target.due) - timedelta(days=thresholds.notice_days)
    return _Verdict(Status.AT_RISK if as_of >= near else Status.ON_TRACK, series)


def _recurring(target: Target, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> _Verdict:
    """Rule 7: every window counts on its own."""
    each = windows(target, series, as_of, thresholds)
    states = {window.state for window in each}
    over = as_of > target.due
    done = states <= {WindowState.DONE, WindowState.LATE}
    if WindowState.MISSED in states:
        status = Status.MISSED if over else Status.OFF_TRACK
    elif WindowState.UNREPORTED in states:
        status = Status.NO_DATA
    elif any(window.state is WindowState.CURRENT and window.count < window.expected for window in each):
        status = Status.AT_RISK
    elif done:
        status = Status.ACHIEVED_LATE if WindowState.LATE in states else Status.ACHIEVED
    else:
        status = Status.ON_TRACK
    return _Verdict(status, series, windows=each, lasting=done)


@dataclass(frozen=True, slots=True)
class Judge:
    """How a kind is judged: the points that count, and what they say at a date."""

    series: Callable[[Target, tuple[Point, ...]], tuple[Point, ...]]
    verdict: Callable[[Target, tuple[Point, ...], date, Thresholds], _Verdict]


JUDGES: Mapping[Kind, Judge] = complete(
    Kind,
    {
        Kind.REACH: Judge(_all, _reach),
        Kind.CUMULATIVE: Judge(running, _reach),
        Kind.MAINTAIN: Judge(_since_start, _maintain),
        Kind.MILESTONE: Judge(_all, _milestone),
        Kind.RECURRING: Judge(_since_start, _recurring),
    },
)
