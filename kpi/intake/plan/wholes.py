"""Values of the whole that do not agree with their parts, told as a warning of the row that holds the whole."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, compress

from kpi.core.batch import Batch
from kpi.core.issue import Issue
from kpi.core.light.units import tree_of
from kpi.core.model import Plan
from kpi.intake.faults.catalogue import fault
from kpi.intake.plan.table import Table

_COLUMNS = ("value", "numerator")


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """Where the rows of a file stand: its name, their numbers, and its own headers of the columns of figures."""

    file: str
    numbers: Sequence[int]
    headers: Mapping[str, str]


def row_places(tables: Iterable[Table]) -> list[RowPlaces]:
    """Where the rows of each file stand, for when its cells are let go."""
    return [
        RowPlaces(one.name, one.numbers, {name: one.columns[name].header for name in _COLUMNS if name in one.columns})
        for one in tables
    ]


def wholes(plan: Plan, measured: Batch, places: Sequence[RowPlaces]) -> Iterator[Issue]:
    """A warning for each unit that reports another value than its parts give together; `places` of all rows."""
    tree = tree_of(plan.org_units)
    above = tree.among_above(set(measured.org_unit)) if plan.org_units else set()
    groups = list(_groups(measured, above)) if above else []
    if not groups:
        return
    # With these comes numpy, which most folders can do without.
    from kpi.intake.parse.cells.known import Known
    from kpi.intake.validate.whole_beside_parts import Group, disagreeing

    ends, known = list(accumulate(len(one.numbers) for one in places)), Known(plan)
    for rows in groups:
        group: Group = {measured.org_unit[at]: (measured[at], at) for at in rows}
        one = known.measured[measured.indicator[rows[0]]]
        for found in disagreeing(group, above, one, tree):
            row, part = measured[found.place], bisect_right(ends, found.place)
            file, number = places[part], found.place - (ends[part - 1] if part else 0)
            column = "value" if row.value is not None else "numerator"
            yield fault(
                "whole-beside-parts",
                file=file.file,
                row=file.numbers[number],
                column=file.headers[column],
                value=getattr(row, column),
                **found.words(row, one, plan),
            )


def _groups(measured: Batch, above: Set[str]) -> Iterator[list[int]]:
    """The places of the rows of one indicator and period, where a unit above others is one of several that report."""
    of_wholes = compress(measured.keys(), [unit in above for unit in measured.org_unit])
    groups: dict[tuple[str, str], list[int]] = {(code, period): [] for code, _, period in of_wholes}
    for at, (code, _, period) in enumerate(measured.keys()):
        if (code, period) in groups:
            groups[code, period].append(at)
    return (rows for rows in groups.values() if len(rows) > 1)
