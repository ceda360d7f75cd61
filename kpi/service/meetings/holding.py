"""A meeting on its way: prepared, changed, begun, and opened again. Closing it: kpi.service.meetings.showing."""

from dataclasses import replace
from datetime import date

from kpi.access.rights import Right
from kpi.core.errors import RefusedError, UsageError
from kpi.core.meeting.records import Meeting, MeetingState
from kpi.core.model import Plan
from kpi.core.view.views import date_range
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.meetings.recording import kept_words, known_plan, known_target, record, records_of, standing_one
from kpi.service.snapshots import head_revision
from kpi.store.meetings.records import MEETINGS, Recorded

ACTION = "meeting"  # of its commits
CALLED = ("vergadering", "meeting")
_NAME = ("een naam voor de vergadering", "a name for the meeting")


def meeting_list(desk: Desk, plan: str, revision: int | None = None) -> tuple[Recorded[Meeting], ...]:
    """The meetings of a plan as known at a revision (None: now), by day.

    Those of one day in the order in which they were prepared.
    """
    allow(desk, Right.SEE, plan)
    return tuple(sorted(records_of(desk, plan, MEETINGS, revision), key=lambda one: one.one.day))


def left_out_now(desk: Desk, plan: str, as_of: date) -> frozenset[str]:
    """The results that are left out of the meeting to come: the last one about a day that is not closed.

    Empty where there is none. Raises NotFoundError for an unknown plan.
    """
    allow(desk, Right.SEE, plan)
    coming = [one.one for one in meeting_list(desk, plan) if one.one.as_of == as_of]
    still = [one for one in coming if one.state is not MeetingState.CLOSED]
    return frozenset(still[-1].left_out) if still else frozenset()


def prepare_meeting(desk: Desk, plan: str, name: str, day: date, as_of: date, *, user: str) -> Recorded[Meeting]:
    """Prepare a meeting about a plan at `as_of`; the store gives its code.

    Raises RefusedError when read-only, UsageError without a name or for a date that the plan cannot be seen at,
    NotFoundError for an unknown plan.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    refuse_far_day(known_plan(desk, plan), as_of)
    new = Meeting("", kept_words(name, _NAME), day, as_of)
    return record(desk, plan, MEETINGS, new, seen=0, user=user, action=ACTION)


def refuse_far_day(plan: Plan, as_of: date) -> None:
    """Raise UsageError for a day at which a plan cannot be seen."""
    first, last = date_range(plan)
    if not first <= as_of <= last:
        raise UsageError(
            f"Op {as_of} valt over dit plan niets te zeggen: kies een dag van {first} tot en met {last}.",
            f"Nothing can be said of this plan on {as_of}: choose a day from {first} up to and including {last}.",
        )


def change_meeting(
    desk: Desk,
    plan: str,
    code: str,
    *,
    user: str,
    name: str | None = None,
    day: date | None = None,
    as_of: date | None = None,
    seen: int | None = None,
) -> Recorded[Meeting]:
    """Give a meeting another name, day or date of its lights; None: as it was. The last only until it has begun.

    `seen`: the revision of the version its author saw, None: the newest. Raises OvertakenError and RefusedError, and
    otherwise as `prepare_meeting`.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    found = _changeable(desk, plan, code)
    was = found.one
    if as_of is not None and as_of != was.as_of:
        refuse_far_day(known_plan(desk, plan), as_of)
        if was.state is not MeetingState.PREPARED:
            raise RefusedError(
                f"Vergadering {code} is begonnen: de stand blijft die van {was.as_of}. "
                "Bereid voor een andere datum een nieuwe vergadering voor.",
                f"Meeting {code} has begun: it stays as of {was.as_of}. Prepare a new meeting for another date.",
            )
    now = replace(
        was,
        name=was.name if name is None else kept_words(name, _NAME),
        day=day or was.day,
        as_of=as_of or was.as_of,
    )
    return _recorded(desk, plan, found, now, user, seen)


def show_result(
    desk: Desk, plan: str, code: str, target: str, *, shown: bool, user: str, seen: int | None = None
) -> Recorded[Meeting]:
    """Bring a result into the run of a meeting, or leave it out of it; errors as `change_meeting`."""
    user = allow_change(desk, Right.AGREE, plan, user=user)
    found = _changeable(desk, plan, code)
    known_target(known_plan(desk, plan), target)
    added = tuple(one for one in found.one.added if one != target)
    left_out = tuple(one for one in found.one.left_out if one != target)
    now = replace(
        found.one,
        added=(*added, target) if shown else added,
        left_out=left_out if shown else (*left_out, target),
    )
    return _recorded(desk, plan, found, now, user, seen)


def begin_meeting(desk: Desk, plan: str, code: str, *, user: str, seen: int | None = None) -> Recorded[Meeting]:
    """Begin presenting: what was known until now is fixed. One that has begun stays as it is; a closed one is refused.

    Errors as `change_meeting`.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    found = _changeable(desk, plan, code)
    if found.one.state is MeetingState.HELD:
        return found
    now = replace(found.one, state=MeetingState.HELD, revision=head_revision(desk))
    return _recorded(desk, plan, found, now, user, seen)


def reopen_meeting(
    desk: Desk, plan: str, code: str, why: str, *, user: str, seen: int | None = None
) -> Recorded[Meeting]:
    """Open a closed meeting again, with a reason; its lights stay those it began with.

    The screens as they were seen stay a version. Errors as `change_meeting`.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    found = standing_one(desk, plan, MEETINGS, code, CALLED)
    if found.one.state is not MeetingState.CLOSED:
        raise RefusedError(
            f"Vergadering {code} is niet gesloten: er valt niets te openen. Werk er gewoon in verder.",
            f"Meeting {code} is not closed: there is nothing to open. Go on in it and change what is needed.",
        )
    reason = kept_words(why, ("waarom die weer opengaat", "why it is opened again"))
    now = replace(found.one, state=MeetingState.HELD, reason=reason)
    return _recorded(desk, plan, found, now, user, seen, why=reason)


def _changeable(desk: Desk, plan: str, code: str) -> Recorded[Meeting]:
    found = standing_one(desk, plan, MEETINGS, code, CALLED)
    refuse_closed(found)
    return found


def refuse_closed(found: Recorded[Meeting]) -> None:
    """Raise RefusedError for a meeting that is closed."""
    if found.one.state is MeetingState.CLOSED:
        raise RefusedError(
            f"Vergadering {found.code} ({found.one.name}) is gesloten en blijft zoals die was. "
            "Open die opnieuw met een reden.",
            f"Meeting {found.code} ({found.one.name}) is closed and stays as it was. Open it again with a reason.",
        )


def _recorded(
    desk: Desk, plan: str, found: Recorded[Meeting], now: Meeting, user: str, seen: int | None, why: str = ""
) -> Recorded[Meeting]:
    at = found.revision if seen is None else seen
    return record(desk, plan, MEETINGS, now, seen=at, user=user, action=ACTION, why=why)
