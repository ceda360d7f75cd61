"""Keeping the database safe: a copy of it, a folder of copies, and such a copy put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.core.errors import RefusedError, UsageError
from kpi.settings import Settings
from kpi.store.database.backup import Restored, back_up, database_file, put_back
from kpi.store.database.carrying import back_up_server, put_back_on_server
from kpi.store.database.copies import copies_in, copy_moment, name_copy, take_away
from kpi.store.database.trouble import store_trouble
from kpi.store.database.url import address

__all__ = ["Copied", "Restored", "backup", "backup_among", "newest_copy", "restore"]


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy as it was made: its file, its size in bytes, the newest revision in it, and the older copies that went."""

    file: Path
    bytes: int
    revision: int
    removed: tuple[Path, ...] = ()


def backup(settings: Settings, out: Path, *, force: bool = False) -> Copied:
    """Copy the database as it is, also while it is in use, and change nothing in it; an SQLite file of either kind.

    Raises UsageError and StoreError (`kpi.store.database.backup.back_up`, `carrying.back_up_server`).
    """
    with _writable(out), store_trouble():
        if _on_server(settings):
            revision = back_up_server(settings.database_url, out, force=force)
        else:
            revision = back_up(database_file(settings.database_url), out, force=force)
        return Copied(out, out.stat().st_size, revision)


def backup_among(settings: Settings, folder: Path, *, keep: int) -> Copied:
    """Add a copy to a folder, named by its moment, and keep the newest `keep` (1 or more); which folder is noted.

    The name is given when the copy is whole and examined. Only copies that Planpeil made are ever taken away, and
    only after. Raises as `backup`, and UsageError when the folder is not there.
    """
    if keep < 1:
        raise UsageError("Geef een aantal kopieën vanaf 1.", "Give a number of copies from 1.")
    if not folder.is_dir():
        raise UsageError(
            f"De map {folder} bestaat niet: maak die of kies een andere.",
            f"There is no folder {folder}: make it or choose another.",
        )
    with _writable(folder), TemporaryDirectory(dir=folder, prefix=".planpeil-") as near:
        made = backup(settings, Path(near) / "copy.db")
        file = name_copy(made.file, folder, datetime.now(UTC))
        removed = take_away(folder, keep, file)
    _note(settings, folder)
    return Copied(file, made.bytes, made.revision, removed)


def newest_copy(settings: Settings) -> tuple[str, datetime | None]:
    """The folder that copies were last kept in (empty: none is known) and when its newest one was made."""
    try:
        folder = Path(_noted(settings).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return "", None
    try:
        copies = copies_in(folder)
    except OSError:
        return str(folder), None
    moment = copy_moment(copies[-1].name) if copies else None
    return str(folder), moment[0] if moment else None


def restore(settings: Settings, file: Path, *, user: str) -> Restored:
    """Put a copy back, keeping what was there (`put_back`); raises RefusedError when read-only."""
    if settings.read_only:
        raise RefusedError(
            "Deze Planpeil staat op alleen-lezen: zet read_only in config.toml uit om een kopie terug te zetten.",
            "This Planpeil is read-only: set read_only to false in config.toml to put a copy back.",
        )
    now = datetime.now(UTC)
    if _on_server(settings):
        with _writable(settings.kept), store_trouble():
            return put_back_on_server(file, settings.database_url, settings.kept, user=user, at=now)
    database = database_file(settings.database_url)
    with _writable(database), store_trouble():
        return put_back(file, database, user=user, at=now)


def _on_server(settings: Settings) -> bool:
    return address(settings.database_url).get_backend_name() == "postgresql"


def _noted(settings: Settings) -> Path:
    return settings.kept / "backups.txt"


def _note(settings: Settings, folder: Path) -> None:
    """Remember for `doctor` where copies are kept; a copy is as good without it."""
    try:
        settings.kept.mkdir(parents=True, exist_ok=True)
        _noted(settings).write_text(f"{folder.absolute()}\n", encoding="utf-8")
    except OSError:
        return


@contextmanager
def _writable(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise UsageError(
            f"{file} is niet te schrijven: kies een andere map of controleer de rechten.",
            f"{file} cannot be written: choose another folder or check the permissions.",
        ) from fault
