"""Importing a file: what was checked is what is committed, justified, once and whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from kpi.access.rights import Right
from kpi.core.batch import Key, key_of
from kpi.core.delivery.repair import MendedFile
from kpi.core.errors import RefusedError, UsageError
from kpi.core.issue import Issue, Severity
from kpi.intake.parse.body.record_columns import Record
from kpi.intake.parse.reading import Reading
from kpi.service.desk import Desk, allow_change
from kpi.service.logged import note_refusal
from kpi.service.upkeep.foreseeing import keep_after
from kpi.service.uploads.checking import Checked, check_file, today
from kpi.store.database.engine import read
from kpi.store.uploads.delivery import Approval, CommitOutcome, Committed, Delivery
from kpi.store.uploads.upload_query import UploadRecord, find_upload
from kpi.store.uploads.uploads import UPLOADED, commit_upload


class Result(StrEnum):
    """What became of an import; only `imported` changed figures, and `same` needed nothing."""

    IMPORTED = "imported"
    WAITING = "waiting"  # handed in: it counts once somebody else approves it
    SAME = "same"  # this very file was imported before and its values are in force
    FAULTY = "faulty"  # errors or open questions
    UNJUSTIFIED = "unjustified"  # warnings without a line of justification
    OVERTAKEN = "overtaken"  # what was committed since the preview changes this file, or a value of it
    FROZEN = "frozen"  # a period was closed since the preview


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an import did. `checked` is the newest check: after `overtaken` it shows the new difference.

    `upload`: the number of the upload that holds this file, None when there is none. `earlier`: its receipt when the
    file was handed in before (`same`), so by whom and when. `missing`: the codes of warnings
    that still ask for a justification. `frozen`: the closed periods that stopped it.
    """

    result: Result
    checked: Checked
    revision: int
    upload: int | None = None
    missing: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()
    earlier: UploadRecord | None = None

    @property
    def done(self) -> bool:
        """Whether nothing more is asked of who hands the file in: its values are in force, or wait for approval."""
        return self.result in (Result.IMPORTED, Result.SAME, Result.WAITING)


@dataclass(frozen=True, slots=True)
class GivenWith:
    """What comes with a check: the file itself, a line by code of a warning, and the file as it came before repair.

    `replaces` and `approval`: as in `Delivery`.
    """

    content: bytes
    reasons: Mapping[str, str]
    repair: MendedFile | None
    replaces: int | None = None
    approval: Approval | None = None


def import_file(
    desk: Desk,
    plan: str,
    content: bytes,
    name: str,
    *,
    user: str,
    answers: Mapping[str, str] | None = None,
    justifications: Mapping[str, str] | None = None,
    preview: Checked | None = None,
    repair: MendedFile | None = None,
    replaces: int | None = None,
) -> Receipt:
    """Commit a file's values with its receipt in one transaction, or nothing; with four eyes it is handed in.

    `preview`: the check the user decided on; None decides on what is there now. It is written as it stands; only when
    anything was committed since, or the day or `answers` (None: its own) are others, the file is checked again, and it
    stops when that says something else. `justifications`: a line by code, asked for every warning. `repair`: the file
    as it came, when this one was mended. `replaces`: the returned upload that it mends. Raises RefusedError as
    `decided_on`, UsageError without a user, NotFoundError for an unknown plan, StoreError when it cannot be written.
    """
    user = allow_change(desk, Right.HAND_IN, plan, user=user)
    if not user.strip():
        raise UsageError("Zeg wie er aanlevert.", "Say who delivers this.")
    if preview is None:
        preview = check_file(desk, plan, content, name, answers=answers, user=user)
        answers = None
    receipt = decided_on(desk, preview, GivenWith(content, justifications or {}, repair, replaces), plan, user, answers)
    if receipt.result is Result.IMPORTED and not receipt.checked.lights:
        keep_after(desk, plan)  # who hands in for a part sees none of the lights
    desk.tally.add("uploads", receipt.result.value)
    if (rule := _refused_by(receipt)) is not None:
        note_refusal(desk, plan=plan, user=user, action=UPLOADED, code=rule.value)
    return receipt


def decided_on(
    desk: Desk, shown: Checked, given: GivenWith, plan: str, user: str, answers: Mapping[str, str] | None = None
) -> Receipt:
    """Commit what was shown of a file that `user` hands in for a plan; checked again when anything moved since.

    Raises RefusedError for a check of something else.
    """
    if (shown.plan.code, shown.user, shown.reading.sha256) != (plan, user, sha256(given.content).hexdigest()):
        raise _of_something_else()
    as_shown = shown.day == today() and answers in (None, shown.answers)
    receipt = _as_shown(desk, shown, given) if as_shown else None
    if receipt is None:
        said = shown.answers if answers is None else answers
        fresh = check_file(desk, plan, given.content, shown.reading.file_name, answers=said, user=user)
        receipt = checked_again(desk, shown, fresh, given)
    return receipt


def _refused_by(receipt: Receipt) -> Result | None:
    """The rule that refused a file as such; None for one that was imported or has to be mended first."""
    closed = any(one.code == "period-frozen" for one in receipt.checked.reading.issues)
    rule = Result.FROZEN if receipt.result is Result.FAULTY and closed else receipt.result
    return rule if rule in (Result.OVERTAKEN, Result.FROZEN) else None


