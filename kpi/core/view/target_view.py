"""One target whole, as its own page shows it: its course, its path, what it promised before and what was recorded."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kpi.core.calendar.period import month_ends
from kpi.core.earlier_promises import EarlierTarget, Ending
from kpi.core.kinds import Course
from kpi.core.light.assessment import Assessment, Light, Status
from kpi.core.light.compare import asked
from kpi.core.light.evidence import Point, reports_of
from kpi.core.light.path import promises
from kpi.core.light.snapshot import Evidence, Row, Snapshot
from kpi.core.light.status import assess
from kpi.core.light.units import Reports, tree_of
from kpi.core.model import Measurement, Target
from kpi.core.view.part import is_withheld, own_rows
from kpi.core.vocabulary import PathKind


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of the path chart with the light it had on its own day."""

    point: Point
    status: Status
    light: Light


@dataclass(frozen=True, slots=True)
class Version:
    """One recorded version of a target or of one of its measurements; `what` names the field or period.

    `before` empty: it was new. `recorded_at` is in UTC; `revision` that of the commit.
    """

    revision: int
    recorded_at: datetime
    recorded_by: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TargetView:
    """One target whole: its row, its course, the expected path as (day, value) corners, and what was recorded of it.

    `measured`: the measurements that count on its day, newest first. `earlier`: what it promised before, oldest first.
    `endings`: when it ended or was taken up again, oldest first. `known`: the same measurements by unit.
    """

    snapshot: Snapshot
    row: Row
    dots: tuple[Dot, ...]
    path: tuple[tuple[date, float], ...]
    history: tuple[Version, ...] = ()
    earlier: tuple[EarlierTarget, ...] = ()
    endings: tuple[Ending, ...] = ()
    measured: tuple[Measurement, ...] = ()
    known: Reports = field(default_factory=lambda: Reports(()))


def target_view(
    snapshot: Snapshot,
    code: str,
    evidence: Evidence,
    history: tuple[Version, ...] = (),
    endings: tuple[Ending, ...] = (),
) -> TargetView | None:
    """One target of the plan, also one that ended; None when the plan has no such target."""
    row = next((row for row in snapshot.known if row.target.code == code), None)
    if row is None:
        return None
    if is_withheld(row.assessment):
        evidence = {code: own_rows(rows, snapshot.part or frozenset()) for code, rows in evidence.items()}
    known = reports_of(row.target, evidence, tree_of(snapshot.plan.org_units))
    before = tuple(replace(one, path=_earlier_path(snapshot, one.target, evidence)) for one in row.earlier)
    seen = [one for period in known.until(snapshot.as_of) for one in period.rows]
    measured = tuple(sorted(seen, key=lambda one: (one.day, one.period, one.org_unit), reverse=True))
    dots, path = _dots(snapshot, row, known), _path(row.assessment)
    if snapshot.part is not None:
        known = Reports(own_rows(known, snapshot.part), known.tree)
        measured = own_rows(measured, snapshot.part | {""})
    return TargetView(snapshot, row, dots, path, history, before, endings, measured, known)


def _earlier_path(snapshot: Snapshot, target: Target, evidence: Evidence) -> tuple[tuple[date, float], ...]:
    """The path of an earlier promise, from the same evidence."""
    seen = reports_of(target, evidence, tree_of(snapshot.plan.org_units))
    return _path(assess(target, seen, as_of=snapshot.as_of, thresholds=snapshot.plan.thresholds))


def _dots(snapshot: Snapshot, row: Row, seen: Reports) -> tuple[Dot, ...]:
    found = []
    for point in row.assessment.series:
        then = assess(row.target, seen, as_of=point.day, thresholds=snapshot.plan.thresholds)
        found.append(Dot(point, then.status, then.light))
    return tuple(found)


def _path(one: Assessment) -> tuple[tuple[date, float], ...]:
    """The path where it begins and at every month's end to the deadline; empty with nothing to compare with."""
    target, comparison = one.target, one.comparison
    if comparison is not None and target.path is PathKind.YEARLY and target.traits.course is Course.PATH:
        first = comparison.begin
        stated = () if first is None or first.point else ((first.day, first.value),)
        return (*stated, *promises(target, comparison.goal))
    if comparison is None or comparison.begin is None:
        return ()
    begin, value = comparison.begin, one.value or 0.0
    days = {begin.day, *(day for day in month_ends(target.start, target.due) if day > begin.day), target.due}
    return tuple((day, asked(target, value, begin, day)) for day in sorted(days))
