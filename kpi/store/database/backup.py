"""A copy of an SQLite database while others use it, and such a copy put back; carrying.py does so on PostgreSQL."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from sqlalchemy import make_url

from kpi.core.errors import RefusedError, UsageError
from kpi.store.database.condition import newest_migration
from kpi.store.database.continuity import RESTORE
from kpi.store.database.engine import BUSY_SECONDS, begin, migrate, open_engine
from kpi.store.database.trouble import BUSY, StoreError
from kpi.store.versions import add_commit

_PARTS = ("", "-journal", "-wal", "-shm")  # a database and what SQLite may have left beside it


@dataclass(frozen=True, slots=True)
class Restored:
    """`revision`: the newest one now; `before`: the copy of what was there, None when nothing was."""

    revision: int
    before: Path | None


def database_file(url: str) -> Path:
    """The file of an SQLite database URL; raises RefusedError for any other database."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        raise RefusedError(
            "Deze database is geen SQLite-bestand: controleer database_url in config.toml, of PLANPEIL_DATABASE_URL.",
            "This database is no SQLite file: check database_url in config.toml, or PLANPEIL_DATABASE_URL.",
        )
    if not address.database or address.database == ":memory:":
        raise RefusedError(
            "Deze database staat in het geheugen: geef bij database_url een bestand.",
            "This database lives in memory: give a file as database_url.",
        )
    return Path(address.database)


def back_up(database: Path, out: Path, *, force: bool = False) -> int:
    """Write a consistent copy of a database in use to `out` and return its revision; whole or not at all.

    Raises UsageError as `make_copy`, also when `out` is the database itself and when there is no database.
    """
    if out.resolve() == database.resolve():
        raise UsageError(
            f"{out} is de database zelf: kies een ander bestand.", f"{out} is the database itself: choose another file."
        )
    if not database.is_file():
        raise UsageError(
            f"Er is geen database {database}: controleer database_url in config.toml, of PLANPEIL_DATABASE_URL.",
            f"There is no database {database}: check database_url in config.toml, or PLANPEIL_DATABASE_URL.",
        )
    return make_copy(out, database, lambda copy: _copy(database, copy), force=force)


def make_copy(out: Path, called: Path, fill: Callable[[Path], None], *, force: bool = False) -> int:
    """Put a copy that `fill` writes in its place, whole and examined, and return its revision.

    `called`: the name of what is copied, for words. Raises UsageError when `out` is there already, unless `force`,
    when its folder is not there, and when nothing is in the copy: an empty one is none, and never replaces a good one.
    """
    if out.exists() and not (force and out.is_file()):
        raise UsageError(
            f"{out} bestaat al: kies een andere naam of geef --force.",
            f"{out} is there already: choose another name or give --force.",
        )
    if not out.parent.is_dir():
        raise UsageError(
            f"De map {out.parent} bestaat niet: maak die of kies een andere.",
            f"There is no folder {out.parent}: make it or choose another.",
        )
    with TemporaryDirectory(dir=out.parent, prefix=".planpeil-") as near:
        copy = Path(near) / "copy.db"
        fill(copy)
        with closing(sqlite3.connect(copy)) as alone:
            alone.execute("PRAGMA journal_mode = DELETE")
        revision = filled_copy(examine_copy(copy, called=called), called)
        copy.replace(out)
    return revision


def put_back(copy: Path, database: Path, *, user: str, at: datetime) -> Restored:
    """Replace the content of a database, also one in use, by that of a copy, in one transaction.

    What was there is kept beside it, also when it could not be read any more. The restoring is a commit of its own,
    above every revision that was ever given out, so nothing kept by revision is taken for something else. Raises
    UsageError when `copy` is no whole Planpeil database, RefusedError when a newer Planpeil made it, and StoreError
    when somebody saved something meanwhile.
    """
    if copy.resolve() == database.resolve():
        raise UsageError(
            f"{copy} is de database zelf: kies een kopie.", f"{copy} is the database itself: choose a copy."
        )
    if not copy.is_file():
        raise UsageError(f"{copy} is er niet: controleer de naam.", f"{copy} is not there: check the name.")
    database.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=database.parent, prefix=".planpeil-") as near:
        ready, kept = Path(near) / "ready.db", Path(near) / "kept.db"
        take_copy(copy, ready)
        before = database.with_name(f"{database.name}.before-{at:%Y%m%dT%H%M%S%f}") if _is_there(database) else None
        highest = _keep(database, kept, before) if before else 0
        try:
            revision = sign_copy(ready, highest, user, at)
            _put(ready, database, highest)
        except BaseException:
            if before and highest:
                before.unlink(missing_ok=True)
            raise
    return Restored(revision, before)


