"""A folder of copies of the database: each named by its moment, the newest kept and older ones taken away."""

import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

_NAME = re.compile(r"planpeil-(\d{8}T\d{4})Z(?:-(\d+))?\.db")


def copy_moment(name: str) -> tuple[datetime, int] | None:
    """When a copy was made, to the minute, and the how manieth of that minute; None for what is not named as one."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[1], "%Y%m%dT%H%M").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment, int(found[2] or 1)


def outlived(names: Sequence[str], keep: int, own: str) -> tuple[str, ...]:
    """Which copies go, oldest first: all but the newest `keep` (1 or more), and never `own`, the one just made.

    A clock that was set back names a new copy as an old one. Names that are no copy's stay.
    """
    moments = {name: moment for name in names if (moment := copy_moment(name))}
    ordered = sorted(moments, key=moments.__getitem__)
    return tuple(name for name in ordered[:-keep] if name != own)


def copies_in(folder: Path) -> tuple[Path, ...]:
    """The copies of a Planpeil in a folder, oldest first; a file of another program or a broken one is none."""
    found = ((moment, path) for path in folder.iterdir() if (moment := copy_moment(path.name)) and _is_copy(path))
    return tuple(path for _, path in sorted(found))


def name_copy(made: Path, folder: Path, at: datetime) -> Path:
    """Give a whole copy its name by its moment, in one step and never over another one; the file as it is called.

    Within a minute they are numbered above all that are there, so that the order of names stays that of making.
    """
    stem = f"planpeil-{at.astimezone(UTC):%Y%m%dT%H%M}Z"
    while True:
        number = _highest(folder, stem) + 1
        out = folder / (f"{stem}.db" if number == 1 else f"{stem}-{number}.db")
        try:
            os.link(made, out)
        except FileExistsError:
            continue
        except OSError:  # a disk without links: between these two lines another may take the same name
            if out.exists():
                continue
            made.replace(out)
            return out
        if _highest(folder, stem) > number:  # a name that somebody else had meanwhile, and that was taken away since
            out.unlink(missing_ok=True)
            continue
        made.unlink()
        return out


def _highest(folder: Path, stem: str) -> int:
    """The how manieth of its minute the newest copy is; 0 for none. It only grows: the newest is never taken away."""
    return max((moment[1] for path in folder.glob(f"{stem}*") if (moment := copy_moment(path.name))), default=0)


def take_away(folder: Path, keep: int, own: Path) -> tuple[Path, ...]:
    """Remove the copies that outlived their use and say which; one that somebody removed meanwhile is fine."""
    copies = {path.name: path for path in copies_in(folder)}
    gone = tuple(copies[name] for name in outlived(tuple(copies), keep, own.name))
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _is_copy(path: Path) -> bool:
    """Whether a file is a database that Planpeil made and something was recorded in."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            newest = connection.execute('SELECT max(revision) FROM "commit"').fetchone()
    except sqlite3.Error:
        return False
    return path.is_file() and not path.is_symlink() and version is not None and newest[0] is not None
