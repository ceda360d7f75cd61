"""Writing versions of measurements, and which indicators and periods a commit wrote of."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, ScalarSelect, Select, and_, func, select

from kpi.core.batch import Batch
from kpi.core.calendar.period import parse_period
from kpi.store import tables
from kpi.store.bulk import insert_columns
from kpi.store.versions import KEY, MEASUREMENT

SCOPE = tables.table_of(tables.CommitScope)


def write_measurements(connection: Connection, plan: str, revision: int, batch: Batch, *, ended: bool = False) -> None:
    """Add a version of each measurement; `ended`: from this revision on the plan does not hold them."""
    columns: dict[str, Sequence[Any]] = {
        "indicator": batch.indicator,
        "org_unit": batch.org_unit,
        "period": [one.code for one in batch.period],
        "day": [day or period.last for day, period in zip(batch.measured_on, batch.period, strict=True)],
        "value": batch.value,
        "numerator": batch.numerator,
        "denominator": batch.denominator,
        "note": batch.note,
    }
    often_same: dict[str, Sequence[Any]] = {
        "done": batch.done,
        "measured_on": batch.measured_on,
        "provisional": batch.provisional,
        "origin": [one.value for one in batch.origin],
    }
    same: dict[str, Any] = {name: each[0] for name, each in often_same.items() if len(each) and _same(each)}
    columns |= {name: each for name, each in often_same.items() if name not in same}
    same |= {"plan": plan, "revision": revision, "ended": ended}
    insert_columns(connection, MEASUREMENT, columns, same)
    keep_scope(connection, plan, revision, set(zip(columns["indicator"], columns["period"], strict=True)))


def _same(column: Sequence[Any]) -> bool:
    return all(one is column[0] or one == column[0] for one in column)


def keep_scope(connection: Connection, plan: str, revision: int, pairs: Collection[tuple[str, str]]) -> None:
    """Note the indicators and periods (as codes) that a commit wrote of; those it has already stay."""
    rows = select(SCOPE.c.indicator, SCOPE.c.period).where(SCOPE.c.plan == plan, SCOPE.c.revision == revision)
    new = sorted(set(pairs).difference((code, period) for code, period in connection.execute(rows)))
    columns: dict[str, list[Any]] = {
        "indicator": [code for code, _ in new],
        "period": [period for _, period in new],
        "period_end": [parse_period(period).last for _, period in new],
    }
    insert_columns(connection, SCOPE, columns, {"plan": plan, "revision": revision})


def indicators_of(plan: str, which: ColumnElement[bool]) -> Select[Any]:
    """The indicators that some commits wrote of: where to look for their measurements, whose key begins with it."""
    return select(SCOPE.c.indicator).where(SCOPE.c.plan == plan, which).distinct()


def written_by(plan: str, revision: int, table: FromClause = MEASUREMENT) -> ColumnElement[bool]:
    """The measurements that a commit wrote."""
    touched = table.c.indicator.in_(indicators_of(plan, SCOPE.c.revision == revision))
    return and_(table.c.plan == plan, touched, table.c.revision == revision)


def revision_before(revision: int) -> ScalarSelect[int]:
    """Of a row of MEASUREMENT: the revision of its key's last version before this one."""
    last = MEASUREMENT.alias("last")
    return (
        select(func.max(last.c.revision))
        .where(*(last.c[name] == MEASUREMENT.c[name] for name in ("plan", *KEY)), last.c.revision < revision)
        .correlate(MEASUREMENT)
        .scalar_subquery()
    )
