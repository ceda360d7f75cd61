"""Committing an upload: one transaction, all or nothing, and once."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select

from kpi.core.audit import files_subject
from kpi.core.batch import Batch, Key
from kpi.core.delivery.approval import ApprovalState
from kpi.core.delivery.repair import MendedFile
from kpi.core.history.change import ChangeSet, change_set
from kpi.core.model import Plan
from kpi.store.bulk import insert_columns
from kpi.store.database.engine import begin
from kpi.store.measuring import SCOPE, indicators_of, write_measurements
from kpi.store.uploads.delivery import CommitOutcome, Committed, Delivery
from kpi.store.uploads.forecasts import keep_forecasts
from kpi.store.uploads.frozen import asks_approval, frozen_codes
from kpi.store.uploads.handed_in import (
    HandedInFile,
    hand_in,
    note_approval,
    require_handed_in,
)
from kpi.store.uploads.upload_query import (
    ANSWER,
    NO_VALUE,
    REASON,
    REMARK,
    REPAIR,
    UNCHANGED,
    UPLOAD,
    UPLOAD_UNDO,
    last_held,
    next_number,
    remembered_answers,
    values_in_force,
)
from kpi.store.versions import (
    COMMIT,
    COMMIT_FILE,
    KEY,
    MEASUREMENT,
    add_commit,
    keep_content,
    keep_files,
    stored_head,
)

Row = dict[str, Any]
UPLOADED = "upload"  # the action of its commit


def commit_upload(engine: Engine, plan: Plan, delivery: Delivery, *, recorded_at: datetime) -> Committed:
    """Write the values of a file that differ from those in force, with its receipt, in one transaction.

    The difference that was shown is written as it stands, and only while `seen` is the newest revision. One that is
    made here is stopped, and nothing written, when a value of the file was committed after `seen` or would change in
    a closed period. The same file again writes nothing. Of a plan with four eyes the file is handed in instead.
    Raises ValueError for a key that occurs twice, and as `require_handed_in` for an approval.
    """
    with begin(engine) as connection:
        revision = stored_head(connection)
        changes = delivery.changes
        if changes is None:
            changes = _difference(connection, plan, delivery, revision)
        elif revision != delivery.seen:
            return Committed(CommitOutcome.MOVED, revision, None, changes)
        written = changes.written
        approval = delivery.approval
        if approval is not None:
            require_handed_in(connection, approval.upload, {ApprovalState.WAITING})
        elif changes.empty and (same := _delivered(connection, plan.code, delivery.file[1])) is not None:
            return Committed(CommitOutcome.SAME, revision, same, changes)
        if revision != delivery.seen and _overtaken(connection, plan.code, delivery):
            return Committed(CommitOutcome.OVERTAKEN, revision, None, changes)
        if closed := _periods(written) & frozen_codes(connection, plan.code, revision):
            return Committed(CommitOutcome.FROZEN, revision, None, changes, tuple(sorted(closed)))
        if approval is None and asks_approval(connection, plan.code, revision):
            number = hand_in(connection, plan.code, _handed_in(delivery, changes, revision), recorded_at)
            return Committed(CommitOutcome.WAITING, revision, number, changes)
        return _save(connection, plan.code, delivery, changes, written, recorded_at)


def _handed_in(delivery: Delivery, changes: ChangeSet, revision: int) -> HandedInFile:
    return HandedInFile(
        file=delivery.file,
        by=delivery.uploaded_by,
        seen=revision,
        counts=changes.counts,
        answers=delivery.answers,
        reasons=delivery.reasons,
        repair=delivery.repair,
        replaces=delivery.replaces,
    )


def _difference(connection: Connection, plan: Plan, delivery: Delivery, revision: int) -> ChangeSet:
    """What a file would change now; raises ValueError for a key that occurs twice."""
    codes, periods = set(delivery.records.indicator), _periods(delivery.records)
    if len(set(delivery.records.keys())) < len(delivery.records):
        raise ValueError("a value occurs twice in one upload")
    last_time = last_held(connection, plan.code, delivery.uploaded_by, periods)
    current = values_in_force(connection, plan.code, codes | {key[0] for key in last_time}, periods, revision)
    return change_set(plan, current, delivery.records, last_time=last_time, untold=delivery.untold)


def _periods(batch: Batch) -> set[str]:
    return {one.code for one in batch.period}


def _delivered(connection: Connection, plan: str, sha256: str) -> int | None:
    """The newest upload of this very content to this plan that was not taken back."""
    rows = (
        select(func.max(UPLOAD.c.id))
        .join(COMMIT, COMMIT.c.revision == UPLOAD.c.revision)
        .join(COMMIT_FILE, COMMIT_FILE.c.revision == UPLOAD.c.revision)
        .where(COMMIT.c.plan == plan, COMMIT_FILE.c.sha256 == sha256)
        .where(UPLOAD.c.id.not_in(select(UPLOAD_UNDO.c.upload)))
    )
    newest: int | None = connection.execute(rows).scalar_one()
    return newest


def _overtaken(connection: Connection, plan: str, delivery: Delivery) -> bool:
    touched = MEASUREMENT.c.indicator.in_(indicators_of(plan, SCOPE.c.revision > delivery.seen))
    newer = select(*(MEASUREMENT.c[name] for name in KEY)).where(
        MEASUREMENT.c.plan == plan, touched, MEASUREMENT.c.revision > delivery.seen
    )
    changed = {(code, unit, period) for code, unit, period in connection.execute(newer)}
    return bool(changed) and not changed.isdisjoint(delivery.records.keys())


def _save(
    connection: Connection, plan: str, delivery: Delivery, changes: ChangeSet, written: Batch, recorded_at: datetime
) -> Committed:
    commit = {"recorded_by": delivery.uploaded_by, "action": UPLOADED, "plan": plan, "why": ""}
    revision = add_commit(connection, commit, recorded_at, subject=files_subject([delivery.file[:2]]))
    keep_files(connection, revision, [delivery.file])
    _keep_repair(connection, revision, delivery.repair)
    approval = delivery.approval
    upload = next_number(connection) if approval is None else approval.upload
    connection.execute(insert(UPLOAD).values(id=upload, revision=revision, **changes.counts))
    if approval is not None:
        note_approval(connection, upload, by=approval.by, at=recorded_at, revision=revision)
    write_measurements(connection, plan, revision, written)
    insert_columns(connection, UNCHANGED, _keys(changes.unchanged), {"revision": revision})
    _keep_no_values(connection, revision, delivery.no_values)
    if written and delivery.forecasts:
        keep_forecasts(connection, plan, revision, delivery.forecasts)
    _write(connection, REASON, _reasons(revision, delivery))
    _write(connection, REMARK, _remarks(revision, delivery, written))
    _write(connection, ANSWER, _new_answers(connection, plan, revision, delivery))
    return Committed(CommitOutcome.SAVED, revision, upload, changes)


def _keep_repair(connection: Connection, revision: int, repair: MendedFile | None) -> None:
    """Keep the file as it came and what was typed over in it with the commit of its upload; None: nothing was."""
    if repair is None:
        return
    if repair.content is not None:
        keep_content(connection, repair.sha256, repair.content)
    cells = json.dumps([astuple(one) for one in repair.cells], ensure_ascii=False, separators=(",", ":"))
    connection.execute(insert(REPAIR).values(revision=revision, name=repair.name, sha256=repair.sha256, cells=cells))


def _keep_no_values(connection: Connection, revision: int, keys: Collection[Key]) -> None:
    """Note the keys that an upload said there is no value of."""
    columns = dict(zip(KEY, zip(*sorted(keys), strict=True), strict=True)) if keys else {}
    insert_columns(connection, NO_VALUE, columns, {"revision": revision})


def _write(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows; none is fine."""
    found = list(rows)
    if found:
        connection.execute(insert(table), found)


