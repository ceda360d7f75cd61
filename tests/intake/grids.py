"""Sheets as the readers of workbooks hand them over, for what a text file cannot hold."""

from dataclasses import replace
from datetime import date

from kpi.intake.parse.reading import Reading, read_grids
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.grid import Grid, GridRow, grid_of
from tests.intake import desk

Written = str | float | bool | date | Cell | None


def cell(written: Written) -> Cell:
    """The cell of a value: a share of 0.85 is written as Cell("85%", CellKind.PERCENT, 0.85)."""
    if isinstance(written, Cell):
        return written
    if isinstance(written, bool):
        return Cell("WAAR" if written else "ONWAAR", CellKind.BOOLEAN, written)
    if isinstance(written, float):
        return Cell(f"{written:.15g}", CellKind.NUMBER, written)
    if isinstance(written, date):
        return Cell(written.isoformat(), CellKind.DATE, written)
    return Cell(written) if written else Cell("", CellKind.EMPTY)


def sheet(*rows: tuple[Written, ...], name: str = "Blad1", hidden: tuple[int, ...] = (), file: str = "x.xlsx") -> Grid:
    """A sheet of a workbook; `hidden` are row numbers."""
    made = [GridRow(number, tuple(map(cell, row)), number in hidden) for number, row in enumerate(rows, start=1)]
    return replace(grid_of(file, "xlsx", made), sheet=name, sheets=(name,))


def read(*grids: Grid) -> Reading:
    """What these sheets say, not judged."""
    return read_grids(grids, desk.plan())


HEAD = ("indicator", "periode", "waarde")
ROW = ("overleggen", "2021-Q3", 3.0)
BOOKS = {
    "which-sheet": (sheet(HEAD, ROW, file="kwartaal.xlsx"), sheet(HEAD, ROW, name="Blad2", file="kwartaal.xlsx")),
    "hidden-row": (sheet(HEAD, ROW, hidden=(2,), file="verborgen.xlsx"),),
    "formula-no-value": (sheet(HEAD, (*ROW[:2], Cell("=SOM(C1:C9)", CellKind.FORMULA))),),
}
