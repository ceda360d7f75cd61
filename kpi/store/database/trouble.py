"""A database that is locked, full, broken or away, said so that a person can act on it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, TimeoutError

from kpi.core.errors import PlanpeilError


class StoreError(PlanpeilError):
    """The database could not do what was asked; the transaction was rolled back, so nothing was changed.

    But for a connection that broke: nobody can tell whether what was being saved then was saved.
    """

    code = "store"


Words = tuple[str, str]

BUSY: Words = (
    "De database is bezet: iemand anders is aan het schrijven. Er is niets gewijzigd; probeer het zo opnieuw.",
    "The database is busy: somebody else is writing. Nothing was changed; try again in a moment.",
)
FULL: Words = (
    "De schijf met de database is vol. Er is niets gewijzigd; maak ruimte en probeer het opnieuw.",
    "The disk with the database is full. Nothing was changed; make room and try again.",
)
DISK: Words = (
    "De schijf met de database geeft een fout. Er is niets gewijzigd; controleer de schijf.",
    "The disk with the database reports a fault. Nothing was changed; check the disk.",
)
DAMAGED: Words = (
    "De database is beschadigd of geen SQLite-bestand. Er is niets gewijzigd; controleer database_url in config.toml "
    "(of PLANPEIL_DATABASE_URL), of zet een kopie terug met restore.",
    "The database is damaged, or no SQLite file. Nothing was changed; check database_url in config.toml "
    "(or PLANPEIL_DATABASE_URL), or put a copy back with restore.",
)
MOVED: Words = (
    "Het bestand van de database is verplaatst, vervangen of verwijderd. Er is niets gewijzigd; zet het terug, of "
    "start Planpeil opnieuw als dit de bedoeling is.",
    "The file of the database was moved, replaced or removed. Nothing was changed; put it back, or restart Planpeil "
    "if this is meant.",
)
OVERWRITTEN: Words = (
    "In het bestand van de database staat iets anders dan waarmee Planpeil begon. Er is niets gewijzigd; zet de goede "
    "database terug, of start Planpeil opnieuw als dit de bedoeling is.",
    "The file of the database holds something else than what Planpeil began with. Nothing was changed; put the right "
    "database back, or restart Planpeil if this is meant.",
)
READ_ONLY_FILE: Words = (
    "De database kan alleen worden gelezen. Er is niets gewijzigd; controleer de rechten op het bestand.",
    "The database can only be read. Nothing was changed; check the permissions of the file.",
)
READ_ONLY_ROLE: Words = (
    "De database kan alleen worden gelezen. Er is niets gewijzigd; controleer de rechten van de databasegebruiker.",
    "The database can only be read. Nothing was changed; check the rights of the database's user.",
)
LOST: Words = (
    "De verbinding met de database viel weg. Probeer het zo opnieuw; wat al was opgeslagen blijft staan.",
    "The connection to the database broke. Try again in a moment; what was saved already stays.",
)
AWAY: Words = (
    "De database is niet bereikbaar. Er is niets gewijzigd; controleer of de server draait en of het adres klopt.",
    "The database cannot be reached. Nothing was changed; check that the server runs and that its address is right.",
)
NOT_WELCOME: Words = (
    "De database weigert de toegang: gebruiker of wachtwoord klopt niet. Controleer het adres van de database.",
    "The database refuses access: user or password is wrong. Check the address of the database.",
)
UNKNOWN: Words = (
    "Op de server is geen database met deze naam. Maak die aan of controleer het adres van de database.",
    "The server has no database of this name. Make it, or check the address of the database.",
)
NOT_UTF8: Words = (
    "De database kan niet alle tekens bewaren. Er is niets gewijzigd; maak een lege database met encoding UTF8.",
    "The database cannot keep every character. Nothing was changed; make an empty database with encoding UTF8.",
)
CROWDED: Words = (
    "De database heeft geen verbinding meer vrij. Er is niets gewijzigd; probeer het zo opnieuw.",
    "The database has no connection left. Nothing was changed; try again in a moment.",
)
NO_TEXT: Words = (
    "Een tekst bevat een teken dat de database niet kan bewaren (NUL). Er is niets gewijzigd; haal het weg.",
    "A text holds a character that the database cannot keep (NUL). Nothing was changed; take it out.",
)

# The beginning of SQLite's own name of a fault, or of PostgreSQL's number of it.
_CODES: Mapping[str, Words] = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY_DBMOVED": MOVED,
    "SQLITE_READONLY": READ_ONLY_FILE,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_IOERR": DISK,
    "55P03": BUSY,  # waited too long for a lock
    "40": BUSY,  # two transactions in each other's way
    "53100": FULL,
    "53300": CROWDED,
    "58": DISK,
    "XX001": DISK,
    "XX002": DISK,
    "25006": READ_ONLY_ROLE,
    "42501": READ_ONLY_ROLE,
    "57P": LOST,
    "25P03": LOST,
    "57014": BUSY,  # took longer than the server allows
    "08": LOST,
    "22021": NO_TEXT,
}
# A connection that is refused has no number, only words; a server that says them in another language is AWAY.
_REFUSALS: Mapping[str, Words] = {
    "too many": CROWDED,
    "remaining connection slots": CROWDED,
    "password": NOT_WELCOME,
    "authentication": NOT_WELCOME,
    "pg_hba.conf": NOT_WELCOME,
    'role "': NOT_WELCOME,
    'database "': UNKNOWN,
    "NUL": NO_TEXT,
}


@contextmanager
def told_at_first() -> Iterator[None]:
    """As `told`, for the first contact: whatever the database or its address says is one sentence.

    The address is not repeated: it may hold a password.
    """
    try:
        with store_trouble():
            yield
    except (SQLAlchemyError, OSError) as fault:
        nl, en = _reason(fault)
        raise StoreError(
            f"De database is niet te openen: {nl}. Controleer database_url in config.toml, of "
            "PLANPEIL_DATABASE_URL, en of de database er is.",
            f"The database cannot be opened: {en}. Check database_url in config.toml, or PLANPEIL_DATABASE_URL, "
            "and whether the database is there.",
        ) from fault


def _reason(fault: Exception) -> tuple[str, str]:
    """Why a database cannot be opened; what the database itself says of it is in its own words."""
    if isinstance(fault, OSError):
        return "de map ervoor is niet te maken", "its folder cannot be made"
    said = str(getattr(fault, "orig", None) or type(fault).__name__).strip().splitlines()[0]
    return said, said


@contextmanager
def store_trouble() -> Iterator[None]:
    """Turn a fault of the database that a person can do something about into StoreError; others pass as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.OperationalError) as fault:
        words = words_for(fault)
        if words is None:
            raise
        raise StoreError(*words) from fault
    except TimeoutError as fault:
        raise StoreError(*CROWDED) from fault


def words_for(fault: DBAPIError | sqlite3.Error) -> Words | None:
    """What to tell of a fault in Dutch and English; None: nothing a person could do about it."""
    said = getattr(fault, "orig", fault)
    code = getattr(said, "sqlite_errorname", None) or getattr(said, "sqlstate", None) or ""
    known = next((words for start, words in _CODES.items() if code.startswith(start)), None)
    if known is not None or code or isinstance(fault, sqlite3.Error):
        return known
    if fault.connection_invalidated:
        return LOST
    return _refusal(fault)


def _refusal(fault: DBAPIError) -> Words | None:
    """What PostgreSQL's driver says without a number."""
    if type(fault.orig).__module__.partition(".")[0] != "psycopg":
        return None
    said = str(fault.orig)
    known = next((words for start, words in _REFUSALS.items() if start in said), None)
    return known or (AWAY if isinstance(fault, OperationalError) else None)
