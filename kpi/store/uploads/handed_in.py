"""Uploads of a plan with four eyes: kept whole when they are handed in, decided about by somebody else."""

import json
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from kpi.core.audit import files_subject
from kpi.core.delivery.approval import STILL_OPEN, ApprovalState
from kpi.core.delivery.repair import MendedCell, MendedFile
from kpi.core.errors import NotFoundError, RefusedError
from kpi.store.approval_tables import HANDED_IN, STEP
from kpi.store.database.engine import begin
from kpi.store.uploads.upload_query import file_content, next_number
from kpi.store.versions import File, add_audit, keep_content

HANDED, APPROVED = "hand-in", "approve"  # actions of rows of the log
_ACTIONS = {ApprovalState.RETURNED: "return", ApprovalState.WITHDRAWN: "withdraw"}
_STATES = {
    ApprovalState.WAITING: ("wacht op goedkeuring", "waits for approval"),
    ApprovalState.RETURNED: ("is teruggestuurd", "was returned"),
    ApprovalState.APPROVED: ("is goedgekeurd", "was approved"),
    ApprovalState.WITHDRAWN: ("is ingetrokken", "was withdrawn"),
    ApprovalState.REPLACED: ("is vervangen door een nieuwe", "was replaced by a newer one"),
}


@dataclass(frozen=True, slots=True)
class HandedInFile:
    """What is kept of a file that is handed in; `counts`: added, revised, unchanged and absent values as it was seen.

    `replaces`: the returned upload that it mends.
    """

    file: File
    by: str
    seen: int
    counts: Mapping[str, int]
    answers: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    repair: MendedFile | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class HandedInRecord:
    """An upload that was handed in, and what became of it: `decided_by` empty while it waits.

    `repair` holds the bytes of the file as it came, where they are kept, only when the record is found by its number.
    """

    id: int
    plan: str
    file_name: str
    sha256: str
    handed_in_by: str
    handed_in_at: datetime
    seen: int
    added: int
    revised: int
    unchanged: int
    absent: int
    replaces: int | None
    answers: Mapping[str, str]
    reasons: Mapping[str, str]
    repair: MendedFile | None
    state: ApprovalState = ApprovalState.WAITING
    decided_by: str = ""
    decided_at: datetime | None = None
    why: str = ""
    revision: int | None = None


def hand_in(connection: Connection, plan: str, given: HandedInFile, at: datetime) -> int:
    """Keep a file until somebody decides, and return its number; the number it has when it waits already."""
    name, sha256, _ = given.file
    waiting = (one for one in _records(connection, HANDED_IN.c.plan == plan, HANDED_IN.c.sha256 == sha256))
    if same := next((one.id for one in waiting if one.state is ApprovalState.WAITING), None):
        return same
    number = next_number(connection)
    for _, digest, content in (given.file, *_came(given.repair)):
        keep_content(connection, digest, content)
    row = {"id": number, "plan": plan, "file_name": name, "sha256": sha256, "handed_in_by": given.by}
    row |= {"handed_in_at": at, "seen": given.seen, "words": _words(given), "replaces": given.replaces, **given.counts}
    connection.execute(insert(HANDED_IN).values(**row))
    add_audit(connection, at=at, by=given.by, action=HANDED, plan=plan, subject=files_subject([(name, sha256)]))
    if given.replaces is not None:
        before = find_handed_in(connection, given.replaces)
        if before and before.state is ApprovalState.RETURNED and before.plan == plan:
            _step(connection, before, ApprovalState.REPLACED, given.by, at, str(number))
    return number


def _came(repair: MendedFile | None) -> list[File]:
    return [(repair.name, repair.sha256, repair.content)] if repair and repair.content is not None else []


