"""Many new rows at once: COPY on PostgreSQL, one prepared statement on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Date, Table
from sqlalchemy.exc import DBAPIError

MANY = 1000
Convert = Callable[[Any], Any]


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows, each with one value for every column named; none at all is fine, and the rows are read once.

    Part of the connection's transaction. A value is what the column's type takes (a date, a bool, a text, None); what
    is not named must have a default in the database. Raises SQLAlchemy's DBAPIError as a statement does.
    """
    first = next(iterator := iter(rows), None)
    if first is None:
        return
    ready = _converted(chain((first,), iterator), _converters(connection, table, columns))
    (_copy if connection.dialect.name == "postgresql" else _insert)(connection, table, columns, ready)


def _converters(connection: Connection, table: Table, columns: Sequence[str]) -> list[tuple[int, Convert]]:
    """The place and the conversion of the columns that the driver does not take as they are."""
    found = ((place, _converter(connection, table.c[name])) for place, name in enumerate(columns))
    return [(place, convert) for place, convert in found if convert is not None]


def _converter(connection: Connection, column: Column[Any]) -> Convert | None:
    """SQLAlchemy's own, but for a day: the same text, ten times as fast."""
    if isinstance(column.type, Date) and connection.dialect.name == "sqlite":
        return date.isoformat
    return column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def _converted(rows: Iterable[tuple[Any, ...]], converters: list[tuple[int, Convert]]) -> Iterable[Sequence[Any]]:
    return map(_row(converters), rows) if converters else rows


def _row(converters: list[tuple[int, Convert]]) -> Callable[[tuple[Any, ...]], Sequence[Any]]:
    def converted(row: tuple[Any, ...]) -> Sequence[Any]:
        cells = list(row)
        for place, convert in converters:
            if cells[place] is not None:
                cells[place] = convert(cells[place])
        return cells

    return converted


def _insert(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names, marks = _names(connection, columns), ", ".join("?" * len(columns))
    statement = f"INSERT INTO {_names(connection, [table.name])} ({names}) VALUES ({marks})"  # noqa: S608
    connection.exec_driver_sql(statement, [tuple(row) for row in rows])


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """PostgreSQL is told at once when there came much: what it does not know of, it may look for in the wrong order."""
    name, number = _names(connection, [table.name]), 0
    statement = f"COPY {name} ({_names(connection, columns)}) FROM STDIN"
    cursor: Any = connection.connection.cursor()
    with cursor, _as_sqlalchemy(connection, statement), cursor.copy(statement) as copy:
        for number, row in enumerate(rows, start=1):  # noqa: B007 - counted, however many there are
            copy.write_row(row)
    if number >= MANY:
        connection.exec_driver_sql(f"ANALYZE (SKIP_LOCKED) {name}")


def _names(connection: Connection, names: Iterable[str]) -> str:
    return ", ".join(map(connection.dialect.identifier_preparer.quote, names))


@contextmanager
def _as_sqlalchemy(connection: Connection, statement: str) -> Iterator[None]:
    """A fault of the driver as SQLAlchemy tells that of a statement; a connection that broke is not used again."""
    dialect = connection.dialect
    driver: Any = dialect.loaded_dbapi
    try:
        yield
    except driver.Error as fault:
        lost = dialect.is_disconnect(fault, connection.connection.driver_connection, None)
        if lost:
            connection.invalidate(fault)
        raise DBAPIError.instance(
            statement, None, fault, driver.Error, connection_invalidated=lost, dialect=dialect
        ) from fault
