"""A text file becomes a grid, in this process: the csv module is linear, so the size of the file bounds its cost."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from kpi.core.issue import Issue
from kpi.intake.faults import fault
from kpi.intake.upload.cells import EMPTY, TextCells, grid_row, width
from kpi.intake.upload.delimiter import find_delimiter
from kpi.intake.upload.encoding import decode, doubtful
from kpi.intake.upload.limits import Limits
from kpi.intake.upload.model import Cell, Grid
from kpi.intake.upload.names import column_letter
from kpi.intake.upload.refusal import Refusal

Rows = list[tuple[int, tuple[Cell, ...]]]


def read_text(content: bytes, name: str, limits: Limits) -> tuple[Grid, tuple[Issue, ...]]:
    """The grid of a CSV, TSV or TXT file, and warnings about characters that were probably read wrongly.

    Raises Refusal for what cannot be read or passes a limit.
    """
    text, encoding = decode(content)
    delimiter, body = find_delimiter(text)
    texts = TextCells()
    rows = list(_rows(body, delimiter, texts, limits))
    if not rows:
        raise Refusal("empty-file")
    wanted = width([cells for _, cells in rows], EMPTY)
    if wanted * len(rows) > limits.cells:
        raise Refusal("too-many-cells", limit=limits.cells)
    grid = Grid(
        name,
        tuple(grid_row(number, cells, wanted) for number, cells in rows),
        format="csv",
        encoding=encoding,
        delimiter=delimiter,
    )
    return grid, tuple(_doubts(grid)) if doubtful(body) else ()


def _rows(body: str, delimiter: str, texts: TextCells, limits: Limits) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Number and cells of every row with text. Raises Refusal at a limit or a quote that is never closed."""
    reader = csv.reader(StringIO(body, newline=""), delimiter=delimiter, strict=True)
    number, cell_of = 0, texts.__getitem__
    try:
        for number, found in enumerate(reader, start=1):
            if "".join(found).strip():
                cells = tuple(map(cell_of, found))
                if number > limits.rows or len(found) > limits.columns or texts.longest > limits.text:
                    _check(number, found, limits)
                yield number, cells
    except csv.Error as error:
        raise Refusal("broken-quotes", number + 1) from error


def _check(number: int, found: list[str], limits: Limits) -> None:
    """Raises Refusal when this row passes a limit; separators without text behind the last column do not."""
    if number > limits.rows:
        raise Refusal("too-many-rows", number, limit=limits.rows)
    if any(text.strip() for text in found[limits.columns :]):
        raise Refusal("too-many-columns", number, column_letter(limits.columns + 1), limit=limits.columns)
    for place, text in enumerate(found, start=1):
        if len(text) > limits.text:
            raise Refusal("cell-too-long", number, column_letter(place), text, limit=limits.text)


def _doubts(grid: Grid) -> Iterator[Issue]:
    for row in grid.rows:
        for place, cell in enumerate(row.cells, start=1):
            if found := doubtful(cell.text):
                yield _doubt(grid.file_name, row.number, place, cell.text, found)


def _doubt(name: str, number: int, place: int, text: str, found: re.Match[str]) -> Issue:
    around = text[max(0, found.start() - 10) : found.end() + 10]
    return fault("doubtful-characters", file=name, row=number, column=column_letter(place), value=text, part=around)
