"""What uploads said there is no value of: kept with their commit, gone with an upload that is taken back."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select

from kpi.core.batch import Key
from kpi.store import tables
from kpi.store.bulk import insert_columns
from kpi.store.upload_query import UPLOAD, UPLOAD_UNDO
from kpi.store.versions import COMMIT, KEY

NO_VALUE = tables.table_of(tables.UploadNoValue)


def keep_no_values(connection: Connection, revision: int, keys: Collection[Key]) -> None:
    """Note the keys that an upload said there is no value of."""
    columns = dict(zip(KEY, zip(*sorted(keys), strict=True), strict=True)) if keys else {}
    insert_columns(connection, NO_VALUE, columns, {"revision": revision})


def no_values(connection: Connection, plan: str, periods: Collection[str], revision: int) -> dict[Key, datetime]:
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
