"""Reading uploads back: the receipts, what each changed, the answers, and the words that travel with a value."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select, true, union, union_all
from sqlalchemy.sql.elements import ColumnElement

from kpi.core.batch import Key
from kpi.core.delivery.repair import MendedCell, MendedFile
from kpi.core.model import Measurement
from kpi.store import tables
from kpi.store.approval_tables import HANDED_IN
from kpi.store.measuring import SCOPE, indicators_of, revision_before, written_by
from kpi.store.versions import (
    COMMIT,
    COMMIT_FILE,
    KEY,
    MEASUREMENT,
    SOURCE_FILE,
    VALUES,
    in_force,
    measurement,
    year_of,
)

UPLOAD = tables.table_of(tables.Upload)
UPLOAD_UNDO = tables.table_of(tables.UploadUndo)
UNCHANGED = tables.table_of(tables.UploadUnchanged)
REASON = tables.table_of(tables.UploadReason)
REMARK = tables.table_of(tables.UploadRemark)
ANSWER = tables.table_of(tables.UploadAnswer)
NO_VALUE = tables.table_of(tables.UploadNoValue)
REPAIR = tables.table_of(tables.UploadRepair)


@dataclass(frozen=True, slots=True)
class UndoRecord:
    """Who took an upload back, when and why; `revision` is the commit that did."""

    revision: int
    recorded_at: datetime
    recorded_by: str
    why: str


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """The receipt of one upload; `reasons` are code and justification, `undone` None: it still counts."""

    id: int
    revision: int
    plan: str
    file_name: str
    sha256: str
    uploaded_by: str
    recorded_at: datetime
    added: int
    revised: int
    unchanged: int
    absent: int
    reasons: tuple[tuple[str, str], ...] = ()
    undone: UndoRecord | None = None


def uploads(connection: Connection, plan: str | None = None) -> tuple[UploadRecord, ...]:
    """All receipts, or those of one plan, newest first."""
    return _records(connection, COMMIT.c.plan == plan if plan is not None else None)


def find_upload(connection: Connection, upload: int) -> UploadRecord | None:
    """One receipt; None when there is none of this number."""
    return next(iter(_records(connection, UPLOAD.c.id == upload)), None)


def _records(connection: Connection, which: ColumnElement[bool] | None) -> tuple[UploadRecord, ...]:
    asked = _receipts() if which is None else _receipts().where(which)
    rows = connection.execute(asked).mappings().all()
    reasons: dict[int, list[tuple[str, str]]] = {}
    for revision, code, why in connection.execute(select(REASON).order_by(REASON.c.code)):
        reasons.setdefault(revision, []).append((code, why))
    undone = _undone(connection)
    return tuple(
        UploadRecord(**row, reasons=tuple(reasons.get(row["revision"], ())), undone=undone.get(row["id"]))
        for row in rows
    )


def _receipts() -> Select[Any]:
    return (
        select(
            *(UPLOAD.c[name] for name in ("id", "revision", "added", "revised", "unchanged", "absent")),
            COMMIT.c.plan,
            COMMIT.c.recorded_at,
            COMMIT.c.recorded_by.label("uploaded_by"),
            COMMIT_FILE.c.name.label("file_name"),
            COMMIT_FILE.c.sha256,
        )
        .join(COMMIT, COMMIT.c.revision == UPLOAD.c.revision)
        .join(COMMIT_FILE, COMMIT_FILE.c.revision == UPLOAD.c.revision)
        .order_by(UPLOAD.c.id.desc())
    )


def _undone(connection: Connection) -> dict[int, UndoRecord]:
    rows = select(
        UPLOAD_UNDO.c.upload, UPLOAD_UNDO.c.revision, COMMIT.c.recorded_at, COMMIT.c.recorded_by, COMMIT.c.why
    ).join(COMMIT, COMMIT.c.revision == UPLOAD_UNDO.c.revision)
    return {upload: UndoRecord(*rest) for upload, *rest in connection.execute(rows)}


def upload_changes(connection: Connection, record: UploadRecord) -> tuple[tuple[Measurement | None, Measurement], ...]:
    """What an upload wrote, as old (None: new) and new value, by key."""
    before = versions_before(connection, record.plan, record.revision)
    rows = select(*_columns()).where(written_by(record.plan, record.revision)).order_by(*_columns()[:3])
    year = year_of(connection, record.plan)
    found = connection.execute(rows)
    return tuple((before.get((row[0], row[1], row[2])), measurement(*row, year=year)) for row in found)


def versions_before(connection: Connection, plan: str, revision: int) -> dict[Key, Measurement]:
    """What the keys that a revision wrote were right before it; keys that held nothing then are left out."""
    older = MEASUREMENT.alias("older")
    same = and_(*(older.c[name] == MEASUREMENT.c[name] for name in ("plan", *KEY)))
    rows = (
        select(*(older.c[name] for name in (*KEY, *VALUES)))
        .select_from(MEASUREMENT)
        .join(older, and_(same, older.c.revision == revision_before(revision)))
        .where(written_by(plan, revision), ~older.c.ended)
    )
    year = year_of(connection, plan)
    return {(row[0], row[1], row[2]): measurement(*row, year=year) for row in connection.execute(rows)}


def _columns() -> list[ColumnElement[Any]]:
    return [MEASUREMENT.c[name] for name in (*KEY, *VALUES)]


def file_content(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of a file as they were received; None when it is not kept."""
    rows = select(SOURCE_FILE.c.content).where(SOURCE_FILE.c.sha256 == sha256)
    return connection.execute(rows).scalar_one_or_none()


