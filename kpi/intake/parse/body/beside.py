"""What stands beside an indicator and contradicts it: the name of another one, or a unit that is not its own."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from kpi.intake.parse.cells.column import Outcomes
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.text import fold
from kpi.intake.parse.cells.unit_marks import contradicts, is_fraction, is_scale, unit_meant, wanted_unit
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header_words import NUMBERS, Header, Place, all_brackets
from kpi.intake.read.cell import Cell
from kpi.intake.read.grid import CellColumn, Grid, Which, column_of, pairs_of

Read = Mapping[int, tuple[Place, Outcomes]]


class Beside:
    """The columns beside that of the indicators, of the rows that are read; `read`: what became of each, by index."""

    def __init__(self, below: Grid, header: Header, read: Read, known: Known, findings: Findings) -> None:
        self.below, self.header, self.known, self.findings = below, header, known, findings
        self._indicators = next(one for place, one in read.values() if place.role == "indicator")
        self._numbers = [(place, one) for place, one in read.values() if place.role in (*NUMBERS, "period-value")]

    def contradictions(self) -> Which:
        """Of every row whether something beside its indicator contradicts it; each is told at its cell."""
        bad = np.zeros(len(self.below), bool)
        for place in self.header.of("name"):
            bad |= self._names(place)
        for place in self.header.measures:
            bad |= self._measures(place)
        for place, numbers in self._numbers:
            bad |= self._said(place, numbers)
        return bad

    def _names(self, place: Place) -> Which:
        """Exact names and codes of another indicator; any other text is left in peace."""
        cells, known = self.below.columns[place.index], self.known.indicators
        wrong = self._where(cells, lambda code, text: code not in known.get(fold(text), (code,)))
        for row in np.flatnonzero(wrong).tolist():
            self._tell("name-of-other", row, place, cells.at(row).text, indicator=self._code(row))
        return wrong

    def _measures(self, place: Place) -> Which:
        """A column of units goes with every number that has none of its own."""
        cells = self.below.columns[place.index]
        values = [one for place, one in self._numbers if place.role in ("value", "period-value")]
        wrong = self._misfitting(cells, "value", values)
        for row in np.flatnonzero(wrong).tolist():
            self._tell_unit(row, place, "value", cells.at(row).text)
        return wrong

    def _said(self, place: Place, numbers: Outcomes) -> Which:
        """The unit in the header of a column goes with every number that has none of its own."""
        role = "value" if place.period else place.role
        said = next((text for text in place.units if unit_meant(text, self.known)), "")
        if not said or (role != "value" and not said.startswith(("%", "‰"))):
            return np.zeros(len(self.below), bool)
        cells = column_of([Cell(said)], np.zeros(len(self.below), np.int32))
        wrong = self._misfitting(cells, role, [numbers])
        for row in np.flatnonzero(wrong).tolist():
            self._tell_unit(row, place, role, f"{numbers.cells.at(row).text} {said}")
        return wrong

    def _misfitting(self, units: CellColumn, role: str, numbers: Sequence[Outcomes]) -> Which:
        """Of every row whether its unit is not the indicator's; of a part of 1 that is one it is asked (rules.py)."""
        plain, above = np.zeros(len(units), bool), np.zeros(len(units), bool)
        for one in numbers:
            plain |= _plain(one)
            above |= np.abs(one.floats()) > 1
        parts = units.where([at for at in units.used() if is_fraction(units.texts[at])])
        return self._where(units, self._misfits(role)) & plain & (above | ~parts)

    def _misfits(self, role: str) -> Callable[[str, str], bool]:
        def wrong(code: str, text: str) -> bool:
            scaled = any(is_scale(part, self.known) for part in all_brackets(text))
            return scaled or contradicts(text, self.known.measured[code].unit, role, self.known)

        return wrong

    def _where(self, cells: CellColumn, wrong: Callable[[str, str], bool]) -> Which:
        """Of every row whether code and text disagree; each different pair is looked at once."""
        pairs, places = pairs_of(self._indicators.cells, cells)
        codes = [(self._indicators.outcome(at).value, text) for at, text in pairs]
        flags = [isinstance(code, str) and wrong(code, cells.texts[text]) for code, text in codes]
        return np.array(flags, bool)[places]

    def _code(self, row: int) -> str:
        return str(self._indicators.at(row).value)

    def _tell_unit(self, row: int, place: Place, role: str, written: str) -> None:
        self._tell("unit-mark", row, place, written, **wanted_unit(self.known.measured[self._code(row)].unit, role))

    def _tell(self, code: str, row: int, place: Place, written: str, **words: object) -> None:
        self.findings.tell(code, int(self.below.numbers[row]), place.header, written, words=words)


def _plain(numbers: Outcomes) -> Which:
    """Of every row whether there is a number without a unit of its own."""
    return ~np.isnan(numbers.floats()) & ~numbers.where(lambda one: bool(one.unit))
