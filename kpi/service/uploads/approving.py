"""Four eyes: switching them on for a plan, and what becomes of the uploads that were handed in."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kpi.access.rights import LOCAL, Right
from kpi.core.delivery.approval import STILL_OPEN, ApprovalState, same_person
from kpi.core.errors import RefusedError, UsageError
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.logged import committing, note_refusal
from kpi.service.snapshots import plan_in
from kpi.service.uploads.checking import Checked, check_file
from kpi.service.uploads.entered import Entered, GivenFile
from kpi.service.uploads.importing import GivenWith, Receipt, Result, checked_again, decided_on
from kpi.service.uploads.listing import allow_look
from kpi.store.database.engine import read
from kpi.store.uploads.delivery import Approval
from kpi.store.uploads.frozen import asks_approval, set_four_eyes
from kpi.store.uploads.handed_in import (
    APPROVED,
    HandedInRecord,
    decide_upload,
    require_handed_in,
)
from kpi.store.uploads.upload_query import file_content
from kpi.store.versions import stored_head


@dataclass(frozen=True, slots=True)
class Awaiting:
    """An upload that waits for approval, its bytes, and what it would change now.

    `moved`: it changes more or less than it did when it was handed in, as something was recorded since.
    """

    record: HandedInRecord
    content: bytes
    checked: Checked

    @property
    def moved(self) -> bool:
        """Whether this is another difference than was seen then."""
        found = self.checked.changes
        return found is None or any(count != getattr(self.record, name) for name, count in found.counts.items())


def switch_four_eyes(desk: Desk, plan: str, user: str, why: str, *, on: bool) -> int:
    """Ask for a second person's approval of every upload of a plan, or no longer; returns the revision.

    Raises RefusedError when read-only, UsageError without a user or reason, NotFoundError for an unknown plan.
    """
    user = allow_change(desk, Right.EDIT, plan, user=user)
    _named(user, why)
    with read(desk.engine) as connection:
        plan_in(connection, plan, stored_head(connection))
    with desk.flight.commit():
        now = datetime.now(UTC)
        return set_four_eyes(desk.engine, plan, on=on, recorded_by=user.strip(), recorded_at=now, why=why.strip())


def has_four_eyes(desk: Desk, plan: str) -> bool:
    """Whether uploads of a plan count only once somebody else approved them."""
    allow(desk, Right.LOOK, plan)
    with read(desk.engine) as connection:
        return asks_approval(connection, plan, stored_head(connection))


def awaiting(desk: Desk, upload: int) -> Awaiting:
    """An upload that waits, held against the figures of now; raises NotFoundError, and RefusedError once decided."""
    record, content = _kept(desk, upload, {ApprovalState.WAITING})
    allow_look(desk, record)
    # What becomes of the lights is not told to who hands in for a part of the plan.
    whole = desk.who.units(record.plan, Right.LOOK) is None
    return Awaiting(record, content, _looked(_as_handed_in(desk) if whole else desk, record, content))


def approve_upload(
    desk: Desk, upload: int, user: str, *, preview: Checked | None = None, seen: int | None = None
) -> Receipt:
    """Record an upload that waits, as the figures of who handed it in, approved by `user`.

    What is approved is `preview` (None: the difference at revision `seen`, None: as it was handed in). When somebody
    recorded a value of it since, nothing is written and the answer is `overtaken`, with the new difference. Raises
    RefusedError when read-only, for one's own upload and for one that was decided about, UsageError without a user,
    NotFoundError for an unknown upload.
    """
    record, content = _kept(desk, upload, {ApprovalState.WAITING})
    user = allow_change(desk, Right.APPROVE, record.plan, user=user)
    _named(user)
    with committing(desk, plan=record.plan, user=user, action=APPROVED):
        _by_another(record, user)
        given = GivenWith(content, record.reasons, record.repair, approval=Approval(upload, user.strip()))
        if preview is not None:
            receipt = decided_on(_as_handed_in(desk), preview, given, record.plan, record.handed_in_by)
        else:
            now = _looked(_as_handed_in(desk), record, content)
            receipt = checked_again(
                _as_handed_in(desk), replace(now, revision=record.seen if seen is None else seen), now, given
            )
    if receipt.result in (Result.OVERTAKEN, Result.FROZEN):
        note_refusal(desk, plan=record.plan, user=user, action=APPROVED, code=receipt.result.value)
    return receipt


def give_back(desk: Desk, upload: int, user: str, why: str) -> HandedInRecord:
    """Return an upload that waits to who handed it in, with what is to be mended; errors as `approve_upload`."""
    record, _ = _kept(desk, upload, {ApprovalState.WAITING})
    user = allow_change(desk, Right.APPROVE, record.plan, user=user)
    _named(user, why)
    with committing(desk, plan=record.plan, user=user, action="return"):
        _by_another(record, user)
        now = datetime.now(UTC)
        return decide_upload(
            desk.engine, upload, ApprovalState.RETURNED, by=user.strip(), why=why.strip(), recorded_at=now
        )


def withdraw_upload(desk: Desk, upload: int, user: str) -> HandedInRecord:
    """Let an upload of one's own lapse that waits or was returned; raises RefusedError for somebody else's."""
    record, _ = _kept(desk, upload, STILL_OPEN)
    user = allow_change(desk, Right.HAND_IN, record.plan, user=user)
    _named(user)
    with committing(desk, plan=record.plan, user=user, action="withdraw"):
        if not same_person(record.handed_in_by, user):
            raise RefusedError(
                f"Aanlevering {upload} is van {record.handed_in_by}: alleen wie indiende trekt in. Vraag het "
                f"{record.handed_in_by}.",
                f"Upload {upload} is {record.handed_in_by}'s: only who handed it in can withdraw it. Ask "
                f"{record.handed_in_by}.",
            )
        now = datetime.now(UTC)
        return decide_upload(desk.engine, upload, ApprovalState.WITHDRAWN, by=user.strip(), why="", recorded_at=now)


def to_mend(desk: Desk, upload: int) -> Entered:
    """A returned upload as it was put in, to be mended and handed in again; errors as `awaiting`."""
    record, content = _kept(desk, upload, {ApprovalState.RETURNED})
    allow(desk, Right.HAND_IN, record.plan)
    allow_look(desk, record)
    file = GivenFile(content, record.file_name, record.answers, record.repair)
    return Entered(file=file, reasons=record.reasons, replaces=upload)


def _kept(desk: Desk, upload: int, states: Collection[ApprovalState]) -> tuple[HandedInRecord, bytes]:
    with read(desk.engine) as connection:
        record = require_handed_in(connection, upload, states)
        content = file_content(connection, record.sha256)
    assert content is not None  # a foreign key holds it
    return record, content


def _looked(desk: Desk, record: HandedInRecord, content: bytes) -> Checked:
    return check_file(desk, record.plan, content, record.file_name, answers=record.answers, user=record.handed_in_by)


def _as_handed_in(desk: Desk) -> Desk:
    """The same for what is done under the name of who handed in, once who asks was asked for their own right."""
    return replace(desk, who=LOCAL)


def _by_another(record: HandedInRecord, user: str) -> None:
    if same_person(record.handed_in_by, user):
        raise RefusedError(
            f"Aanlevering {record.id} is door {record.handed_in_by} ingediend: vraag een ander om die goed te keuren.",
            f"Upload {record.id} was handed in by {record.handed_in_by}: ask somebody else to approve it.",
        )


def _named(user: str, why: str = "-") -> None:
    if not user.strip() or not why.strip():
        raise UsageError("Zeg wie dit doet en waarom.", "Say who does this and why.")
