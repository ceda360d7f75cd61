"""A result by organisation unit: what each gave in a period, what they give together, and who is silent."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kpi.core.batch import Batch
from kpi.core.calendar.period import Period
from kpi.core.light.aggregation import Together
from kpi.core.light.assessment import Assessment
from kpi.core.light.compare import with_bound, yardstick
from kpi.core.light.evidence import (
    Point,
    aggregation_of,
    points,
    reported_value,
    units_together,
)
from kpi.core.light.snapshot import Evidence, Row, Snapshot
from kpi.core.light.status import running
from kpi.core.light.units import Heard, Reported, Reports, Tree, rows_of_unit, tree_of, units_within
from kpi.core.model import Measurement, Target
from kpi.core.plan_parts import OrgUnit
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation

Counted = tuple[Measurement, float]
UNITS_IN = "units_in"  # the period that is asked for, in an address


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit in one period, with the lines of the units under it; `code` empty: the whole organisation.

    `found`: what it reported itself, else what those under it give together; None: no value. `own`: what it reported.
    `beside`: what those under it give together where it reported itself too; its own goes before. `silent`: expected,
    and not heard. `hidden`: a unit above it reported itself, so that this is not counted. `parts`: how many values
    `found` is made of.
    """

    code: str
    name: str
    found: Together | None = None
    own: Measurement | None = None
    beside: Together | None = None
    silent: bool = False
    hidden: bool = False
    parts: int = 0
    below: tuple["UnitLine", ...] = ()

    def every(self) -> Iterator["UnitLine"]:
        """This line and all below it, each before its own."""
        yield self
        for one in self.below:
            yield from one.every()


@dataclass(frozen=True, slots=True)
class UnitsView:
    """The units of a result in one period.

    `partial` None: everyone who was expected was heard. `point`: the value the light has for the period, a running
    total where the result adds up; None: the period does not count for the light. `in_part`: only some units are shown.
    """

    target: Target
    period: Period
    whole: UnitLine
    partial: Heard | None = None
    point: Point | None = None
    in_part: bool = False

    @property
    def compared(self) -> tuple[UnitLine, ...]:
        """The units that reported a value that counts, furthest from what is promised first."""
        lines = [one for one in self.whole.every() if one.code and one.own and one.found and not one.hidden]
        return tuple(sorted(lines, key=lambda one: -_short(self.target, one)))

    @property
    def goal(self) -> float | None:
        """The promised value where one unit can be held against it; None where it is promised of all together."""
        target = self.target
        shared = aggregation_of(target) is Aggregation.SUM or target.traits.adds_up
        return None if shared or target.indicator is None else target.value


def _short(target: Target, line: UnitLine) -> float:
    """How far a unit is from what is promised; what lies beyond it comes last."""
    assert line.found is not None
    return with_bound(yardstick(target), line.found.value, Thresholds()).short


def unit_periods(row: Row, known: Reports) -> tuple[Period, ...]:
    """The periods in which any unit reported, newest first; none where only the whole organisation did."""
    periods = {one.period for one in known if one.org_unit and one.day <= row.assessment.as_of}
    return tuple(sorted(periods, reverse=True))


def standing_period(assessment: Assessment, periods: Sequence[Period]) -> Period | None:
    """Of these periods the one the light stands on, else the one that waits to be counted, else the newest."""
    stands = [one.period for one in (assessment.point, assessment.waiting) if one is not None]
    return next((one for one in (*stands, *periods) if one in periods), None)


def units_view(row: Row, known: Reports, units: Iterable[OrgUnit], period: Period) -> UnitsView:
    """The units of a result in one period, as known on its own day; only units that reported or are silent, and above.

    Its values are in the unit of the result, added up as its indicator says and as the light does.
    """
    as_of = row.assessment.as_of
    seen = next((one for one in known.until(as_of) if one.rows and one.rows.period[0] == period), Reported(Batch()))
    rows = {one.org_unit: one for one in known if one.period == period and one.day <= as_of}
    whole = _Lines(row.target, rows, seen.silent, known.tree, {one.code: one.name for one in units}).whole()
    point = next((one for one in row.assessment.series if one.period == period), None)
    return UnitsView(row.target, period, whole, seen.partial, point)


