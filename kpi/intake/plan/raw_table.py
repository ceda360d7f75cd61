"""A plan file as text cells with the file's own row numbers, all rows as wide as the header; nothing is interpreted."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import methodcaller

from kpi.core.issue import Issue
from kpi.core.plain import as_sent
from kpi.intake.faults.catalogue import fault
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.text_rows import Text, doubtful, open_text, text_rows

_AT_ONCE = 10_000  # rows whose cells are texts of their own at the same time


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of cells as written; `number` counts the file's rows, blank ones too, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file as text cells in columns, one for each cell of the header; `numbers` are those of its rows.

    `complete` False: a fault kept rows or columns out.
    """

    name: str
    header: RawRow
    numbers: Sequence[int]
    columns: tuple[Sequence[str], ...]
    complete: bool = True

    @property
    def rows(self) -> Iterator[RawRow]:
        """Its rows, each made when it is asked for."""
        return map(RawRow, self.numbers, zip(*self.columns, strict=True))


class Cells(dict[str, str]):
    """What is meant by each text as it stands in a file, worked out once; the same text is the same object."""

    def __missing__(self, text: str) -> str:
        self[text] = cell = as_sent(text.strip())
        return cell


def read_table(
    name: str, content: bytes, known: Callable[[str], bool], cells: Cells | None = None
) -> tuple[RawTable, tuple[Issue, ...]]:
    """Read CSV bytes as those of an upload are read; the delimiter shows itself by headers that are `known`.

    Rows without any text are left out, but counted. Ragged and unreadable rows become issues and are left out.
    `cells`: those of other files, which say the same things.
    """
    try:
        text = open_text(content, known)
    except Refusal as refusal:
        return _nothing(name), (_unreadable(name, refusal),)
    told = Cells() if cells is None else cells
    even = _even(name, text, told)
    table, issues = (even, ()) if even else _row_by_row(name, text, told)
    doubts = _doubts(table) if doubtful(text.body) else ()
    return table, (*issues, *doubts)


def _even(name: str, text: Text, cells: Cells) -> RawTable | None:
    """The table of a text without quotes in which all rows have as many cells, some text and none beyond the header.

    None for any other; then it is read row by row, which gives the same.
    """
    body, mark = text.body.replace("\r\n", "\n").removesuffix("\n"), text.delimiter
    if '"' in body or "\r" in body or not body:
        return None
    lines = body.split("\n")
    width = lines[0].count(mark) + 1
    if set(map(methodcaller("count", mark), lines)) != {width - 1} or max(map(len, lines)) > csv.field_size_limit():
        return None
    columns: list[list[str]] = [[] for _ in range(width)]
    for start in range(0, len(lines), _AT_ONCE):
        flat = mark.join(lines[start : start + _AT_ONCE]).split(mark)
        for at, column in enumerate(columns):
            part = flat[at::width]
            column += map(cells.__getitem__, part) if any(part) else part
    header = _without_empty_tail(tuple(column[0] for column in columns))
    if any(map(any, columns[len(header) :])) or not all(columns[0]):
        return None
    within = tuple(column[1:] for column in columns[: len(header)])
    return RawTable(name, RawRow(1, header), range(2, len(lines) + 1), within)


def _row_by_row(name: str, text: Text, cells: Cells) -> tuple[RawTable, tuple[Issue, ...]]:
    numbers, rows, issues = _records(name, text, cells)
    if not rows:
        return _nothing(name), issues or (fault("empty-file", file=name),)
    header = RawRow(numbers.pop(0), _without_empty_tail(tuple(rows.pop(0))))
    ragged = _ragged(name, numbers, rows, len(header.cells))
    if ragged:
        rows = [row for number, row in zip(numbers, rows, strict=True) if number not in ragged]
        numbers = [number for number in numbers if number not in ragged]
    issues = (*issues, *ragged.values())
    columns = tuple(islice(zip(*rows, strict=False), len(header.cells))) or ((),) * len(header.cells)
    return RawTable(name, header, numbers, columns, complete=not issues), issues


def _unreadable(name: str, refusal: Refusal) -> Issue:
    return fault(refusal.code, file=name, row=refusal.row)


def _nothing(name: str) -> RawTable:
    return RawTable(name, RawRow(1, ()), (), (), complete=False)


def _records(name: str, text: Text, cells: Cells) -> tuple[list[int], list[list[str]], tuple[Issue, ...]]:
    """The rows with text and their numbers, up to one that cannot be read."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    try:
        for number, found in enumerate(text_rows(text), start=1):
            row = list(map(cells.__getitem__, found))
            if any(row):
                numbers.append(number)
                rows.append(row)
    except Refusal as refusal:
        return numbers, rows, (_unreadable(name, refusal),)
    return numbers, rows, ()


def _without_empty_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _ragged(name: str, numbers: Sequence[int], rows: Sequence[list[str]], width: int) -> dict[int, Issue]:
    """An issue for each row that is shorter than the header, or has text beyond it, by its number."""
    return {
        number: fault("ragged-row", file=name, row=number, found=len(row), wanted=width)
        for number, row in zip(numbers, rows, strict=True)
        if len(row) != width and (len(row) < width or any(row[width:]))
    }


def _doubts(table: RawTable) -> Iterator[Issue]:
    """The cells whose letters were probably read wrongly."""
    for row in (table.header, *table.rows):
        for column, cell in zip(table.header.cells, row.cells, strict=True):
            if part := doubtful(cell):
                yield fault(
                    "doubtful-characters", file=table.name, row=row.number, column=column, value=cell, part=part
                )
