"""Publishing an edited plan: a new version of everything that differs, on top of what was seen."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, Table, select

from kpi.core.history.succession import Held
from kpi.core.model import CheckIn, Measurement, Plan
from kpi.store.apply import (
    Saved,
    TableChange,
    Wanted,
    known_versions,
    version_row,
    wanted_rows,
    write_differences,
)
from kpi.store.engine import begin
from kpi.store.versions import CHECKIN, COMMIT, MEASUREMENT, PARTS, PLAN, File, in_force, stored_head

PUBLISHED = "publish"  # the action of its commit
_STAYS = (MEASUREMENT, CHECKIN)  # what a plan file does not name is still there


def publish_plan(
    engine: Engine,
    plan: Plan,
    measurements: Sequence[Measurement],
    checkins: Sequence[CheckIn],
    *,
    files: Sequence[File],
    recorded_by: str,
    recorded_at: datetime,
    why: str,
    seen: int,
) -> Saved | None:
    """Make the newest version of a plan this one, whoever wrote the version before; None when `seen` is not the newest.

    Unlike `save_plan` it speaks for the whole plan: a part that is not named has ended. Measurements and check-ins are
    added or revised and never ended. `seen`: the revision at which the caller looked at what is there. Raises
    ValueError as `save_plan` does.
    """
    wanted = wanted_rows(plan, tuple(measurements), tuple(checkins))
    commit = {"recorded_by": recorded_by, "action": PUBLISHED, "plan": plan.code, "why": why}
    with begin(engine) as connection:
        if stored_head(connection) != seen:
            return None
        differences = [_difference(connection, plan.code, table, values) for table, values in wanted]
        return write_differences(connection, differences, commit, recorded_at, files)


def _difference(connection: Connection, plan: str, table: Table, wanted: Wanted) -> TableChange:
    known = known_versions(connection, plan, PUBLISHED, table)
    live = {key: was.values for key, was in known.items() if was.live}
    added = [version_row(table, plan, key, values) for key, values in wanted.items() if key not in live]
    revised = [
        version_row(table, plan, key, values) for key, values in wanted.items() if key in live and live[key] != values
    ]
    gone = () if table in _STAYS else [key for key in live if key not in wanted]
    ended = [version_row(table, plan, key, live[key], ended=True) for key in gone]
    return TableChange(table, added + revised + ended, len(added), len(revised), len(ended))


def plan_changed_since(connection: Connection, plan: str, revision: int) -> bool:
    """Whether the plan itself has a version after a revision; measurements and check-ins do not count."""
    tables = (PLAN, *(part.table for part in PARTS))
    found = (select(one.c.revision).where(one.c.plan == plan, one.c.revision > revision).limit(1) for one in tables)
    return any(connection.execute(query).first() for query in found)


def parts_written_by(connection: Connection, plan: str, action: str) -> dict[str, frozenset[str]]:
    """By kind of part the codes whose newest version an action wrote: what it would end by leaving it out."""
    known = {part.field: known_versions(connection, plan, action, part.table) for part in PARTS}
    return {
        field: frozenset(key[0] for key, was in versions.items() if was.live and was.revision == was.own_revision)
        for field, versions in known.items()
    }


def held(connection: Connection, plan: str, revision: int, *, but_by: str = "") -> Held:
    """What is measured and said under the codes of a plan; without the versions of action `but_by`."""
    known = {"plan": plan, "revision": revision}
    measured = (
        select(MEASUREMENT.c.indicator, MEASUREMENT.c.org_unit)
        .join(COMMIT, COMMIT.c.revision == MEASUREMENT.c.revision)
        .where(in_force(MEASUREMENT), COMMIT.c.action != but_by)
        .distinct()
    )
    said = (
        select(CHECKIN.c.code)
        .join(COMMIT, COMMIT.c.revision == CHECKIN.c.revision)
        .where(in_force(CHECKIN), COMMIT.c.action != but_by)
    )
    rows = connection.execute(measured, known).all()
    targets = {code.rpartition(" ")[0] for code in connection.execute(said, known).scalars()}
    return Held(frozenset(code for code, _ in rows), frozenset(unit for _, unit in rows if unit), frozenset(targets))
