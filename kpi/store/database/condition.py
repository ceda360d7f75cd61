"""What a database is found to be: not there, empty, ours of this version or an older one, or none of ours."""

import re
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text

from kpi.core.errors import RefusedError
from kpi.store.database.trouble import StoreError

MIGRATIONS = Path(__file__).parent.parent / "migrations"
_OURS = re.compile(r"\d{4}_\w+")  # how our migrations are named, those of later versions too
_WHERE_NL = "database_url in config.toml, of PLANPEIL_DATABASE_URL"
_WHERE_EN = "database_url in config.toml, or PLANPEIL_DATABASE_URL"


class StoreState(StrEnum):
    """What a database that may be used holds: no table at all, the tables of an older Planpeil, or ours."""

    EMPTY = "empty"
    OLDER = "older"
    NEWEST = "newest"


def newest_migration() -> str:
    """The name of the last migration, which is the name of its file."""
    return max(_migrations())


def _migrations() -> set[str]:
    return {path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def file_of(place: URL) -> Path | None:
    """The file of an SQLite database; None for one in memory or on a server."""
    if place.get_backend_name() != "sqlite" or not place.database or place.database == ":memory:":
        return None
    return Path(place.database)


def require_file(place: URL, *, later: bool = False) -> None:
    """Raise StoreError when the file of an SQLite database is not there: SQLite would make it in silence.

    `later`: it may be made, but not by a Planpeil that is read-only.
    """
    file = file_of(place)
    if file is not None and not file.is_file():
        if later:
            raise not_while_read_only(StoreState.EMPTY)
        raise StoreError(
            f"Er is geen database {file}. Er is niets gewijzigd; controleer {_WHERE_NL}. Voor een nieuwe database: "
            "laad er een plan in, of start eenmaal met PLANPEIL_NEW_DATABASE=1.",
            f"There is no database {file}. Nothing was changed; check {_WHERE_EN}. For a new database: load a plan "
            "into it, or start once with PLANPEIL_NEW_DATABASE=1.",
        )


def store_state(connection: Connection) -> StoreState:
    """What is found; asked before Alembic is imported, which takes longer than all the rest of a start.

    Raises RefusedError when a newer Planpeil made the database, and StoreError when it is none of ours.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return StoreState.EMPTY
    version = _version(connection) if "alembic_version" in tables else ""
    if _OURS.fullmatch(version) and version > newest_migration():
        raise RefusedError(
            f"De database is gemaakt door een nieuwere Planpeil ({version}); werk Planpeil bij.",
            f"The database was made by a newer Planpeil ({version}); update Planpeil.",
        )
    if version not in _migrations() or "commit" not in tables:
        raise _foreign(version)
    return StoreState.NEWEST if version == newest_migration() else StoreState.OLDER


def _version(connection: Connection) -> str:
    """The version a database says it has; empty when it says none, or more than one."""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return str(found[0]) if len(found) == 1 else ""


def _foreign(version: str) -> StoreError:
    nl = f", of van een onbekende versie ({version})" if version else ""
    en = f", or is of an unknown version ({version})" if version else ""
    return StoreError(
        f"De database is van een ander programma{nl}. Er is niets gewijzigd; controleer {_WHERE_NL}.",
        f"The database belongs to another program{en}. Nothing was changed; check {_WHERE_EN}.",
    )


def nothing_there() -> StoreError:
    """The fault of an empty file where a database was named: it may be what is left of one."""
    return StoreError(
        f"De database is leeg. Er is niets gewijzigd; controleer {_WHERE_NL}, of zet een kopie terug met restore. Voor "
        "een nieuwe database: laad er een plan in, of start eenmaal met PLANPEIL_NEW_DATABASE=1.",
        f"The database is empty. Nothing was changed; check {_WHERE_EN}, or put a copy back with restore. For a new "
        "database: load a plan into it, or start once with PLANPEIL_NEW_DATABASE=1.",
    )


def not_while_read_only(found: StoreState) -> StoreError:
    """The fault of a database that a read-only Planpeil would have to make or bring up to date."""
    empty = found is StoreState.EMPTY
    nl = "is er nog niet of is leeg" if empty else "is van een oudere Planpeil"
    en = "is not there yet or is empty" if empty else "was made by an older Planpeil"
    return StoreError(
        f"De database {nl} en deze Planpeil staat op alleen-lezen: er wordt niets gemaakt of bijgewerkt. "
        "Start eenmaal met read_only = false.",
        f"The database {en} and this Planpeil is read-only: nothing is made or updated. "
        "Start once with read_only = false.",
    )
