"""Keeping the database safe: a copy of it, and such a copy put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kpi.core.errors import RefusedError, UsageError
from kpi.settings import Settings
from kpi.store.database.backup import Restored, back_up, database_file, put_back
from kpi.store.database.trouble import store_trouble

__all__ = ["Copied", "Restored", "backup", "restore"]


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy as it was made: its file, its size in bytes and the newest revision in it."""

    file: Path
    bytes: int
    revision: int


def backup(settings: Settings, out: Path, *, force: bool = False) -> Copied:
    """Copy the database as it is, also while it is in use, and change nothing in it.

    Raises UsageError and RefusedError (`kpi.store.database.backup.back_up`).
    """
    with store_trouble(), _writable(out):
        revision = back_up(database_file(settings.database_url), out, force=force)
    return Copied(out, out.stat().st_size, revision)


def restore(settings: Settings, file: Path, *, user: str) -> Restored:
    """Put a copy back, keeping what was there (`put_back`); raises RefusedError when read-only."""
    if settings.read_only:
        raise RefusedError(
            "Deze Planpeil staat op alleen-lezen: zet read_only in config.toml uit om een kopie terug te zetten.",
            "This Planpeil is read-only: set read_only to false in config.toml to put a copy back.",
        )
    database = database_file(settings.database_url)
    with store_trouble(), _writable(database):
        return put_back(file, database, user=user, at=datetime.now(UTC))


@contextmanager
def _writable(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise UsageError(
            f"{file} is niet te schrijven: kies een andere map of controleer de rechten.",
            f"{file} cannot be written: choose another folder or check the permissions.",
        ) from fault
