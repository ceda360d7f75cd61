"""What calamine does not tell of a sheet: bounds, percentages, errors, empty formulas, merged and hidden cells.

Cells are (row, column), both from 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kpi.intake.read.limits import Limits
from kpi.intake.read.names import column_letter
from kpi.intake.read.refusal import Refusal

_SHOWN = 80  # characters of a formula
Place = tuple[int, int]
Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class Marks:
    """The marks of one sheet; filled while it is scanned, with every cell checked against the limits.

    `drawn`: texts that are drawn otherwise than they are stored (rich_text.py). `personal`: a citizen number stands in
    it, as far as the scan looks for one.
    """

    limits: Limits
    last_row: int = 0
    last_column: int = 0
    percents: set[Place] = field(default_factory=set)
    units: dict[Place, str] = field(default_factory=dict)
    drawn: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    personal: bool = False
    merged: list[Range] = field(default_factory=list)

    def fill(self, row: int, column: int) -> None:
        """Note that this cell holds something. Raises Refusal beyond the limits of rows and columns."""
        if row > self.limits.rows:
            raise Refusal("too-many-rows", row, limit=self.limits.rows)
        if column > self.limits.columns:
            raise Refusal("too-many-columns", row, column_letter(column), limit=self.limits.columns)
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def check_area(self) -> None:
        """Raises Refusal when the rectangle up to the last cell is larger than may be held in memory."""
        if self.last_row * self.last_column > self.limits.cells:
            raise Refusal("too-many-cells", limit=self.limits.cells)


def formula_text(written: str) -> str:
    """A formula as a person knows it, cut short; never empty, as an empty cell says nothing."""
    return f"={written.rpartition(':=')[2].lstrip('=')}"[:_SHOWN]


def merged_faults(marks: Marks, filled: dict[int, set[int]]) -> Iterator[Refusal]:
    """Merged cells with text beside other text; a title or a remark with a row of its own is left in peace.

    `filled`: the columns with text of every row that a merged range touches.
    """
    for first_row, first, last_row, last in sorted(marks.merged):
        inside = any(first <= one <= last for row in range(first_row, last_row + 1) for one in filled.get(row, ()))
        beside = any(not first <= one <= last for row in range(first_row, last_row + 1) for one in filled.get(row, ()))
        if inside and beside:
            name = f"{column_letter(first)}{first_row}:{column_letter(last)}{last_row}"
            yield Refusal("merged-cells", first_row, column_letter(first), name)


def merged_rows(marks: Marks) -> set[int]:
    """The rows that a merged range touches, as far as the sheet holds cells."""
    return {row for one in marks.merged for row in range(one[0], min(one[2], marks.last_row) + 1)}


def hidden_faults(marks: Marks, filled: set[int]) -> Iterator[Refusal]:
    """Columns that nobody sees although they hold text."""
    for first, last in marks.hidden_columns:
        for column in range(first, min(last, marks.last_column) + 1):
            if column in filled:
                yield Refusal("hidden-column", None, column_letter(column))
