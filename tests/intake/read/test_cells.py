"""What the child process says of a cell becomes the cell, and nothing else does."""

from datetime import datetime

import pytest

from kpi.intake.read.cell import CellKind
from kpi.intake.read.cells import EMPTY, TextCells, workbook_cell


@pytest.mark.parametrize(
    ("entry", "text", "kind", "value"),
    [
        (None, "", EMPTY.kind, EMPTY.value),
        (True, "WAAR", CellKind.BOOLEAN, True),
        (False, "ONWAAR", CellKind.BOOLEAN, False),
        (2, "2", CellKind.NUMBER, 2.0),
        (["percent", 0.125], "12.5%", CellKind.PERCENT, 0.125),
        (["number", [3.5, "km"]], "3.5 km", CellKind.NUMBER, 3.5),
        (["date", "2021-06-30T12:00:00"], None, CellKind.DATE, datetime(2021, 6, 30, 12)),  # noqa: DTZ001 - as in a sheet
        (["error", "#N/A"], "#N/A", CellKind.ERROR, None),
        (["formula", "=A1"], "=A1", CellKind.FORMULA, None),
    ],
)
def test_an_entry_is_a_cell(entry: object, text: str | None, kind: CellKind, value: object) -> None:
    cell = workbook_cell(entry, TextCells())
    assert (cell.kind, cell.value) == (kind, value)
    assert text is None or cell.text == text


@pytest.mark.parametrize(
    "entry", [[], [1, 2, 3], {}, ["nonsense", 1], ["percent", "a"], ["number", 3], ["date", 1], ["error", 1]]
)
def test_what_is_no_entry_is_an_error(entry: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the entry itself is the message
        workbook_cell(entry, TextCells())
