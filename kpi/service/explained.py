"""What people said about a result, read-only."""

from kpi.core.light.snapshot import Snapshot
from kpi.core.model import CheckIn
from kpi.service.desk import Desk
from kpi.store.database.engine import read
from kpi.store.query import read_checkins


def checkins_on(desk: Desk, snapshot: Snapshot, target: str) -> tuple[CheckIn, ...]:
    """The check-ins on a target for periods that have ended on the snapshot's day, as known at it; newest first."""
    with read(desk.engine) as connection:
        every = read_checkins(connection, snapshot.plan.code, snapshot.revision)
    said = (one for one in every if one.target == target and one.period.last <= snapshot.as_of)
    return tuple(sorted(said, key=lambda one: (one.period.last, one.period.first), reverse=True))
