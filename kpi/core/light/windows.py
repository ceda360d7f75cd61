"""The windows of a recurring target: N times in each, and how each of them stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import floor, fsum

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import DAY, Frequency, Period, elapsed, later, period_of, periods_between
from kpi.core.light.evidence import NOISE, Point
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds

_FREQUENCY = {
    Per.MONTH: Frequency.MONTH,
    Per.QUARTER: Frequency.QUARTER,
    Per.HALF_YEAR: Frequency.HALF_YEAR,
    Per.YEAR: Frequency.YEAR,
}


class WindowState(StrEnum):
    """How one window stands at a date."""

    DONE = "done"
    LATE = "late"
    MISSED = "missed"
    UNREPORTED = "unreported"
    CURRENT = "current"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True)
class Window:
    """One window, `first`..`last` inclusive; `count`, `needed` and `expected` (by the newest report) are in times.

    `reported`: whether anything was reported of it.
    """

    code: str
    first: date
    last: date
    state: WindowState
    count: float
    needed: float
    expected: float
    reported: bool = True

    @property
    def asked(self) -> float:
        """How many times are asked for: the share so far while it runs, all of them once it is over."""
        return self.expected if self.state in (WindowState.CURRENT, WindowState.UPCOMING) else self.needed


def windows(target: Target, seen: tuple[Point, ...], as_of: date, thresholds: Thresholds) -> tuple[Window, ...]:
    """All windows between start and deadline, oldest first, as they stand at `as_of` (docs/rules.md, rule 7)."""
    since = [point for point in seen if point.day >= target.start]
    upto = max((max(point.period.last, point.day) for point in since), default=date.min)
    return tuple(_window(target, span, since, upto, as_of, thresholds) for span in _asking(target))


def window_filled(target: Target, seen: tuple[Point, ...]) -> frozenset[Point]:
    """The points of every window that has its number of times, whatever else is reported of it."""
    each = ((_inside(target, seen, span), needed_in(target, span)) for span in _asking(target))
    return frozenset(point for inside, needed in each if _times(inside) >= needed for point in inside)


def _asking(target: Target) -> Sequence[Period]:
    """The windows in which something is asked; where that is none, all of the time the target runs is one."""
    asking = [span for span in _spans(target) if needed_in(target, span) > 0]
    return asking or [_whole(target)]


def needed_in(target: Target, span: Period) -> float:
    """How many times a window asks: one that is cut off by start or deadline its share, floored (rule 7)."""
    needed = 1.0 if target.value is None else target.value
    if target.start <= span.first and span.last <= target.due:
        return needed
    first, last = max(span.first, target.start), min(span.last, target.due)
    return float(floor(round(needed * elapsed(first, last) / elapsed(span.first, span.last), NOISE)))


def _spans(target: Target) -> Iterator[Period]:
    per = target.per or Per.PLAN
    if per is Per.PLAN:
        yield _whole(target)
    elif per.years > 1:
        first = period_of(target.start, Frequency.YEAR, target.year_starts).first
        while first <= target.due:
            after = later(first, 12 * per.years)
            yield _stretch(first, after - DAY)
            first = after
    else:
        yield from periods_between(target.start, target.due, _FREQUENCY[per], target.year_starts)


def _whole(target: Target) -> Period:
    return _stretch(target.start, target.due)


def _stretch(first: date, last: date) -> Period:
    """A window that is no period of the calendar, named by its days."""
    return Period(first, last, f"{first:%Y-%m-%d}..{last:%Y-%m-%d}", Frequency.YEAR)


def _window(
    target: Target, span: Period, since: Sequence[Point], upto: date, as_of: date, thresholds: Thresholds
) -> Window:
    """`since`: what was reported from the target's start on; `upto`: the last day that any of it is of."""
    first, last = max(span.first, target.start), min(span.last, target.due)
    inside = _inside(target, since, span)
    needed = needed_in(target, span)
    count = _times(inside)
    reached = inside[-1].day if inside else first - timedelta(days=1)
    return Window(
        code=span.code,
        first=first,
        last=last,
        state=_state(inside, upto >= last, first, last, needed, as_of, thresholds),
        count=count,
        needed=needed,
        expected=float(floor(round(needed * _share(first, last, reached), NOISE))),
        reported=bool(inside),
    )


def _times(inside: Iterable[Point]) -> float:
    return round(fsum(point.value for point in inside), NOISE)


def _inside(target: Target, seen: Iterable[Point], span: Period) -> list[Point]:
    """A report belongs to the window in which its period ends, or its day when it covers more than the window.

    The window that the deadline cuts off takes the period whole in which that lies, and none that begins after it.
    """
    first, last = span.first, span.last
    if last > target.due or span == _whole(target):
        return [point for point in seen if first <= point.period.last and point.period.first <= target.due]
    return [
        point for point in seen if first <= (end := point.period.last) and (end <= last or first <= point.day <= last)
    ]


def _goes_on(inside: Iterable[Point], last: date) -> bool:
    """Whether reports go on to the window's end or beyond it, so that nothing is waited for."""
    return any(max(point.period.last, point.day) >= last for point in inside)


def _share(first: date, last: date, day: date) -> float:
    return max(0.0, min(1.0, elapsed(first, day) / elapsed(first, last)))


def _state(
    inside: list[Point], later: bool, first: date, last: date, needed: float, as_of: date, thresholds: Thresholds
) -> WindowState:
    if as_of < first:
        return WindowState.UPCOMING
    if _times(point for point in inside if point.day <= last) >= needed:
        return WindowState.DONE
    if _times(inside) >= needed:
        return WindowState.LATE
    if as_of <= last:
        return WindowState.CURRENT
    if _goes_on(inside, last):
        return WindowState.MISSED
    if as_of <= last + timedelta(days=thresholds.grace_days):
        return WindowState.CURRENT
    return WindowState.MISSED if inside and later else WindowState.UNREPORTED
