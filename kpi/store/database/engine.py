"""Opening the database, one transaction for writing or reading, and bringing it up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from kpi.core.errors import UsageError
from kpi.store.database.condition import (
    MIGRATIONS,
    StoreState,
    file_of,
    not_while_read_only,
    nothing_there,
    store_state,
)
from kpi.store.database.trouble import MOVED, NOT_UTF8, StoreError, store_trouble
from kpi.store.database.url import CONNECT_SECONDS, address

BUSY_SECONDS = 20
UPDATE_SECONDS = 600  # as long as another process may take to bring a large database up to date
WAL_SAFE = (3, 51, 3)  # before it, SQLite could corrupt a file when a write-ahead log was reset
_ALEMBIC = Lock()  # it keeps where it is in variables of its modules
WRITER_LOCK = 7_310_482_016  # any number of our own: one writer at a time on PostgreSQL too


def open_engine(url: str) -> Engine:
    """An engine for a database URL; makes the folder of an SQLite file, but not yet the tables (`migrate`).

    Raises UsageError for what is no URL, and for another kind of database than SQLite and PostgreSQL.
    """
    place = address(url)
    if (opened := ENGINES.get(place.get_backend_name())) is None:
        raise UsageError(
            f"Planpeil bewaart niets in een database van de soort {place.drivername}: kies sqlite of postgresql.",
            f"Planpeil keeps nothing in a database of kind {place.drivername}: choose sqlite or postgresql.",
        )
    return opened(place)


def _sqlite(place: URL) -> Engine:
    engine = create_engine(place, connect_args={"timeout": BUSY_SECONDS})
    if file := file_of(place):
        file.parent.mkdir(parents=True, exist_ok=True)
        _hold_to(engine, file)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _hold_to(engine: Engine, file: Path) -> None:
    """Refuse to go on with a file that took the place of the first one, or with none.

    An open connection would go on writing into a file that has no name any more, and a new one would make another.
    """
    first: list[tuple[int, int]] = []

    def unmoved(*_: object) -> None:
        if first and _identity(file) != first[0]:
            raise StoreError(*MOVED)

    def known(*_: object) -> None:
        if not first and (found := _identity(file)):
            first.append(found)

    event.listen(engine, "do_connect", unmoved)
    event.listen(engine, "connect", known)
    event.listen(engine, "checkout", unmoved)


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _server(place: URL) -> Engine:
    """A kept connection is tried before it is used: the server may have been restarted since."""
    # Without its own encoding a connection to a database that says none gives bytes where text is meant.
    named = {"fallback_application_name": "planpeil", "client_encoding": "utf8"}
    usual = {"connect_timeout": CONNECT_SECONDS, **named}
    engine = create_engine(place.update_query_dict({**usual, **place.query}), pool_pre_ping=True)
    event.listen(engine, "connect", _set_up_server)
    return engine


ENGINES = {"sqlite": _sqlite, "postgresql": _server}


def _set_up_server(connection: Any, _record: object) -> None:
    """No endless waiting for a writer that hangs; no compiling of questions that are answered in milliseconds.

    Raises StoreError for a database that is not UTF-8, as a server without a language makes them.
    """
    if connection.info.parameter_status("server_encoding") != "UTF8":
        raise StoreError(*NOT_UTF8)
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(BUSY_SECONDS * 1000)}")
        cursor.execute("SET jit = off")
    connection.commit()


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Foreign keys on; the safest journal this SQLite has; transactions begin where we say, not Python."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    wanted = "wal" if sqlite3.sqlite_version_info >= WAL_SAFE else "delete"
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != wanted and _may_be_ours(cursor):
        cursor.execute(f"PRAGMA journal_mode = {wanted}")
    cursor.execute(f"PRAGMA synchronous = {'FULL' if wanted == 'wal' else 'EXTRA'}")
    cursor.close()


def _may_be_ours(cursor: Any) -> bool:
    """Whether it is empty or says its version: the journal is a property of the file, and others keep theirs."""
    tables = {name for (name,) in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return not tables or "alembic_version" in tables


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def begin(engine: Engine, *, patience: int | None = None) -> Iterator[Connection]:
    """One write transaction, one writer at a time: what it read stays true until it commits.

    `patience`: seconds to wait for its turn on a server, None: BUSY_SECONDS.

    Rolled back on every BaseException: Streamlit stops a script with one that is no Exception. Raises StoreError for
    what a person can do something about, also where the block meets it.
    """
    with store_trouble(), _connected(engine, writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            if patience is not None:
                connection.execute(text(f"SET LOCAL lock_timeout = {patience * 1000}"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        yield connection


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """One read transaction: everything read in it is of the same moment. Raises StoreError as `begin` does."""
    with store_trouble(), _connected(engine, writes=False) as connection, connection.begin():
        yield connection


@contextmanager
def _connected(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """A connection that reads one moment, or whose writer sees all that was committed before its turn came."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="READ COMMITTED" if writes else "REPEATABLE READ")
        yield connection.execution_options(writes=writes)


def migrate(engine: Engine, *, from_nothing: bool = True) -> None:
    """Bring the database to the newest migration; safe when several processes start at once.

    Raises RefusedError when a newer Planpeil made the database, and StoreError when it is none of ours, or an SQLite
    file without tables while `from_nothing` is False.
    """
    with read(engine) as connection:
        found = store_state(connection)
    if found is StoreState.NEWEST:
        return
    if found is StoreState.EMPTY and not from_nothing and engine.dialect.name == "sqlite":
        raise nothing_there()
    with begin(engine, patience=UPDATE_SECONDS) as connection:
        if store_state(connection) is not StoreState.NEWEST:
            _upgrade(connection)


def require_newest(engine: Engine) -> None:
    """Raise StoreError when the database would have to be made or updated, and all that `migrate` raises."""
    with read(engine) as connection:
        found = store_state(connection)
    if found is not StoreState.NEWEST:
        raise not_while_read_only(found)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, "head")
