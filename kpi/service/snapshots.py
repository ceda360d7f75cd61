"""Plans as seen at a date: the right half of the flow, read-only."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

from kpi.access.rights import Right
from kpi.core.batch import no_collection
from kpi.core.earlier_promises import Ending
from kpi.core.light.snapshot import Evidence, Row, Snapshot, newest_day, take
from kpi.core.light.units import tree_of, units_within
from kpi.core.model import Measurement, Plan, Target
from kpi.core.view.part import Part, in_part
from kpi.core.view.target_view import TargetView, Version, target_view
from kpi.core.view.units_view import NO_UNITS, UnitValues, measured_by_unit, unit_values
from kpi.service.desk import Desk, allow
from kpi.service.missing import no_plan, no_result
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.plans.history import target_history
from kpi.store.plans.promises import earlier_targets, endings
from kpi.store.query import newest_period_end, read_evidence, read_plan
from kpi.store.revisions import revision_at, revisions_of_plans
from kpi.store.versions import stored_head


def head_revision(desk: Desk) -> int:
    """The number of the last committed change; 0 for an empty store."""
    with read(desk.engine) as connection:
        return stored_head(connection)


def revision_known_at(desk: Desk, known_at: datetime | None) -> int:
    """The revision that a view is to be read at; `known_at` None is now."""
    with read(desk.engine) as connection:
        return stored_head(connection) if known_at is None else revision_at(connection, known_at)


def plan_revisions(desk: Desk, revision: int) -> Callable[[str], int]:
    """Tells the revision at which a plan became what it is at `revision`; 0 where no commit was about it by then."""
    with read(desk.engine) as connection:
        return revisions_of_plans(connection, revision)


def default_day(desk: Desk, code: str, revision: int) -> date:
    """The last day of the newest period with measurements, else the plan's start; raises NotFoundError."""
    allow(desk, Right.LOOK, code)
    with read(desk.engine) as connection:
        return newest_day_in(connection, plan_in(connection, code, revision), revision)


def plan_at(desk: Desk, code: str, revision: int) -> Plan:
    """A plan as it was at a revision; raises NotFoundError."""
    allow(desk, Right.LOOK, code)
    with read(desk.engine) as connection:
        return plan_in(connection, code, revision)


def snapshot_of(
    desk: Desk,
    plan: Plan,
    *,
    as_of: date,
    revision: int,
    known_at: datetime | None = None,
    part: Part | None = None,
) -> Snapshot:
    """A plan that was read before (`plan_at`, the same revision) at the end of `as_of`: only its evidence is read.

    `part`: as who may see these organisation units alone sees it; None: all.
    """
    with read(desk.engine) as connection:
        return _taken(connection, plan, as_of, revision, known_at, part)


def part_of(desk: Desk, plan: Plan, right: Right = Right.LOOK) -> Part | None:
    """The organisation units of a plan for which who asks has a right; None: it holds for the whole plan."""
    units = desk.who.units(plan.code, right)
    return None if units is None else units_within(units, tree_of(plan.org_units))


def take_snapshot(
    desk: Desk, code: str, *, as_of: date | None = None, revision: int | None = None, known_at: datetime | None = None
) -> Snapshot:
    """A plan at the end of `as_of` (None: its default day) as known at `revision` (None: now, or at `known_at`).

    Who may see a part of it sees that part. Raises NotFoundError for an unknown plan.
    """
    allow(desk, Right.LOOK, code)
    with read(desk.engine) as connection:
        if revision is None:
            revision = stored_head(connection) if known_at is None else revision_at(connection, known_at)
        plan = plan_in(connection, code, revision)
        day = as_of or newest_day_in(connection, plan, revision)
        return _taken(connection, plan, day, revision, known_at, part_of(desk, plan))


def snapshot_in(
    connection: Connection, code: str, *, as_of: date | None, revision: int, known_at: datetime | None
) -> Snapshot:
    """As `take_snapshot`, within a transaction that is open already."""
    plan = plan_in(connection, code, revision)
    return _taken(connection, plan, as_of or newest_day_in(connection, plan, revision), revision, known_at)


