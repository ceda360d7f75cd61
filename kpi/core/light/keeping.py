"""Rules 5, 7 and 9: what must hold at every period, or happen in every window; docs/rules.md."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from kpi.core.calendar.period import Period, periods_between
from kpi.core.light.assessment import Status, Verdict
from kpi.core.light.begin import follows_baseline
from kpi.core.light.compare import Yardstick, holding, with_bound
from kpi.core.light.evidence import NOISE, Point
from kpi.core.light.reaching import held_at_due, met_in_time, met_on, met_since
from kpi.core.light.windows import Window, WindowState, windows
from kpi.core.thresholds import Thresholds

Kept = bool | None  # of one period or window: held, did not hold, or nobody said
_KEPT = (WindowState.DONE, WindowState.LATE)
_DECIDED = (*_KEPT, WindowState.MISSED, WindowState.UNREPORTED)
_DAY = attrgetter("day")


def maintain(by: Yardstick, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> Verdict:
    """It holds, nearly holds, or does not; after the deadline whether it held, then and before (rule 5)."""
    baseline = _own_baseline(by)
    promised = series if baseline is None else series[bisect_right(series, baseline.day, key=_DAY) :]
    compared = partial(with_bound, by, series[-1].value, thresholds)
    held = list(map(holding(by), promised))
    holds_now, since = held[-1], promised[held.index(True)].day if True in held else None
    over = as_of > by.target.due
    # Until then no point is of a later day, and what nobody reported has no say.
    each: Sequence[Kept] = _periods(by, promised, baseline) if over else held
    if over and series[-1].day < by.target.due:
        status = Status.NO_DATA
    elif over:
        status = after_due(each, thresholds)
    elif holds_now:
        status = Status.ON_TRACK
    else:
        comparison = compared()
        status = Status.AT_RISK if comparison.short <= comparison.amber else Status.OFF_TRACK
    return Verdict(
        status,
        series,
        compared,
        since,
        regressed=since is not None and not holds_now and status is not Status.NO_DATA,
        breaches=each.count(False),
        periods=len(each) - each.count(None),
    )


def _own_baseline(by: Yardstick) -> Point | None:
    """The measured baseline from which the promise follows: of its period and before it nothing was promised yet."""
    return by.begin.point if by.begin is not None and follows_baseline(by.target) else None


def improve(by: Yardstick, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> Verdict:
    """Better than where it began, as good, or worse; `target.value` is that baseline (rule 9)."""
    latest = series[-1]
    comparison = with_bound(by, latest.value, thresholds)._replace(amber=0.0)
    better, held = holding(by)(latest), held_at_due(by, series)
    if better:
        since, _ = met_since(by, series, as_of)
    else:
        since = met_on(by, series) if held else met_in_time(by, series)
    over = as_of > by.target.due
    if latest.day >= by.target.due and (over or better):
        late = Status.ACHIEVED_LATE if better else Status.MISSED
        status = Status.ACHIEVED if held else late
    elif over:
        status = Status.NO_DATA
    elif better:
        status = Status.ON_TRACK
    else:
        status = Status.OFF_TRACK if comparison.short > 0 else Status.AT_RISK
    lost = since is not None and not better and status is not Status.NO_DATA
    return Verdict(status, series, lambda: comparison, since, regressed=lost)


def after_due(each: Sequence[Kept], thresholds: Thresholds) -> Status:
    """Kept at the deadline and often enough before; what nobody reported is judged both ways (rule 5)."""
    best, worst = (_is_kept([other if one is None else one for one in each], thresholds) for other in (True, False))
    if best is not worst:
        return Status.NO_DATA
    return Status.ACHIEVED if best else Status.MISSED


def _is_kept(each: Sequence[bool], thresholds: Thresholds) -> bool:
    return bool(each) and each[-1] and sum(each) >= round(thresholds.kept * len(each), NOISE)


def _periods(by: Yardstick, series: tuple[Point, ...], baseline: Point | None) -> list[Kept]:
    """Each period from start to deadline, oldest first, those that nobody reported included; after a measured baseline.

    Where none of them ends in that time, the first measurement after the deadline tells how it was.
    """
    target = by.target
    known = [point for point in series if point.day <= target.due or point.period.last <= target.due]
    spans = periods_between(target.start, target.due, target.frequency, target.year_starts)
    said = {point.period.code for point in known}
    # Two periods of one frequency are the same or share no day.
    others = [point for point in known if point.period.frequency is not target.frequency]
    unsaid = [
        span
        for span in spans
        if span.last <= target.due and span.code not in said and not any(_tells(point, span) for point in others)
        if baseline is None or not (span.last <= baseline.day or _tells(baseline, span))
    ]
    if not known and not unsaid:
        known = list(series[:1])
    told: list[tuple[date, Kept]] = [(span.last, None) for span in unsaid]
    met = holding(by)
    told += [(point.told, met(point)) for point in known]
    return [kept for _, kept in sorted(told, key=lambda one: one[0])]


def _tells(point: Point, span: Period) -> bool:
    """Whether a point is of this period, of a part of it, or of a longer one around it."""
    return point.period.first <= span.last and point.period.last >= span.first


def recurring(by: Yardstick, series: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> Verdict:
    """The latest decided window and the current one; after the deadline all of them together (rule 7)."""
    target = by.target
    each = windows(target, series, as_of, thresholds)
    status = _of_windows(each, as_of > target.due, thresholds)
    return Verdict(
        status,
        series,
        windows=each,
        lasting=_is_won(each, thresholds),
        breaches=sum(window.state is WindowState.MISSED for window in each),
        periods=len(each),
    )


def _is_won(each: tuple[Window, ...], thresholds: Thresholds) -> bool:
    """Whether every window is decided, the last and enough of them kept: nothing is asked and none can be lost.

    Enough is what is enough whatever happened in the windows of which nothing is known.
    """
    decided = all(window.state in _DECIDED for window in each)
    return decided and after_due([_kept(window) for window in each], thresholds) is Status.ACHIEVED


def _of_windows(each: tuple[Window, ...], over: bool, thresholds: Thresholds) -> Status:
    if over:
        status = after_due([_kept(window) for window in each], thresholds)
        return _late(each) if status is Status.ACHIEVED else status
    if all(window.state in _KEPT for window in each):
        return _late(each)
    return _while_it_runs(each)


def _kept(window: Window) -> Kept:
    if window.state in _KEPT:
        return True
    return False if window.state is WindowState.MISSED else None


def _late(each: tuple[Window, ...]) -> Status:
    return Status.ACHIEVED_LATE if each[-1].state is WindowState.LATE else Status.ACHIEVED


def _while_it_runs(each: tuple[Window, ...]) -> Status:
    decided = [window.state for window in each if window.state in _DECIDED]
    latest = decided[-1] if decided else None
    reported = [state for state in decided if state is not WindowState.UNREPORTED]
    if latest in (WindowState.MISSED, WindowState.UNREPORTED) and reported[-1:] == [WindowState.MISSED]:
        return Status.OFF_TRACK
    if latest is WindowState.UNREPORTED:
        return Status.NO_DATA
    if any(window.state is WindowState.CURRENT and window.count < window.expected for window in each):
        return Status.AT_RISK
    return Status.ON_TRACK
