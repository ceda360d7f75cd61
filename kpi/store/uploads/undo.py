"""Taking an upload back: as a unit, as a new version; nothing is ever deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, and_, insert, literal, select

from kpi.core.batch import Key, batch_of, key_of
from kpi.core.errors import NotFoundError, RefusedError
from kpi.core.model import Measurement
from kpi.store.database.engine import begin
from kpi.store.measuring import SCOPE, revision_before, write_measurements, written_by
from kpi.store.uploads.frozen import frozen_codes
from kpi.store.uploads.upload_query import (
    REMARK,
    UNCHANGED,
    UPLOAD,
    UPLOAD_UNDO,
    UploadRecord,
    find_upload,
    versions_before,
)
from kpi.store.versions import COMMIT, KEY, MEASUREMENT, VALUES, add_commit, measurement, stored_head, year_of

TAKEN_BACK = "undo"  # the action of its commit


@dataclass(frozen=True, slots=True)
class Blocked:
    """A value that somebody changed, or held again unchanged (`confirmed`), after an upload.

    `upload` None: not by an upload.
    """

    key: Key
    revision: int
    recorded_by: str
    upload: int | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back did: values put back and values taken out; with `blocked` nothing was changed."""

    upload: int
    revision: int
    restored: int = 0
    ended: int = 0
    blocked: tuple[Blocked, ...] = ()


def undo_upload(engine: Engine, upload: int, *, user: str, why: str, recorded_at: datetime) -> Undone:
    """Take one upload back as a unit: a new version of everything it wrote, as it was right before it.

    What a later upload that still counts, or anybody else, changed or confirmed since is listed as `blocked`, and then
    nothing changes. Raises NotFoundError for an unknown upload, RefusedError when it was taken back already or
    holds values of a closed period.
    """
    with begin(engine) as connection:
        record = _undoable(connection, upload)
        if blocked := _blocked(connection, record):
            return Undone(upload, stored_head(connection), blocked=blocked)
        commit = {"recorded_by": user, "action": TAKEN_BACK, "plan": record.plan, "why": why}
        written = _written(connection, record)
        before = versions_before(connection, record.plan, record.revision)
        revision = add_commit(connection, commit, recorded_at, subject=str(upload))
        connection.execute(insert(UPLOAD_UNDO).values(upload=upload, revision=revision))
        gone = batch_of(one for one in written if key_of(one) not in before)
        write_measurements(connection, record.plan, revision, batch_of(before.values()))
        write_measurements(connection, record.plan, revision, gone, ended=True)
        _copy_remarks(connection, record, revision)
        return Undone(upload, revision, restored=len(before), ended=len(gone))


def _undoable(connection: Connection, upload: int) -> UploadRecord:
    record = find_upload(connection, upload)
    if record is None:
        raise NotFoundError(
            f"Er is geen aanlevering {upload}. De nummers staan bij Aanleveringen, en in python -m kpi uploads.",
            f"There is no upload {upload}. The numbers stand at Uploads, and in python -m kpi uploads.",
        )
    if record.undone is not None:
        raise RefusedError(
            f"Aanlevering {upload} is al teruggenomen, door {record.undone.recorded_by}. Er is niets gewijzigd.",
            f"Upload {upload} was already taken back, by {record.undone.recorded_by}. Nothing was changed.",
        )
    rows = select(SCOPE.c.period).where(SCOPE.c.plan == record.plan, SCOPE.c.revision == record.revision).distinct()
    periods = set(connection.execute(rows).scalars())
    closed = periods & frozen_codes(connection, record.plan, stored_head(connection))
    if closed:
        names = ", ".join(sorted(closed))
        raise RefusedError(
            f"Aanlevering {upload} hoort bij een afgesloten periode ({names}); open die eerst weer.",
            f"Upload {upload} belongs to a closed period ({names}); open it again first.",
        )
    return record


def _written(connection: Connection, record: UploadRecord) -> list[Measurement]:
    columns = (MEASUREMENT.c[name] for name in (*KEY, *VALUES))
    rows = select(*columns).where(written_by(record.plan, record.revision))
    year = year_of(connection, record.plan)
    return [measurement(*row, year=year) for row in connection.execute(rows)]


def _blocked(connection: Connection, record: UploadRecord) -> tuple[Blocked, ...]:
    """Later versions and confirmations of what this upload wrote, but for uploads taken back and their undoing."""
    found = {
        (code, unit, period): Blocked((code, unit, period), revision, by, upload, confirmed=table is UNCHANGED)
        for table in (UNCHANGED, MEASUREMENT)
        for code, unit, period, revision, by, upload in connection.execute(_later(table, record))
    }
    return tuple(found[key] for key in sorted(found))


def _later(table: Table, record: UploadRecord) -> Select[Any]:
    later, own = table.alias("later"), MEASUREMENT.alias("own")
    # With the plan as well, where the table has one, the key's index finds the later versions.
    same = and_(*(later.c[name] == own.c[name] for name in ("plan", *KEY) if name in later.c))
    undone = select(UPLOAD.c.revision).join(UPLOAD_UNDO, UPLOAD_UNDO.c.upload == UPLOAD.c.id)
    return (
        select(*(later.c[name] for name in KEY), later.c.revision, COMMIT.c.recorded_by, UPLOAD.c.id)
        .select_from(later)
        .join(own, and_(same, written_by(record.plan, record.revision, own)))
        .join(COMMIT, COMMIT.c.revision == later.c.revision)
        .outerjoin(UPLOAD, UPLOAD.c.revision == later.c.revision)
        .where(COMMIT.c.plan == record.plan, later.c.revision > record.revision)
        .where(COMMIT.c.action != TAKEN_BACK, later.c.revision.not_in(undone))
        .order_by(later.c.revision)
    )


def _copy_remarks(connection: Connection, record: UploadRecord, revision: int) -> None:
    """What was said with a value comes back with it."""
    same = and_(*(MEASUREMENT.c[name] == REMARK.c[name] for name in KEY))
    rows = (
        select(literal(revision), *(REMARK.c[name] for name in (*KEY, "code", "why")))
        .join(MEASUREMENT, same)
        .where(written_by(record.plan, record.revision))
        .where(REMARK.c.revision == revision_before(record.revision))
    )
    connection.execute(insert(REMARK).from_select(["revision", *KEY, "code", "why"], rows))
