"""One column: every different cell is read once, whatever the number of rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from kpi.intake.faults.hints import Hint
from kpi.intake.parse.cells.numbers import own_number
from kpi.intake.parse.cells.text import bare, fold, has_controls
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.grid import CellColumn, Rows, Which

MISSING = "NA"  # how R writes an empty cell
NO_VALUE = frozenset(
    ("n.v.t.", "n.v.t", "nvt", "nvt.", "niet van toepassing", "n/a", "n.b.", "nb", ".", "-", "--", "–", "—", "−",
     "onbekend", "geen", "geen gegevens", "geen opgave", "niet gemeten", "niet bekend", "not applicable",
     "not available")
)  # fmt: skip
ERRORS = ("#n/b", "#n/a", "#deel/0!", "#div/0!", "#waarde!", "#value!", "#verw!", "#ref!", "#naam?", "#name?",
          "#getal!", "#num!", "#leeg!", "#null!", "#overloop!", "#spill!")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a cell: a value (None: nothing there), or the code of an issue with its words.

    `rules`: the repairs by which it was read as `after`. `unit`: a mark or word of unit that was written with it.
    """

    value: object = None
    code: str = ""
    hint: Hint | None = None
    words: Mapping[str, object] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    after: str = ""
    unit: str = ""


NOTHING = Outcome()
Reader = Callable[[Cell], Outcome]


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What became of the cells of a column: an outcome for each different one, by its place in `cells`.

    `found`: those that are not just nothing or just a number. Numbers stand in `numbers` (NaN: none), with the rules by
    which those of `ruled` were read.
    """

    cells: CellColumn
    found: Mapping[int, Outcome]
    numbers: NDArray[np.float64] | None = None
    ruled: Which | None = None
    rules: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.cells)

    def outcome(self, place: int) -> Outcome:
        """What became of one of the different cells."""
        if place in self.found or self.numbers is None:
            return self.found.get(place, NOTHING)
        value = float(self.numbers[place])
        if value != value:
            return NOTHING
        if self.ruled is None or not self.ruled[place]:
            return Outcome(value)
        return Outcome(value, rules=self.rules, after=own_number(value))

    def at(self, row: int) -> Outcome:
        """What became of the cell of a row, counted from 0."""
        return self.outcome(int(self.cells.places[row]))

    def take(self, rows: Rows) -> "Outcomes":
        """Those of these rows only."""
        return replace(self, cells=self.cells.take(rows))

    def where(self, test: Callable[[Outcome], bool]) -> Which:
        """Of every row whether its outcome passes; for what is nothing, or just a number, it must be False."""
        return self.cells.where([place for place, one in self.found.items() if test(one)])

    def present(self) -> Which:
        """Of every row whether there is a value."""
        flags = np.zeros(len(self.cells.texts), bool) if self.numbers is None else ~np.isnan(self.numbers)
        flags[[place for place, one in self.found.items() if one.value is not None]] = True
        return flags[self.cells.places]

    def floats(self) -> NDArray[np.float64]:
        """The number of every row; NaN where there is none."""
        size = len(self.cells.texts)
        values = np.full(size, np.nan) if self.numbers is None else self.numbers.copy()
        for place, one in self.found.items():
            values[place] = one.value if isinstance(one.value, float) else np.nan
        return values[self.cells.places]


def read_column(cells: CellColumn, reader: Reader) -> Outcomes:
    """The outcome of every different cell."""
    each = ((place, guarded(cells.cell(place), reader)) for place in cells.used())
    return Outcomes(cells, {place: one for place, one in each if one is not NOTHING})


def guarded(cell: Cell, reader: Reader) -> Outcome:
    """What holds for cells of every column: empty ones, errors, formulas and control characters.

    NA is as good as empty, where it is not what the column knows: a unit may be called so.
    """
    if cell.kind is CellKind.EMPTY or not bare(cell.text):
        return NOTHING
    if cell.kind is CellKind.ERROR or fold(cell.text) in ERRORS:
        return Outcome(code="cell-error")
    if cell.kind is CellKind.FORMULA:
        return Outcome(code="formula-no-value")
    if has_controls(cell.text):
        return Outcome(code="control-character")
    found = reader(cell)
    return NOTHING if found.code and bare(cell.text) == MISSING else found
