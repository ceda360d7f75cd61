"""A sheet as columns: each different cell once, and for every row which of them stands there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.cells import EMPTY, HEADER_ROWS, filled

Places = NDArray[np.signedinteger[Any]]
Which = NDArray[np.bool_]
Rows = Places | Which | slice


@dataclass(frozen=True, slots=True, eq=False)
class CellColumn:
    """One column: `texts` of its different cells, in the order of the file, and in `places` which one each row has.

    `stored`: the cells, by place, that a workbook holds otherwise than as text. Part of a column keeps all its texts;
    `used` tells which of them it has.
    """

    texts: Sequence[str]
    places: Places
    stored: Mapping[int, Cell] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.places)

    def cell(self, place: int) -> Cell:
        """One of the different cells."""
        found = self.stored.get(place)
        if found is not None:
            return found
        text = self.texts[place]
        return Cell(text) if text.strip() else EMPTY

    def at(self, row: int) -> Cell:
        """The cell of a row, counted from 0."""
        return self.cell(int(self.places[row]))

    def stands(self) -> Which:
        """Of every different cell whether it stands in it."""
        return np.bincount(self.places, minlength=len(self.texts)) > 0

    def used(self) -> list[int]:
        """The places of the different cells that stand in it, ascending."""
        found: list[int] = np.flatnonzero(self.stands()).tolist()
        return found

    def distinct(self) -> Iterator[Cell]:
        """Each different cell once, in the order of the file."""
        return map(self.cell, self.used())

    def take(self, rows: Rows) -> "CellColumn":
        """The same column of these rows only."""
        return CellColumn(self.texts, self.places[rows], self.stored)

    def filled(self) -> Which:
        """Of every row whether any text stands there."""
        blank = [place for place, text in enumerate(self.texts) if not text or text.isspace()]
        return self.where(blank, False)

    def where(self, places: Sequence[int], is_so: bool = True) -> Which:
        """Of every row whether its cell is among these places; the other way round with `is_so` False."""
        if not places:
            return np.full(len(self.places), not is_so)
        flags = np.full(len(self.texts), not is_so)
        flags[list(places)] = is_so
        return flags[self.places]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as it stands in the file; `number` is the file's own (1-based), `hidden` as in a workbook."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One sheet, or a text file; rows without any text are left out but counted in `numbers`, the file's own (1-based).

    `width`: cells that every row has at least. `hidden`: the numbers of rows hidden in a workbook. `encoding` and
    `delimiter` are None for workbooks, `sheet` is None for text files. `sheets` names all sheets that hold cells.
    """

    file_name: str
    columns: tuple[CellColumn, ...]
    numbers: Places
    width: int
    format: str
    hidden: frozenset[int] = frozenset()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers)

    def row(self, at: int) -> GridRow:
        """The row at a place, counted from 0; cells beyond the width as far as they hold text."""
        number = int(self.numbers[at])
        cells = [column.at(at) for column in self.columns]
        return GridRow(number, tuple(cells[: max(filled(cells), self.width)]), number in self.hidden)

    def head(self, most: int) -> list[GridRow]:
        """The first rows, so many at most."""
        return [self.row(at) for at in range(min(most, len(self)))]

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """All rows, made anew at each call."""
        return tuple(self.head(len(self)))

    def filled(self, columns: Iterable[int]) -> Which:
        """Of every row whether any text stands in these columns."""
        found = np.zeros(len(self), bool)
        for at in columns:
            found |= self.columns[at].filled()
        return found

    def take(self, rows: Rows) -> "Grid":
        """The same sheet of these rows only."""
        columns = tuple(column.take(rows) for column in self.columns)
        return replace(self, columns=columns, numbers=self.numbers[rows])


def pairs_of(one: CellColumn, other: CellColumn) -> tuple[list[tuple[int, int]], Places]:
    """The different pairs of places of two columns of the same rows, and which of these each row has."""
    keys, places = np.unique(one.places.astype(np.int64) * len(other.texts) + other.places, return_inverse=True)
    return [divmod(key, len(other.texts)) for key in keys.tolist()], places.reshape(-1).astype(np.int32)


def grid_of(name: str, form: str, rows: Sequence[GridRow]) -> Grid:
    """A grid of whole rows, filled up to the last cell with text of the first ones, which hold the header."""
    width = max((filled(row.cells) for row in rows[:HEADER_ROWS]), default=0)
    widest = max((filled(row.cells) for row in rows), default=0)
    columns = tuple(_column(rows, at) for at in range(max(width, widest)))
    hidden = frozenset(row.number for row in rows if row.hidden)
    return Grid(name, columns, np.array([row.number for row in rows], np.int32), width, form, hidden)


def _column(rows: Iterable[GridRow], at: int) -> CellColumn:
    known: dict[object, int] = {}
    cells: list[Cell] = []
    places: list[int] = []
    for row in rows:
        cell = row.cells[at] if at < len(row.cells) else EMPTY
        # The same number may stand there with two formats, and True is 1 to Python.
        key = cell.text if cell.kind is CellKind.TEXT else (cell.text, cell.kind, cell.value)
        place = known.setdefault(key, len(cells))
        if place == len(cells):
            cells.append(cell)
        places.append(place)
    return column_of(cells, places)


def column_of(cells: Sequence[Cell], places: Sequence[int] | Places) -> CellColumn:
    """A column of these different cells, with the place of its own for every row."""
    stored = {place: cell for place, cell in enumerate(cells) if cell.kind not in (CellKind.TEXT, CellKind.EMPTY)}
    return CellColumn([cell.text for cell in cells], np.asarray(places, np.int32), stored)
