"""Measurements in pages: what a plan holds, by indicator, unit and period, some of it at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from kpi.core.model import Measurement
from kpi.store.versions import KEY, MEASUREMENT, VALUES, in_force, measurement, year_of


@dataclass(frozen=True, slots=True)
class MeasuredBy:
    """Which measurements: of an indicator, of a unit (empty: the whole), with a day from..to; None: of any.

    The day is the one that a measurement is evidence of; both days are inclusive. `units`: the only ones there are for
    who asks.
    """

    indicator: str | None = None
    org_unit: str | None = None
    first: date | None = None
    last: date | None = None
    units: frozenset[str] | None = None


def count_measured(connection: Connection, plan: str, revision: int, wanted: MeasuredBy) -> int:
    """How many of these measurements a plan holds at a revision."""
    counted = select(func.count()).select_from(MEASUREMENT).where(*_wanted(wanted))
    return connection.execute(counted, {"plan": plan, "revision": revision}).scalar_one()


def read_measured(
    connection: Connection, plan: str, revision: int, wanted: MeasuredBy, *, skip: int, most: int
) -> Sequence[Measurement]:
    """At most `most` of them after the first `skip`, by indicator, unit and period."""
    asked = (
        select(*(MEASUREMENT.c[name] for name in (*KEY, *VALUES)))
        .where(*_wanted(wanted))
        .order_by(*(MEASUREMENT.c[name] for name in ("plan", *KEY)))
        .limit(most)
        .offset(skip)
    )
    rows: Any = connection.execute(asked, {"plan": plan, "revision": revision})
    year = year_of(connection, plan)
    return [measurement(*row, year=year) for row in rows]


def _wanted(wanted: MeasuredBy) -> list[ColumnElement[bool]]:
    table = MEASUREMENT.c
    found = [in_force(MEASUREMENT)]
    if wanted.indicator is not None:
        found.append(table.indicator == wanted.indicator)
    if wanted.org_unit is not None:
        found.append(table.org_unit == wanted.org_unit)
    if wanted.units is not None:
        found.append(table.org_unit.in_(sorted(wanted.units)))
    if wanted.first is not None:
        found.append(table.day >= wanted.first)
    if wanted.last is not None:
        found.append(table.day <= wanted.last)
    return found
