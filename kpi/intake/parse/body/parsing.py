"""The rows below the header, column by column, into records."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from kpi.core.batch import Key
from kpi.core.calendar.period import Frequency, YearStart
from kpi.core.issue import Severity
from kpi.core.plain import as_sent
from kpi.intake.faults.catalogue import severity_of
from kpi.intake.parse.body.beside import Beside
from kpi.intake.parse.body.measurements import Maker, no_values
from kpi.intake.parse.body.record_columns import Records, joined_records
from kpi.intake.parse.body.which_rows import kept
from kpi.intake.parse.cells.column import Outcome, Outcomes, Reader, read_column
from kpi.intake.parse.cells.dates import DAY_FIRST, MONTH_FIRST
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.lines import ANSWERS, Series
from kpi.intake.parse.cells.numbers import COMMA, POINT
from kpi.intake.parse.cells.periods import joined_column
from kpi.intake.parse.cells.plain_numbers import Shapes, decide_mark
from kpi.intake.parse.cells.readers import (
    date_order,
    date_reader,
    indicator_reader,
    joined_notes,
    number_reader,
    org_unit_reader,
    period_cell_reader,
    read_note,
    read_provisional,
)
from kpi.intake.parse.cells.unit_marks import answers_of_units
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header_words import NUMBERS, Header, Place
from kpi.intake.read.grid import CellColumn, Grid, Which

Parsed = tuple[Records, str, frozenset[str], frozenset[Key]]


def parse(below: Grid, header: Header, known: Known, answers: Mapping[str, str], findings: Findings) -> Parsed:
    """The records, the decimal mark decided for the values, the indicators with an answer, and what has no value."""
    work = _Columns(below, header, answers, findings)
    work.read("indicator", indicator_reader(known))
    work.read("org_unit", org_unit_reader(known))
    work.keep(kept(below, header, known, work.of("indicator"), work.outcomes().get("org_unit"), findings))
    yearly = {code for code, one in known.measured.items() if one.frequency is Frequency.YEAR}
    work.yearly = work.of("indicator").where(lambda one: one.value in yearly)
    series, mark = _series(work, known.plan.year_starts)
    work.tell()
    work.bad |= Beside(work.below, header, work.read_as, known, findings).contradictions()
    factors = answers_of_units(known, answers)
    maker = Maker(known, findings, work.below.numbers, work.bad, factors, work.outcomes())
    records = joined_records([maker.records(one) for one in series])
    return records, mark, _answered(series), no_values(series, work.bad, records)


class _Columns:
    """The columns of one file while they are read; told once all of them are.

    `bad`: rows with an error. `yearly`: those of what is reported by year.
    """

    def __init__(self, below: Grid, header: Header, answers: Mapping[str, str], findings: Findings) -> None:
        self.below, self.header, self.answers, self.findings = below, header, answers, findings
        self.read_as: dict[int, tuple[Place, Outcomes]] = {}
        self.bad = np.zeros(len(below), bool)
        self.yearly: Which | None = None

    def cells(self, place: Place) -> CellColumn:
        """The cells of a column; those of a period with their year, codes and a file sent back as they were sent."""
        cells = self.below.columns[place.index]
        if self.header.returned or place.role in ("indicator", "org_unit"):
            cells = replace(cells, texts=[as_sent(text) for text in cells.texts])
        if place.role == "note" and not place.other:
            for more in self.header.of("note")[1:]:
                cells = joined_notes(cells, self.cells(more))
        years = self.header.of("year") if place.role == "period" else ()
        for year in years:
            cells = joined_column(self.cells(year), cells, place.header, self.yearly)
        return cells

    def read(self, role: str, reader: Reader) -> None:
        """Read the column of this role; nothing when there is none."""
        for place in self.header.of(role)[:1]:
            self.add(place, read_column(self.cells(place), reader))

    def add(self, place: Place, outcomes: Outcomes) -> Outcomes:
        """Keep what a column was read as."""
        self.read_as[place.index] = (place, outcomes)
        return outcomes

    def keep(self, wanted: Which) -> None:
        """Go on with these rows only, in the columns read before as well."""
        if wanted.all():
            return
        rows = np.flatnonzero(wanted)
        self.below, self.bad = self.below.take(rows), self.bad[rows]
        self.read_as = {at: (place, one.take(rows)) for at, (place, one) in self.read_as.items()}

    def of(self, role: str) -> Outcomes:
        """What the column of this role was read as; raises KeyError when it was not read."""
        return self.outcomes()[role]

    def outcomes(self) -> dict[str, Outcomes]:
        """What was read, by role; of the columns of a wide file's periods none."""
        return {place.role: one for place, one in reversed(self.read_as.values()) if place.role != "period-value"}

    def shapes(self, places: Sequence[Place], key: str) -> tuple[list[Shapes], str]:
        """The numbers of these columns and the decimal mark that they prove together, or what was answered.

        Asks where it is needed.
        """
        shapes = [Shapes(self.cells(place)) for place in places]
        mark = decide_mark(shapes, self.answers.get(key, ""))
        unsure = [place for place, one in zip(places, shapes, strict=True) if not mark and one.ambiguous]
        if unsure:
            self.findings.ask(key, unsure[0].header, "decimal-ambiguous", (COMMA, POINT))
        return shapes, mark

    def order(self, place: Place) -> str:
        """The order of day and month in a column of days; asks where nothing proves it."""
        key, cells = f"date:{place.header}", self.cells(place)
        order = date_order(cells.distinct(), self.answers.get(key, ""))
        if not order and any(
            one.code == "date-ambiguous" for one in read_column(cells, date_reader("")).found.values()
        ):
            self.findings.ask(key, place.header, "date-ambiguous", (DAY_FIRST, MONTH_FIRST))
        return order

    def tell(self) -> None:
        """Issues and repairs of every cell, in the order of the columns; rows with an error are `bad`."""
        for _, (place, outcomes) in sorted(self.read_as.items(), key=lambda one: one[0]):
            self.findings.note(place.header, self.below.numbers, outcomes)
            if place.role != "period-value":
                self.bad |= outcomes.where(_refuses)


