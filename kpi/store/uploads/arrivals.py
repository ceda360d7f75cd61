"""When the values of a period came, and when it was first said that there is none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from kpi.core.batch import Key
from kpi.store.uploads.upload_query import NO_VALUE, UPLOAD, UPLOAD_UNDO
from kpi.store.versions import COMMIT, KEY, MEASUREMENT, in_force


@dataclass(frozen=True, slots=True)
class Arrival:
    """One value in force: when its key was first recorded, and by which action (`load`, `upload`, ...)."""

    indicator: str
    org_unit: str
    period: str
    first_at: datetime
    action: str


def arrivals(connection: Connection, plan: str, periods: Collection[str], revision: int) -> tuple[Arrival, ...]:
    """The values in force of these periods with the first commit that recorded each."""
    first = MEASUREMENT.alias("first")
    earliest = (
        select(func.min(first.c.revision))
        .where(*(first.c[name] == MEASUREMENT.c[name] for name in ("plan", *KEY)))
        .correlate(MEASUREMENT)
        .scalar_subquery()
    )
    rows: Select[Any] = (
        select(*(MEASUREMENT.c[name] for name in KEY), COMMIT.c.recorded_at, COMMIT.c.action)
        .select_from(MEASUREMENT)
        .join(COMMIT, COMMIT.c.revision == earliest)
        .where(in_force(MEASUREMENT), MEASUREMENT.c.period.in_(sorted(periods)))
        .order_by(*(MEASUREMENT.c[name] for name in KEY))
    )
    return tuple(Arrival(*row) for row in connection.execute(rows, {"plan": plan, "revision": revision}))


def said_empty(connection: Connection, plan: str, periods: Collection[str], revision: int) -> dict[Key, datetime]:
    """When each key of these periods was first said to have no value, by uploads that were not taken back by then."""
    undone = select(UPLOAD_UNDO.c.upload).where(UPLOAD_UNDO.c.revision <= revision)
    key = [NO_VALUE.c[name] for name in KEY]
    rows = (
        select(*key, func.min(COMMIT.c.recorded_at, type_=COMMIT.c.recorded_at.type))
        .join(COMMIT, COMMIT.c.revision == NO_VALUE.c.revision)
        .join(UPLOAD, UPLOAD.c.revision == NO_VALUE.c.revision)
        .where(COMMIT.c.plan == plan, NO_VALUE.c.revision <= revision, NO_VALUE.c.period.in_(sorted(periods)))
        .where(UPLOAD.c.id.not_in(undone))
        .group_by(*key)
    )
    return {(row[0], row[1], row[2]): row[3] for row in connection.execute(rows)}
