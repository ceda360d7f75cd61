"""Whose reports there are, and what they give together: who is expected, who is heard, none counted twice (rule 1)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum
from typing import NamedTuple

from kpi.core.calendar.period import Period, add_months
from kpi.core.model import Measurement, OrgUnit, Plan
from kpi.core.vocabulary import Aggregation

REMEMBERED = 4  # periods in which a unit that reported is expected again


@dataclass(frozen=True, slots=True)
class Tree:
    """The units of a plan: the parent of each, its last day and what kind it is; what is unknown is left out."""

    parents: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, date] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def above(self, unit: str) -> Iterator[str]:
        """All units above one, the nearest first and the whole organisation last."""
        while unit:
            unit = self.parents.get(unit, "")
            yield unit


FLAT = Tree()


def tree_of(units: Iterable[OrgUnit]) -> Tree:
    """The tree of a plan's units."""
    each = tuple(units)
    return Tree(
        parents={one.code: one.parent for one in each},
        until={one.code: one.until for one in each if one.until},
        kinds={one.code: one.kind for one in each if one.kind},
    )


class Heard(NamedTuple):
    """How many of the units expected in `period` were heard, fewer than all; `kind` is theirs when they share one."""

    heard: int
    expected: int
    period: Period
    kind: str = ""

    @property
    def share(self) -> float:
        """The part that was heard, 0..1."""
        return self.heard / self.expected


class Reported(NamedTuple):
    """What counts of one period; `partial` None: everyone who was expected was heard, else `silent` are the others."""

    rows: tuple[Measurement, ...]
    partial: Heard | None = None
    silent: frozenset[str] = frozenset()


class Reports:
    """The measurements of one measured code with the units they are of: what `assess` is given."""

    def __init__(self, rows: Iterable[Measurement], tree: Tree = FLAT) -> None:
        """`rows` in any order, of every unit; `tree` FLAT: all units stand directly under the whole organisation."""
        self._rows = sorted(rows, key=_day)
        self._days = [one.day for one in self._rows]
        self.tree = tree
        self._has_units = any(one.org_unit for one in self._rows)
        self._seen: dict[int, tuple[Reported, ...]] = {}

    def __iter__(self) -> Iterator[Measurement]:
        """Every row, oldest first."""
        return iter(self._rows)

    def of(self, unit: str) -> "Reports":
        """What was reported of one unit and of those below it, as though it were the whole."""
        inside = [one for one in self._rows if one.org_unit == unit or unit in self.tree.above(one.org_unit)]
        return Reports(inside, self.tree)

    def units(self, day: date) -> tuple[str, ...]:
        """The units that reported up to the end of `day` and those above them, in the tree's order; never the whole."""
        if not self._has_units:
            return ()
        own = {one.org_unit for one in self._rows[: bisect_right(self._days, day)] if one.org_unit}
        every = own | {above for unit in own for above in self.tree.above(unit) if above}
        return (*(unit for unit in self.tree.parents if unit in every), *sorted(every - self.tree.parents.keys()))

    def until(self, day: date) -> tuple[Reported, ...]:
        """Each period as known at the end of `day`, without what a unit above reported too."""
        known = bisect_right(self._days, day)
        if known not in self._seen:
            self._seen[known] = tuple(self._periods(self._rows[:known]))
        return self._seen[known]

    def _periods(self, known: list[Measurement]) -> Iterator[Reported]:
        groups: dict[str, list[Measurement]] = {}
        for one in known:
            groups.setdefault(one.period.code, []).append(one)
        if not self._has_units:
            yield from (Reported(tuple(rows)) for rows in groups.values())
            return
        units = {rows[0].period: {one.org_unit for one in rows} for rows in groups.values()}
        for rows in groups.values():
            here = units[rows[0].period]
            top = tuple(one for one in rows if here.isdisjoint(self.tree.above(one.org_unit)))
            yield Reported(top, *self._partial(rows[0].period, here, units))

    def _partial(
        self, period: Period, here: set[str], units: Mapping[Period, set[str]]
    ) -> tuple[Heard | None, frozenset[str]]:
        since = add_months(period.first, -REMEMBERED * period.frequency.months)
        before = {unit for one, known in units.items() if since <= one.last < period.first for unit in known if unit}
        expected = {unit for unit in before if period.last <= self.tree.until.get(unit, period.last)}
        heard = {unit for unit in expected if unit in here or not here.isdisjoint(self.tree.above(unit))}
        if heard == expected:
            return None, frozenset()
        kinds = {self.tree.kinds.get(unit, "") for unit in expected}
        partial = Heard(len(heard), len(expected), period, kinds.pop() if len(kinds) == 1 else "")
        return partial, frozenset(expected - heard)


def _day(one: Measurement) -> tuple[date, str]:
    return one.day, one.org_unit


def reports_of(plan: Plan, evidence: Mapping[str, Iterable[Measurement]]) -> Mapping[str, Reports]:
    """The evidence of a plan by measured code, with the plan's own units: the one place that joins both."""
    tree = tree_of(plan.org_units)
    return {code: Reports(rows, tree) for code, rows in evidence.items()}


def top_units(measurements: Iterable[Measurement], tree: Tree) -> tuple[Measurement, ...]:
    """Leave out what was measured in a unit whose ancestor reported the same period, so nothing is counted twice."""
    rows = tuple(measurements)
    units: dict[tuple[str, str], set[str]] = {}
    for one in rows:
        units.setdefault((one.indicator, one.period.code), set()).add(one.org_unit)
    return tuple(one for one in rows if units[one.indicator, one.period.code].isdisjoint(tree.above(one.org_unit)))


class Together(NamedTuple):
    """One value of one or more units; `numerator` and `denominator` are the counts it rests on, None without."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


def value_together(
    known: Sequence[tuple[Measurement, float]], aggregation: Aggregation, factor: float = 1.0
) -> Together | None:
    """One value of units that each have one, in their unit; `factor` is what a share of one is in it.

    A share is Σ numerator / Σ denominator, never the mean of percentages; one unit alone may report the share itself.
    None for no units, and for shares of several without their counts.
    """
    if not known:
        return None
    if aggregation is Aggregation.RATIO:
        return _share(known, factor)
    if len(known) == 1:
        return _alone(*known[0])
    match aggregation:
        case Aggregation.SUM:
            return Together(fsum(value for _, value in known))
        case Aggregation.MEAN:
            return Together(fsum(value for _, value in known) / len(known))
        case Aggregation.LAST:
            return _alone(*max(known, key=lambda pair: newness(pair[0])))


def _alone(one: Measurement, value: float) -> Together:
    return Together(value, one.numerator, one.denominator)


def _share(known: Sequence[tuple[Measurement, float]], factor: float) -> Together | None:
    counts = [(one.numerator, one.denominator) for one, _ in known if one.numerator is not None and one.denominator]
    if not counts:
        return Together(known[0][1]) if len(known) == 1 else None
    above, below = fsum(part for part, _ in counts), fsum(whole for _, whole in counts)
    return Together(factor * above / below, above, below)


def newness(one: Measurement) -> tuple[date, str]:
    """The later day is newer; on one day the unit's code decides, so that the order of a file never does."""
    return one.day, one.org_unit
