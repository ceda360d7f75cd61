"""Many new rows at once: COPY on PostgreSQL, a prepared statement for some rows on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from typing import Any

from sqlalchemy import Column, Connection, Date, Float, Table, literal
from sqlalchemy.exc import DBAPIError

MANY = 1000
AT_ONCE = 10_000  # rows that are tuples at the same time
TOGETHER = 50  # rows of a statement, of which SQLite takes 32,766 values
Convert = Callable[[Any], Any]
Row = tuple[Any, ...]


def insert_columns(
    connection: Connection, table: Table, columns: Mapping[str, Iterable[Any]], constants: Mapping[str, Any] = {}
) -> None:
    """Insert rows, given as columns of equal length; none at all is fine. `constants` are the same in every row.

    Part of the connection's transaction. A value is what the column's type takes (a date, a bool, a text, None); what
    is not named must have a default in the database. A constant is a word or number of our own, never a person's text.
    Raises SQLAlchemy's DBAPIError as a statement does, ValueError for columns of unequal length.
    """
    rows = zip(*(_converted(connection, table.c[name], each) for name, each in columns.items()), strict=True)
    first = next(rows, None)
    if first is not None:
        write = _copy if connection.dialect.name == "postgresql" else _insert
        write(connection, table, tuple(columns), chain((first,), rows), constants)


def _converted(connection: Connection, column: Column[Any], values: Iterable[Any]) -> Iterable[Any]:
    """The values as the driver takes them, each different one converted once."""
    convert = _converter(connection, column)
    if convert is None:
        return values
    return map(_Converted(convert).__getitem__, values)


class _Converted(dict[Any, Any]):
    """What each value is converted to; nothing stays nothing."""

    def __init__(self, convert: Convert) -> None:
        super().__init__({None: None})
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        self[value] = found = self._convert(value)
        return found


def _converter(connection: Connection, column: Column[Any]) -> Convert | None:
    """SQLAlchemy's own, but for a day (the same text, ten times as fast) and for a number, which both drivers take."""
    if isinstance(column.type, Float):
        return None
    if isinstance(column.type, Date) and connection.dialect.name == "sqlite":
        return date.isoformat
    return column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def _insert(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterator[Row], constants: Mapping[str, Any]
) -> None:
    """The constants stand in the statement itself: a value that is handed over in every row costs as much as it.

    A statement takes several rows, because starting it costs more than another row.
    """
    names = _names(connection, (*columns, *constants))
    fixed = [_literal(connection, table.c[name], one) for name, one in constants.items()]
    marks = f"({', '.join((*'?' * len(columns), *fixed))})"
    statement = f"INSERT INTO {_names(connection, [table.name])} ({names}) VALUES "  # noqa: S608
    width, values = len(columns), chain.from_iterable(rows)
    parts = iter(lambda: tuple(islice(values, width * TOGETHER)), ())
    while some := list(islice(parts, AT_ONCE // TOGETHER)):
        rest = some.pop() if len(some[-1]) < width * TOGETHER else ()
        if some:
            connection.exec_driver_sql(statement + ", ".join([marks] * TOGETHER), some)
        if rest:
            connection.exec_driver_sql(statement + ", ".join([marks] * (len(rest) // width)), rest)


def _literal(connection: Connection, column: Column[Any], value: Any) -> str:
    return str(literal(value, column.type).compile(connection, compile_kwargs={"literal_binds": True}))


def _copy(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterator[Row], constants: Mapping[str, Any]
) -> None:
    """PostgreSQL is told at once when there came much: what it does not know of, it may look for in the wrong order."""
    name, number, fixed = _names(connection, [table.name]), 0, tuple(constants.values())
    statement = f"COPY {name} ({_names(connection, (*columns, *constants))}) FROM STDIN"
    cursor: Any = connection.connection.cursor()
    with cursor, _as_sqlalchemy(connection, statement), cursor.copy(statement) as copy:
        for number, row in enumerate(rows, start=1):  # noqa: B007 - counted, however many there are
            copy.write_row(row + fixed)
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
