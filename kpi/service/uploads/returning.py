"""An uploaded file as rows of its own: to be corrected on the screen, or sent back with its messages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from kpi.core.delivery.repair import MendedFile
from kpi.core.issue import Issue, Severity
from kpi.intake.parse.reading import Reading
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.names import masked
from kpi.present.files import returned
from kpi.present.files.returned import Box, ReturnedSheet, SheetLine

if TYPE_CHECKING:
    from kpi.intake.read.grid import Grid

# What writing the rows again would hide: such a file is repaired where it was made.
NOT_HERE = frozenset({"merged-cells", "hidden-column", "ragged-row", "which-sheet"})
_STORED = (CellKind.NUMBER, CellKind.PERCENT, CellKind.DATE, CellKind.BOOLEAN)
_REPAIRED = "-hersteld"


MOST_ROWS = 100  # rows that can be repaired on the screen; with more of them the file itself is wrong


def open_sheet(content: bytes, reading: Reading) -> ReturnedSheet | None:
    """The rows of a file that was read; None when it could not be opened or its sheet is still a question."""
    grid = _grid(content, reading)
    return _sheet(grid, reading) if grid else None


def faulty_part(content: bytes, reading: Reading) -> ReturnedSheet | None:
    """As `open_sheet`, of the header and the first rows that ask for something: what is repaired on the screen.

    One more than MOST_ROWS says that there are more.
    """
    grid = _grid(content, reading)
    if grid is None:
        return None
    header = reading.understood.header_row if reading.understood else None
    asking = (one.row for one in reading.issues if one.severity is not Severity.NOTICE)
    rows = sorted({row for row in asking if row is not None and row > (header or 0)})[: MOST_ROWS + 1]
    return _sheet(grid.take(np.flatnonzero(np.isin(grid.numbers, [header or 0, *rows]))), reading)


def _grid(content: bytes, reading: Reading) -> "Grid | None":
    from kpi.intake.read.opening import open_file

    understood = reading.understood
    if understood is None:
        return None
    grids, _ = open_file(content, reading.file_name, sheet=understood.sheet)
    return grids[0] if len(grids) == 1 else None


def _whole(content: bytes, reading: Reading) -> ReturnedSheet:
    """The rows of a file that could be opened before; raises ValueError for another."""
    sheet = open_sheet(content, reading)
    if sheet is None:
        raise ValueError(reading.file_name)
    return sheet


def _sheet(grid: "Grid", reading: Reading) -> ReturnedSheet:
    header_row = reading.understood.header_row if reading.understood else None
    lines = (SheetLine(row.number, tuple(_box(cell) for cell in row.cells), row.hidden) for row in grid.rows)
    return ReturnedSheet(tuple(lines), header_row, grid.sheet or "", grid.delimiter, grid.encoding)


def _box(cell: Cell) -> Box:
    if (cell.kind in _STORED and isinstance(cell.value, float | bool)) or cell.kind is CellKind.DATE:
        return Box(cell.text, cell.value, cell.kind is CellKind.PERCENT)  # type: ignore[arg-type]
    return Box(cell.text)


def veiled(sheet: ReturnedSheet, issues: Sequence[Issue]) -> ReturnedSheet:
    """The same rows, with every citizen service number that an issue is about made unreadable: what may be shown."""
    rows = {one.row for one in issues if one.code == "personal-data"}
    lines = (_veiled(line) if line.number in rows or None in rows else line for line in sheet.lines)
    return replace(sheet, lines=tuple(lines))


def _veiled(line: SheetLine) -> SheetLine:
    boxes = (box if masked(box.text) == box.text else Box(masked(box.text)) for box in line.boxes)
    return replace(line, boxes=tuple(boxes))


def sent_back(content: bytes, reading: Reading, lang: str) -> bytes:
    """The same file with its messages; citizen service numbers are not repeated. Raises ValueError as `corrected`."""
    sheet = veiled(_whole(content, reading), reading.issues)
    return returned.with_messages(sheet, reading.issues, lang)


def corrected(content: bytes, reading: Reading, edits: Mapping[tuple[int, int], str]) -> bytes:
    """The same file with these cells changed, by row and place. Raises ValueError for a file without `open_sheet`."""
    return returned.with_cells(_whole(content, reading), edits)


def as_it_came(content: bytes, reading: Reading) -> MendedFile:
    """A file before anything in it is mended; its bytes are not kept when it holds a citizen service number."""
    private = any(one.code == "personal-data" for one in reading.issues)
    return MendedFile(reading.file_name, reading.sha256, None if private else content, ())


def corrected_name(name: str, sheet: ReturnedSheet) -> str:
    """What a corrected file is called, however often it was corrected."""
    stem = PurePosixPath(name).stem.removesuffix(_REPAIRED)
    return f"{stem}{_REPAIRED}.{sheet.suffix}"


def can_correct(sheet: ReturnedSheet | None, codes: Collection[str]) -> bool:
    """Whether cells can be corrected here without hiding another fault."""
    return sheet is not None and sheet.header_row is not None and NOT_HERE.isdisjoint(codes)