def of_part(view: UnitsView, part: Container[str]) -> UnitsView:
    """The same without what the units of a part are together: that is not what the units above them are."""

    def own(line: UnitLine) -> UnitLine:
        found = line.found if line.code in part else None
        return replace(line, found=found, beside=found and line.beside, below=tuple(map(own, line.below)))

    return replace(view, whole=own(view.whole), partial=None, in_part=True)


class _Lines:
    """Builds the lines of one period, from the leaves up."""

    def __init__(
        self,
        target: Target,
        rows: Mapping[str, Measurement],
        silent: frozenset[str],
        tree: Tree,
        names: Mapping[str, str],
    ) -> None:
        self.target, self.rows, self.silent, self.names = target, rows, silent, names
        told = {*rows, *silent} - {""}
        shown = told | {above for unit in told for above in tree.above(unit) if above}
        self.below: dict[str, list[str]] = {}
        for unit in (*(one for one in names if one in shown), *sorted(shown - names.keys())):
            self.below.setdefault(tree.parents.get(unit, ""), []).append(unit)

    def whole(self) -> UnitLine:
        """The whole organisation; a single unit that only holds all others together is left out."""
        line, _ = self.line("", hidden=False)
        while len(line.below) == 1 and line.below[0].below and not line.below[0].own and not line.below[0].silent:
            line = replace(line, below=line.below[0].below)
        return line

    def line(self, unit: str, *, hidden: bool) -> tuple[UnitLine, list[Counted]]:
        """One unit, with the values that count of it and of those below."""
        own = self.rows.get(unit)
        made = [self.line(one, hidden=hidden or own is not None) for one in self.below.get(unit, ())]
        given = [pair for _, counted in made for pair in counted]
        counted = given if own is None else self.counted(own)
        line = UnitLine(
            code=unit,
            name=self.names.get(unit, unit),
            found=units_together(self.target, counted),
            own=own,
            beside=units_together(self.target, given) if own and given else None,
            silent=unit in self.silent,
            hidden=hidden,
            parts=len(counted),
            below=tuple(one for one, _ in made),
        )
        return line, counted

    def counted(self, own: Measurement) -> list[Counted]:
        value = reported_value(self.target, own)
        return [] if value is None else [(own, value)]


@dataclass(frozen=True, slots=True)
class UnitValue:
    """The newest value of one unit up to the period of the whole's; `point` None: there is none."""

    unit: str
    name: str
    point: Point | None


UnitValues = Mapping[str, tuple[UnitValue, ...]]
NO_UNITS: UnitValues = MappingProxyType({})


def unit_values(snapshot: Snapshot, evidence: Evidence, units: Sequence[str]) -> UnitValues:
    """What each of these units gave for each result that they reported for, by the code of the result.

    A unit is seen as though it were the whole: with those below it, and as a running total where the result adds up.
    """
    names = {one.code: one.name for one in snapshot.plan.org_units}
    tree = tree_of(snapshot.plan.org_units)
    known: dict[tuple[str, str], Reports] = {}
    found = {}
    for row in snapshot.known:
        mine = [unit for unit in units if unit in row.units]
        code = row.target.measured_as
        for unit in mine:
            if (code, unit) not in known:
                known[code, unit] = Reports(rows_of_unit(evidence[code], unit, tree), tree, whole=unit)
        if mine:
            values = (UnitValue(unit, names.get(unit, unit), _newest(row, known[code, unit])) for unit in mine)
            found[row.target.code] = tuple(values)
    return found


def _newest(row: Row, known: Reports) -> Point | None:
    target, one = row.target, row.assessment
    seen = points(target, known, one.as_of)
    adds_up = target.traits.adds_up and not target.traits.has_windows
    upto = one.point.period if one.point else None
    series = [point for point in (running(target, seen) if adds_up else seen) if upto is None or point.period <= upto]
    return series[-1] if series else None


def measured_by_unit(
    snapshot: Snapshot, rows: Iterable[Row], evidence: Evidence, units: Sequence[str]
) -> Iterator[tuple[Row, Measurement]]:
    """The measurements behind these results up to their own day, by result, unit and period; of the whole too.

    `units`: only of these and of those below them; none: of all.
    """
    wanted = units_within(units, tree_of(snapshot.plan.org_units))
    for row in rows:
        for one in evidence.get(row.target.measured_as, ()):
            if one.day <= row.assessment.as_of and (not wanted or one.org_unit in wanted):
                yield row, one
