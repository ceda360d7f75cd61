"""Publishing an edited plan: a new version of everything that differs, on top of what was seen."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from kpi.core.history.succession import Held
from kpi.core.model import CheckIn, Measurement, Plan
from kpi.store.database.engine import begin
from kpi.store.differing import Manner, content_change, known_versions
from kpi.store.measuring import in_key_order, measured_change
from kpi.store.plans.apply import Change, Saved, loading, refuse_other_years, wanted_contents, write_changes
from kpi.store.versions import CHECKIN, COMMIT, MEASUREMENT, PARTS, PLAN, File, in_force, stored_head

PUBLISHED = "publish"  # the action of its commit
_REPLACING = Manner(
    PUBLISHED,
    writes=lambda was, values: not was.live or values != was.values,
    ends=lambda was: was.live,
)
_ADDING = _REPLACING._replace(ends=lambda _: False)  # what was measured or said and is not named is still there


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
    ValueError and RefusedError as `save_plan` does.
    """
    wanted, batch = wanted_contents(plan, checkins), in_key_order(measurements)
    commit = {"recorded_by": recorded_by, "action": PUBLISHED, "plan": plan.code, "why": why}
    with begin(engine) as connection:
        if stored_head(connection) != seen:
            return None
        refuse_other_years(connection, plan)
        changes: list[Change] = [
            content_change(connection, plan.code, table, contents, _ADDING if table is CHECKIN else _REPLACING)
            for table, contents in wanted
        ]
        changes.append(measured_change(connection, plan.code, batch, _ADDING))
        return write_changes(connection, changes, commit, recorded_at, files)


def plan_changed_since(connection: Connection, plan: str, revision: int) -> bool:
    """Whether the plan itself has a version after a revision; measurements and check-ins do not count."""
    tables = (PLAN, *(part.table for part in PARTS))
    found = (select(one.c.revision).where(one.c.plan == plan, one.c.revision > revision).limit(1) for one in tables)
    return any(connection.execute(query).first() for query in found)


def parts_written_by(connection: Connection, plan: str, action: str) -> dict[str, frozenset[str]]:
    """By kind of part the codes whose newest version an action wrote: what it would end by leaving it out."""
    known = {part.field: known_versions(connection, plan, action, part.table) for part in PARTS}
    ends = loading(action).ends
    return {field: frozenset(code for (code,), was in versions if ends(was)) for field, versions in known.items()}


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
