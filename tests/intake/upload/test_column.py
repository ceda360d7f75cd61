"""A column is read once a distinct cell, in the order of the file."""

from kpi.intake.upload.column import Outcome, distinct, read_column
from kpi.intake.upload.model import Cell, CellKind


def test_equal_cells_are_read_once_and_share_their_outcome() -> None:
    seen: list[Cell] = []

    def reader(cell: Cell) -> Outcome:
        seen.append(cell)
        return Outcome(cell.text.upper())

    shared, alike, other = Cell("a"), Cell("a"), Cell("b")
    outcomes = read_column([shared, other, alike, shared], reader)
    assert [one.value for one in outcomes] == ["A", "B", "A", "A"]
    assert seen == [Cell("a"), Cell("b")]
    assert outcomes[0] is outcomes[2] is outcomes[3]


def test_stored_values_of_the_same_text_are_read_apart() -> None:
    cells = [Cell("1", CellKind.NUMBER, 1.0), Cell("1", CellKind.NUMBER, 1.0), Cell("1")]
    cells.append(Cell("1", CellKind.NUMBER, 1.0000000000000002))
    outcomes = read_column(cells, lambda cell: Outcome(cell.value))
    assert [one.value for one in outcomes] == [1.0, 1.0, None, 1.0000000000000002]


def test_distinct_cells_stand_in_the_order_they_are_first_seen() -> None:
    assert [one.text for one in distinct([Cell("1,5"), Cell("2.5"), Cell("1,5")])] == ["1,5", "2.5"]
