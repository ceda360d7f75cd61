"""Uploads as plain rows for scripts: days as dates, codes as text, what is unknown None."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kpi.core.history.change import ChangeSet, LightChange
from kpi.core.light.assessment import Assessment
from kpi.core.model import Measurement, Plan

if TYPE_CHECKING:
    from kpi.intake.parse.reading import Reading
    from kpi.service.uploads.checking import Checked
    from kpi.service.uploads.importing import Receipt
    from kpi.store.uploads.handed_in import HandedInRecord
    from kpi.store.uploads.undo import Undone
    from kpi.store.uploads.upload_query import UploadRecord

Row = dict[str, Any]
_UNREAD = {"format": None, "encoding": None, "delimiter": None, "decimal": None, "sheet": None}


def checked_row(checked: "Checked") -> Row:
    """What `check` prints of one file; `changes` is None when the file cannot be imported as it is.

    `remembered`: answers of earlier uploads that count here too, by question.
    """
    reading = checked.reading
    return {
        "file_name": reading.file_name,
        "valid": checked.valid,
        "file": _file(reading),
        "repairs": [asdict(one) for one in reading.repairs],
        "issues": [asdict(one) for one in reading.issues],
        "questions": [asdict(one) for one in reading.questions],
        "remembered": dict(checked.from_memory),
        "records": record_rows(reading),
        "no_values": [
            dict(zip(("indicator", "org_unit", "period"), key, strict=True)) for key in sorted(reading.no_values)
        ],
        "changes": None if checked.changes is None else change_rows(checked),
        "as_of": checked.as_of,
        "revision": checked.revision,
    }


def _file(reading: "Reading") -> Row:
    known = asdict(reading.understood) if reading.understood else dict(_UNREAD)
    known.pop("preview", None)
    return {**known, "sha256": reading.sha256}


def record_rows(reading: "Reading") -> list[Row]:
    """The records of a file as they are understood, with the file's own row numbers."""
    return [{"row": one.row, **value_row(one.measurement)} for one in reading.records]


def value_row(one: Measurement) -> Row:
    """One value."""
    return {**asdict(one), "period": one.period.code, "origin": one.origin.value}


def change_rows(checked: "Checked") -> Row:
    """The change set and the touched targets whose light, status or flags become others."""
    changes = checked.changes or ChangeSet()
    return {
        "added": [value_row(one) for one in changes.added],
        "revised": [{**value_row(one.new), "old": value_row(one.old)} for one in changes.revised],
        "unchanged": [value_row(one) for one in changes.unchanged],
        "absent": [value_row(one) for one in changes.absent],
        "lights": light_rows(checked),
        "partial": [
            {"indicator": one.measured_as, "period": part.period.code, "heard": part.heard, "expected": part.expected}
            for one, part in checked.partial
        ],
    }


def light_rows(checked: "Checked") -> list[Row]:
    """The lights that an import would change, before and after, with their reasons."""
    return [_light(one, checked.plan) for one in checked.lights if one.differs]


def _light(one: LightChange, plan: Plan) -> Row:
    (before_nl, after_nl), (before_en, after_en) = one.reasons("nl", plan), one.reasons("en", plan)
    return {
        "target": one.target.code,
        "theme": one.target.theme,
        "statement": one.target.statement,
        "change": one.change.value,
        "before": {**_shown(one.before), "reason_nl": before_nl, "reason_en": before_en},
        "after": {**_shown(one.after), "reason_nl": after_nl, "reason_en": after_en},
    }


def _shown(one: Assessment) -> Row:
    return {
        "status": one.status.value,
        "light": one.light.value,
        "flags": [flag.value for flag in one.flags],
        "value": one.value,
    }


def receipt_row(receipt: "Receipt") -> Row:
    """What `import` prints: the check and what became of it."""
    return {
        **checked_row(receipt.checked),
        "result": receipt.result.value,
        "state": "waiting" if receipt.result.value == "waiting" else "recorded" if receipt.done else None,
        "upload": receipt.upload,
        "revision": receipt.revision,
        "missing": list(receipt.missing),
        "frozen": list(receipt.frozen),
        "earlier": _earlier(receipt.earlier),
    }


def _earlier(one: "UploadRecord | None") -> Row | None:
    """Who handed this very file in before, when, and as which upload."""
    if one is None:
        return None
    return {"upload": one.id, "uploaded_by": one.uploaded_by, "recorded_at": one.recorded_at.isoformat()}


def upload_row(one: "UploadRecord", handed: "HandedInRecord | None" = None) -> Row:
    """One receipt in the list; `handed`: how it was handed in, when it was approved."""
    state = "recorded" if one.undone is None else "taken back"
    return {**asdict(one), "reasons": dict(one.reasons), "state": state, **_decided(handed)}


def handed_in_row(one: "HandedInRecord") -> Row:
    """One upload that was handed in and is not recorded, in the same list."""
    named = {name: getattr(one, name) for name in ("id", "revision", "plan", "file_name", "sha256")}
    counts = {name: getattr(one, name) for name in ("added", "revised", "unchanged", "absent")}
    who = {"uploaded_by": one.handed_in_by, "recorded_at": None}
    rest = {"reasons": dict(one.reasons), "undone": None, "state": one.state.value}
    return {**named, **who, **counts, **rest, **_decided(one)}


def _decided(one: "HandedInRecord | None") -> Row:
    if one is None:
        return {"handed_in_at": None, "decided_by": None, "decided_at": None, "why": None, "replaces": None}
    return {
        "handed_in_at": one.handed_in_at,
        "decided_by": one.decided_by or None,
        "decided_at": one.decided_at,
        "why": one.why or None,
        "replaces": one.replaces,
    }


def upload_rows(recorded: "Iterable[UploadRecord]", handed: "Iterable[HandedInRecord]") -> list[Row]:
    """Both in one list, newest number first."""
    by_number = {one.id: one for one in handed}
    rows = [upload_row(one, by_number.pop(one.id, None)) for one in recorded]
    return sorted([*rows, *map(handed_in_row, by_number.values())], key=lambda row: -row["id"])


def undone_row(one: "Undone") -> Row:
    """What taking back did, or the values that stopped it."""
    blocked = [
        {
            "indicator": each.key[0],
            "org_unit": each.key[1],
            "period": each.key[2],
            "revision": each.revision,
            "recorded_by": each.recorded_by,
            "upload": each.upload,
            "confirmed": each.confirmed,
        }
        for each in one.blocked
    ]
    return {**asdict(one), "blocked": blocked}
