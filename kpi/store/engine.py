"""Opening the database, one transaction for writing or reading, and bringing it up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from kpi.core.errors import RefusedError, UsageError
from kpi.store.address import CONNECT_SECONDS, address
from kpi.store.trouble import store_trouble

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 20
WAL_SAFE = (3, 51, 3)  # before it, SQLite could corrupt a file when a write-ahead log was reset
WRITER_LOCK = 7_310_482_016  # any number of our own: one writer at a time on PostgreSQL too


def open_engine(url: str) -> Engine:
    """An engine for a database URL; makes the folder of an SQLite file, but not yet the tables (`migrate`).

    Raises UsageError for what is no URL, and for another kind of database than SQLite and PostgreSQL.
    """
    place = address(url)
    if (kind := KINDS.get(place.get_backend_name())) is None:
        raise UsageError(
            f"Planpeil bewaart niets in een database van de soort {place.drivername}: kies sqlite of postgresql.",
            f"Planpeil keeps nothing in a database of kind {place.drivername}: choose sqlite or postgresql.",
        )
    return kind(place)


def _sqlite(place: URL) -> Engine:
    if place.database and place.database != ":memory:":
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(place, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _server(place: URL) -> Engine:
    """A kept connection is tried before it is used: the server may have been restarted since."""
    usual = {"connect_timeout": CONNECT_SECONDS, "fallback_application_name": "planpeil"}
    engine = create_engine(place.update_query_dict({**usual, **place.query}), pool_pre_ping=True)
    event.listen(engine, "connect", _set_up_server)
    return engine


KINDS = {"sqlite": _sqlite, "postgresql": _server}


def _set_up_server(connection: Any, _record: object) -> None:
    """No endless waiting for a writer that hangs; no compiling of questions that are answered in milliseconds."""
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
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        cursor.execute(f"PRAGMA journal_mode = {wanted}")
    cursor.execute(f"PRAGMA synchronous = {'FULL' if wanted == 'wal' else 'EXTRA'}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def begin(engine: Engine) -> Iterator[Connection]:
    """One write transaction, one writer at a time: what it read stays true until it commits.

    Rolled back on every BaseException: Streamlit stops a script with one that is no Exception. Raises StoreError for
    what a person can do something about, also where the block meets it.
    """
    with store_trouble(), _connected(engine, writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
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


def migrate(engine: Engine) -> None:
    """Bring the database to the newest migration; safe when several processes start at once.

    Raises RefusedError when a newer Planpeil made the database.
    """
    with read(engine) as connection:
        if _is_newest(connection):
            return
    with begin(engine) as connection:
        if not _is_newest(connection):
            _upgrade(connection)


def newest_migration() -> str:
    """The name of the last migration, which is the name of its file."""
    return max(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _is_newest(connection: Connection) -> bool:
    """Asked before Alembic is imported, which takes longer than all the rest of a start."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or ""
    newest = newest_migration()
    if version > newest:
        raise RefusedError(
            f"De database is gemaakt door een nieuwere Planpeil ({version}); werk Planpeil bij.",
            f"The database was made by a newer Planpeil ({version}); update Planpeil.",
        )
    return version == newest


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
