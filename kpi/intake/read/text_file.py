"""A text file becomes a grid, in this process: reading it is linear, so the size of the file bounds its cost."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

import numpy as np

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault
from kpi.intake.read.cells import HEADER_ROWS
from kpi.intake.read.grid import CellColumn, Grid
from kpi.intake.read.limits import Limits
from kpi.intake.read.names import column_letter
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.text_rows import Text, doubtful, open_text, text_rows


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


_QUOTE = '"'


def plain_columns(body: str, delimiter: str, limits: Limits) -> list[CellColumn] | None:
    """The columns of a file whose rows all have as many cells, blank rows among them.

    None for any other: quotes, a row that is longer or shorter, or a limit that may be passed; then rows are read one
    by one (text_file), which gives the same cells and says where it stops.
    """
    from pyarrow import ArrowInvalid, BufferReader, compute, csv, string

    if _QUOTE in body or not body.strip() or not delimiter.isascii():
        return None
    content = body.encode("utf-8", "surrogatepass")
    if content.count(b"\r") > content.count(b"\r\n"):  # a line end of its own to Excel, but not always to pyarrow
        return None
    try:
        table = csv.read_csv(
            BufferReader(content),
            read_options=csv.ReadOptions(
                autogenerate_column_names=True, use_threads=False, block_size=len(content) + 1
            ),
            parse_options=csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                strings_can_be_null=False,
                column_types={f"f{at}": string() for at in range(limits.columns)},
                default_column_type=string(),
            ),
        )
    except ArrowInvalid:
        return None
    if table.num_rows > limits.rows or table.num_columns > limits.columns:
        return None
    columns = [each.combine_chunks().dictionary_encode() for each in table.itercolumns()]
    longest = max(compute.max(compute.utf8_length(one.dictionary)).as_py() for one in columns)
    return [_column(one) for one in columns] if longest <= limits.text else None


def text_column(texts: list[str]) -> CellColumn:
    """A column of these texts, a row each."""
    from pyarrow import array, string

    return _column(array(texts, string()).dictionary_encode())


def _column(words: Any) -> CellColumn:
    return CellColumn(words.dictionary.to_pylist(), np.asarray(words.indices, np.int32))
