"""First step: bytes become text cells with the file's own row numbers; nothing is interpreted yet."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault

_DELIMITERS = (",", ";", "\t")
_LONGEST_HEADER = 10_000  # characters; a longer one is no proof of anything


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
    delimiter: str = ","
    complete: bool = True


def read_table(name: str, content: bytes, known: Callable[[str], bool]) -> tuple[RawTable, tuple[Issue, ...]]:
    """Read CSV bytes (UTF-8 with or without BOM; comma, or the delimiter under which more headers are `known`).

    Rows without any text are left out, but counted. Ragged and unreadable rows become issues and are left out.
    """
    text, issue = decode(name, content)
    if issue:
        return _nothing(name), (issue,)
    delimiter = _delimiter(text, known)
    records, issues = _records(name, text, delimiter)
    if not records:
        return _nothing(name), issues or (fault("empty-file", file=name),)
    header = RawRow(records[0].number, _without_empty_tail(records[0].cells))
    rows, ragged = _same_width(name, header, records[1:])
    issues = (*issues, *ragged)
    return RawTable(name, header, rows, delimiter, complete=not issues), issues


def decode(name: str, content: bytes) -> tuple[str, Issue | None]:
    """The text of UTF-8 bytes without its BOM; an issue at its line when it is not UTF-8 or holds a NUL."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", fault("not-utf8", file=name, row=content[: error.start].count(b"\n") + 1)
    if "\0" in text:
        return "", fault("nul-bytes", file=name, row=text[: text.index("\0")].count("\n") + 1)
    return text, None


def _nothing(name: str) -> RawTable:
    return RawTable(name, RawRow(1, ()), (), complete=False)


def _delimiter(text: str, known: Callable[[str], bool]) -> str:
    """The delimiter under which most header cells are known words; the comma when none is better."""
    first = next((line for line in text.splitlines() if line.strip()), "")[:_LONGEST_HEADER]
    return max(_DELIMITERS, key=lambda mark: sum(map(known, next(csv.reader([first], delimiter=mark), []))))


def _records(name: str, text: str, delimiter: str) -> tuple[list[RawRow], tuple[Issue, ...]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[RawRow] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                found.append(RawRow(number, tuple(cell.strip() for cell in cells)))
    except csv.Error:
        return found, (fault("broken-quotes", file=name, row=number + 1),)
    return found, ()


def _without_empty_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _same_width(name: str, header: RawRow, rows: list[RawRow]) -> tuple[tuple[RawRow, ...], tuple[Issue, ...]]:
    width = len(header.cells)
    ragged = {row.number for row in rows if len(row.cells) < width or any(row.cells[width:])}
    issues = tuple(_ragged(name, row, width) for row in rows if row.number in ragged)
    return tuple(RawRow(row.number, row.cells[:width]) for row in _without(rows, ragged)), issues


def _without(rows: list[RawRow], ragged: set[int]) -> Iterator[RawRow]:
    return (row for row in rows if row.number not in ragged)


def _ragged(name: str, row: RawRow, width: int) -> Issue:
    return fault("ragged-row", file=name, row=row.number, found=len(row.cells), wanted=width)
