"""Whether a database still is the one that was opened: commits are only ever added to it."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from kpi.store.database.condition import StoreState, store_state
from kpi.store.database.trouble import OVERWRITTEN, StoreError
from kpi.store.versions import COMMIT

RESTORE = "restore"  # the commit of a copy that was put back stands above all there ever were


class LastCommit(NamedTuple):
    """The newest commit of a database at a moment; `recorded_at` in UTC."""

    revision: int
    recorded_at: datetime
    recorded_by: str


def last_commit(connection: Connection, before: LastCommit | None) -> LastCommit | None:
    """The newest commit, None while nothing was saved; `before`: the one that was newest at an earlier moment.

    Raises StoreError when the database does not go on from there, and as `store_state` for what is none of ours. A
    copy that was put back goes on: it was signed by a commit of its own.
    """
    if store_state(connection) is not StoreState.NEWEST:
        raise StoreError(*OVERWRITTEN)
    if before and not _goes_on(connection, before):
        raise StoreError(*OVERWRITTEN)
    newest = select(*_COLUMNS).order_by(COMMIT.c.revision.desc()).limit(1)
    found = connection.execute(newest).first()
    return LastCommit(*found) if found else None


_COLUMNS = (COMMIT.c.revision, COMMIT.c.recorded_at, COMMIT.c.recorded_by)


def _goes_on(connection: Connection, before: LastCommit) -> bool:
    same = connection.execute(select(*_COLUMNS).where(COMMIT.c.revision == before.revision)).first()
    if same is not None and LastCommit(*same) == before:
        return True
    put_back = exists().where(COMMIT.c.action == RESTORE, COMMIT.c.revision > before.revision)
    return bool(connection.execute(select(put_back)).scalar_one())
