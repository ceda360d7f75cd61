"""What was promised when: the versions of a target in which the promise itself differs, and when it ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from kpi.core.earlier_promises import EarlierTarget, Ending
from kpi.core.history.revision import is_same_promise
from kpi.core.model import Indicator, Target
from kpi.store.plans.content import load_page, restored
from kpi.store.versions import COMMIT, INDICATORS, PLAN, TARGETS, in_force

# Built once: it is asked for every version of a target.
_INDICATOR = select(INDICATORS.table.c.content).where(
    in_force(INDICATORS.table), INDICATORS.table.c.code == bindparam("code")
)


class _Stated(NamedTuple):
    """A target as one commit made it; `target` None: taken out."""

    revision: int
    recorded_at: datetime
    recorded_by: str
    why: str
    target: Target | None


def earlier_targets(connection: Connection, plan: str, revision: int) -> dict[str, tuple[EarlierTarget, ...]]:
    """What targets promised before the promises in force at `revision`, oldest first, by code; only those that changed.

    A version that only describes a target otherwise (owner, category, ...) is none of its own.
    """
    rows = connection.execute(_versions(plan, revision)).mappings().all()
    found = {
        code: tuple(_replaced(_stated(connection, plan, one) for one in same))
        for code, same in groupby(rows, key=lambda row: row["code"])
    }
    return {code: earlier for code, earlier in found.items() if earlier}


def _versions(plan: str, revision: int) -> Any:
    """All versions of the targets that have more than one, oldest first within each."""
    table = TARGETS.table
    here = (table.c.plan == plan, table.c.revision <= revision)
    several = select(table.c.code).where(*here).group_by(table.c.code).having(func.count() > 1)
    return (
        select(table, COMMIT.c.recorded_at, COMMIT.c.recorded_by, COMMIT.c.why)
        .join(COMMIT, COMMIT.c.revision == table.c.revision)
        .where(*here, table.c.code.in_(several))
        .order_by(table.c.code, table.c.revision)
    )


def _replaced(stated: Iterator[_Stated]) -> Iterator[EarlierTarget]:
    for old, new in pairwise(_promises(stated)):
        if old.target is not None:
            yield EarlierTarget(
                target=old.target,
                revision=old.revision,
                recorded_at=old.recorded_at,
                replaced_at=new.recorded_at,
                replaced_by=new.recorded_by,
                why=new.why,
            )


def _promises(stated: Iterator[_Stated]) -> Iterator[_Stated]:
    """The first version of every promise."""
    last: _Stated | None = None
    for one in stated:
        if last is None or not is_same_promise(last.target, one.target):
            yield one
        last = one


def _stated(connection: Connection, plan: str, row: RowMapping) -> _Stated:
    target = None if row["ended"] else _target(connection, plan, row["content"], row["revision"])
    return _Stated(row["revision"], row["recorded_at"], row["recorded_by"], row["why"], target)


def _target(connection: Connection, plan: str, content: str, revision: int) -> Target:
    """The target with its indicator as it was then."""
    target = restored(Target, content)
    indicator, benchmark = (
        _indicator(connection, plan, named, revision) if named else None
        for named in cast("tuple[str | None, ...]", (target.indicator, target.benchmark))
    )
    return replace(target, indicator=indicator, benchmark=benchmark)


def _indicator(connection: Connection, plan: str, code: str, revision: int) -> Indicator | None:
    content = connection.execute(_INDICATOR, {"plan": plan, "code": code, "revision": revision}).scalar_one_or_none()
    return restored(Indicator, content) if content else None


def endings(connection: Connection, plan: str, code: str, revision: int) -> tuple[Ending, ...]:
    """Every time a target ended, got another day of ending, or was taken up again, oldest first."""
    rows = (
        select(PLAN.c.revision, PLAN.c.content, COMMIT.c.recorded_at, COMMIT.c.recorded_by, COMMIT.c.why)
        .join(COMMIT, COMMIT.c.revision == PLAN.c.revision)
        .where(PLAN.c.plan == plan, PLAN.c.revision <= revision)
        .order_by(PLAN.c.revision)
    )
    found: list[Ending] = []
    last: date | None = None
    for at, content, recorded_at, recorded_by, why in connection.execute(rows):
        on = load_page(content).ended.get(code)
        if on != last:
            found.append(Ending(on, at, recorded_at, recorded_by, why))
        last = on
    return tuple(found)
