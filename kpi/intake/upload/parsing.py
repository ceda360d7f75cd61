"""The rows below the header, column by column, into records."""

from collections.abc import Mapping, Sequence

from kpi.core.issue import Severity
from kpi.intake.faults import severity_of
from kpi.intake.upload.column import EMPTY, Outcome, Reader, columns_of, distinct, each, read_column
from kpi.intake.upload.dates import DAY_FIRST, MONTH_FIRST
from kpi.intake.upload.findings import Findings
from kpi.intake.upload.header import NUMBERS, Header, Place
from kpi.intake.upload.known import Known
from kpi.intake.upload.model import Cell, CellKind, GridRow, Record
from kpi.intake.upload.numbers import COMMA, POINT, decide, shape
from kpi.intake.upload.readers import (
    date_order,
    date_reader,
    indicator_reader,
    number_reader,
    org_unit_reader,
    read_note,
    read_period_cell,
    read_provisional,
)
from kpi.intake.upload.records import Maker, Series, answers_of_units
from kpi.intake.upload.rows import kept
from kpi.intake.upload.split_period import joined

Parsed = tuple[tuple[Record, ...], str, frozenset[str]]


def parse(
    rows: Sequence[GridRow], header: Header, known: Known, answers: Mapping[str, str], findings: Findings
) -> Parsed:
    """The records, the decimal mark that was decided for the values, and the indicators that have an answer."""
    work = _Columns(rows, header, known, answers, findings)
    indicators = work.read("indicator", indicator_reader(known))
    units = work.read("org_unit", org_unit_reader(known))
    work.keep(kept(rows, header, indicators, units, findings))
    series, mark = _series(work)
    work.tell()
    maker = Maker(known, findings, [row.number for row in work.rows], work.bad, answers_of_units(known, answers))
    records = tuple(record for one in series for record in maker.records(one))
    return records, mark, _answered(series)


class _Columns:
    """The columns of one file while they are read; told once all of them are."""

    def __init__(
        self, rows: Sequence[GridRow], header: Header, known: Known, answers: Mapping[str, str], findings: Findings
    ) -> None:
        self.rows, self.header, self.answers, self.findings = list(rows), header, answers, findings
        self._columns = columns_of(row.cells for row in rows)
        self.read_as: dict[int, tuple[Place, list[Cell], list[Outcome]]] = {}
        self.bad: set[int] = set()

    def cells(self, place: Place) -> list[Cell]:
        """The cells of a column, as many as there are rows; those of a period with their year."""
        cells = list(self._columns[place.index]) if place.index < len(self._columns) else [EMPTY] * len(self.rows)
        years = self.header.of("year") if place.role == "period" else ()
        for year in years:
            pairs = zip(self.cells(year), cells, strict=True)
            cells = [joined(whole, part, place.header) for whole, part in pairs]
        return cells

    def read(self, role: str, reader: Reader) -> list[Outcome]:
        """The outcomes of the column of this role; empty when there is none."""
        place = next(iter(self.header.of(role)), None)
        return self.read_place(place, reader) if place else []

    def read_place(self, place: Place, reader: Reader) -> list[Outcome]:
        cells = self.cells(place)
        outcomes = read_column(cells, reader)
        self.read_as[place.index] = (place, cells, outcomes)
        return outcomes

    def keep(self, indexes: Sequence[int]) -> None:
        """Go on with these rows only, in the columns read before as well."""
        if len(indexes) == len(self.rows):
            return
        self.rows = [self.rows[index] for index in indexes]
        self._columns = columns_of(row.cells for row in self.rows)
        for _, cells, outcomes in self.read_as.values():
            cells[:], outcomes[:] = [cells[one] for one in indexes], [outcomes[one] for one in indexes]

    def outcomes(self, role: str) -> list[Outcome]:
        return next((found for place, _, found in self.read_as.values() if place.role == role), [])

    def mark(self, places: Sequence[Place], key: str) -> str:
        """The decimal mark that these columns prove together, or what was answered; asks where it is needed."""
        texts = [cell.text for place in places for cell in distinct(self.cells(place)) if cell.kind is CellKind.TEXT]
        numbers = [number for number in map(shape, texts) if number]
        mark = decide(numbers, self.answers.get(key, ""))
        if not mark and (unsure := next((place for place in places if self._unsure(place)), None)):
            self.findings.ask(key, unsure.header, "decimal-ambiguous", (COMMA, POINT))
        return mark

    def _unsure(self, place: Place) -> bool:
        numbers = (shape(cell.text) for cell in distinct(self.cells(place)) if cell.kind is CellKind.TEXT)
        return any(number is not None and number.ambiguous for number in numbers)

    def order(self, place: Place) -> str:
        """The order of day and month in a column of days; asks where nothing proves it."""
        key, cells = f"date:{place.header}", distinct(self.cells(place))
        order = date_order(cells, self.answers.get(key, ""))
        if not order and any(one.code == "date-ambiguous" for one in read_column(cells, date_reader(""))):
            self.findings.ask(key, place.header, "date-ambiguous", (DAY_FIRST, MONTH_FIRST))
        return order

    def tell(self) -> None:
        """Issues and repairs of every cell, in the order of the columns; rows with an error are `bad`."""
        for _, (place, cells, outcomes) in sorted(self.read_as.items()):
            if not any(one.code or one.rules for one in each(outcomes)):
                continue
            shared = place.role != "period-value"
            for row, cell, outcome in zip(self.rows, cells, outcomes, strict=True):
                if outcome.code or outcome.rules:
                    self.findings.note(outcome, cell, row.number, place.header)
                    if shared and outcome.code and severity_of(outcome.code) is Severity.ERROR:
                        self.bad.add(row.number)


def _series(work: _Columns) -> tuple[list[Series], str]:
    """A long file is one series of measurements, a wide one has a series a period; and the mark of the values."""
    work.read("period", read_period_cell)
    work.read("provisional", read_provisional)
    work.read("note", read_note)
    for place in work.header.of("measured_on"):
        work.read_place(place, date_reader(work.order(place)))
    marks = [_numbers(work, place) for role in NUMBERS for place in work.header.of(role)]
    shared = {
        place.role: place for place in work.header.places if place.role not in ("", "name", "year", "period-value")
    }
    headers = {role: place.header for role, place in shared.items()}
    outcomes = {role: work.outcomes(role) for role in shared}
    if not work.header.wide:
        return [Series(outcomes, headers)], next((mark for mark in marks if mark), "")
    places = work.header.of("period-value")
    mark = work.mark(places, "decimal:value")
    reader = number_reader(mark, "value")
    return [
        Series({**outcomes, "value": work.read_place(place, reader)}, headers | _both(place), place.period)
        for place in places
    ], mark


def _both(place: Place) -> dict[str, str]:
    return {"value": place.header, "period": place.header}


def _numbers(work: _Columns, place: Place) -> str:
    mark = work.mark((place,), f"decimal:{place.header}")
    work.read_place(place, number_reader(mark, place.role))
    return mark


def _answered(series: Sequence[Series]) -> frozenset[str]:
    """The indicators of which the file says something: a value, or that there is none."""
    found: set[str] = set()
    for one in series:
        columns = [one.outcomes[role] for role in (*NUMBERS, "measured_on") if one.outcomes.get(role)]
        for index, outcome in enumerate(one.outcomes["indicator"]):
            if isinstance(outcome.value, str) and outcome.value not in found:
                cells = [column[index] for column in columns]
                if any(cell.value is not None or cell.code for cell in cells):
                    found.add(outcome.value)
    return frozenset(found)
