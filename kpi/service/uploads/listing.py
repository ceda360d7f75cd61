"""Uploads afterwards: the list, one in full, its file, taking it back, and closing a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kpi.access.rights import Right
from kpi.core.delivery.repair import MendedFile
from kpi.core.errors import NotFoundError, UsageError
from kpi.core.model import Measurement
from kpi.service.desk import Desk, allow, allow_change, denied
from kpi.service.logged import committing
from kpi.service.snapshots import plan_in
from kpi.service.texts import read_period
from kpi.service.upkeep.foreseeing import keep_after
from kpi.store.database.engine import read
from kpi.store.uploads.frozen import frozen_periods, set_frozen
from kpi.store.uploads.handed_in import HandedInRecord, handed_in_uploads
from kpi.store.uploads.undo import TAKEN_BACK, Undone, undo_upload
from kpi.store.uploads.upload_query import (
    UploadRecord,
    file_content,
    find_repair,
    find_upload,
    remembered_answers,
    upload_changes,
    uploads,
)
from kpi.store.versions import stored_head


@dataclass(frozen=True, slots=True)
class UploadDetail:
    """One upload in full: its receipt and every value it wrote, as old (None: new) and new.

    `repair`: its file as it came, when a mended one was recorded.
    """

    record: UploadRecord
    changes: tuple[tuple[Measurement | None, Measurement], ...]
    repair: MendedFile | None = None


def upload_list(desk: Desk, plan: str | None = None) -> tuple[UploadRecord, ...]:
    """All uploads that who asks may see, or those of one plan, newest first; those taken back are among them.

    Who may see a part of a plan sees their own.
    """
    if plan is not None:
        allow(desk, Right.LOOK, plan)
    with read(desk.engine) as connection:
        return tuple(one for one in uploads(connection, plan) if _may_see(desk, one))


def handed_in_list(desk: Desk, plan: str | None = None) -> tuple[HandedInRecord, ...]:
    """All that was handed in for approval and who asks may see, of one plan or of every, newest first.

    Who may see a part of a plan sees their own.
    """
    if plan is not None:
        allow(desk, Right.LOOK, plan)
    with read(desk.engine) as connection:
        return tuple(one for one in handed_in_uploads(connection, plan) if _may_see(desk, one))


def _may_see(desk: Desk, record: UploadRecord | HandedInRecord) -> bool:
    by = record.uploaded_by if isinstance(record, UploadRecord) else record.handed_in_by
    own = desk.who.may(Right.LOOK, record.plan) and by == desk.who.name
    return own or desk.who.may(Right.SEE, record.plan)


def allow_look(desk: Desk, record: UploadRecord | HandedInRecord) -> None:
    """Raises DeniedError when who asks may not see an upload."""
    if not _may_see(desk, record):
        raise denied(Right.SEE)


def upload_detail(desk: Desk, upload: int) -> UploadDetail:
    """One upload with what it changed; raises NotFoundError."""
    with read(desk.engine) as connection:
        record = find_upload(connection, upload)
        if record is None:
            raise _unknown(upload)
        allow_look(desk, record)
        return UploadDetail(record, upload_changes(connection, record), find_repair(connection, record.revision))


def upload_file(desk: Desk, upload: int) -> tuple[str, bytes]:
    """The name and the bytes of the file that was recorded; raises NotFoundError."""
    with read(desk.engine) as connection:
        record = find_upload(connection, upload)
        content = file_content(connection, record.sha256) if record else None
    if record is None or content is None:
        raise _unknown(upload)
    allow_look(desk, record)
    return record.file_name, content


def _unknown(upload: int) -> NotFoundError:
    return NotFoundError(
        f"Er is geen aanlevering {upload}. De nummers staan bij Aanleveringen, en in python -m kpi uploads.",
        f"There is no upload {upload}. The numbers stand at Uploads, and in python -m kpi uploads.",
    )


def undo(desk: Desk, upload: int, user: str, why: str) -> Undone:
    """Take one upload back as a unit, as a new revision; with `blocked` in the answer nothing was changed.

    Raises RefusedError when read-only, when it was taken back already or holds a closed period, UsageError without a
    user or reason, NotFoundError for an unknown upload, StoreError when the database is busy or the disk full.
    """
    with read(desk.engine) as connection:
        record = find_upload(connection, upload)
    plan = record.plan if record else ""
    user = allow_change(desk, Right.HAND_IN, plan, user=user)
    if record:
        allow_look(desk, record)
    _said(user, why)
    with committing(desk, plan=plan, user=user, action=TAKEN_BACK):
        done = undo_upload(desk.engine, upload, user=user, why=why.strip(), recorded_at=datetime.now(UTC))
    if not done.blocked:
        keep_after(desk, plan)
    return done


def _said(user: str, why: str) -> None:
    if not user.strip() or not why.strip():
        raise UsageError("Zeg wie dit doet en waarom.", "Say who does this and why.")


def freeze(desk: Desk, plan: str, period: str, user: str, why: str) -> int:
    """Close a reporting period of a plan: no value in it changes any more. Returns the revision; errors as `undo`."""
    return _set_frozen(desk, plan, period, user, why, frozen=True)


def unfreeze(desk: Desk, plan: str, period: str, user: str, why: str) -> int:
    """Open a closed reporting period again. Returns the revision; errors as `undo`."""
    return _set_frozen(desk, plan, period, user, why, frozen=False)


def _set_frozen(desk: Desk, plan: str, period: str, user: str, why: str, *, frozen: bool) -> int:
    user = allow_change(desk, Right.APPROVE, plan, user=user)
    _said(user, why)
    with read(desk.engine) as connection:
        year = plan_in(connection, plan, stored_head(connection)).year_starts
    code = read_period(period, year).code
    with desk.flight.commit():
        now = datetime.now(UTC)
        return set_frozen(desk.engine, plan, code, frozen=frozen, recorded_by=user, recorded_at=now, why=why.strip())


def frozen_list(desk: Desk, plan: str) -> tuple[str, ...]:
    """The codes of the closed periods of a plan, sorted."""
    allow(desk, Right.LOOK, plan)
    with read(desk.engine) as connection:
        return frozen_periods(connection, plan, stored_head(connection))


def remembered(desk: Desk, plan: str, user: str) -> Mapping[str, str]:
    """The answers this user gave to questions about earlier files, by question."""
    user = allow(desk, Right.HAND_IN, plan, user=user)
    with read(desk.engine) as connection:
        return remembered_answers(connection, plan, user)
