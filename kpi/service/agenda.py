"""The days of a plan as a calendar file."""

from collections.abc import Iterable

from kpi.core.delivery.dates import PlanDays, deadlines_of, plan_days
from kpi.core.errors import UsageError
from kpi.core.light.snapshot import Row, Snapshot
from kpi.service.desk import Desk
from kpi.service.reading import plan_in
from kpi.service.uploads.checking import raw_evidence
from kpi.store.database.engine import read
from kpi.store.query import recorded_at
from kpi.store.versions import stored_head


def plan_calendar(
    desk: Desk, plan: str, owner: str | None = None, *, lang: str | None = None, revision: int | None = None
) -> bytes:
    """Deadlines and days of delivery of a plan, of one owner or (None) of everybody, as an iCalendar file.

    `lang` None: the language of the settings; `revision` None: now. Raises NotFoundError for an unknown plan and
    UsageError for somebody who owns none of its days.
    """
    from kpi.present.files.calendar import calendar_file

    with read(desk.engine) as connection:
        at = stored_head(connection) if revision is None else revision
        known = plan_in(connection, plan, at)
        evidence, moment = raw_evidence(connection, known, at), recorded_at(connection, at)
    days = plan_days(known, evidence)
    if owner is not None:
        days = _of_owner(days, owner)
    return calendar_file(days, at, moment, lang or desk.settings.language)


def calendar_of_rows(desk: Desk, snapshot: Snapshot, rows: Iterable[Row], lang: str) -> bytes:
    """The deadlines of these results of a snapshot as an iCalendar file; what ended has none any more."""
    from kpi.present.files.calendar import calendar_file

    with read(desk.engine) as connection:
        moment = recorded_at(connection, snapshot.revision)
    deadlines = deadlines_of(row.target for row in rows if row.ended is None)
    return calendar_file(PlanDays(snapshot.plan, deadlines), snapshot.revision, moment, lang)


def _of_owner(days: PlanDays, owner: str) -> PlanDays:
    if owner not in days.owners:
        names = ", ".join(days.owners)
        raise UsageError(
            f"{owner!r} is in dit plan geen eigenaar: kies uit {names}.",
            f"{owner!r} owns nothing in this plan: choose from {names}.",
        )
    return days.of_owner(owner)
