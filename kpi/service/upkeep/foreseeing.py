"""Keeping what the pages of a plan forecast, where the commit that changed it could not: after it, and every day."""

import logging

from kpi.core.batch import no_collection
from kpi.core.outlook.score import KeptForecast, forecasts_at, may_be_forecast
from kpi.service.desk import Desk
from kpi.service.snapshots import newest_day_in, plan_in
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.query import read_evidence
from kpi.store.revisions import revisions_of_plans
from kpi.store.uploads.forecasts import keep_missing_forecasts, not_kept
from kpi.store.versions import stored_head

_log = logging.getLogger("planpeil.service")


@no_collection()
def keep_foreseen(desk: Desk, plan: str) -> int:
    """Keep what is forecast of a plan on the day it opens with, where nobody kept it yet; how many of its results.

    They are kept with the newest revision of the plan. When read-only nothing is: who may write keeps the same.
    """
    if desk.settings.read_only:
        return 0
    with read(desk.engine) as connection:
        revision = revisions_of_plans(connection, stored_head(connection))(plan)
        made = not_kept(connection, plan, revision, _foreseen(connection, plan, revision))
    if not made:
        return 0
    with desk.flight.commit():
        return keep_missing_forecasts(desk.engine, plan, revision, made)


def keep_after(desk: Desk, plan: str) -> None:
    """The same after a commit of another kind, which stands whatever becomes of this: the daily step does it again.

    Nobody is told that it failed but the log of the server: who undid an upload has undone it.
    """
    try:
        keep_foreseen(desk, plan)
    except Exception:
        _log.exception("forecasts were not kept")


def _foreseen(connection: Connection, code: str, revision: int) -> tuple[KeptForecast, ...]:
    plan = plan_in(connection, code, revision)
    day = newest_day_in(connection, plan, revision)
    codes = sorted({code for one in may_be_forecast(plan, day) for code in one.sources})
    return forecasts_at(plan, read_evidence(connection, plan.code, codes, day, revision), day)