def _keys(batch: Batch) -> dict[str, Sequence[str]]:
    """The columns of KEY."""
    return dict(zip(KEY, (batch.indicator, batch.org_unit, [one.code for one in batch.period]), strict=True))


def _reasons(revision: int, delivery: Delivery) -> Iterator[Row]:
    for code, why in sorted(delivery.reasons.items()):
        yield {"revision": revision, "code": code, "why": why}


def _remarks(revision: int, delivery: Delivery, written: Batch) -> Iterator[Row]:
    """One line a written value and warning about it: the justification goes where the value goes."""
    for key in written.keys() if delivery.remarks else ():
        for code in delivery.remarks.get(key, ()):
            yield {
                "revision": revision,
                **dict(zip(KEY, key, strict=True)),
                "code": code,
                "why": delivery.reasons.get(code, ""),
            }


def _new_answers(connection: Connection, plan: str, revision: int, delivery: Delivery) -> list[Row]:
    if not delivery.answers:
        return []
    known = remembered_answers(connection, plan, delivery.uploaded_by)
    row = {"plan": plan, "answered_by": delivery.uploaded_by, "revision": revision}
    return [
        {**row, "question": question, "answer": answer}
        for question, answer in sorted(delivery.answers.items())
        if known.get(question) != answer
    ]
