"""What scripts and people type, and the plain rows that answer them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kpi.core.calendar.deadline import Deadline, read_deadline
from kpi.core.calendar.period import Period, parse_period
from kpi.core.errors import UsageError
from kpi.core.explain.why import why
from kpi.core.explain.why_windows import window_to_tell
from kpi.core.light.assessment import Assessment
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Thresholds
from kpi.intake.parse import plain_cells
from kpi.settings import Settings


def read_day(text: str) -> date:
    """An ISO day (`2021-06-30`) of the years 1900-2199; raises UsageError."""
    found = plain_cells.iso_day(text.strip())
    if isinstance(found, plain_cells.Bad):
        raise UsageError(
            f"{text!r} is geen datum: schrijf bijvoorbeeld 2021-06-30.",
            f"{text!r} is no date: write for instance 2021-06-30.",
        )
    return found


def read_period(text: str) -> Period:
    """A period code (`2021`, `2021-H1`, `2021-Q3`, `2021-09`); raises UsageError."""
    try:
        return parse_period(text)
    except ValueError as fault:
        raise UsageError(
            f"{text!r} is geen periode: schrijf 2021, 2021-H1, 2021-Q3 of 2021-09.",
            f"{text!r} is no period: write 2021, 2021-H1, 2021-Q3 or 2021-09.",
        ) from fault


def read_deadlines(
    settings: Settings, phrases: Sequence[str], *, year: int | None, start: date | None, end: date | None
) -> tuple[Deadline | None, ...]:
    """Each phrase as a deadline; None where it is none."""
    return tuple(
        read_deadline(phrase, year=year, start=start, end=end, calendar=settings.calendar) for phrase in phrases
    )


def status_lines(snapshot: Snapshot) -> list[dict[str, Any]]:
    """A plain row a target with its light (`light_fields`); days are ISO."""
    return [_line(snapshot, row) for row in snapshot.rows]


def _line(snapshot: Snapshot, row: Row) -> dict[str, Any]:
    target = row.target
    return {
        "target": target.code,
        "theme": target.theme,
        "statement": target.statement,
        "kind": target.kind.value,
        "due_from": target.due_from.isoformat() if target.due_from else None,
        "due": target.due.isoformat(),
        **light_fields(row.assessment, snapshot.plan.thresholds),
    }


def light_fields(one: Assessment, thresholds: Thresholds) -> dict[str, Any]:
    """A light with its figures and its reason in both languages, as plain values; shortfall is a share.

    Of a recurring target value and expected are of the window that the reason tells of.
    """
    compared = one.comparison
    value, wanted = one.value, compared.expected if compared else None
    if one.windows:
        told = window_to_tell(one)
        value, wanted = told.count, told.asked
    return {
        "status": one.status.value,
        "light": one.light.value,
        "flags": [flag.value for flag in one.flags],
        "value": value,
        "expected": wanted,
        "shortfall": compared.shortfall if compared else None,
        "evidence_period": one.point.period.code if one.point else None,
        "reason_nl": why(one, "nl", thresholds),
        "reason_en": why(one, "en", thresholds),
    }


def missed(lines: Iterable[dict[str, Any]]) -> bool:
    """Whether any target was missed: the answer "no" of the status command."""
    return any(line["status"] == "missed" for line in lines)