def _taken(
    connection: Connection,
    plan: Plan,
    day: date,
    revision: int,
    known_at: datetime | None,
    part: Part | None = None,
) -> Snapshot:
    earlier = earlier_targets(connection, plan.code, revision)
    with no_collection():
        evidence = _evidence(connection, plan, day, revision)
        found = take(plan, evidence, as_of=day, revision=revision, known_at=known_at, earlier=earlier)
        return found if part is None else in_part(found, evidence, part)


def newest_day_in(connection: Connection, plan: Plan, revision: int) -> date:
    """As `default_day`, of a plan that was read, within a transaction that is open already."""
    newest = newest_period_end(connection, plan.code, revision)
    return newest_day([newest] if newest else [], plan)


def target_page(desk: Desk, snapshot: Snapshot, target: str) -> TargetView:
    """One target of a snapshot with its course and everything recorded of it; raises NotFoundError."""
    with read(desk.engine) as connection:
        codes = {one.code: one.measured_as for one in _targets(snapshot.plan)}
        asked = _measured_of(snapshot, target)
        evidence = read_evidence(connection, snapshot.plan.code, asked, snapshot.as_of, snapshot.revision)
        history = (
            target_history(connection, snapshot.plan.code, target, codes[target], snapshot.revision, snapshot.part)
            if target in codes
            else ()
        )
        ended = endings(connection, snapshot.plan.code, target, snapshot.revision) if target in codes else ()
    told = sorted((*history, *_told(ended)), key=lambda one: -one.revision)
    view = target_view(snapshot, target, evidence, tuple(told), ended)
    if view is None:
        raise no_result(snapshot.plan, target)
    return view


def _measured_of(snapshot: Snapshot, code: str) -> list[str]:
    """Under which codes a target is measured, and was measured for what it promised before."""
    rows = [row for row in snapshot.known if row.target.code == code]
    promised = [one for row in rows for one in (row.target, *(before.target for before in row.earlier))]
    return [code for one in promised for code in one.sources]


@no_collection()
def values_of_units(desk: Desk, snapshot: Snapshot, units: Sequence[str]) -> UnitValues:
    """What each of these units gave for the results of a snapshot, by the code of the result."""
    units = [one for one in units if snapshot.part is None or one in snapshot.part]
    return unit_values(snapshot, _evidence_at(desk, snapshot, units), units) if units else NO_UNITS


def unit_measurements(
    desk: Desk, snapshot: Snapshot, rows: Iterable[Row], units: Sequence[str]
) -> tuple[tuple[Row, Measurement], ...]:
    """The measurements behind these results of a snapshot, of these units and those below them; none: of all."""
    found = measured_by_unit(snapshot, rows, _evidence_at(desk, snapshot, units), units)
    return tuple(each for each in found if snapshot.part is None or each[1].org_unit in snapshot.part)


def _evidence_at(desk: Desk, snapshot: Snapshot, units: Sequence[str]) -> Evidence:
    """The evidence of a snapshot, of these units and those below them; none: of all."""
    within = units_within(units, tree_of(snapshot.plan.org_units))
    with read(desk.engine) as connection:
        return _evidence(connection, snapshot.plan, snapshot.as_of, snapshot.revision, within)


def _told(found: tuple[Ending, ...]) -> Iterator[Version]:
    """The endings of a target as lines of its history."""
    before = ""
    for one in found:
        after = one.on.isoformat() if one.on else ""
        yield Version(one.revision, one.recorded_at, one.recorded_by, "ended", before, after)
        before = after


def plan_in(connection: Connection, code: str, revision: int) -> Plan:
    """As `plan_at`, within a transaction that is open already."""
    plan = read_plan(connection, code, revision)
    if plan is None:
        raise no_plan(connection, code, revision)
    return plan


def _evidence(connection: Connection, plan: Plan, day: date, revision: int, units: Collection[str] = ()) -> Evidence:
    codes = sorted({code for target in _targets(plan) for code in target.sources})
    return read_evidence(connection, plan.code, codes, day, revision, units)


def _targets(plan: Plan) -> tuple[Target, ...]:
    """All targets, those that ended as well."""
    return (*plan.targets, *(one.target for one in plan.ended))
