"""How a cell of each kind of column is read: one function a column, each giving a reader of cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from kpi.core.calendar.period import JANUARY, Frequency, YearStart, period_of
from kpi.intake.faults.hints import Hint, as_own_period, as_period, measured_as, nearest
from kpi.intake.parse.cells.column import MISSING, NO_VALUE, NOTHING, Outcome, Reader
from kpi.intake.parse.cells.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    looks_like_date,
    only_day,
    shape_of_day,
)
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.numbers import SIGNS, Number, own_number, rules_of, shape
from kpi.intake.parse.cells.periods import as_stored, period_named
from kpi.intake.parse.cells.plain_cells import Bad, flag, yes_no
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.grid import CellColumn, column_of, pairs_of

_SUPPRESSED = re.compile(r"(?:<|≤|kleiner dan |minder dan |less than )\s*[0-9]{1,3}")
_PROVISIONAL = {"voorlopig": True, "provisional": True, "definitief": False, "final": False}
_SIGNS = frozenset({"", *SIGNS.values()})  # a number with a word behind it is a note
_EXACT = 1e15  # numbers from here on have more digits than a workbook keeps
_MOST_HINTS = 200  # looking for near words is slow: a column of nothing but unknown words gets no more than these


def indicator_reader(known: Known) -> Reader:
    """Codes and names of what can be reported; a target's own code points to its indicator."""
    hints = _Hints(known.names)

    def read(cell: Cell) -> Outcome:
        word = fold(cell.text)
        codes = known.indicators.get(word, ())
        if not codes and word in known.measured_as:
            hint = measured_as(bare(cell.text), known.measured_as[word])
            return Outcome(code="unknown-indicator", hint=hint)
        return _one(cell, codes, "indicator-name") or Outcome(code="unknown-indicator", hint=hints.of(cell.text))

    return read


def org_unit_reader(known: Known) -> Reader:
    """Codes and names of organisation units; the whole organisation is the empty code."""
    hints = _Hints({unit.code: unit.name for unit in known.plan.org_units})

    def read(cell: Cell) -> Outcome:
        codes = known.org_units.get(fold(cell.text), ())
        return _one(cell, codes, "org-unit-name") or Outcome(code="unknown-org-unit", hint=hints.of(cell.text))

    return read


class _Hints:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names, self._left = names, _MOST_HINTS

    def of(self, text: str) -> Hint | None:
        """The nearest known word, for the first few that ask."""
        self._left -= 1
        return nearest(bare(text)[:80], self._names, self._names) if self._left >= 0 else None


def _one(cell: Cell, codes: Sequence[str], rule: str) -> Outcome | None:
    if len(codes) > 1:
        return Outcome(code="ambiguous-name", words={"codes": ", ".join(sorted(codes))})
    if not codes:
        return None
    same = codes[0] == cell.text
    return Outcome(codes[0]) if same else Outcome(codes[0], rules=(rule,), after=codes[0])


def period_cell_reader(year: YearStart) -> Reader:
    """Reporting periods of a plan whose years begin on `year`.

    A day only where it is the first of a month, which is how a spreadsheet stores a month.
    """
    own = None if year == JANUARY else as_own_period(year)

    def read(cell: Cell) -> Outcome:
        if cell.kind is CellKind.DATE and isinstance(cell.value, date):
            day = only_day(cell.value)
            month = period_of(day, Frequency.MONTH, year)
            if day.day > 1:
                return Outcome(code="not-a-period", hint=as_period(day, year))
            return Outcome(month, rules=("period-notation",), after=month.code)
        period = period_named(as_stored(cell), year) if cell.kind in (CellKind.TEXT, CellKind.NUMBER) else None
        if period is None:
            written = shape_of_day(cell.text)[0]
            return Outcome(code="not-a-period", hint=as_period(written, year) if written else own)
        same = period.code == cell.text
        return Outcome(period) if same else Outcome(period, rules=("period-notation",), after=period.code)

    return read


def date_reader(order: str) -> Reader:
    """Days; `order` of day and month behind slashes is DAY_FIRST, MONTH_FIRST, or empty when nothing proved it."""

    def read(cell: Cell) -> Outcome:
        if cell.kind is CellKind.DATE and isinstance(cell.value, date | datetime):
            return Outcome(only_day(cell.value))
        if fold(cell.text) in NO_VALUE:
            return NOTHING
        if cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
            return Outcome(code="not-a-date")
        day, other, rule = shape_of_day(as_stored(cell))
        if day and other and day != other and not order:
            return Outcome(code="date-ambiguous")
        found = other if order == MONTH_FIRST else day
        if found is None:
            return Outcome(code="not-a-date")
        return Outcome(found, rules=(rule,), after=found.isoformat()) if rule else Outcome(found)

    return read