def _refuses(one: Outcome) -> bool:
    return bool(one.code) and severity_of(one.code) is Severity.ERROR


def _series(work: _Columns, year: YearStart) -> tuple[list[Series], str]:
    """A long file is one series of measurements, a wide one has a series a period; and the mark of the values."""
    work.read("period", period_cell_reader(year))
    work.read("provisional", read_provisional)
    work.read("note", read_note)
    for place in work.header.of("measured_on"):
        work.add(place, read_column(work.cells(place), date_reader(work.order(place))))
    marks = [_numbers(work, place) for role in NUMBERS for place in work.header.of(role)]
    shared = {
        place.role: place for place in work.header.places if place.role not in ("", "name", "year", "period-value")
    }
    headers = {role: place.header for role, place in shared.items()}
    if not work.header.wide:
        told = bool(work.header.provisional)
        return [Series(work.outcomes(), headers, provisional=told)], next((mark for mark in marks if mark), "")
    return _wide(work, headers)


def _wide(work: _Columns, headers: Mapping[str, str]) -> tuple[list[Series], str]:
    places, outcomes = work.header.of("period-value"), work.outcomes()
    shapes, mark = work.shapes(places, "decimal:value")
    reader = number_reader(mark, "value")
    return [
        Series(
            {**outcomes, "value": work.add(place, one.read(mark, reader))},
            {**headers, "value": place.header, "period": place.header},
            place.period,
            place in work.header.provisional,
        )
        for place, one in zip(places, shapes, strict=True)
    ], mark


def _numbers(work: _Columns, place: Place) -> str:
    (shapes,), mark = work.shapes((place,), f"decimal:{place.header}")
    work.add(place, shapes.read(mark, number_reader(mark, place.role)))
    return mark


def _answered(series: Sequence[Series]) -> frozenset[str]:
    """The indicators of which the file says something: a value, or that there is none."""
    found: set[str] = set()
    for one in series:
        indicators = one.outcomes["indicator"]
        said = one.present(*ANSWERS) | one.where(ANSWERS, lambda cell: bool(cell.code))
        places = indicators.cells.take(said).used()
        found |= {code for place in places if isinstance(code := indicators.outcome(place).value, str)}
    return frozenset(found)
