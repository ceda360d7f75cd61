"""Rules of targets.csv: a target says what, how much and by when, and its parts fit together."""

from collections.abc import Iterator, Mapping
from datetime import date

from kpi.core.issue import Issue
from kpi.core.kinds import KINDS
from kpi.core.vocabulary import Comparator, Direction, Kind, PathKind
from kpi.intake.plan.bounds import outside, target_limits
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.row_kind import traits_of
from kpi.intake.plan.table import TableRow
from kpi.intake.plan.timing import Timing


def targets(draft: FolderTables) -> Iterator[Issue]:
    """Issues of all targets; rules on days are skipped while the plan's own period is not known."""
    indicators = draft.indicator_rows
    for row in draft.targets.rows:
        timing = draft.timing.get(row.number)
        yield from _kind(row, timing)
        yield from _comparator(row)
        yield from _baseline(row)
        yield from _range(row, indicators)
        yield from _follows(row, indicators)
        if timing and draft.header.span:
            yield from _days(row, timing, *draft.header.span)


def _kind(row: TableRow, timing: Timing | None) -> Iterator[Issue]:
    code = row.get("kind", Kind)
    if code is None:
        return
    kind = KINDS[code]
    if kind.needs_indicator and row.empty("indicator"):
        yield row.fault("indicator-missing", "indicator", kind=code.value)
    if not kind.has_windows and not row.empty("per"):
        yield row.fault("per-without-recurring", "per")
    if not row.empty("indicator") and not row.empty("frequency"):
        yield row.fault("frequency-with-indicator", "frequency")
    if kind.needs_value and row.empty("value") and row.empty("benchmark") and not _said_in_words(row, timing):
        yield row.fault("value-missing", "value")
    if kind.has_windows and (times := row.get("value", float)) is not None and times <= 0:
        yield row.fault("out-of-bounds", "value", bounds="meer dan 0", bounds_en="more than 0")


def _said_in_words(row: TableRow, timing: Timing | None) -> bool:
    """Whether the deadline phrase says how often, or may say so but cannot be read without the plan's period."""
    return not row.empty("deadline") if timing is None else timing.times is not None or not timing.readable


def _comparator(row: TableRow) -> Iterator[Issue]:
    between = row.get("comparator", Comparator) is Comparator.BETWEEN
    low, high = row.get("value", float), row.get("value_high", float)
    unread = not row.empty("comparator") and row.get("comparator", Comparator) is None
    if between and row.empty("value_high"):
        yield row.fault("value-high-missing", "value_high")
    if not between and not unread and not row.empty("value_high"):
        yield row.fault("value-high-without-between", "value_high")
    if low is not None and high is not None and high < low:
        yield row.fault("value-high-below-value", "value_high", low=row.text("value"))


def _baseline(row: TableRow) -> Iterator[Issue]:
    if row.empty("baseline") and not row.empty("baseline_date"):
        yield row.fault("baseline-missing", "baseline_date")


def _range(row: TableRow, indicators: Mapping[str, TableRow]) -> Iterator[Issue]:
    limits = target_limits(row, indicators)
    if limits is None:
        return
    # A percentage of the baseline and a distance to a benchmark are no values of the indicator.
    own = row.empty("value_of") and row.empty("benchmark")
    for column in ("value", "value_high", "baseline") if own else ("baseline",):
        value = row.get(column, float)
        if value is not None and limits.exclude(value):
            yield outside(row, column, limits)
    if any(limits.exclude(value) for _, value in _waypoints(row)):
        yield outside(row, "waypoints", limits)


def _follows(row: TableRow, indicators: Mapping[str, TableRow]) -> Iterator[Issue]:
    """What a promise follows from fits its kind: a baseline, a benchmark, a promise a year, growth."""
    kind, indicator = traits_of(row), indicators.get(row.text("indicator"))
    if kind is None:
        return
    yield from _only_for(row, "value_of", kind.shares and row.empty("benchmark"))
    yield from _only_for(row, "benchmark", kind.compares)
    if not row.empty("value_of") and kind.baseline is not None and row.empty("baseline"):
        yield row.fault("baseline-of-total-missing", "value_of")
    if row.get("path", PathKind) is PathKind.YEARLY and row.empty("waypoints"):
        yield row.fault("yearly-without-waypoints", "waypoints")
    low, goal = row.get("baseline", float), row.get("value", float)
    geometric = row.get("path", PathKind) is PathKind.GEOMETRIC
    if geometric and row.empty("value_of") and low is not None and goal is not None and low * goal <= 0:
        yield row.fault("growth-through-zero", "path", baseline=row.text("baseline"))
    aside = indicator is not None and indicator.get("direction", Direction) is Direction.MAINTAIN
    if kind.improves and aside and row.empty("comparator"):
        yield row.fault("improve-without-direction", "kind")


def _only_for(row: TableRow, column: str, fits: bool) -> Iterator[Issue]:
    if not row.empty(column) and not fits:
        with_it = {"value_of": "shares", "benchmark": "compares"}[column]
        kinds = ", ".join(kind for kind, traits in KINDS.items() if getattr(traits, with_it))
        yield row.fault("column-not-for-kind", column, kind=row.text("kind"), kinds=kinds)


def _waypoints(row: TableRow) -> tuple[tuple[date, float], ...]:
    return row.get("waypoints", tuple) or ()


def _days(row: TableRow, timing: Timing, start: date, end: date) -> Iterator[Issue]:
    if not timing.readable:
        yield row.fault("unreadable-deadline", "deadline", hint=timing.cure)
        return
    if timing.moment:
        yield row.fault("moment-not-watched", "deadline")
    if _unread(row):
        return
    due = timing.due
    by = next((column for column in ("due", "deadline") if not row.empty(column)), "due")
    if timing.start > timing.due:
        at = "start" if not row.empty("start") else by
        yield row.fault("start-after-due", at, start=timing.start, due=due)
    if timing.due_from and timing.due_from > timing.due:
        yield row.fault("due-from-after-due", "due_from", due_from=timing.due_from, due=due)
    if not start <= timing.due <= end:
        yield row.fault("due-outside-plan", by, due=due, start=start, end=end)
    for day, _ in _waypoints(row):
        if not timing.start <= day <= timing.due:
            start_day = timing.start
            yield row.fault("waypoint-outside-target", "waypoints", day=day, start=start_day, due=due)


def _unread(row: TableRow) -> bool:
    """Whether a day of this row could not be read: what follows from it would be a second issue about one cell."""
    return any(not row.empty(column) and column not in row.values for column in ("start", "due_from", "due"))
