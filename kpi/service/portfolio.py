"""All plans together, as seen in one moment: read-only."""

from datetime import date, datetime

from kpi.core.light.snapshot import Snapshot
from kpi.service.desk import Desk
from kpi.service.plan_list import seen_codes
from kpi.service.reading import snapshot_in
from kpi.store.database.engine import read
from kpi.store.revisions import revision_at
from kpi.store.versions import stored_head


def take_portfolio(
    desk: Desk, *, as_of: date | None = None, revision: int | None = None, known_at: datetime | None = None
) -> tuple[Snapshot, ...]:
    """Every plan that who asks may see, by code, read in one transaction.

    `as_of` None: each at the end of its own newest quarter. `revision` None: the newest, or the one of `known_at`.
    Plans that were not there yet are left out.
    """
    with read(desk.engine) as connection:
        if revision is None:
            revision = stored_head(connection) if known_at is None else revision_at(connection, known_at)
        codes = seen_codes(desk, connection, revision)
        return tuple(snapshot_in(connection, code, as_of=as_of, revision=revision, known_at=known_at) for code in codes)
