"""Forecasts that were kept with the commit that brought their evidence: written once, read to be scored."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, Engine, insert, select

from kpi.core.outlook.score import KeptForecast
from kpi.store.database.engine import begin
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


def keep_missing_forecasts(engine: Engine, plan: str, revision: int, made: Iterable[KeptForecast]) -> int:
    """Keep what was forecast of a plan as it was at a revision and is not kept yet, in one transaction; how many.

    What was kept with that very revision stays as it was said. Two at once keep each forecast once.
    """
    with begin(engine) as connection:
        with_it = select(FORECAST.c.target).where(FORECAST.c.plan == plan, FORECAST.c.revision == revision)
        said = set(connection.execute(with_it).scalars())
        new = [one for one in not_kept(connection, plan, revision, made) if one.target not in said]
        if new:
            keep_forecasts(connection, plan, revision, new)
        return len(new)


def not_kept(
    connection: Connection, plan: str, revision: int, made: Iterable[KeptForecast]
) -> tuple[KeptForecast, ...]:
    """Those of these forecasts that say something else than the newest that is kept of their target."""
    newest = {one.target: one for one in kept_forecasts(connection, plan, revision)}
    return tuple(one for one in made if newest.get(one.target) != one)
