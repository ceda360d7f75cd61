"""What was recorded around a plan as plain rows for scripts: the same first fields for every kind, then its words."""

from datetime import date
from typing import Any

from kpi.core.meeting.records import Accepted, Agreement, AgreementKind, Meeting
from kpi.core.model import CheckIn, Plan
from kpi.present.promise_words import accepted_words
from kpi.service.uploads.checking import today
from kpi.store.meetings.records import Recorded


def _row(
    plan: str,
    found: Recorded[Any],
    *,
    target: str = "",
    period: str | None = None,
    day: date | None = None,
    who: str = "",
    state: str | None = None,
    **words: object,
) -> dict[str, Any]:
    """`who`: by whom it is done, else who recorded it; `revision`: that of the version, for `--seen`."""
    return {
        "code": found.code,
        "plan": plan,
        "target": target or None,
        "period": period,
        "day": day,
        "who": who or found.recorded_by,
        **words,
        "state": state,
        "revision": found.revision,
        "recorded_at": found.recorded_at.isoformat(),
        "recorded_by": found.recorded_by,
    }


def meeting_row(plan: str, found: Recorded[Meeting]) -> dict[str, Any]:
    """A meeting; `known_revision`: what its lights are known at, null until it begins."""
    one = found.one
    return _row(
        plan,
        found,
        day=one.day,
        name=one.name,
        as_of=one.as_of,
        known_revision=one.revision or None,
        added=one.added,
        left_out=one.left_out,
        reason=one.reason,
        state=one.state.value,
    )


def checkin_row(plan: str, found: Recorded[CheckIn]) -> dict[str, Any]:
    """A check-in; `day`: what a correction is promised for."""
    one = found.one
    return _row(
        plan,
        found,
        target=one.target,
        period=one.period.code,
        day=one.due,
        who=one.owner,
        cause=one.cause,
        consequence=one.consequence,
        correction=one.correction,
    )


def agreement_row(plan: str, found: Recorded[Agreement], on: date | None = None) -> dict[str, Any]:
    """A decision or an action; `state`: taken, open, late or closed, as on a day (None: today)."""
    one = found.one
    state = "taken" if one.kind is AgreementKind.DECISION else "open" if one.is_open else "closed"
    return _row(
        plan,
        found,
        target=one.target,
        day=one.due,
        who=one.owner,
        kind=one.kind.value,
        meeting=one.meeting or None,
        text=one.text,
        outcome=one.outcome,
        closed_on=one.closed_on,
        state="late" if one.is_late(on or today()) else state,
    )


def accepted_row(plan: Plan, found: Recorded[Accepted], on: date | None = None) -> dict[str, Any]:
    """An accepted deviation; `day`: its last; `state`: coming, holds or ended, as on a day (None: today).

    `words_nl` and `words_en`: the sentence beside the light; null for a result that is no longer in the plan.
    """
    one, seen = found.one, on or today()
    target = next((each for each in plan.targets if each.code == one.target), None)
    return _row(
        plan.code,
        found,
        target=one.target,
        day=one.until,
        since=one.since,
        value=one.value,
        reason=one.reason,
        decision=one.decision or None,
        words_nl=accepted_words(target, one, "nl") if target else None,
        words_en=accepted_words(target, one, "en") if target else None,
        state="holds" if one.holds(seen) else "ended" if one.until < seen else "coming",
    )
