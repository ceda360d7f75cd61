"""What is agreed: decisions, actions until somebody says what came of them, and deviations accepted for a while."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import isfinite

from kpi.access.rights import Right
from kpi.core.errors import RefusedError, UsageError
from kpi.core.meeting.records import Accepted, Agreement, AgreementKind
from kpi.core.model import Plan
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.meetings.holding import CALLED
from kpi.service.meetings.recording import (
    in_order_of_days,
    kept_words,
    known_plan,
    known_target,
    record,
    records_of,
    standing_one,
)
from kpi.service.uploads.checking import today
from kpi.store.database.engine import read
from kpi.store.meetings.reading import all_versions
from kpi.store.meetings.records import ACCEPTED, AGREEMENTS, MEETINGS, Recorded
from kpi.store.versions import stored_head

_AGREED, _TAKEN = "agreement", "accept"  # the actions of their commits
_AGREEMENT = ("afspraak", "agreement")
_DEVIATION = ("geaccepteerde afwijking", "accepted deviation")
_WORDS = ("wat is afgesproken", "what was agreed")
_OWNER = ("wie het doet", "who does it")


def agreement_list(desk: Desk, plan: str, revision: int | None = None) -> tuple[Recorded[Agreement], ...]:
    """The decisions and actions of a plan as known at a revision (None: now), in the order they were recorded in."""
    allow(desk, Right.SEE, plan)
    return records_of(desk, plan, AGREEMENTS, revision)


def agree(desk: Desk, plan: str, new: Agreement, *, user: str) -> Recorded[Agreement]:
    """Record a decision or an action (without code) of a meeting or outside any; the store gives its code.

    Raises RefusedError when read-only or when the meeting is closed, UsageError without words or user, NotFoundError
    for an unknown plan, meeting or target.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    known = known_plan(desk, plan)
    if new.target:
        known_target(known, new.target)
    if new.meeting:
        standing_one(desk, plan, MEETINGS, new.meeting, CALLED)
    one = replace(new, code="", text=kept_words(new.text, _WORDS), owner=kept_words(new.owner, _OWNER, needed=False))
    return record(desk, plan, AGREEMENTS, one, seen=0, user=user, action=_AGREED)


def reword_agreement(
    desk: Desk, plan: str, code: str, change: Callable[[Agreement], Agreement], *, user: str, seen: int | None = None
) -> Recorded[Agreement]:
    """Correct the words, the owner or the day of an agreement; `change` gives it anew, whatever else it alters is lost.

    `seen`: the revision of the version its author saw, None: the newest. Raises OvertakenError, RefusedError once its
    meeting is closed, and as `agree`.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    found = standing_one(desk, plan, AGREEMENTS, code, _AGREEMENT)
    new = change(found.one)
    words, owner = kept_words(new.text, _WORDS), kept_words(new.owner, _OWNER, needed=False)
    now = replace(found.one, text=words, owner=owner, due=new.due)
    at = found.revision if seen is None else seen
    return record(desk, plan, AGREEMENTS, now, seen=at, user=user, action=_AGREED)


def agreement_versions(desk: Desk, plan: str, code: str) -> tuple[Recorded[Agreement], ...]:
    """Every version of an agreement, oldest first; empty for one that is not there. Raises NotFoundError."""
    allow(desk, Right.SEE, plan)
    known_plan(desk, plan)
    with read(desk.engine) as connection:
        return all_versions(connection, AGREEMENTS, plan, stored_head(connection)).get(code, ())


def close_action(
    desk: Desk, plan: str, code: str, outcome: str, *, user: str, on: date | None = None, seen: int | None = None
) -> Recorded[Agreement]:
    """Say what came of an action, which closes it, also after its meeting; `on` None: today.

    Raises RefusedError for a decision and for what is closed already, UsageError without an outcome, and otherwise as
    `reword_agreement`.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    found = standing_one(desk, plan, AGREEMENTS, code, _AGREEMENT)
    if not found.one.is_open:
        nl, en = (
            ("een besluit", "a decision")
            if found.one.kind is AgreementKind.DECISION
            else (f"al afgesloten op {found.one.closed_on}", f"closed already on {found.one.closed_on}")
        )
        raise RefusedError(
            f"{code} is {nl}: er valt niets af te sluiten. Kies een open actie.",
            f"{code} is {en}: there is nothing to close. Choose an open action.",
        )
    said = kept_words(outcome, ("wat ervan gekomen is", "what came of it"))
    now = replace(found.one, outcome=said, closed_on=on or today())
    at = found.revision if seen is None else seen
    return record(desk, plan, AGREEMENTS, now, seen=at, user=user, action=_AGREED)


