"""Between which values an indicator, a milestone or a count can lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from kpi.core.issue import Issue
from kpi.core.vocabulary import Aggregation
from kpi.intake.faults.hints import range_words
from kpi.intake.plan.row_kind import traits_of
from kpi.intake.plan.table import TableRow


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lowest and highest possible value, inclusive, of what is measured under `code`."""

    code: str
    low: float
    high: float

    def exclude(self, value: float) -> bool:
        """Whether the value cannot be; bounds that contradict each other exclude nothing: an issue themselves."""
        return self.low <= self.high and not self.low <= value <= self.high


def indicator_limits(row: TableRow) -> Bounds:
    """The indicator's own min and max; no bound where it names none."""
    low, high = row.get("min", float), row.get("max", float)
    return Bounds(row.text("indicator"), -inf if low is None else low, inf if high is None else high)


def own_limits(row: TableRow) -> Bounds:
    """Of a target measured under its own code: 0..100 percent for a milestone, a count from 0 for a duty."""
    kind = traits_of(row)
    return Bounds(row.text("target"), 0.0, kind.own.high if kind else inf)


def target_limits(row: TableRow, indicators: Mapping[str, TableRow]) -> Bounds | None:
    """Where the value of a target can lie; None when its kind or indicator is not known.

    A total over periods can pass the maximum of one report; a running total cannot.
    """
    kind, indicator = traits_of(row), indicators.get(row.text("indicator"))
    if row.empty("indicator"):
        return own_limits(row) if kind and kind.own.share else None
    if kind is None or indicator is None:
        return None
    limits = indicator_limits(indicator)
    total = kind.adds_up and indicator.get("aggregation", str) != Aggregation.LAST
    return Bounds(limits.code, limits.low, inf) if total else limits


def outside(row: TableRow, column: str, limits: Bounds) -> Issue:
    """The issue of a cell that lies outside its limits."""
    said = range_words(limits.low, limits.high)
    return row.fault("value-out-of-range", column, indicator=limits.code, range=said)
