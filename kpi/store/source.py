"""Reading somebody else's database: one query, read-only."""

import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from kpi.store.trouble import StoreError


def read_source(url: str, query: str, *, limit: int) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """The column names and at most `limit` rows of a query; decimals become floats, the rest is as it came.

    The connection can only read: an SQLite file is opened so, another database is asked for a read-only transaction.
    Raises StoreError when the database cannot be reached or refuses the query; the address is not repeated in it,
    because it may hold a password.
    """
    try:
        engine = _read_only(make_url(url))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as fault:
        raise _unreadable(type(fault).__name__) from fault
    try:
        return _rows(engine, query, limit)
    except SQLAlchemyError as fault:
        raise _unreadable(str(getattr(fault, "orig", None) or type(fault).__name__)) from fault
    finally:
        engine.dispose()


def _read_only(address: URL) -> Engine:
    if address.get_backend_name() != "sqlite":
        return create_engine(address)
    place = Path(address.database or "").absolute().as_uri()
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(f"{place}?mode=ro", uri=True))


def _rows(engine: Engine, query: str, limit: int) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(postgresql_readonly=True)
        found = connection.exec_driver_sql(query)
        columns: Sequence[str] = tuple(found.keys())
        rows = tuple(tuple(_plain(value) for value in row) for row in found.fetchmany(limit))
        connection.rollback()
    return tuple(columns), rows


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _unreadable(reason: str) -> StoreError:
    """What the other database says of it is in its own words."""
    return StoreError(
        f"De bron is niet te lezen ({reason}). Controleer url en query onder [sources] in config.toml.",
        f"The source cannot be read ({reason}). Check url and query under [sources] in config.toml.",
    )
