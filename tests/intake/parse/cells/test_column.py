"""A column is read once a distinct cell, in the order of the file."""

from collections.abc import Iterable

from kpi.intake.parse.cells.column import Outcome, Outcomes, read_column
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.grid import CellColumn, GridRow, grid_of


def column(cells: Iterable[Cell]) -> CellColumn:
    rows = [GridRow(number, (cell,)) for number, cell in enumerate(cells, start=1)]
    return grid_of("x.xlsx", "xlsx", rows).columns[0]


def values(outcomes: Outcomes) -> list[object]:
    return [outcomes.at(row).value for row in range(len(outcomes))]


def test_equal_cells_are_read_once_and_share_their_outcome() -> None:
    seen: list[Cell] = []

    def reader(cell: Cell) -> Outcome:
        seen.append(cell)
        return Outcome(cell.text.upper())

    outcomes = read_column(column([Cell("a"), Cell("b"), Cell("a"), Cell("a")]), reader)
    assert values(outcomes) == ["A", "B", "A", "A"]
    assert seen == [Cell("a"), Cell("b")]
    assert outcomes.at(0) is outcomes.at(2) is outcomes.at(3)


def test_stored_values_of_the_same_text_are_read_apart() -> None:
    cells = [Cell("1", CellKind.NUMBER, 1.0), Cell("1", CellKind.NUMBER, 1.0), Cell("1")]
    cells.append(Cell("1", CellKind.NUMBER, 1.0000000000000002))
    outcomes = read_column(column(cells), lambda cell: Outcome(cell.value))
    assert values(outcomes) == [1.0, 1.0, None, 1.0000000000000002]


def test_part_of_a_column_reads_only_what_stands_in_it() -> None:
    part = column([Cell("1,5"), Cell("2.5"), Cell("1,5")]).take(slice(1, None))
    assert [one.text for one in part.distinct()] == ["1,5", "2.5"]
    assert [one.text for one in part.take(slice(1)).distinct()] == ["2.5"]
