"""A plan file as text cells with the file's own row numbers, all rows as wide as the header; nothing is interpreted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kpi.core.issue import Issue
from kpi.core.plain import as_sent
from kpi.intake.faults.catalogue import fault
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.text_rows import Text, doubtful, open_text, text_rows


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of cells as written; `number` counts the file's rows, blank ones too, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file as text cells; every row is as wide as the header; `complete` False: a fault kept rows or columns out."""

    name: str
    header: RawRow
    rows: tuple[RawRow, ...]
    complete: bool = True


def read_table(name: str, content: bytes, known: Callable[[str], bool]) -> tuple[RawTable, tuple[Issue, ...]]:
    """Read CSV bytes as those of an upload are read; the delimiter shows itself by headers that are `known`.

    Rows without any text are left out, but counted. Ragged and unreadable rows become issues and are left out.
    """
    try:
        text = open_text(content, known)
    except Refusal as refusal:
        return _nothing(name), (_unreadable(name, refusal),)
    records, issues = _records(name, text)
    if not records:
        return _nothing(name), issues or (fault("empty-file", file=name),)
    header = RawRow(records[0].number, _without_empty_tail(records[0].cells))
    rows, ragged = _same_width(name, header, records[1:])
    issues = (*issues, *ragged)
    doubts = _doubts(name, header, rows) if doubtful(text.body) else ()
    return RawTable(name, header, rows, complete=not issues), (*issues, *doubts)


def _unreadable(name: str, refusal: Refusal) -> Issue:
    return fault(refusal.code, file=name, row=refusal.row)


def _nothing(name: str) -> RawTable:
    return RawTable(name, RawRow(1, ()), (), complete=False)


def _records(name: str, text: Text) -> tuple[list[RawRow], tuple[Issue, ...]]:
    """The rows with text, up to one that cannot be read."""
    found: list[RawRow] = []
    try:
        for number, cells in enumerate(text_rows(text), start=1):
            if any(cell.strip() for cell in cells):
                found.append(RawRow(number, tuple(as_sent(cell.strip()) for cell in cells)))
    except Refusal as refusal:
        return found, (_unreadable(name, refusal),)
    return found, ()


def _without_empty_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _same_width(name: str, header: RawRow, rows: list[RawRow]) -> tuple[tuple[RawRow, ...], tuple[Issue, ...]]:
    width = len(header.cells)
    ragged = {row.number for row in rows if len(row.cells) < width or any(row.cells[width:])}
    issues = tuple(_ragged(name, row, width) for row in rows if row.number in ragged)
    return tuple(RawRow(row.number, row.cells[:width]) for row in rows if row.number not in ragged), issues


def _ragged(name: str, row: RawRow, width: int) -> Issue:
    return fault("ragged-row", file=name, row=row.number, found=len(row.cells), wanted=width)


def _doubts(name: str, header: RawRow, rows: Sequence[RawRow]) -> Iterator[Issue]:
    """The cells whose letters were probably read wrongly."""
    for row in (header, *rows):
        for column, cell in zip(header.cells, row.cells, strict=True):
            if part := doubtful(cell):
                yield fault("doubtful-characters", file=name, row=row.number, column=column, value=cell, part=part)
