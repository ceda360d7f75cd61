"""What holds an upload back: periods that are closed, and plans that ask for somebody else's approval."""

from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from kpi.core.calendar.period import Frequency, YearStart, parse_period, periods_between
from kpi.store import tables
from kpi.store.approval_tables import FOUR_EYES
from kpi.store.database.engine import begin
from kpi.store.versions import REVISION, add_commit, newest, stored_head, year_of

FROZEN = tables.table_of(tables.FrozenVersion)
FOUR_EYES_ON, FOUR_EYES_OFF = "four-eyes", "two-eyes"  # actions of commits


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


def set_four_eyes(engine: Engine, plan: str, *, on: bool, recorded_by: str, recorded_at: datetime, why: str) -> int:
    """Ask for somebody else's approval of uploads of a plan, or no longer; the new revision, or the newest if it did.

    What waits goes on waiting.
    """
    with begin(engine) as connection:
        if asks_approval(connection, plan, stored_head(connection)) is on:
            return stored_head(connection)
        action = FOUR_EYES_ON if on else FOUR_EYES_OFF
        commit = {"recorded_by": recorded_by, "action": action, "plan": plan, "why": why}
        revision = add_commit(connection, commit, recorded_at, subject=plan)
        connection.execute(insert(FOUR_EYES).values(plan=plan, revision=revision, ended=not on))
        return revision


def asks_approval(connection: Connection, plan: str, revision: int) -> bool:
    """Whether at a revision an upload of this plan counts only once somebody else approved it."""
    rows = select(FOUR_EYES.c.ended).where(FOUR_EYES.c.plan == plan, newest(FOUR_EYES, ("plan",), REVISION))
    return connection.execute(rows, {"revision": revision}).scalar_one_or_none() is False
