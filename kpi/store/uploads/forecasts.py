"""Forecasts that were kept with the commit that brought their evidence: written once, read to be scored."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from kpi.core.outlook.score import KeptForecast
from kpi.store.forecast_tables import FORECAST
from kpi.store.uploads.upload_query import UPLOAD, UPLOAD_UNDO

_FIELDS = tuple(KeptForecast.__dataclass_fields__)


def keep_forecasts(connection: Connection, plan: str, revision: int, made: Sequence[KeptForecast]) -> None:
    """Keep what was forecast from the evidence of a commit, at least one, part of its transaction."""
    connection.execute(insert(FORECAST), [{**asdict(one), "plan": plan, "revision": revision} for one in made])


def kept_forecasts(connection: Connection, plan: str, revision: int) -> tuple[KeptForecast, ...]:
    """The forecasts of a plan as known at a revision, oldest first; not those of an upload that was taken back."""
    back = select(UPLOAD.c.revision).join(UPLOAD_UNDO, UPLOAD_UNDO.c.upload == UPLOAD.c.id)
    taken_back = back.where(UPLOAD_UNDO.c.revision <= revision)
    rows = (
        select(*(FORECAST.c[name] for name in _FIELDS))
        .where(FORECAST.c.plan == plan, FORECAST.c.revision <= revision, FORECAST.c.revision.not_in(taken_back))
        .order_by(FORECAST.c.revision, FORECAST.c.target)
    )
    return tuple(KeptForecast(*row) for row in connection.execute(rows))
