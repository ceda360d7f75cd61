"""The days of a plan as a calendar file."""

from collections.abc import Collection, Iterable

from kpi.access.rights import Right
from kpi.core.delivery.calendar_days import PlanDays, deadlines_of, plan_days
from kpi.core.errors import UsageError
from kpi.core.light.snapshot import Row, Snapshot
from kpi.service.desk import Desk, allow
from kpi.service.snapshots import plan_in
from kpi.service.uploads.checking import raw_evidence
from kpi.store.database.engine import read
from kpi.store.meetings.reading import standing_records
from kpi.store.meetings.records import AGREEMENTS
from kpi.store.revisions import recorded_at
from kpi.store.versions import stored_head


def plan_calendar(
    desk: Desk, plan: str, owner: str | None = None, *, lang: str | None = None, revision: int | None = None
) -> bytes:
    """Deadlines, days of delivery and open actions of a plan, of one owner or (None) of everybody, as iCalendar.

    `lang` None: the language of the settings; `revision` None: now. Raises NotFoundError for an unknown plan and
    UsageError for somebody who owns none of its days.
    """
    allow(desk, Right.SEE, plan)
    from kpi.present.files.calendar import calendar_file

    with read(desk.engine) as connection:
        at = stored_head(connection) if revision is None else revision
        known = plan_in(connection, plan, at)
        evidence, moment = raw_evidence(connection, known, at), recorded_at(connection, at)
        agreed = [one.one for one in standing_records(connection, AGREEMENTS, plan, at).values()]
    days, actions = plan_days(known, evidence), [one for one in agreed if one.is_open and one.due]
    if owner is not None:
        _check_owner(owner, {*days.owners, *(one.owner for one in actions if one.owner)})
        days, actions = days.of_owner(owner), [one for one in actions if one.owner == owner]
    return calendar_file(days, at, moment, lang or desk.settings.language, actions)


def calendar_of_rows(desk: Desk, snapshot: Snapshot, rows: Iterable[Row], lang: str) -> bytes:
    """The deadlines of these results of a snapshot as an iCalendar file; what ended has none any more."""
    from kpi.present.files.calendar import calendar_file

    with read(desk.engine) as connection:
        moment = recorded_at(connection, snapshot.revision)
    deadlines = deadlines_of(row.target for row in rows if row.ended is None)
    return calendar_file(PlanDays(snapshot.plan, deadlines), snapshot.revision, moment, lang)


def _check_owner(owner: str, known: Collection[str]) -> None:
    if owner not in known:
        names = ", ".join(sorted(known, key=str.casefold))
        raise UsageError(
            f"{owner!r} is in dit plan geen eigenaar: kies uit {names}.",
            f"{owner!r} owns nothing in this plan: choose from {names}.",
        )
