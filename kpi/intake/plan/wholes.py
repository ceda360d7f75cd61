"""Values of the whole that do not agree with their parts, told as a warning of the row that holds the whole."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kpi.core.batch import Batch
from kpi.core.issue import Issue
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
    if not plan.org_units:
        return
    from kpi.intake.parse.cells.known import Known
    from kpi.intake.validate.parts import differing_among  # with it comes numpy, which most folders can do without

    ends = list(accumulate(len(one.numbers) for one in places))
    known = Known(plan)
    for found in differing_among(measured, known):
        row = measured[found.place]
        part = bisect_right(ends, found.place)
        file, at = places[part], found.place - (ends[part - 1] if part else 0)
        column = "value" if row.value is not None else "numerator"
        yield fault(
            "whole-beside-parts",
            file=file.file,
            row=file.numbers[at],
            column=file.headers[column],
            value=getattr(row, column),
            **found.words(row, known.measured[row.indicator], plan),
        )
