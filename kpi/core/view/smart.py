"""What a plan itself lacks to be held to: each result against six demands, by theme (docs/plan-files.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Plan, Target, Theme


class Demand(StrEnum):
    """What a promise needs to be held to, in the order in which it is told; the value is the name in an answer."""

    INDICATOR = "indicator"
    VALUE = "value"
    BASELINE = "baseline"
    DATE = "date"
    OWNER = "owner"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class SmartRow:
    """One result with the demands it does not meet, in their own order; none: it lacks nothing."""

    row: Row
    lacking: tuple[Demand, ...]

    def meets(self, demand: Demand) -> bool:
        """Whether the plan has what is demanded."""
        return demand not in self.lacking


@dataclass(frozen=True, slots=True)
class SmartScore:
    """How many of `total` results lack nothing, and how many do not meet each demand."""

    total: int
    whole: int
    lacking: dict[Demand, int]


@dataclass(frozen=True, slots=True)
class SmartTheme:
    """The results of one theme, those that lack the most first and those that lack the same together."""

    theme: Theme
    rows: tuple[SmartRow, ...]

    @property
    def score(self) -> SmartScore:
        """How many lack nothing, and how many lack what."""
        return score_of(self.rows)


@dataclass(frozen=True, slots=True)
class SmartTest:
    """A plan at a date, by theme in the plan's order; a theme without results is left out."""

    snapshot: Snapshot
    themes: tuple[SmartTheme, ...]

    @property
    def rows(self) -> tuple[SmartRow, ...]:
        """All results, theme after theme."""
        return tuple(row for theme in self.themes for row in theme.rows)


def smart_test(snapshot: Snapshot) -> SmartTest:
    """Hold every result of a plan against the demands; what was promised and ended is left out."""
    themes = (SmartTheme(theme, _rows(snapshot, theme)) for theme in snapshot.plan.themes)
    return SmartTest(snapshot, tuple(theme for theme in themes if theme.rows))


def score_of(rows: Iterable[SmartRow]) -> SmartScore:
    """The score of these results together."""
    each = tuple(rows)
    lacking = {demand: sum(not row.meets(demand) for row in each) for demand in Demand}
    return SmartScore(len(each), sum(not row.lacking for row in each), lacking)


def _rows(snapshot: Snapshot, theme: Theme) -> tuple[SmartRow, ...]:
    plan, order = snapshot.plan, list(Demand)
    rows = [SmartRow(row, lacking(row.target, row.assessment, plan)) for row in snapshot.of_theme(theme.code)]
    return tuple(sorted(rows, key=lambda one: (-len(one.lacking), [order.index(demand) for demand in one.lacking])))


def lacking(target: Target, seen: Assessment, plan: Plan) -> tuple[Demand, ...]:
    """The demands that a target does not meet, as `seen` at its date.

    Of what happens so many times the number says that something is done and not what comes of it: that is no value. A
    baseline counts when the plan states it, not when the first report is taken for it. Evidence is missing only when a
    report was due and is not there, or is too old.
    """
    met = {
        Demand.INDICATOR: target.indicator is not None,
        Demand.VALUE: target.value is not None and not target.traits.has_windows,
        Demand.BASELINE: target.baseline is not None,
        Demand.DATE: has_own_date(target, plan),
        Demand.OWNER: bool(target.owner),
        Demand.EVIDENCE: seen.status is not Status.NO_DATA and Flag.STALE not in seen.flags,
    }
    return tuple(demand for demand in Demand if not met[demand])


def has_own_date(target: Target, plan: Plan) -> bool:
    """Whether the plan names a day for this target: in words, or a day that is not just the end of a year or the plan.

    Without words the last day of a year is what a column of the plan was headed with, for all that stands in it.
    """
    return bool(target.deadline) or (target.due != plan.end and (target.due.month, target.due.day) != (12, 31))