def accepted_list(desk: Desk, plan: str) -> tuple[Recorded[Accepted], ...]:
    """The deviations that were accepted of a plan, also those that ended, in the order in which they were recorded."""
    allow(desk, Right.SEE, plan)
    return records_of(desk, plan, ACCEPTED)


def accept_deviation(desk: Desk, plan: str, new: Accepted, *, user: str) -> Recorded[Accepted]:
    """Record (without code) that a lower value is accepted of a target for a while; its light stays what it is.

    Raises RefusedError when read-only, UsageError without a reason or user, for what is no number, an end that does
    not lie after the begin, and a target that has no value, NotFoundError for an unknown plan, target or decision.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    _has_value(known_plan(desk, plan), new.target)
    if not isfinite(new.value):
        raise UsageError("Geef de waarde die wordt geaccepteerd.", "Give the value that is accepted.")
    in_order_of_days(new.since, new.until)
    if new.decision:
        standing_one(desk, plan, AGREEMENTS, new.decision, _AGREEMENT)
    one = replace(
        new, code="", reason=kept_words(new.reason, ("waarom dit wordt geaccepteerd", "why this is accepted"))
    )
    return record(desk, plan, ACCEPTED, one, seen=0, user=user, action=_TAKEN)


def _has_value(plan: Plan, code: str) -> None:
    known_target(plan, code)
    every = (*plan.targets, *(one.target for one in plan.ended))
    if next(one for one in every if one.code == code).value is None:
        raise UsageError(
            f"Resultaat {code} heeft geen waarde om van af te wijken. Maak er een besluit van.",
            f"Result {code} has no value to deviate from. Add a decision instead.",
        )


def end_deviation(
    desk: Desk, plan: str, code: str, until: date, why: str, *, user: str, seen: int | None = None
) -> Recorded[Accepted]:
    """Let an accepted deviation end on another day, with a reason; errors as `accept_deviation` and OvertakenError."""
    user = allow_change(desk, Right.AGREE, plan, user=user)
    found = standing_one(desk, plan, ACCEPTED, code, _DEVIATION)
    in_order_of_days(found.one.since, until)
    reason = kept_words(why, ("waarom de dag verandert", "why the day changes"))
    at = found.revision if seen is None else seen
    now = replace(found.one, until=until)
    return record(desk, plan, ACCEPTED, now, seen=at, user=user, action=_TAKEN, why=reason)


def agreement_file(desk: Desk, plan: str, form: str, lang: str, on: date | None = None) -> bytes:
    """The decisions and actions of a plan as a file; `form`: "csv" or "docx". Raises UsageError and NotFoundError.

    `on`: the day by which an action is late, None: today.
    """
    allow(desk, Right.SEE, plan)
    from kpi.present.files.agreed_list import agreed_csv, agreed_docx

    if form not in ("csv", "docx"):
        raise UsageError(
            f"Besluiten en acties kunnen niet als {form!r}: kies een bestand dat op .csv of .docx eindigt.",
            f"No decisions and actions as {form!r}: choose a file that ends in .csv or .docx.",
        )
    made = agreed_csv if form == "csv" else agreed_docx
    return made(known_plan(desk, plan), [one.one for one in agreement_list(desk, plan)], on or today(), lang)
