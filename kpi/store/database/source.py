"""Reading somebody else's database: one query, read-only."""

import sqlite3
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from kpi.core.errors import UsageError
from kpi.store.database.trouble import StoreError, words_for
from kpi.store.database.url import CONNECT_SECONDS, address

# One statement, whose percent signs are its own, and of which no more rows are fetched than are asked for.
CAREFUL = {"no_parameters": True, "stream_results": True, "postgresql_readonly": True}


def read_source(url: str, query: str, *, limit: int) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """The column names and at most `limit` rows of a query; the values as they came, but for what a sheet cannot hold.

    Decimals become floats, and a moment loses its time zone: it is the clock of the database that counts.
    The connection can only read: an SQLite file is opened so, PostgreSQL is asked for one query in a transaction that
    only reads. Raises StoreError when the database cannot be reached or refuses the query; the address is not repeated
    in it, because it may hold a password.
    """
    engine = _read_only(_place(url))
    try:
        return _rows(engine, query, limit)
    except SQLAlchemyError as fault:
        raise _told(fault) from fault
    finally:
        engine.dispose()


def _place(url: str) -> URL:
    """The address of a kind that can be read here and only read; any other might be written as well."""
    try:
        place = address(url)
    except UsageError as fault:
        raise _unreadable("het adres klopt niet", "its address is not right") from fault
    if (kind := place.get_backend_name()) not in ("sqlite", "postgresql"):
        raise _unreadable(
            f"een database van de soort {kind} kan hier niet worden gelezen, wel sqlite en postgresql",
            f"a database of kind {kind} cannot be read here, sqlite and postgresql can",
        )
    return place


def _read_only(place: URL) -> Engine:
    if place.get_backend_name() == "postgresql":
        return create_engine(place.update_query_dict({"connect_timeout": CONNECT_SECONDS, **place.query}))
    file = Path(place.database or "").absolute().as_uri()
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(f"{file}?mode=ro", uri=True))


def _rows(engine: Engine, query: str, limit: int) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    careful = engine.connect().execution_options(**CAREFUL)
    with careful as connection, closing(connection.exec_driver_sql(query)) as found:
        return tuple(found.keys()), tuple(tuple(map(_plain, row)) for row in found.fetchmany(limit))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _told(fault: SQLAlchemyError) -> StoreError:
    """A database that does not answer in our words, a query that is refused in those of the database."""
    words = words_for(fault) if isinstance(fault, OperationalError) else None
    if words is not None:
        return StoreError(f"De bron is niet te lezen. {words[0]}", f"The source cannot be read. {words[1]}")
    said = str(fault.orig) if isinstance(fault, DBAPIError) else type(fault).__name__
    said = said.partition("\n")[0]
    return _unreadable(said, said)


def _unreadable(nl: str, en: str) -> StoreError:
    """The reason in both languages; what the other database says of it is in its own words."""
    return StoreError(
        f"De bron is niet te lezen ({nl}). Controleer url en query onder [sources] in config.toml.",
        f"The source cannot be read ({en}). Check url and query under [sources] in config.toml.",
    )
