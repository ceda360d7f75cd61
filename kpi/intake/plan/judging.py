"""Third step of a plan folder: each typed table by itself; failures become issues at their rows.

Imported when a folder is read, not before: pandas and pandera take more than a second, and pages never need them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kpi.core.calendar.period import Period
from kpi.core.issue import Issue
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.table import TableRow
from kpi.intake.validate.failures import EMPTY, Failure, failures
from kpi.intake.validate.plan_schemas import SCHEMAS

SHARE = "is_share"  # made here: the row's indicator is a share of at most the whole


def validate(draft: FolderTables) -> Iterator[Issue]:
    """Issues of every table by itself; measurement files are judged together, so that keys are unique across them."""
    tables = {
        "targets": draft.targets.rows,
        "indicators": draft.indicators.rows,
        "org_units": draft.org_units.rows,
        "context": draft.context.rows,
        "activities": draft.activities.rows,
        "measurements": draft.measured,
        "checkins": draft.checkins.rows,
    }
    shares = frozenset(code for code, row in draft.indicator_rows.items() if _is_share(row))
    for name, rows in tables.items():
        if rows:
            yield from _judge(name, rows, shares)


def _is_share(indicator: TableRow) -> bool:
    """Whether no value above the whole can exist: in % or ‰, without a maximum above it."""
    whole = {"%": 100.0, "‰": 1000.0}.get(indicator.text("unit"))
    return whole is not None and (indicator.get("max", float) or whole) <= whole


def _judge(name: str, rows: tuple[TableRow, ...], shares: frozenset[str]) -> Iterator[Issue]:
    columns = SCHEMAS[name].to_schema().columns
    frame = _frame({column: field.dtype.type for column, field in columns.items() if column != SHARE}, rows)
    if SHARE in columns:
        frame[SHARE] = frame["indicator"].isin(shares)
    for failure in failures(SCHEMAS[name], frame):
        if _judgeable(rows[failure.index], failure, SHEETS[name].required):
            yield _issue(failure, rows)


def _frame(types: Mapping[str, np.dtype[Any]], rows: tuple[TableRow, ...]) -> pd.DataFrame:
    """The columns of a schema; an empty or unreadable cell as None."""
    cells = {column: [_cell(row.values.get(column)) for row in rows] for column in types}
    return pd.DataFrame({column: pd.Series(cells[column], dtype=kind) for column, kind in types.items()})


def _cell(value: object) -> object:
    return value.code if isinstance(value, Period) else value


def _judgeable(row: TableRow, failure: Failure, required: Collection[str]) -> bool:
    """Whether all cells of the check could be read, and none that is required is empty: that is another issue."""
    if failure.code == EMPTY:
        return failure.columns[0] in row.headers and row.empty(failure.columns[0])
    return all(column in row.values or (row.empty(column) and column not in required) for column in failure.columns)


def _issue(failure: Failure, rows: tuple[TableRow, ...]) -> Issue:
    row = rows[failure.index]
    words: dict[str, Any] = {"high": row.text(failure.columns[-1]), **failure.words}
    if failure.code.startswith("duplicate-"):
        words |= _first(row, failure.columns, rows)
    return row.fault(failure.code, failure.columns[0], **words)


def _first(row: TableRow, columns: Sequence[str], rows: tuple[TableRow, ...]) -> dict[str, str]:
    """Where the key of this row stands first, and what it is."""
    key = _key(row, columns)
    first = next(other for other in rows if _key(other, columns) == key)
    said = ", ".join(str(part) for part in key if part is not None)
    return {"first": first.file, "first_row": str(first.number), "key": said}


def _key(row: TableRow, columns: Sequence[str]) -> tuple[object, ...]:
    return tuple(_cell(row.values.get(column)) for column in columns)
