"""What was promised when: the versions of a target in which the promise itself differs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, select

from kpi.core.model import Indicator, Target
from kpi.core.revision import is_same_promise
from kpi.core.views import EarlierTarget
from kpi.store.content import load
from kpi.store.versions import COMMIT, INDICATORS, TARGETS, in_force


class _Stated(NamedTuple):
    """A target as one commit made it; `target` None: taken out."""

    revision: int
    recorded_at: datetime
    recorded_by: str
    why: str
    target: Target | None


def earlier_targets(connection: Connection, plan: str, code: str, revision: int) -> tuple[EarlierTarget, ...]:
    """What a target promised before the promise in force at `revision`, oldest first; empty when it never changed.

    A version that only describes it otherwise (owner, category, ...) is none of its own.
    """
    stated = list(_promises(_stated(connection, plan, code, revision)))
    return tuple(
        EarlierTarget(
            target=old.target,
            revision=old.revision,
            recorded_at=old.recorded_at,
            replaced_at=new.recorded_at,
            replaced_by=new.recorded_by,
            why=new.why,
        )
        for old, new in pairwise(stated)
        if old.target is not None
    )


def _promises(stated: Iterator[_Stated]) -> Iterator[_Stated]:
    """The first version of every promise."""
    last: _Stated | None = None
    for one in stated:
        if last is None or not is_same_promise(last.target, one.target):
            yield one
        last = one


def _stated(connection: Connection, plan: str, code: str, revision: int) -> Iterator[_Stated]:
    table = TARGETS.table
    rows = (
        select(table, COMMIT.c.recorded_at, COMMIT.c.recorded_by, COMMIT.c.why)
        .join(COMMIT, COMMIT.c.revision == table.c.revision)
        .where(table.c.plan == plan, table.c.code == code, table.c.revision <= revision)
        .order_by(table.c.revision)
    )
    for row in connection.execute(rows).mappings().all():
        target = None if row["ended"] else _target(connection, plan, row["content"], row["revision"])
        yield _Stated(row["revision"], row["recorded_at"], row["recorded_by"], row["why"], target)


def _target(connection: Connection, plan: str, content: str, revision: int) -> Target:
    """The target with its indicator as it was then."""
    target = load(Target, content)
    named = cast("str | None", cast("Any", target).indicator)
    return replace(target, indicator=_indicator(connection, plan, named, revision) if named else None)


def _indicator(connection: Connection, plan: str, code: str, revision: int) -> Indicator | None:
    table = INDICATORS.table
    rows = select(table.c.content).where(in_force(table), table.c.code == code)
    content = connection.execute(rows, {"plan": plan, "revision": revision}).scalar_one_or_none()
    return load(Indicator, content) if content else None