def _of_something_else() -> RefusedError:
    return RefusedError(
        "Deze controle hoort bij een ander plan, een ander bestand of iemand anders. Er is niets vastgelegd: "
        "controleer het bestand opnieuw.",
        "This check is of another plan, another file or somebody else. Nothing was recorded: check the file again.",
    )


def _as_shown(desk: Desk, shown: Checked, given: GivenWith) -> Receipt | None:
    """Commit the very change set that was shown; None when something was committed since."""
    refused = _refused(shown, given)
    if refused is not None:
        return refused
    done = _commit(desk, shown, _delivery(shown, given))
    return None if done.outcome is CommitOutcome.MOVED else _receipt(desk, shown, given, done)


def checked_again(desk: Desk, shown: Checked, fresh: Checked, given: GivenWith) -> Receipt:
    """Commit a newer check than the one that was shown, unless it says something else."""
    refused = _refused(fresh, given)
    if refused is not None:
        return refused
    if _says_more(fresh, shown):
        return Receipt(Result.OVERTAKEN, fresh, fresh.revision)
    delivery = replace(_delivery(fresh, given), seen=shown.revision, changes=None)
    return _receipt(desk, fresh, given, _commit(desk, fresh, delivery))


def _refused(checked: Checked, given: GivenWith) -> Receipt | None:
    """Why this cannot be committed: it is faulty, or a warning is not explained."""
    if not checked.valid:
        return Receipt(Result.FAULTY, checked, checked.revision)
    missing = tuple(code for code in checked.warnings if not given.reasons.get(code, "").strip())
    return Receipt(Result.UNJUSTIFIED, checked, checked.revision, missing=missing) if missing else None


def _says_more(fresh: Checked, shown: Checked) -> bool:
    """Whether a file that changes anything holds a value or a warning that was not shown."""
    if fresh.changes is None or fresh.changes.empty:
        return False
    return fresh.reading.records.batch() != shown.reading.records.batch() or not _warned(fresh) <= _warned(shown)


def _warned(checked: Checked) -> set[tuple[object, ...]]:
    found = (one for one in checked.reading.issues if one.severity is Severity.WARNING)
    return {(one.code, one.row, one.column, one.value) for one in found}


def _delivery(checked: Checked, given: GivenWith) -> Delivery:
    reading = checked.reading
    return Delivery(
        file=(reading.file_name, reading.sha256, given.content),
        uploaded_by=checked.user,
        records=reading.records.batch(),
        seen=checked.revision,
        changes=checked.changes,
        reasons={code: given.reasons[code].strip() for code in checked.warnings},
        remarks=_remarks(reading),
        answers=checked.answered_now,
        no_values=reading.no_values,
        untold=reading.untold,
        repair=given.repair,
        replaces=given.replaces,
        approval=given.approval,
        forecasts=checked.forecasts,
    )


def _commit(desk: Desk, checked: Checked, delivery: Delivery) -> Committed:
    with desk.flight.commit():
        return commit_upload(desk.engine, checked.plan, delivery, recorded_at=datetime.now(UTC))


_RESULTS = {
    CommitOutcome.SAVED: Result.IMPORTED,
    CommitOutcome.SAME: Result.SAME,
    CommitOutcome.FROZEN: Result.FROZEN,
    CommitOutcome.WAITING: Result.WAITING,
}


def _receipt(desk: Desk, checked: Checked, given: GivenWith, done: Committed) -> Receipt:
    """What became of it, with the newest check when it was stopped."""
    result = _RESULTS.get(done.outcome, Result.OVERTAKEN)
    if done.upload is None and done.revision != checked.revision:
        plan, name, user = checked.plan.code, checked.reading.file_name, checked.user
        checked = check_file(desk, plan, given.content, name, answers=checked.answers, user=user)
    revision = checked.revision if done.upload is None else done.revision
    earlier = None
    if result is Result.SAME and done.upload is not None:
        with read(desk.engine) as connection:
            earlier = find_upload(connection, done.upload)
    return Receipt(result, checked, revision, done.upload, frozen=done.frozen, earlier=earlier)


def _remarks(reading: Reading) -> Mapping[Key, tuple[str, ...]]:
    """The warnings about each value, by its key; those about the file as a whole belong to none."""
    warned = [one for one in reading.issues if one.severity is Severity.WARNING and one.row is not None]
    wanted = {one.row for one in warned}
    rows: dict[int, list[Record]] = {}
    for at, row in enumerate(reading.records.rows.tolist()) if wanted else ():
        if row in wanted:
            rows.setdefault(row, []).append(reading.records[at])
    found: dict[Key, set[str]] = {}
    for issue in warned:
        for record in _about(issue, rows.get(issue.row or 0, [])):
            found.setdefault(key_of(record.measurement), set()).add(issue.code)
    return {key: tuple(sorted(codes)) for key, codes in found.items()}


def _about(issue: Issue, records: list[Record]) -> list[Record]:
    """The values of a row that an issue is about: in a wide file those of its column, else all of the row."""
    own = [record for record in records if issue.column in record.columns.values()]
    return own or records
