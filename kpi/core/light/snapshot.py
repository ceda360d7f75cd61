"""A plan seen at one date: every target with its light, its past lights and what changed; every screen's source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from types import MappingProxyType
from typing import NamedTuple

from kpi.core.calendar.period import DAY, JANUARY, Frequency, Period, YearStart, period_of, periods_between, preceding
from kpi.core.earlier_promises import EarlierTarget
from kpi.core.light.assessment import Assessment, Flag, Light, Status
from kpi.core.light.evidence import by_source, reports_of
from kpi.core.light.status import assess, past_light
from kpi.core.light.units import Reports, tree_of
from kpi.core.model import Measurement, Plan, Target, Theme
from kpi.core.thresholds import Thresholds

Evidence = Mapping[str, Sequence[Measurement]]
Promises = Mapping[str, tuple[EarlierTarget, ...]]
NOTHING_EARLIER: Promises = MappingProxyType({})
STRIP = 8  # periods on a light strip: two years of quarters
_RANK = {Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2}


class Change(StrEnum):
    """What became of a light since the previous quarter; grey compares with nothing."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    JUDGED = "judged"
    LOST = "lost"


class PastLight(NamedTuple):
    """One past light: as it was at the end of `period`."""

    period: Period
    status: Status
    light: Light
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One target on a screen; `strip` runs from old to new and ends at the view's own date.

    `earlier`: what it promised before, oldest first. `ended`: the day from which it no longer counts; its light is
    then that of the day before at the latest. None: it counts. `units`: those that reported, and those above them.
    """

    target: Target
    theme: Theme
    assessment: Assessment
    change: Change
    strip: tuple[PastLight, ...]
    earlier: tuple[EarlierTarget, ...] = ()
    ended: date | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All targets of a plan at the end of `as_of`, as known at `known_at` (None: now).

    `period` is the newest quarter that had ended. `ended`: the targets that no longer count, in no other view.
    `part`: the organisation units whose figures are shown, None: all.
    """

    plan: Plan
    as_of: date
    revision: int
    known_at: datetime | None
    period: Period
    rows: tuple[Row, ...]
    ended: tuple[Row, ...] = ()
    part: frozenset[str] | None = None

    @property
    def known(self) -> tuple[Row, ...]:
        """All rows, those that ended last."""
        return self.rows + self.ended

    def of_theme(self, code: str) -> tuple[Row, ...]:
        """The rows of one theme, in the plan's own order."""
        return tuple(row for row in self.rows if row.target.theme == code)


def take(
    plan: Plan,
    evidence: Evidence,
    *,
    as_of: date,
    revision: int = 0,
    known_at: datetime | None = None,
    earlier: Promises = NOTHING_EARLIER,
) -> Snapshot:
    """Assess every target of `plan`; `evidence` maps a measured code to its measurements, of every organisation unit.

    `earlier`: what targets promised before, by code.
    """
    lasting = [(one, None) for one in plan.targets]
    rows = _rows(plan, [*lasting, *((one.target, one.on) for one in plan.ended)], evidence, earlier, as_of)
    return Snapshot(
        plan=plan,
        as_of=as_of,
        revision=revision,
        known_at=known_at,
        period=last_ended_period(as_of, year=plan.year_starts),
        rows=tuple(rows[: len(lasting)]),
        ended=tuple(rows[len(lasting) :]),
    )


def _rows(
    plan: Plan,
    targets: Sequence[tuple[Target, date | None]],
    evidence: Evidence,
    earlier: Promises,
    as_of: date,
) -> list[Row]:
    """A row for each target, with the day it ended: those of one source together, so that little is held."""
    tree, themes = tree_of(plan.org_units), {one.code: one for one in plan.themes}
    strip_at = cache(partial(_strip_periods, plan))
    found: dict[int, Row] = {}
    for places in by_source(target for target, _ in targets):
        reports = reports_of(targets[places[0]][0], evidence, tree)
        for at in places:
            target, on = targets[at]
            # As it stood on its last day, or on the view's own when that is earlier.
            day = as_of if on is None else min(as_of, on - DAY)
            now = assess(target, reports, as_of=day, thresholds=plan.thresholds)
            strip = _strip(now, reports, strip_at(day), plan.thresholds)
            turned, units, before = _turned(now, strip), reports.units(day), earlier.get(target.code, ())
            found[at] = Row(now.target, themes[target.theme], now, turned, strip, before, on, units)
    return [found[at] for at in range(len(targets))]


def last_ended_period(as_of: date, frequency: Frequency = Frequency.QUARTER, year: YearStart = JANUARY) -> Period:
    """The newest period whose last day lies on or before `as_of`."""
    period = period_of(as_of, frequency, year)
    return period if period.last == as_of else preceding(period)


def newest_day(ends: Iterable[date], plan: Plan) -> date:
    """The default date of a view: the last day of the newest period with measurements, else the plan's start.

    `ends`: the last days of the periods that have measurements.
    """
    return max(ends, default=plan.start)


def _strip_periods(plan: Plan, as_of: date) -> tuple[Period, ...]:
    if as_of < plan.start:
        return ()
    return periods_between(plan.start, as_of, Frequency.QUARTER, plan.year_starts)[-STRIP:]


def _strip(
    now: Assessment, evidence: Reports, periods: Sequence[Period], thresholds: Thresholds
) -> tuple[PastLight, ...]:
    """The light at the end of each period; in the running period that of the view's own date."""
    target = now.target.stated
    return tuple(
        [
            PastLight(period, *past_light(target, evidence, period.last, thresholds))
            if period.last < now.as_of
            else PastLight(period, now.status, now.light, now.flags)
            for period in periods
        ]
    )


def _turned(now: Assessment, strip: Sequence[PastLight]) -> Change:
    """What became of a light since the period before its own."""
    return change(strip[-2].light if len(strip) > 1 else Light.GREY, now.light)


def change(before: Light, after: Light) -> Change:
    """Better or worse between two lights; from grey it is newly judged, to grey it is lost."""
    if before is after:
        return Change.SAME
    if before is Light.GREY:
        return Change.JUDGED
    if after is Light.GREY:
        return Change.LOST
    return Change.WORSE if _RANK[after] > _RANK[before] else Change.BETTER
