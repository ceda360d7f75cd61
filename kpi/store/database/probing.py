"""What can be told of a database without changing anything in it, not even making it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from kpi.store.database.condition import StoreState, file_of, nothing_there, require_file, store_state
from kpi.store.database.engine import open_engine, read
from kpi.store.database.trouble import DAMAGED, StoreError, told_at_first
from kpi.store.database.url import address
from kpi.store.outgoing_table import last_look, messages_given_up
from kpi.store.versions import COMMIT


@dataclass(frozen=True, slots=True)
class Probed:
    """A database that answers and is whole: what it is, without a password; when its newest commit was recorded.

    `given_up`: messages that could not be sent, and why the newest could not (`fault`). `looked`: the day on which
    somebody looked last what was to be sent; None: never.
    """

    name: str
    newest: datetime | None
    given_up: int = 0
    fault: str = ""
    looked: date | None = None


def database_place(url: str) -> Path | None:
    """The file of a database; None for one in memory or on a server. Raises UsageError for what is no URL."""
    return file_of(address(url))


def probe(url: str) -> Probed:
    """Look at a database; raises StoreError, RefusedError or UsageError with what is wrong and what to do."""
    place = address(url)
    require_file(place)
    with told_at_first():
        engine = open_engine(url)
        try:
            with read(engine) as connection:
                found = store_state(connection)
                _check_state(found)
                _check_whole(connection)
                lost, fault, looked = *messages_given_up(connection), last_look(connection)
                newest = connection.execute(select(func.max(COMMIT.c.recorded_at))).scalar_one()
        finally:
            engine.dispose()
    kind = "SQLite" if engine.dialect.name == "sqlite" else "PostgreSQL"
    where = place.database if kind == "SQLite" else f"{place.host}/{place.database}"
    return Probed(f"{kind}, {where}", newest, lost, fault, looked)


def _check_state(found: StoreState) -> None:
    if found is StoreState.EMPTY:
        raise nothing_there()
    if found is StoreState.OLDER:
        raise StoreError(
            "De database is van een oudere Planpeil: maak een kopie met backup en start Planpeil, dan wordt die "
            "bijgewerkt.",
            "The database was made by an older Planpeil: make a copy with backup and start Planpeil, which updates it.",
        )


def _check_whole(connection: Connection) -> None:
    """On a server the answer to the questions before is enough: it checks its own pages."""
    if connection.dialect.name != "sqlite":
        return
    if connection.execute(text("PRAGMA quick_check(1)")).scalar_one() != "ok":
        raise StoreError(*DAMAGED)
