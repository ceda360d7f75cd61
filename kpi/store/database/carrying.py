"""A database on a server as a copy in one SQLite file, and such a file put back on a server: row by row.

One kind of copy for both: it is examined in the same way, needs no tools of the server's version, and what was kept of
one kind of database can be put back in the other.
"""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from kpi.store.database.backup import Restored, make_copy, sign_copy, take_copy
from kpi.store.database.condition import StoreState, nothing_there, store_state
from kpi.store.database.engine import begin, migrate, open_engine, read
from kpi.store.database.trouble import BUSY, StoreError
from kpi.store.every_table import METADATA
from kpi.store.versions import stored_head

AT_A_TIME = 10_000  # rows


def back_up_server(url: str, out: Path, *, force: bool = False) -> int:
    """Write what a database holds at one moment to an SQLite file and return its revision; whole or not at all.

    Raises UsageError as `make_copy`, and StoreError when the database is none of this version.
    """
    engine = open_engine(url)
    try:
        with read(engine) as connection:
            found = store_state(connection)
        if found is StoreState.OLDER:
            raise StoreError(
                "De database is van een oudere Planpeil. Er is niets gekopieerd; start Planpeil eenmaal, of gebruik "
                "pg_dump.",
                "The database was made by an older Planpeil. Nothing was copied; start Planpeil once, or use pg_dump.",
            )
        if found is StoreState.EMPTY:
            raise nothing_there()
        return make_copy(out, Path(engine.url.database or ""), lambda copy: _carry_out(engine, copy), force=force)
    finally:
        engine.dispose()


def put_back_on_server(copy: Path, url: str, beside: Path, *, user: str, at: datetime) -> Restored:
    """Replace the content of a database on a server by that of a copy, in one transaction; as `put_back` otherwise.

    What was there is kept as a copy in the folder `beside`.
    """
    beside.mkdir(parents=True, exist_ok=True)
    engine = open_engine(url)
    try:
        with TemporaryDirectory(dir=beside, prefix=".planpeil-") as near:
            ready = Path(near) / "ready.db"
            take_copy(copy, ready)
            migrate(engine)
            with read(engine) as connection:
                highest = stored_head(connection)
            before = beside / f"planpeil.before-{at:%Y%m%dT%H%M%S%f}.db" if highest else None
            if before is not None:
                back_up_server(url, before)
            try:
                revision = sign_copy(ready, highest, user, at)
                _put_on_server(ready, engine, highest)
            except BaseException:
                if before is not None:
                    before.unlink(missing_ok=True)
                raise
            return Restored(revision, before)
    finally:
        engine.dispose()


def _carry_out(engine: Engine, copy: Path) -> None:
    target = open_engine(f"sqlite:///{copy}")
    try:
        migrate(target)
        with read(engine) as old, begin(target) as new:
            _carry(old, new)
    finally:
        target.dispose()


def _put_on_server(ready: Path, engine: Engine, highest: int) -> None:
    source = open_engine(f"sqlite:///{ready}")
    try:
        with read(source) as old, begin(engine) as new:
            if stored_head(new) != highest:
                raise StoreError(*BUSY)
            _carry(old, new)
    finally:
        source.dispose()


def _carry(old: Connection, new: Connection) -> None:
    """Make every table of one database hold the rows of another, and no others."""
    tables = METADATA.sorted_tables
    for table in reversed(tables):
        new.execute(delete(table))
    for table in tables:
        found = old.execute(select(table).execution_options(yield_per=AT_A_TIME))
        for rows in found.mappings().partitions():
            new.execute(insert(table), [dict(row) for row in rows])
        if new.dialect.name == "postgresql" and "id" in table.c:
            _count_on(new, table)


def _count_on(new: Connection, table: Table) -> None:
    """Let a server number the next row after those that were put in; where the server numbers."""
    sequence = new.execute(select(func.pg_get_serial_sequence(table.name, "id"))).scalar_one()
    if sequence is not None:
        new.execute(select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery())))