def _put(ready: Path, database: Path, highest: int) -> None:
    if highest and _newest(database) != highest:
        raise StoreError(*BUSY)
    _copy(ready, database)


def _is_there(database: Path) -> bool:
    return database.exists() and database.stat().st_size > 0


def take_copy(copy: Path, ready: Path) -> None:
    """A copy as it was handed in, examined; what SQLite cannot read is no database."""
    try:
        _copy(copy, ready)
    except sqlite3.DatabaseError as fault:
        raise _not_ours(copy) from fault
    filled_copy(examine_copy(ready, called=copy), copy)


def filled_copy(revision: int, file: Path) -> int:
    """The revision; raises UsageError for a database in which nothing was ever recorded."""
    if revision:
        return revision
    raise UsageError(
        f"{file} bevat nog niets: er is niets gekopieerd of teruggezet. Controleer of dit de bedoelde database is.",
        f"{file} holds nothing yet: nothing was copied or put back. Check whether this is the database you mean.",
    )


def _keep(database: Path, kept: Path, before: Path) -> int:
    """Copy what is there to `before` and return its revision; what cannot be read is set aside as it is, revision 0."""
    try:
        _copy(database, kept)
        highest = examine_copy(kept)
        kept.replace(before)
    except (UsageError, sqlite3.DatabaseError):
        for part in _PARTS:
            if (found := Path(f"{database}{part}")).exists():
                found.replace(f"{before}{part}")
        return 0
    return highest


def sign_copy(ready: Path, highest: int, user: str, at: datetime) -> int:
    """Bring a copy up to date and add the commit that says it was put back; its number."""
    engine = open_engine(f"sqlite:///{ready}")
    try:
        migrate(engine)
        with begin(engine) as connection:
            said = {"recorded_by": user, "action": RESTORE, "plan": "", "why": ""}
            revision = add_commit(connection, said, at, subject="", above=highest)
    finally:
        engine.dispose()
    return revision


def examine_copy(file: Path, called: Path | None = None) -> int:
    """The newest revision of a whole Planpeil database; raises UsageError for any other, RefusedError for a newer."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            revision = connection.execute('SELECT max(revision) FROM "commit"').fetchone()[0] or 0
        except sqlite3.DatabaseError as fault:
            raise _not_ours(called or file) from fault
    if not sound or version is None:
        raise _not_ours(called or file)
    if version[0] > newest_migration():
        raise RefusedError(
            "De kopie is van een nieuwere Planpeil: werk Planpeil bij.",
            "The copy was made by a newer Planpeil: update Planpeil.",
        )
    return int(revision)


def _newest(database: Path) -> int:
    with closing(sqlite3.connect(database, timeout=BUSY_SECONDS)) as connection:
        return int(connection.execute('SELECT max(revision) FROM "commit"').fetchone()[0] or 0)


def _not_ours(file: Path) -> UsageError:
    return UsageError(
        f"{file} is geen hele Planpeil-database: kies een bestand dat met backup is gemaakt.",
        f"{file} is no whole Planpeil database: choose a file that backup made.",
    )


def _copy(source: Path, target: Path) -> None:
    """Copy a database into another, page by page in one transaction; both may be in use."""
    started = monotonic()

    def waited(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and monotonic() - started > BUSY_SECONDS:
            raise StoreError(*BUSY)

    with closing(sqlite3.connect(source, timeout=1)) as old, closing(sqlite3.connect(target, timeout=1)) as new:
        new.execute("PRAGMA synchronous = EXTRA")
        old.backup(new, progress=waited)
