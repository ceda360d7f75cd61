"""Whose reports there are, and what they give together: who is expected, who is heard, none counted twice (rule 1)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from kpi.core.batch import Batch, batch_of
from kpi.core.calendar.period import Period, add_months
from kpi.core.model import Measurement
from kpi.core.plan_parts import OrgUnit

Rows = Iterable[Measurement]
REMEMBERED = 4  # periods in which a unit that reported is expected again


@dataclass(frozen=True, slots=True)
class Tree:
    """The units of a plan: the parent of each, its last day and what kind it is; what is unknown is left out."""

    parents: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, date] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def above(self, unit: str) -> tuple[str, ...]:
        """All units above one, the nearest first and the whole organisation last."""
        if unit not in self._lines:
            line = [unit]
            while line[-1]:
                line.append(self.parents.get(line[-1], ""))
            self._lines[unit] = tuple(line[1:])
        return self._lines[unit]

    def among_above(self, units: Set[str]) -> Set[str]:
        """Those of these units that stand above another one of them."""
        return units & {other for unit in units for other in self.above(unit)}


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
    """How many of the units expected in `period` were heard, fewer than all; `kind` is theirs when they share one.

    `later`: of a total, the newest of its periods in which somebody was silent; None: that is `period`.
    """

    heard: int
    expected: int
    period: Period
    kind: str = ""
    later: Period | None = None

    @property
    def share(self) -> float:
        """The part that was heard, 0..1."""
        return self.heard / self.expected


@dataclass(frozen=True, slots=True, eq=False)
class Reported:
    """What counts of one period, oldest first and on one day by the unit's code.

    `partial` None: everyone who was expected was heard, else `silent` are the others.
    """

    rows: Batch
    partial: Heard | None = None
    silent: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Group:
    """The rows of one period, which lie together from `first` on, oldest first; `days` of each, `units` of them all.

    `before`: the periods in which its units are looked for. `settled`: the day from which nothing changes any more, and
    `whole` what counts then.
    """

    period: Period
    first: int
    days: Sequence[date]
    units: frozenset[str]
    before: Sequence["_Group"] = ()
    settled: date = date.min
    whole: Reported | None = None

    def known(self, day: date) -> slice:
        """Where the rows lie that are known at the end of a day."""
        return slice(self.first, self.first + bisect_right(self.days, day))


class Reports:
    """The measurements of one measured code with the units they are of: what `assess` is given.

    They are grouped once, and what is known of a period is put together once: a strip asks for it at every date. `made`
    is room for what is made of a Reported. `alone`: the rows, where each is of the whole organisation and all there is
    of its period, so that nothing is to be put together; None: they are not. `lines` and `walk` are room for what is
    made of them.
    """

    def __init__(self, rows: Rows, tree: Tree = FLAT, benchmark: Rows | None = None, whole: str = "") -> None:
        """`rows` in any order, of every unit of `whole`; `tree` FLAT: all stand directly under the whole organisation.

        `benchmark`: the measurements of what they are held against.
        """
        self.benchmark = None if benchmark is None else Reports(benchmark, tree)
        self.tree, self._wholes = tree, {"", whole}
        self._batch = batch_of(rows)
        self._has_units = any(self._batch.org_unit)
        is_alone = not self._has_units and len({one.code for one in self._batch.period}) == len(self._batch)
        self.alone = self._batch if is_alone else None
        self.lines: dict[Hashable, Any] = {}
        self.walk: Any = None
        self.made: defaultdict[Hashable, dict[Reported, Any]] = defaultdict(dict)
        self._seen: dict[int, tuple[Reported, ...]] = {}
        self._days: list[date] = []
        self._groups: list[_Group] = []
        self._has_levels = False
        if not is_alone:
            self._put_together()

    def _put_together(self) -> None:
        """Group the rows by period; where each is alone in its own, that waits until somebody asks for them."""
        batch = self._batch
        days = [on or period.last for on, period in zip(batch.measured_on, batch.period, strict=True)]
        order = list(zip(days, batch.org_unit, strict=True))
        together: dict[str, list[int]] = {}
        for at, period in enumerate(batch.period):
            together.setdefault(period.code, []).append(at)
        for places in together.values():
            places.sort(key=order.__getitem__)
        groups = sorted(together.values(), key=lambda places: order[places[0]])
        together_days = [[days[at] for at in places] for places in groups]
        self._batch = batch.take(list(chain.from_iterable(groups)))
        self._days = sorted(chain.from_iterable(together_days))
        units = set(batch.org_unit)
        self._has_levels = not all(units.isdisjoint(self.tree.above(unit)) for unit in units)
        self._groups = self._grouped(together_days)

    def __iter__(self) -> Iterator[Measurement]:
        """Every row, oldest first."""
        return iter(sorted(self._batch, key=newness))

    def units(self, day: date) -> tuple[str, ...]:
        """The units that reported up to the end of `day` and those above them, in the tree's order; never the whole."""
        if not self._has_units:
            return ()
        own = frozenset[str]().union(*[self._heard(one, day) for one in self._groups])
        every = own.union(*map(self.tree.above, own)) - {""}
        return (*(unit for unit in self.tree.parents if unit in every), *sorted(every - self.tree.parents.keys()))

    def _grouped(self, days: Iterable[Sequence[date]]) -> list[_Group]:
        found: list[_Group] = []
        for each in days:
            first = found[-1].first + len(found[-1].days) if found else 0
            units = frozenset(self._batch.org_unit[first : first + len(each)])
            found.append(_Group(self._batch.period[first], first, each, units))
        by_end = sorted(found, key=lambda one: one.period.last)
        ends = [one.period.last for one in by_end]
        for group in found:
            if self._has_units:
                since = add_months(group.period.first, -REMEMBERED * group.period.frequency.months)
                group.before = by_end[bisect_left(ends, since) : bisect_left(ends, group.period.first)]
            group.settled = max(one.days[-1] for one in (group, *group.before))
        return found

    def until(self, day: date) -> tuple[Reported, ...]:
        """Each period as known at the end of `day`, without what a unit above reported too."""
        if not self._groups:
            self._put_together()
        known = bisect_right(self._days, day)
        if known not in self._seen:
            begun = [one for one in self._groups if one.days[0] <= day]
            self._seen[known] = tuple(
                [one.whole if one.whole and one.settled <= day else self._known(one, day) for one in begun]
            )
        return self._seen[known]

    def _known(self, group: _Group, day: date) -> Reported:
        found = self._reported(group, day)
        if group.settled <= day:
            group.whole = found
        return found

    def _reported(self, group: _Group, day: date) -> Reported:
        rows = self._batch[group.known(day)]
        if not self._has_units:
            return Reported(rows)
        here = self._heard(group, day)
        if self._has_levels:
            rows = rows.where([here.isdisjoint(self.tree.above(unit)) for unit in rows.org_unit])
        return Reported(rows, *self._partial(group, here, day))

    def _heard(self, group: _Group, day: date) -> frozenset[str]:
        return group.units if group.days[-1] <= day else frozenset(self._batch.org_unit[group.known(day)])

    def _partial(self, group: _Group, here: frozenset[str], day: date) -> tuple[Heard | None, frozenset[str]]:
        before = frozenset[str]().union(*[self._heard(one, day) for one in group.before]) - self._wholes
        if before <= here:
            return None, frozenset()
        period = group.period
        expected = {unit for unit in before if period.last <= self.tree.until.get(unit, period.last)}
        heard = {unit for unit in expected if unit in here or not here.isdisjoint(self.tree.above(unit))}
        if heard == expected:
            return None, frozenset()
        kinds = {self.tree.kinds.get(unit, "") for unit in expected}
        partial = Heard(len(heard), len(expected), period, kinds.pop() if len(kinds) == 1 else "")
        return partial, frozenset(expected - heard)


def units_within(units: Iterable[str], tree: Tree) -> frozenset[str]:
    """These units and all below them."""
    own = frozenset(units)
    return own.union(one for one in tree.parents if not own.isdisjoint(tree.above(one)))


def rows_of_unit(rows: Rows, unit: str, tree: Tree) -> Batch:
    """What was reported of one unit and of those below it."""
    batch, inside = batch_of(rows), units_within((unit,), tree)
    return batch.where([one in inside for one in batch.org_unit])


def top_units(measurements: Rows, tree: Tree) -> tuple[Measurement, ...]:
    """Leave out what was measured in a unit whose ancestor reported the same period, so nothing is counted twice."""
    rows = tuple(measurements)
    units: dict[tuple[str, str], set[str]] = {}
    for one in rows:
        units.setdefault((one.indicator, one.period.code), set()).add(one.org_unit)
    return tuple(one for one in rows if units[one.indicator, one.period.code].isdisjoint(tree.above(one.org_unit)))


def newness(one: Measurement) -> tuple[date, str]:
    """The later day is newer; on one day the unit's code decides, so that the order of a file never does."""
    return one.day, one.org_unit