def _words(given: HandedInFile) -> str:
    words: dict[str, Any] = {"answers": dict(given.answers), "reasons": dict(given.reasons)}
    if came := given.repair:
        words["repair"] = [came.name, came.sha256, [astuple(one) for one in came.cells]]
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decide_upload(
    engine: Engine, upload: int, state: ApprovalState, *, by: str, why: str, recorded_at: datetime
) -> HandedInRecord:
    """Return an upload that waits, or withdraw one that waits or was returned; the record as it is then.

    Raises NotFoundError for an unknown upload and RefusedError for one that was decided about already.
    """
    with begin(engine) as connection:
        allowed = STILL_OPEN if state is ApprovalState.WITHDRAWN else {ApprovalState.WAITING}
        record = require_handed_in(connection, upload, allowed)
        _step(connection, record, state, by, recorded_at, why)
        add_audit(connection, at=recorded_at, by=by, action=_ACTIONS[state], plan=record.plan, subject=str(upload))
        return require_handed_in(connection, upload, {state})


def note_approval(connection: Connection, upload: int, *, by: str, at: datetime, revision: int) -> None:
    """Write down who approved an upload with the commit that records it."""
    record = require_handed_in(connection, upload, {ApprovalState.WAITING})
    _step(connection, record, ApprovalState.APPROVED, by, at, "", revision)
    add_audit(connection, at=at, by=by, action=APPROVED, plan=record.plan, subject=str(upload))


def _step(
    connection: Connection,
    record: HandedInRecord,
    state: ApprovalState,
    by: str,
    at: datetime,
    why: str,
    revision: int | None = None,
) -> None:
    count = select(func.count()).where(STEP.c.upload == record.id)
    seq = connection.execute(count).scalar_one() + 1
    row = {"upload": record.id, "seq": seq, "at": at, "by": by, "state": state.value, "why": why, "revision": revision}
    connection.execute(insert(STEP).values(**row))


def require_handed_in(connection: Connection, upload: int, states: Collection[ApprovalState]) -> HandedInRecord:
    """An upload that is in one of these states; raises NotFoundError and RefusedError."""
    record = find_handed_in(connection, upload)
    if record is None:
        raise NotFoundError(
            f"Aanlevering {upload} is niet ter goedkeuring ingediend: kies er een bij Aanleveringen.",
            f"Upload {upload} was not handed in for approval: choose one at Uploads.",
        )
    if record.state not in states:
        nl, en = _STATES[record.state]
        by = f" ({record.decided_by})" if record.decided_by else ""
        raise RefusedError(
            f"Aanlevering {upload} {nl}{by}. Er is niets gewijzigd: kijk bij Aanleveringen hoe het er nu voor staat.",
            f"Upload {upload} {en}{by}. Nothing was changed: look at Uploads how it stands now.",
        )
    return record


def handed_in_uploads(connection: Connection, plan: str | None = None) -> tuple[HandedInRecord, ...]:
    """All that was handed in for approval, of one plan or of every, newest first."""
    return _records(connection, *([HANDED_IN.c.plan == plan] if plan is not None else []))


def find_handed_in(connection: Connection, upload: int) -> HandedInRecord | None:
    """One of these, with the bytes of its file as it came; None when there is none of this number."""
    return next(iter(_records(connection, HANDED_IN.c.id == upload, bytes_too=True)), None)


def _records(connection: Connection, *where: Any, bytes_too: bool = False) -> tuple[HandedInRecord, ...]:
    rows = connection.execute(select(HANDED_IN).where(*where).order_by(HANDED_IN.c.id.desc())).mappings().all()
    numbers = [row["id"] for row in rows]
    steps = select(STEP).where(STEP.c.upload.in_(numbers)).order_by(STEP.c.upload, STEP.c.seq)
    decided = {
        row.upload: {
            "state": ApprovalState(row.state),
            "decided_by": row.by,
            "decided_at": row.at,
            "why": row.why,
            "revision": row.revision,
        }
        for row in connection.execute(steps)
    }
    return tuple(_record(connection, dict(row), decided.get(row["id"], {}), bytes_too) for row in rows)


def _record(connection: Connection, row: dict[str, Any], decided: Mapping[str, Any], bytes_too: bool) -> HandedInRecord:
    words = json.loads(row.pop("words"))
    repair = None
    if came := words.get("repair"):
        name, sha256, cells = came
        content = file_content(connection, sha256) if bytes_too else None
        repair = MendedFile(name, sha256, content, tuple(MendedCell(*one) for one in cells))
    return HandedInRecord(**row, answers=words["answers"], reasons=words["reasons"], repair=repair, **decided)
