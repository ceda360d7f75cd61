"""A value of the whole beside values of its parts: which of the two goes before, and what the parts give together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from kpi.core.batch import key_of
from kpi.core.light.aggregation import value_together
from kpi.core.light.units import Tree, top_units, tree_of
from kpi.core.model import Measurement, Plan
from kpi.intake.faults.hints import Hint, readable
from kpi.intake.parse.body.record_columns import Records
from kpi.intake.parse.cells.known import Known, Measured
from kpi.intake.validate.outliers import History, reported_amount

WHOLE_ORGANISATION = Hint("de hele organisatie", "the whole organisation")
Group = dict[str, tuple[Measurement, int | None]]  # by unit, what holds after the file, and its place among the records


@dataclass(frozen=True, slots=True)
class Differing:
    """The place of the record that brings it, the unit above, what it reports and what its parts give together."""

    place: int
    unit: str
    whole: float
    parts: float

    def words(self, found: Measurement, one: Measured, plan: Plan) -> dict[str, Any]:
        """What the warning says; `found`: that record, of what is measured as `one`."""
        names = {unit.code: unit.name for unit in plan.org_units}
        decimals = max(one.decimals, 1)
        return {
            "unit": Hint(*([names[self.unit]] * 2)) if self.unit else WHOLE_ORGANISATION,
            "whole": readable(self.whole, decimals, one.unit),
            "parts": readable(self.parts, decimals, one.unit),
            "period": found.period.code,
        }


def whole_and_parts(records: Records, known: Known, history: History) -> Iterator[Differing]:
    """Every unit above others (empty: the whole) that reports another value than they give together.

    Only where the file brings something new: the value of the unit above, or one below it.
    """
    tree = tree_of(known.plan.org_units)
    for code, places in _of_each(records).items():
        if not tree.parents or code not in known.measured:
            continue
        units = {records.org_unit.words[at] for at in np.unique(records.org_unit.places[places]).tolist()}
        units |= {one.org_unit for one in history.get(code, ())}
        above = tree.among_above(units)
        for group in _groups(records, places, history.get(code, ())) if above else ():
            yield from disagreeing(group, above, known.measured[code], tree)


def _of_each(records: Records) -> dict[str, list[int]]:
    """The places of the records of each indicator."""
    words = enumerate(records.indicator.words)
    found = {word: np.flatnonzero(records.indicator.places == at).tolist() for at, word in words}
    return {code: places for code, places in found.items() if places}


def _groups(records: Records, places: Iterable[int], earlier: Iterable[Measurement]) -> Iterable[Group]:
    """What holds after the file, by period; a record that only repeats what is in force brings nothing."""
    before = {key_of(one): one for one in earlier}
    groups: dict[str, Group] = {}
    for one in before.values():
        groups.setdefault(one.period.code, {})[one.org_unit] = one, None
    touched: dict[str, None] = {}
    for place in places:
        one = records[place].measurement
        old = before.get(key_of(one))
        if old is None or not same_figures(one, old):
            groups.setdefault(one.period.code, {})[one.org_unit] = one, place
            touched[one.period.code] = None
    return [groups[period] for period in touched]


def same_figures(one: Measurement, other: Measurement) -> bool:
    """Whether both report the same figures, neither of them invented unless both are."""
    return _figures(one) == _figures(other)


def _figures(one: Measurement) -> tuple[object, ...]:
    return one.value, one.done, one.numerator, one.denominator, one.measured_on, one.origin


def disagreeing(group: Group, above: Iterable[str], one: Measured, tree: Tree) -> Iterator[Differing]:
    """Each of the units `above` that reports another value in a period than those below it give together."""
    for unit in above:
        whole = reported_amount(group[unit][0], one) if unit in group else None
        parts = [(row, place) for row, place in group.values() if unit in tree.above(row.org_unit)]
        given = parts_together(top_units((row for row, _ in parts), tree), one)
        brought = group[unit][1] if unit in group else None
        place = next((at for _, at in parts if at is not None), None) if brought is None else brought
        if whole is None or given is None or place is None:
            continue
        if abs(whole - given) > 0.5 * 10.0**-one.decimals + 1e-9 * (1 + abs(whole)):
            yield Differing(place, unit, whole, given)


def parts_together(rows: Iterable[Measurement], one: Measured) -> float | None:
    """What the values of several units make together; None where there are none, or shares without their counts."""
    known = [(row, value) for row in rows if (value := reported_amount(row, one)) is not None]
    found = value_together(known, one.aggregation, one.factor)
    return found.value if found else None
