"""What is asked of somebody in the plans they may see: the list of a person, as rows and as a calendar."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from kpi.access.rights import Actor, Right
from kpi.core.batch import no_collection
from kpi.core.calendar.period import Frequency, Period, period_of
from kpi.core.delivery.approval import STILL_OPEN, ApprovalState
from kpi.core.meeting.asked import (
    Asked,
    OpenUpload,
    asked_actions,
    asked_corrections,
    asked_figures,
    asked_of,
    asked_uploads,
    asked_words,
    in_order_asked,
)
from kpi.core.meeting.said import said_for
from kpi.core.model import Plan
from kpi.service.desk import Desk, allow
from kpi.service.meetings.waiting import promised_in
from kpi.service.plan_list import seen_codes
from kpi.service.snapshots import plan_in, snapshot_in
from kpi.service.uploads.checking import today
from kpi.service.uploads.reports import reports_in
from kpi.store import Connection
from kpi.store.accounts.people import accounts
from kpi.store.database.engine import read
from kpi.store.meetings.reading import standing_records
from kpi.store.meetings.records import AGREEMENTS
from kpi.store.query import read_checkins
from kpi.store.revisions import recorded_at
from kpi.store.uploads.handed_in import HandedInRecord, handed_in_uploads
from kpi.store.versions import stored_head

CALENDAR_AHEAD = 366  # days
LOOK_BACK = timedelta(days=364)  # a year with the day itself


def asked_in_plan(
    desk: Desk, plan: str, *, revision: int | None = None, on: date | None = None, ahead: int = 0
) -> tuple[Asked, ...]:
    """What is asked of everybody in a plan on a day (None: today) as known at a revision (None: now), in order.

    The lights are those the plan opens with; figures are those of the last year in which the plan asks. `ahead`: also
    figures of periods that end in so many days. Raises NotFoundError.
    """
    return in_order_asked((*asked_at(desk, plan, revision, on=on, ahead=ahead), *uploads_waiting(desk, plan)))


@no_collection()
def asked_at(
    desk: Desk, plan: str, revision: int | None, *, on: date | None = None, ahead: int = 0
) -> tuple[Asked, ...]:
    """What of it a revision and a day decide: all but the uploads that wait; in no order. Raises NotFoundError."""
    allow(desk, Right.SEE, plan)
    now = on or today()
    with read(desk.engine) as connection:
        at = stored_head(connection) if revision is None else revision
        known = plan_in(connection, plan, at)
        shot = snapshot_in(connection, plan, as_of=None, revision=at, known_at=None)
        period = _last_year(known, now, now + timedelta(days=ahead))
        reports = reports_in(connection, known, period, now, at) if period else ()
        said = {one.target for one in said_for(read_checkins(connection, plan, at), shot)}
        promised = promised_in(connection, shot)
        agreed = {code: one.one for code, one in standing_records(connection, AGREEMENTS, plan, at).items()}
    title, until = known.title, now + timedelta(days=ahead)
    return (
        *asked_figures(plan, title, reports, now, until),
        *asked_words(shot, said),
        *asked_corrections(plan, title, promised, now),
        *asked_actions(plan, title, agreed, now),
    )


def uploads_waiting(desk: Desk, plan: str) -> tuple[Asked, ...]:
    """The uploads that wait for somebody, as they do now: handing one in makes no revision."""
    allow(desk, Right.SEE, plan)
    with read(desk.engine) as connection:
        handed = [_file(one) for one in handed_in_uploads(connection, plan) if one.state in STILL_OPEN]
        if not handed:
            return ()
        title = plan_in(connection, plan, stored_head(connection)).title
        return tuple(asked_uploads(plan, title, handed, _approvers(connection, plan)))


def _file(one: HandedInRecord) -> OpenUpload:
    return OpenUpload(one.id, one.file_name, one.handed_in_by, one.state is ApprovalState.RETURNED)


def _approvers(connection: Connection, plan: str) -> tuple[str, ...]:
    """The names of who may approve uploads of a plan; none where nobody has an account."""
    each = (one for one in accounts(connection) if not one.blocked)
    return tuple(one.name for one in each if Actor(one.name, one.grants).may(Right.APPROVE, plan))


def _last_year(plan: Plan, on: date, until: date) -> Period | None:
    """The year up to a day, and on to `until`, or the last one in which the plan asks; None before it begins.

    What should have come before that is looked at under the deliveries, and coloured its light.
    """
    year = plan.year_starts
    begin, end = (period_of(day, Frequency.YEAR, year) for day in (plan.start, plan.end))
    first, last = max(begin.first, min(on, end.last) - LOOK_BACK), min(until, end.last)
    return Period(first, last, plan.code, Frequency.YEAR, year) if first <= last else None


def list_of(
    desk: Desk, who: str, plan: str | None = None, *, on: date | None = None, ahead: int = 0
) -> tuple[Asked, ...]:
    """What is asked of one person in a plan, or (None) in every plan that who asks may see; as `asked_in_plan`."""
    with read(desk.engine) as connection:
        head = stored_head(connection)
        whole = [code for code in seen_codes(desk, connection, head) if desk.who.may(Right.SEE, code)]
        plans = whole if plan is None else [plan]
    found = (one for code in plans for one in asked_in_plan(desk, code, revision=head, on=on, ahead=ahead))
    return asked_of(found, who)


def list_calendar(desk: Desk, who: str, lang: str, *, on: date | None = None) -> bytes:
    """The list of a person as iCalendar, with the figures that will be asked within a year; what has no day is not."""
    from kpi.present.files.calendar import list_file

    found = list_of(desk, who, on=on, ahead=CALENDAR_AHEAD)
    with read(desk.engine) as connection:
        head = stored_head(connection)
        moment = recorded_at(connection, head)
    return list_file(found, head, moment, lang)


def asked_rows(found: Iterable[Asked], on: date | None = None) -> list[dict[str, Any]]:
    """A plain row each, for scripts; `days_late`: 0 for what is in time."""
    now = on or today()
    return [
        {
            "kind": one.kind.value,
            "plan": one.plan,
            "who": one.owner,
            "what": one.what,
            "target": one.target or None,
            "period": one.period.code if one.period else None,
            "figures": one.count if one.period and not one.target else None,
            "code": one.code,
            "due": one.due,
            "late": one.late,
            "days_late": one.days_late(now),
        }
        for one in found
    ]