def date_order(cells: Iterable[Cell], answer: str) -> str:
    """The order that a day such as 31/12/2021 proves; without proof the uploader's answer; empty when there is none."""
    shapes = [shape_of_day(cell.text)[:2] for cell in cells if cell.kind is CellKind.TEXT]
    proofs = {DAY_FIRST if first else MONTH_FIRST for first, second in shapes if (first is None) != (second is None)}
    if len(proofs) == 1:
        return proofs.pop()
    return answer if not proofs and answer in (DAY_FIRST, MONTH_FIRST) else ""


def read_provisional(cell: Cell) -> Outcome:
    """Yes or no; also the words themselves, and the 1 or 0 that SQLite keeps for them."""
    word = fold(cell.text)
    answer = _PROVISIONAL[word] if word in _PROVISIONAL else flag(word)
    if cell.kind is CellKind.BOOLEAN and isinstance(cell.value, bool):
        answer = cell.value
    return Outcome(code="not-yes-or-no") if isinstance(answer, Bad) else Outcome(answer)


def read_note(cell: Cell) -> Outcome:
    """Text as it stands, formulas and markup included: it is only ever shown as text."""
    text = bare(cell.text)
    if text == MISSING:
        return NOTHING
    number = shape(text) if cell.kind is CellKind.TEXT else None
    return Outcome(text, code="note-is-number" if number and number.unit in _SIGNS else "")


def joined_notes(one: CellColumn, other: CellColumn) -> CellColumn:
    """The remarks of two columns, the second behind the first."""
    pairs, places = pairs_of(one, other)
    return column_of([_joined(one.cell(first), other.cell(second)) for first, second in pairs], places)


def _joined(one: Cell, other: Cell) -> Cell:
    first, second = bare(one.text), bare(other.text)
    if not second or second in (first, MISSING):
        return one
    return other if not first or first == MISSING else Cell(f"{first}; {second}")


def number_reader(mark: str, role: str) -> Reader:
    """Numbers under this decimal mark (empty: none was proved); in a column of values also yes and no."""

    def read(cell: Cell) -> Outcome:
        if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | float):
            return _stored(cell, float(cell.value))
        if cell.kind is CellKind.PERCENT:
            return _percent(cell)
        if cell.kind is CellKind.DATE:
            return Outcome(code="date-in-number")
        if cell.kind is CellKind.BOOLEAN:
            return Outcome(bool(cell.value)) if role == "value" else Outcome(code="not-a-number")
        return _text(cell.text, mark, role)

    return read


def _stored(cell: Cell, value: float) -> Outcome:
    """A number as a workbook stores it, with the unit that its format shows."""
    if abs(value) >= _EXACT:
        return Outcome(code="not-a-number")
    unit = fold(cell.text.partition(" ")[2])
    if not unit:
        return Outcome(value)
    return Outcome(
        value, words={"written": cell.text}, rules=("unit-format",), after=own_number(value), unit=SIGNS.get(unit, unit)
    )


def _percent(cell: Cell) -> Outcome:
    number = shape(cell.text)
    value = number.point if number else None
    if value is None:
        return Outcome(code="not-a-number")
    return Outcome(value, words={"written": cell.text}, rules=("percent-cell",), after=own_number(value), unit="%")


def _text(text: str, mark: str, role: str) -> Outcome:
    word = fold(text)
    if word in NO_VALUE:
        return Outcome(code="not-applicable")
    if _SUPPRESSED.fullmatch(word):
        return Outcome(code="suppressed")
    answer = yes_no(word) if role == "value" else Bad("")
    if not isinstance(answer, Bad):
        return Outcome(answer)
    number = shape(text)
    if number is None or looks_like_date(text):
        return Outcome(code="date-in-number" if looks_like_date(text) else "not-a-number")
    return _number(text, mark, number)


def _number(text: str, mark: str, number: Number) -> Outcome:
    value = number.by(mark)
    if value is None and mark:
        return Outcome(code="decimal-mixed", words={"mark": mark})
    if value is None:
        return Outcome(code="decimal-ambiguous", words={"as_point": number.point, "as_comma": number.comma})
    rules = rules_of(text, mark, number)
    if not rules and text != bare(text):
        rules = ("spaces",)
    as_written = {"written": text} if number.unit else {}
    return Outcome(value, words=as_written, rules=rules, after=own_number(value) if rules else "", unit=number.unit)
