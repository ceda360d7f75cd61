"""Lights as plain rows, for scripts and the command line."""

from collections.abc import Iterable
from typing import Any

from kpi.core.explain.why import why
from kpi.core.explain.why_windows import window_to_tell
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.snapshot import Snapshot
from kpi.core.thresholds import Thresholds


def status_lines(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The lines of all that count in a snapshot."""
    return [light_line(row.assessment, snapshot.plan.thresholds) for row in snapshot.rows]


def light_line(one: Assessment, thresholds: Thresholds) -> dict[str, Any]:
    """A target with its light (`light_fields`) as a plain row; days are ISO."""
    target = one.target
    return {
        "target": target.code,
        "theme": target.theme,
        "statement": target.statement,
        "kind": target.kind.value,
        "due_from": target.due_from.isoformat() if target.due_from else None,
        "due": target.due.isoformat(),
        **light_fields(one, thresholds),
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


def missed(lights: Iterable[Assessment]) -> bool:
    """Whether any target was missed: the answer "no" of the status command."""
    return any(one.status is Status.MISSED for one in lights)
