"""A database that is locked, full or broken, said so that a person can act on it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from kpi.core.errors import PlanpeilError


class StoreError(PlanpeilError):
    """The database could not do what was asked; the transaction was rolled back, so nothing was changed."""

    code = "store"


BUSY = (
    "De database is bezet: iemand anders is aan het schrijven. Er is niets gewijzigd; probeer het zo opnieuw.",
    "The database is busy: somebody else is writing. Nothing was changed; try again in a moment.",
)
# The beginning of SQLite's own name of a fault -> what to tell and what to do.
_WORDS: Mapping[str, tuple[str, str]] = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_FULL": (
        "De schijf met de database is vol. Er is niets gewijzigd; maak ruimte en probeer het opnieuw.",
        "The disk with the database is full. Nothing was changed; make room and try again.",
    ),
    "SQLITE_READONLY": (
        "De database kan alleen worden gelezen. Er is niets gewijzigd; controleer de rechten op het bestand.",
        "The database can only be read. Nothing was changed; check the permissions of the file.",
    ),
    "SQLITE_IOERR": (
        "De schijf met de database geeft een fout. Er is niets gewijzigd; controleer de schijf.",
        "The disk with the database reports a fault. Nothing was changed; check the disk.",
    ),
}


@contextmanager
def opening() -> Iterator[None]:
    """Turn every fault of opening a database into StoreError; its address is not repeated, it may hold a password."""
    try:
        yield
    except (ArgumentError, ImportError, OSError, SQLAlchemyError) as fault:
        said = str(getattr(fault, "orig", None) or fault).splitlines()[0] if isinstance(fault, DBAPIError) else ""
        raise StoreError(
            f"De database kan niet worden geopend: controleer database_url in config.toml. {said}".rstrip(),
            f"The database cannot be opened: check database_url in config.toml. {said}".rstrip(),
        ) from fault


@contextmanager
def told() -> Iterator[None]:
    """Turn a fault of the database that a person can do something about into StoreError; others pass as they are."""
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as fault:
        name = getattr(getattr(fault, "orig", fault), "sqlite_errorname", "")
        words = next((words for start, words in _WORDS.items() if name.startswith(start)), None)
        if words is None:
            raise
        raise StoreError(*words) from fault
