"""A file in which no header row is understood: which row it is, is asked; where there is none columns go by number."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header import header_at
from kpi.intake.parse.head.header_words import Header
from kpi.intake.read.grid import CellColumn, Grid

HEADER_ROW = "header-row"  # the question; its answer is the file's own number of the row
NO_ROW = "0"
MOST_ROWS = 6  # rows to choose from: those that are shown


def ask_header(grid: Grid, findings: Findings) -> None:
    """Ask which of the first rows holds the column names, or none."""
    rows = tuple(str(number) for number in grid.numbers[:MOST_ROWS].tolist())
    findings.ask(HEADER_ROW, "", "no-header", (*rows, NO_ROW))


def told_header(
    grid: Grid, known: Known, answers: Mapping[str, str], told: Mapping[str, str]
) -> tuple[Grid, Header | None]:
    """The grid with the header that somebody pointed out; as it is, and None, while nobody did.

    Without a header row, or when columns are told by their number, the numbers stand above them in a row 0.
    """
    said = answers.get(HEADER_ROW) or (NO_ROW if any(map(str.isdecimal, told)) else "")
    if said == NO_ROW:
        numbered = _numbered(grid)
        return numbered, header_at(numbered, 0, known, told)
    if said.isdecimal() and int(said) in (rows := grid.numbers[:MOST_ROWS].tolist()):
        return grid, header_at(grid, rows.index(int(said)), known, told)
    return grid, None


def _numbered(grid: Grid) -> Grid:
    columns = tuple(_headed(column, str(at)) for at, column in enumerate(grid.columns, start=1))
    numbers = np.concatenate([np.zeros(1, np.int32), grid.numbers])
    return replace(grid, columns=columns, numbers=numbers, width=len(columns))


def _headed(column: CellColumn, text: str) -> CellColumn:
    first = np.array([len(column.texts)], np.int32)
    return CellColumn([*column.texts, text], np.concatenate([first, column.places]), column.stored)
