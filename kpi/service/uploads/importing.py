"""Importing a file: checked again, justified, and committed once and whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from kpi.core.batch import Key, key_of
from kpi.core.delivery.repair import Repair
from kpi.core.errors import UsageError
from kpi.core.issue import Issue, Severity
from kpi.intake.parse.reading import Reading
from kpi.intake.parse.records import Record
from kpi.service.desk import Desk, allow_change
from kpi.service.uploads.checking import Checked, check_file
from kpi.store.uploads import Committed, Delivery, Outcome, commit_upload


class Result(StrEnum):
    """What became of an import; only `imported` changed anything, and `same` needed nothing."""

    IMPORTED = "imported"
    SAME = "same"  # this very file was imported before and its values are in force
    FAULTY = "faulty"  # errors or open questions
    UNJUSTIFIED = "unjustified"  # warnings without a line of justification
    OVERTAKEN = "overtaken"  # somebody committed a value of this file since the preview
    FROZEN = "frozen"  # a period was closed since the preview


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an import did. `checked` is the newest check: after `overtaken` it shows the new difference.

    `upload`: the number of the upload that holds this file, None when there is none. `missing`: the codes of warnings
    that still ask for a justification. `frozen`: the closed periods that stopped it.
    """

    result: Result
    checked: Checked
    revision: int
    upload: int | None = None
    missing: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the values of the file are in force."""
        return self.result in (Result.IMPORTED, Result.SAME)


def import_file(
    desk: Desk,
    plan: str,
    content: bytes,
    name: str,
    *,
    user: str,
    answers: Mapping[str, str] | None = None,
    justifications: Mapping[str, str] | None = None,
    expected_revision: int | None = None,
    repair: Repair | None = None,
) -> Receipt:
    """Commit a file's values with its receipt in one transaction, or nothing.

    `justifications`: a line by code, asked for every warning. `expected_revision`: that of the preview the user
    decided on; None decides on what is there now. `repair`: the file as it came, when this one was mended. Raises
    RefusedError when read-only, UsageError without a user, NotFoundError for an unknown plan, StoreError when the
    database is busy or the disk full.
    """
    allow_change(desk)
    if not user.strip():
        raise UsageError("Zeg wie er aanlevert.", "Say who delivers this.")
    checked = check_file(desk, plan, content, name, answers=answers, user=user)
    return commit_checked(desk, checked, content, user, justifications or {}, expected_revision, repair)


def commit_checked(
    desk: Desk,
    checked: Checked,
    content: bytes,
    user: str,
    justifications: Mapping[str, str],
    expected_revision: int | None = None,
    repair: Repair | None = None,
) -> Receipt:
    """Commit what was just checked; the errors of `import_file`."""
    allow_change(desk)
    if not checked.valid:
        return Receipt(Result.FAULTY, checked, checked.revision)
    reasons = {code: line.strip() for code, line in justifications.items() if code in checked.warnings}
    if missing := tuple(code for code in checked.warnings if not reasons.get(code)):
        return Receipt(Result.UNJUSTIFIED, checked, checked.revision, missing=missing)
    seen = checked.revision if expected_revision is None else expected_revision
    delivery = Delivery(
        file=(checked.reading.file_name, checked.reading.sha256, content),
        uploaded_by=user,
        records=checked.reading.records.batch(),
        seen=seen,
        reasons=reasons,
        remarks=_remarks(checked.reading),
        answers=_answers(checked),
        no_values=checked.reading.no_values,
        repair=repair,
    )
    with desk.flight.commit():
        done = commit_upload(desk.engine, checked.plan, delivery, recorded_at=datetime.now(UTC))
    return _receipt(desk, checked, content, user, done)


def _receipt(desk: Desk, checked: Checked, content: bytes, user: str, done: Committed) -> Receipt:
    if done.outcome is Outcome.SAVED:
        return Receipt(Result.IMPORTED, checked, done.revision, done.upload)
    if done.outcome is Outcome.SAME:
        return Receipt(Result.SAME, checked, done.revision, done.upload)
    name, answers = checked.reading.file_name, checked.answers
    fresh = check_file(desk, checked.plan.code, content, name, answers=answers, user=user)
    result = Result.FROZEN if done.outcome is Outcome.FROZEN else Result.OVERTAKEN
    return Receipt(result, fresh, fresh.revision, frozen=done.frozen)


def _answers(checked: Checked) -> Mapping[str, str]:
    """What the user said now; what was remembered is remembered already."""
    return {key: answer for key, answer in checked.answers.items() if key not in checked.remembered}


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