def find_repair(connection: Connection, revision: int) -> MendedFile | None:
    """The file of an upload as it came; None when it was recorded as it came."""
    row = connection.execute(select(REPAIR).where(REPAIR.c.revision == revision)).mappings().one_or_none()
    if row is None:
        return None
    cells = tuple(MendedCell(*one) for one in json.loads(row["cells"]))
    return MendedFile(row["name"], row["sha256"], file_content(connection, row["sha256"]), cells)


def values_in_force(
    connection: Connection, plan: str, codes: Collection[str], periods: Collection[str], revision: int
) -> dict[Key, Measurement]:
    """The values of these codes and periods that a plan holds at a revision, by key."""
    rows = select(*_columns()).where(
        in_force(MEASUREMENT), MEASUREMENT.c.indicator.in_(sorted(codes)), MEASUREMENT.c.period.in_(sorted(periods))
    )
    found, year = connection.execute(rows, {"plan": plan, "revision": revision}), year_of(connection, plan)
    return {(row[0], row[1], row[2]): measurement(*row, year=year) for row in found}


def last_held(connection: Connection, plan: str, user: str, periods: Collection[str]) -> frozenset[Key]:
    """The keys that this uploader's newest upload for each of these periods held, without uploads taken back."""
    still = _counting(plan, user)
    touched = and_(
        MEASUREMENT.c.plan == plan, MEASUREMENT.c.indicator.in_(indicators_of(plan, SCOPE.c.revision.in_(still)))
    )
    held = union_all(
        *(
            select(*(table.c[name] for name in (*KEY, "revision"))).where(
                where, table.c.revision.in_(still), table.c.period.in_(sorted(periods))
            )
            for table, where in ((MEASUREMENT, touched), (UNCHANGED, true()))
        )
    ).subquery()
    newest = select(held.c.period, func.max(held.c.revision).label("revision")).group_by(held.c.period).subquery()
    rows = select(*(held.c[name] for name in KEY)).join(
        newest, and_(newest.c.period == held.c.period, newest.c.revision == held.c.revision)
    )
    return frozenset((code, unit, period) for code, unit, period in connection.execute(rows))


def delivered_codes(connection: Connection, plan: str, user: str) -> frozenset[str]:
    """The codes that this uploader delivered anything of, without uploads taken back."""
    still = _counting(plan, user)
    rows = (select(table.c.indicator).where(table.c.revision.in_(still)) for table in (SCOPE, UNCHANGED))
    return frozenset(connection.execute(union(*rows)).scalars())


def _counting(plan: str, user: str) -> Select[Any]:
    """The revisions of this uploader's uploads that were not taken back."""
    return (
        select(UPLOAD.c.revision)
        .join(COMMIT, COMMIT.c.revision == UPLOAD.c.revision)
        .where(COMMIT.c.plan == plan, COMMIT.c.recorded_by == user)
        .where(UPLOAD.c.id.not_in(select(UPLOAD_UNDO.c.upload)))
    )


def remembered_answers(connection: Connection, plan: str, user: str) -> dict[str, str]:
    """What this uploader answered last to each question about files of this plan."""
    rows = (
        select(ANSWER.c.question, ANSWER.c.answer)
        .where(ANSWER.c.plan == plan, ANSWER.c.answered_by == user)
        .order_by(ANSWER.c.revision)
    )
    return {row.question: row.answer for row in connection.execute(rows)}


def next_number(connection: Connection) -> int:
    """The number of the next upload, whether it is recorded at once or handed in."""
    taken = [connection.execute(select(func.max(table.c.id))).scalar_one() or 0 for table in (UPLOAD, HANDED_IN)]
    return int(max(taken)) + 1
