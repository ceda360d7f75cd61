"""A text file becomes a grid, in this process: reading it is linear, so the size of the file bounds its cost."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

import numpy as np

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault
from kpi.intake.read.cells import HEADER_ROWS
from kpi.intake.read.encoding import doubtful
from kpi.intake.read.grid import CellColumn, Grid
from kpi.intake.read.limits import Limits
from kpi.intake.read.names import column_letter
from kpi.intake.read.plain_text import plain_columns, text_column
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.text_rows import Text, open_text, text_rows


def read_text(content: bytes, name: str, limits: Limits) -> tuple[Grid, tuple[Issue, ...]]:
    """The grid of a CSV, TSV or TXT file, and warnings about characters that were probably read wrongly.

    Raises Refusal for what cannot be read or passes a limit.
    """
    text = open_text(content)
    columns = plain_columns(text.body, text.delimiter, limits) or _columns(text, limits)
    grid = _grid(name, columns)
    if not len(grid):
        raise Refusal("empty-file")
    if grid.width * len(grid) > limits.cells:
        raise Refusal("too-many-cells", limit=limits.cells)
    grid = replace(grid, encoding=text.encoding, delimiter=text.delimiter)
    return grid, tuple(_doubts(grid)) if doubtful(text.body) else ()


def _grid(name: str, columns: list[CellColumn]) -> Grid:
    """The columns up to the last with text and the rows with text; as wide as the first rows, where the header is."""
    anywhere = np.zeros(len(columns[0]) if columns else 0, bool)
    for column in columns:
        if not anywhere.all():
            anywhere |= column.filled()
    numbers = np.flatnonzero(anywhere).astype(np.int32)
    width = _widest([column.take(numbers[:HEADER_ROWS]) for column in columns])
    kept = slice(None) if len(numbers) == len(anywhere) else numbers
    made = tuple(column.take(kept) for column in columns)
    return Grid(name, made[: max(width, _widest(made))], numbers + 1, width, "csv")


def _widest(columns: Sequence[CellColumn]) -> int:
    """How many columns there are up to the last one with text."""
    texts = (any(column.texts[place].strip() for place in column.used()) for column in reversed(columns))
    return len(columns) - next((at for at, found in enumerate(texts) if found), len(columns))


def _columns(text: Text, limits: Limits) -> list[CellColumn]:
    """Cells row by row. Raises Refusal at a limit or a quote that is never closed."""
    rows = list(_rows(text, limits))
    return [text_column(list(cells)) for cells in zip_longest(*rows, fillvalue="")]


def _rows(text: Text, limits: Limits) -> Iterator[list[str]]:
    for number, found in enumerate(text_rows(text), start=1):
        if number > limits.rows and "".join(found).strip():
            raise Refusal("too-many-rows", number, limit=limits.rows)
        if len(found) > limits.columns or len("".join(found)) > limits.text:
            _check(number, found, limits)
        yield found[: limits.columns] if number <= limits.rows else []


def _check(number: int, found: list[str], limits: Limits) -> None:
    """Raises Refusal when this row passes a limit; separators without text behind the last column do not."""
    if any(text.strip() for text in found[limits.columns :]):
        raise Refusal("too-many-columns", number, column_letter(limits.columns + 1), limit=limits.columns)
    for place, text in enumerate(found, start=1):
        if len(text) > limits.text:
            raise Refusal("cell-too-long", number, column_letter(place), text, limit=limits.text)


def _doubts(grid: Grid) -> Iterator[Issue]:
    for place, column in enumerate(grid.columns, start=1):
        doubts = {at: found for at in column.used() if (found := doubtful(column.texts[at]))}
        for row in np.flatnonzero(column.where(list(doubts))).tolist() if doubts else ():
            at, number = int(column.places[row]), int(grid.numbers[row])
            yield fault(
                "doubtful-characters",
                file=grid.file_name,
                row=number,
                column=column_letter(place),
                value=column.texts[at],
                part=doubts[at],
            )
