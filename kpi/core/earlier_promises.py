"""What a target promised before, and when and why it ended: what a board view says besides what counts now."""

from dataclasses import dataclass
from datetime import date, datetime

from kpi.core.model import Target


@dataclass(frozen=True, slots=True)
class EarlierTarget:
    """What a target promised before: in force from `recorded_at` until `replaced_at` (UTC), when `why` was said.

    `path`: the course it asked for, as (day, value) corners; empty when there is none to draw.
    """

    target: Target
    revision: int
    recorded_at: datetime
    replaced_at: datetime
    replaced_by: str
    why: str
    path: tuple[tuple[date, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """That a target no longer counts from day `on`: recorded at a moment (UTC), by somebody, with or without `why`.

    `on` None: it was taken up again.
    """

    on: date | None
    revision: int
    recorded_at: datetime
    recorded_by: str
    why: str
