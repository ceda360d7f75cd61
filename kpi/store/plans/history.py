"""What was recorded of a target, field by field: the answer to "what changed, when, and by whom"."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, select

from kpi.core.view.target_view import Version
from kpi.store.versions import COMMIT, KEY, MEASUREMENT, TARGETS

Record = tuple[int, datetime, str]
Texts = Mapping[str, str]
VALUE_COLUMNS = ("value", "numerator", "denominator", "done")
OTHER_COLUMNS = ("measured_on", "provisional", "note", "origin")


def target_history(
    connection: Connection,
    plan: str,
    target_code: str,
    measured_as: str,
    revision: int,
    units: Collection[str] | None = None,
) -> tuple[Version, ...]:
    """Every change to a target and its measurements up to and including `revision`, newest first.

    `what` of the target itself is a field of the plan files, or `target` when it came or was taken out. `what` of a
    measurement is its period (`2021-Q3`, with a unit `2021-Q3 (west)`) for the value, `2021-Q3: note` for another
    field. Values are written as in plan files; a share as `30/40`. `after` empty: taken out. `units`: the measurements
    of these units only, None: of all.
    """
    target = TARGETS.table
    contents = _versions(target, plan, revision).where(target.c.code == target_code)
    measured = _versions(MEASUREMENT, plan, revision).where(MEASUREMENT.c.indicator == measured_as)
    if units is not None:
        measured = measured.where(MEASUREMENT.c.org_unit.in_(sorted(units)))
    found = [*_of_target(connection, contents), *_of_measurements(connection, measured)]
    return tuple(sorted(found, key=lambda one: -one.revision))


def _versions(table: Table, plan: str, revision: int) -> Select[Any]:
    """All versions up to a revision with their commits, oldest first within each key."""
    keys = [column for column in table.primary_key.columns if column.name != "revision"]
    return (
        select(table, COMMIT.c.recorded_at, COMMIT.c.recorded_by)
        .join(COMMIT, COMMIT.c.revision == table.c.revision)
        .where(table.c.plan == plan, table.c.revision <= revision)
        .order_by(*keys, table.c.revision)
    )


def _of_target(connection: Connection, versions: Select[Any]) -> Iterator[Version]:
    before: Texts = {}
    for row in connection.execute(versions).mappings():
        after = {} if row["ended"] else _texts(row["content"])
        record = (row["revision"], row["recorded_at"], row["recorded_by"])
        if before and after:
            yield from _changes(record, before, after, "{}")
        else:
            yield Version(*record, "target", before.get("statement", ""), after.get("statement", ""))
        before = after


def _texts(content: str) -> Texts:
    """The fields of a content as plan files write them."""
    return {name: _text(value) for name, value in json.loads(content).items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, list):
        return ";".join("=".join(map(_text, one)) if isinstance(one, list) else _text(one) for one in value)
    return str(value)


def _of_measurements(connection: Connection, versions: Select[Any]) -> Iterator[Version]:
    rows = connection.execute(versions).mappings()
    for (_, org_unit, period), same in groupby(rows, key=lambda row: tuple(row[name] for name in KEY)):
        name = f"{period} ({org_unit})" if org_unit else period
        before: Texts = {}
        for row in same:
            after = {} if row["ended"] else _said(row)
            record = (row["revision"], row["recorded_at"], row["recorded_by"])
            if before and after:
                yield from _changes(record, before, after, f"{name}: {{}}", name)
            else:
                yield Version(*record, name, before.get("value", ""), after.get("value", ""))
            before = after


def _said(row: RowMapping) -> Texts:
    """What a measurement says: its value as one text, and the other columns."""
    said = {name: _text(row[name]) for name in OTHER_COLUMNS}
    return {"value": _value(row) or said.pop("measured_on"), **said}


def _value(row: RowMapping) -> str:
    """`75`, `30/40`, `75 (30/40)`, `ja`, `nee`, or empty when only a day was reported."""
    value, numerator, denominator, done = (_text(row[name]) for name in VALUE_COLUMNS)
    share = f"{numerator}/{denominator}" if numerator else ""
    return f"{value} ({share})" if value and share else value or share or done


def _changes(record: Record, before: Texts, after: Texts, naming: str, value: str = "value") -> Iterator[Version]:
    """One version for every field that both know and that differs."""
    for name, text in after.items():
        if name in before and before[name] != text:
            what = value if name == "value" else naming.format(name)
            yield Version(*record, what, before[name], text)
