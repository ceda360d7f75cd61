"""Which revision holds: at a moment, and for one plan."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, func, select

from kpi.store.versions import COMMIT

# A restore is about every plan.
_EVERY_PLAN = ""


def revision_at(connection: Connection, known_at: datetime) -> int:
    """The revision that was newest at a moment, a commit of that very moment included; 0 before the first.

    Raises ValueError (within SQLAlchemy's StatementError) for a moment without time zone.
    """
    moment = select(func.max(COMMIT.c.revision)).where(COMMIT.c.recorded_at <= known_at)
    return connection.execute(moment).scalar_one() or 0


def recorded_at(connection: Connection, revision: int) -> datetime:
    """When a revision was recorded, in UTC; raises NoResultFound for one that is not there."""
    asked = select(COMMIT.c.recorded_at).where(COMMIT.c.revision == revision)
    return cast("datetime", connection.execute(asked).scalar_one())


def revisions_of_plans(connection: Connection, revision: int) -> Callable[[str], int]:
    """Tells of a plan the newest revision up to and including `revision` that was about it; 0 for none.

    Whatever the plan holds is the same at both: other plans alone changed between them.
    """
    newest = select(COMMIT.c.plan, func.max(COMMIT.c.revision)).where(COMMIT.c.revision <= revision)
    found = {row[0]: row[1] for row in connection.execute(newest.group_by(COMMIT.c.plan))}
    every = found.get(_EVERY_PLAN, 0)
    return lambda code: max(found.get(code, 0), every)
