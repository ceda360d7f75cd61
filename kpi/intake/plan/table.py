"""The second step for a whole file: columns of text become typed columns that still know where every cell stands.

Each different text of a column is read once: a file of measurements says the same thing in most of its rows.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault
from kpi.intake.faults.hints import Hint, nearest
from kpi.intake.parse.cells.plain_cells import Bad, Parser
from kpi.intake.parse.head.synonyms import column_name
from kpi.intake.plan.columns import TableKind
from kpi.intake.plan.raw_table import RawTable

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


class Meaning(dict[str, object]):
    """What each different text of a column is read as; of an empty one None. All files of a kind share it."""

    def __init__(self, parser: Parser) -> None:
        super().__init__({"": None})
        self._parser = parser
        self._kinds: dict[type[Any], _OfKind] = {}

    def __missing__(self, text: str) -> object:
        self[text] = found = self._parser(text)
        return found

    def of(self, kind: type[T]) -> Mapping[str, T | None]:
        """The same, and None for what is not of this type or cannot be read."""
        return self._kinds.setdefault(kind, _OfKind(self, kind))


class _OfKind(dict[str, Any]):
    def __init__(self, meaning: Meaning, kind: type[Any]) -> None:
        super().__init__()
        self._meaning, self._kind = meaning, kind

    def __missing__(self, text: str) -> Any:
        found = self._meaning[text]
        self[text] = value = found if isinstance(found, self._kind) and not isinstance(found, Bad) else None
        return value


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its header as written, the text of every row, what each is read as, and those that cannot be read."""

    header: str
    texts: Sequence[str]
    meaning: Meaning
    bad: Mapping[str, Bad]


@dataclass(frozen=True)
class Table:
    """All typed rows of a file, in columns; `complete` False: rows are missing, so what is absent proves nothing.

    `numbers` are the file's own of its rows. A row by itself is made when it is asked for.
    """

    name: str
    numbers: Sequence[int] = ()
    columns: Mapping[str, TableColumn] = field(default_factory=dict)
    complete: bool = True

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def rows(self) -> tuple[TableRow, ...]:
        """Every row; of a file of measurements only those are made that something is wrong with (`row`)."""
        return tuple(map(self.row, range(len(self))))

    def row(self, at: int) -> TableRow:
        """The row at a place, counted from 0."""
        cells = {name: one.texts[at] for name, one in self.columns.items()}
        texts = {name: text for name, text in cells.items() if text}
        values = {name: self.columns[name].meaning[text] for name, text in texts.items()}
        readable = {name: value for name, value in values.items() if not isinstance(value, Bad)}
        return TableRow(self.name, self.numbers[at], self._headers, texts, readable)

    @cached_property
    def _headers(self) -> Mapping[str, str]:
        return {name: one.header for name, one in self.columns.items()}

    def written(self, name: str) -> Sequence[str]:
        """The text of every row in a column; empty throughout when there is no such column."""
        return self.columns[name].texts if name in self.columns else ("",) * len(self)

    def texts(self, name: str) -> Sequence[str]:
        """As `written`, and empty where the text cannot be read."""
        bad = self.columns[name].bad if name in self.columns else {}
        return ["" if text in bad else text for text in self.written(name)] if bad else self.written(name)

    def values(self, name: str, kind: type[T]) -> Sequence[T | None]:
        """The value of every row in a column where there is one of this type."""
        if name not in self.columns:
            return (None,) * len(self)
        column = self.columns[name]
        return list(map(column.meaning.of(kind).__getitem__, column.texts))

    def different(self, name: str) -> set[str]:
        """The texts that stand in a column and can be read; the empty one is none."""
        return set(self.texts(name)) - {""}

    def where(self, name: str, texts: Collection[str]) -> Iterator[TableRow]:
        """The rows that have one of these texts in a column."""
        return (self.row(at) for at, text in enumerate(self.written(name)) if text in texts) if texts else iter(())

    def column(self, name: str) -> tuple[str, ...]:
        """The texts of a column that are not empty and can be read, in the file's order."""
        return tuple(filter(None, self.texts(name)))

    def having(self, column: str) -> Iterator[TableRow]:
        """The rows whose cell in this column could be read and is not empty."""
        return self.where(column, self.different(column))


Meanings = Mapping[str, Meaning]  # by column


def meanings_of(sheet: TableKind) -> Meanings:
    """Nothing is read yet of any column."""
    return {name: Meaning(parser) for name, parser in sheet.columns.items()}


def parse_table(raw: RawTable, sheet: TableKind, meanings: Meanings) -> tuple[Table, tuple[Issue, ...]]:
    """Read every cell of a file by its column; unknown columns are left out with a notice.

    `meanings` of the same sheet (`meanings_of`) go from file to file.
    """
    if not raw.header.cells:
        return Table(raw.name, complete=False), ()
    places, issues = _columns(raw, sheet)
    columns = {name: _column(raw, place, meanings[name]) for name, place in places.items()}
    lacks_rows = sheet.must_have_rows and raw.complete and not raw.numbers
    complete = raw.complete and not lacks_rows and set(sheet.required) <= set(places)
    table = Table(raw.name, raw.numbers, columns, complete)
    return table, (*issues, *_unread(table), *([fault("no-rows", file=raw.name)] if lacks_rows else []))


def _column(raw: RawTable, place: int, meaning: Meaning) -> TableColumn:
    texts = raw.columns[place]
    read = ((text, meaning[text]) for text in dict.fromkeys(texts))
    bad = {text: found for text, found in read if isinstance(found, Bad)}
    return TableColumn(raw.header.cells[place], texts, meaning, bad)


def _unread(table: Table) -> Iterator[Issue]:
    """The cells that cannot be read."""
    for name, column in table.columns.items():
        for row in table.where(name, column.bad):
            found = column.bad[row.texts[name]]
            yield row.fault(found.code, name, hint=found.hint)


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
        elif header or any(raw.columns[place]):
            hint = nearest(name, sheet.columns.keys() - places.keys()) if header else None
            issues.append(_header_fault(raw, "unknown-column", header or f"nr. {place + 1}", hint))
    issues += [_missing(raw, name) for name in sheet.required if name not in places]
    return places, issues


def _header_fault(raw: RawTable, code: str, header: str, hint: Hint | None = None) -> Issue:
    return fault(code, file=raw.name, row=raw.header.number, column=header, value=header, hint=hint)


def _missing(raw: RawTable, column: str) -> Issue:
    return fault("missing-column", file=raw.name, row=raw.header.number, column=column)
