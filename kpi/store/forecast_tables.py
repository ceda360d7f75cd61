"""The table of forecasts: what was forecast of a target from the evidence that a commit brought, never changed."""

from datetime import date
from typing import Any, ClassVar

from sqlmodel import Field

from kpi.store.tables import Base, table_of


class TargetForecast(Base, table=True):
    """A forecast as it was made; `seen`: the day of the newest evidence, `goal` and `due`: those of that moment."""

    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    plan: str = Field(primary_key=True)
    target: str = Field(primary_key=True)
    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    seen: date
    due: date
    goal: float | None = None
    low: float
    mid: float
    high: float
    chance: float


FORECAST = table_of(TargetForecast)
