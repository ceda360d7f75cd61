"""What people said and accepted about a result, read-only."""

from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.records import Accepted
from kpi.core.model import CheckIn
from kpi.service.desk import Desk
from kpi.store.database.engine import read
from kpi.store.meetings.reading import standing_records
from kpi.store.meetings.records import ACCEPTED
from kpi.store.query import read_checkins


def checkins_on(desk: Desk, snapshot: Snapshot, target: str) -> tuple[CheckIn, ...]:
    """The check-ins on a target for periods that have ended on the snapshot's day, as known at it; newest first.

    None for who sees a part of the plan: they are of the whole.
    """
    if snapshot.part is not None:
        return ()
    with read(desk.engine) as connection:
        every = read_checkins(connection, snapshot.plan.code, snapshot.revision)
    said = (one for one in every if one.target == target and one.period.last <= snapshot.as_of)
    return tuple(sorted(said, key=lambda one: (one.period.last, one.period.first), reverse=True))


def accepted_on(desk: Desk, snapshot: Snapshot, target: str) -> tuple[Accepted, ...]:
    """The lower values that are accepted of a target on the snapshot's day, as known at it; the newest first.

    None for who sees a part of the plan.
    """
    if snapshot.part is not None:
        return ()
    with read(desk.engine) as connection:
        every = standing_records(connection, ACCEPTED, snapshot.plan.code, snapshot.revision).values()
    holding = [one.one for one in every if one.one.target == target and one.one.holds(snapshot.as_of)]
    return tuple(reversed(holding))
