"""A database that is locked, full or broken, said so that a person can act on it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

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
    """As `told`, for the first contact: whatever the database or its address says is one sentence.

    The address is not repeated: it may hold a password.
    """
    try:
        with told():
            yield
    except (SQLAlchemyError, ModuleNotFoundError, OSError) as fault:
        nl, en = _reason(fault)
        raise StoreError(
            f"De database is niet te openen: {nl}. Controleer database_url in config.toml, of "
            "PLANPEIL_DATABASE_URL, en of de database er is.",
            f"The database cannot be opened: {en}. Check database_url in config.toml, or PLANPEIL_DATABASE_URL, "
            "and whether the database is there.",
        ) from fault


def _reason(fault: Exception) -> tuple[str, str]:
    """Why a database cannot be opened; what the database itself says of it is in its own words."""
    if isinstance(fault, NoSuchModuleError | ModuleNotFoundError):
        return "het stuurprogramma voor deze soort ontbreekt", "the driver for its kind is missing"
    if isinstance(fault, ArgumentError):
        return "het adres is geen adres van een database", "its address is no address of a database"
    if isinstance(fault, OSError):
        return "de map ervoor is niet te maken", "its folder cannot be made"
    said = str(getattr(fault, "orig", None) or type(fault).__name__).strip().splitlines()[0]
    return said, said


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
