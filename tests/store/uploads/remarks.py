"""The justifications that a database holds, as tests look at them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from kpi.core.batch import Key
from kpi.store.uploads.upload_query import REMARK
from kpi.store.versions import KEY, MEASUREMENT, in_force


@dataclass(frozen=True, slots=True)
class Remark:
    """The justification of a warning about one value, and the revision of the version it belongs to."""

    revision: int
    code: str
    why: str


def remarks_in_force(
    connection: Connection, plan: str, codes: Sequence[str], revision: int
) -> dict[Key, tuple[Remark, ...]]:
    """The justifications that belong to the values in force of these codes, by key and code of the warning."""
    rows = (
        select(*(REMARK.c[name] for name in (*KEY, "revision", "code", "why")))
        .join(MEASUREMENT, and_(*(MEASUREMENT.c[name] == REMARK.c[name] for name in (*KEY, "revision"))))
        .where(in_force(MEASUREMENT), MEASUREMENT.c.indicator.in_(codes))
        .order_by(REMARK.c.code)
    )
    found: dict[Key, tuple[Remark, ...]] = {}
    for code, unit, period, *rest in connection.execute(rows, {"plan": plan, "revision": revision}):
        found[code, unit, period] = (*found.get((code, unit, period), ()), Remark(*rest))
    return found
