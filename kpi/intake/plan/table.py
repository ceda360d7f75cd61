"""The second step for a whole file: text rows become typed rows that still know where every cell stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault
from kpi.intake.faults.hints import Hint, nearest
from kpi.intake.parse.plain_cells import Bad
from kpi.intake.parse.synonyms import column_name
from kpi.intake.plan.columns import TableKind
from kpi.intake.plan.raw_table import RawRow, RawTable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A typed row: `values` of the cells that could be read, `texts` of all cells with text, by column name."""

    file: str
    number: int
    headers: Mapping[str, str]
    texts: Mapping[str, str]
    values: Mapping[str, object]

    def get(self, column: str, kind: type[T]) -> T | None:
        """The value when there is one of this type; None when the cell is empty, unreadable or not there."""
        value = self.values.get(column)
        return value if isinstance(value, kind) else None

    def text(self, column: str) -> str:
        """The text of a cell that could be read; empty when there is none."""
        return self.texts[column] if column in self.values else ""

    def empty(self, column: str) -> bool:
        """Whether nothing is written there; an unreadable cell is not empty."""
        return column not in self.texts

    def fault(self, code: str, column: str, *, hint: Hint | None = None, **words: object) -> Issue:
        """The issue of this code at a cell of this row."""
        header, value = self.headers.get(column, column), self.texts.get(column, "")
        return fault(code, file=self.file, row=self.number, column=header, value=value, hint=hint, **words)


@dataclass(frozen=True, slots=True)
class Table:
    """All typed rows of a file; `complete` False: rows are missing, so what is absent proves nothing."""

    name: str
    rows: tuple[TableRow, ...] = ()
    complete: bool = True

    def column(self, name: str) -> tuple[str, ...]:
        """The texts of a column that are not empty, in the file's order."""
        return tuple(row.text(name) for row in self.rows if row.text(name))

    def having(self, column: str) -> Iterator[TableRow]:
        """The rows whose cell in this column could be read and is not empty."""
        return (row for row in self.rows if column in row.values)


def parse_table(raw: RawTable, sheet: TableKind) -> tuple[Table, tuple[Issue, ...]]:
    """Read every cell of a file by its column; unknown columns are left out with a notice."""
    if not raw.header.cells:
        return Table(raw.name, complete=False), ()
    places, issues = _columns(raw, sheet)
    headers = {name: raw.header.cells[place] for name, place in places.items()}
    rows = [_row(raw.name, row, places, headers, sheet) for row in raw.rows]
    found = [issue for _, faults in rows for issue in faults]
    lacks_rows = sheet.must_have_rows and raw.complete and not rows
    found += [fault("no-rows", file=raw.name)] if lacks_rows else []
    complete = raw.complete and not lacks_rows and set(sheet.required) <= set(places)
    return Table(raw.name, tuple(row for row, _ in rows), complete), (*issues, *found)


def _columns(raw: RawTable, sheet: TableKind) -> tuple[dict[str, int], list[Issue]]:
    """Where each known column stands, and what is wrong with the header."""
    places: dict[str, int] = {}
    issues = []
    for place, header in enumerate(raw.header.cells):
        name = column_name(header)
        if name in places:
            issues.append(_header_fault(raw, "duplicate-column", header))
        elif name in sheet.columns:
            places[name] = place
        elif header or any(row.cells[place] for row in raw.rows):
            hint = nearest(name, sheet.columns.keys() - places.keys()) if header else None
            issues.append(_header_fault(raw, "unknown-column", header or f"nr. {place + 1}", hint))
    issues += [_missing(raw, name) for name in sheet.required if name not in places]
    return places, issues


def _header_fault(raw: RawTable, code: str, header: str, hint: Hint | None = None) -> Issue:
    return fault(code, file=raw.name, row=raw.header.number, column=header, value=header, hint=hint)


def _missing(raw: RawTable, column: str) -> Issue:
    return fault("missing-column", file=raw.name, row=raw.header.number, column=column)


def _row(
    name: str, raw: RawRow, places: Mapping[str, int], headers: Mapping[str, str], sheet: TableKind
) -> tuple[TableRow, list[Issue]]:
    texts = {column: cell for column, place in places.items() if (cell := raw.cells[place])}
    parsed = {column: sheet.columns[column](cell) for column, cell in texts.items()}
    values = {column: value for column, value in parsed.items() if not isinstance(value, Bad)}
    row = TableRow(name, raw.number, headers, texts, values)
    return row, [row.fault(bad.code, column, hint=bad.hint) for column, bad in parsed.items() if isinstance(bad, Bad)]
