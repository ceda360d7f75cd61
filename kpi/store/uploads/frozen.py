"""Reporting periods that are closed: their values no longer change until somebody opens them again."""

from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from kpi.core.calendar.period import Frequency, YearStart, parse_period, periods_between
from kpi.store import tables
from kpi.store.database.engine import begin
from kpi.store.versions import REVISION, add_commit, newest, stored_head, year_of

FROZEN = tables.table_of(tables.FrozenVersion)


def set_frozen(
    engine: Engine, plan: str, period: str, *, frozen: bool, recorded_by: str, recorded_at: datetime, why: str
) -> int:
    """Close a period of a plan or open it again; returns the new revision, or the newest when it already was so."""
    with begin(engine) as connection:
        if (period in frozen_periods(connection, plan, stored_head(connection))) is frozen:
            return stored_head(connection)
        action = "freeze" if frozen else "unfreeze"
        commit = {"recorded_by": recorded_by, "action": action, "plan": plan, "why": why}
        revision = add_commit(connection, commit, recorded_at, subject=period)
        row = {"plan": plan, "period": period, "revision": revision, "ended": not frozen}
        connection.execute(insert(FROZEN), [row])
        return revision


def frozen_periods(connection: Connection, plan: str, revision: int) -> tuple[str, ...]:
    """The codes of the periods that were closed at a revision, sorted."""
    rows = (
        select(FROZEN.c.period)
        .where(FROZEN.c.plan == plan, newest(FROZEN, ("plan", "period"), REVISION), ~FROZEN.c.ended)
        .order_by(FROZEN.c.period)
    )
    return tuple(connection.execute(rows, {"revision": revision}).scalars())


def frozen_codes(connection: Connection, plan: str, revision: int) -> frozenset[str]:
    """The codes of all periods that lie within a closed one: with 2021-Q3 also 2021-07, 2021-08 and 2021-09."""
    year = year_of(connection, plan)
    return frozenset(code for one in frozen_periods(connection, plan, revision) for code in _within(one, year))


def _within(code: str, year: YearStart) -> set[str]:
    whole = parse_period(code, year)
    parts = (part for kind in Frequency for part in periods_between(whole.first, whole.last, kind, year))
    return {part.code for part in parts if whole.first <= part.first and part.last <= whole.last}
