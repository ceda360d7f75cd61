"""Every commit of a database with its files, as tests look at them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from kpi.store.versions import COMMIT, COMMIT_FILE


@dataclass(frozen=True, slots=True)
class CommitRecord:
    """One commit; `recorded_at` in UTC, `files` as name and SHA-256, by name."""

    revision: int
    recorded_at: datetime
    recorded_by: str
    action: str
    plan: str
    why: str
    files: tuple[tuple[str, str], ...]


def commits(connection: Connection) -> tuple[CommitRecord, ...]:
    """All commits, newest first."""
    files: dict[int, list[tuple[str, str]]] = {}
    for revision, name, sha256 in connection.execute(select(COMMIT_FILE).order_by(COMMIT_FILE.c.name)):
        files.setdefault(revision, []).append((name, sha256))
    rows = connection.execute(select(COMMIT).order_by(COMMIT.c.revision.desc())).mappings()
    return tuple(CommitRecord(**row, files=tuple(files.get(row["revision"], ()))) for row in rows)
