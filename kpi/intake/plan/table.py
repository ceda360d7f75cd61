"""A whole file in typed columns that still know where every cell stands.

Each different text of a column is read once: a file of measurements says the same thing in most of its rows.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeVar

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault
from kpi.intake.faults.hints import Hint
from kpi.intake.parse.cells.numbers import POINT
from kpi.intake.parse.cells.plain_cells import NUMBERS, Bad, Parser

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
        self._marked: dict[str, Meaning] = {}
        self.numbers = parser in NUMBERS

    def __missing__(self, text: str) -> object:
        self[text] = found = self._parser(text)
        return found

    def by(self, mark: str) -> "Meaning":
        """The same texts in a column of numbers that proves this decimal mark; empty: that proves none."""
        if mark not in self._marked:
            self._marked[mark] = Meaning(partial(_by_mark, NUMBERS[self._parser], mark))
        return self._marked[mark]

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


def _by_mark(read: Callable[[str, str], object], mark: str, text: str) -> object:
    return read(text, mark)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its header as written, the text of every row, what each is read as, and those that cannot be read.

    `mark`: the decimal mark of its numbers. `respelled`: the first text that is no number, or another one, as plan
    files write them; empty where there is none.
    """

    header: str
    texts: Sequence[str]
    meaning: Meaning
    bad: Mapping[str, Bad]
    mark: str = POINT
    respelled: str = ""


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

    def meant(self, name: str, kind: type[T]) -> Mapping[str, T | None]:
        """The value of each different text that stands in a column, the empty one too, as `values` has it."""
        different = dict.fromkeys(self.written(name))
        if name not in self.columns:
            return different
        meaning = self.columns[name].meaning.of(kind)
        return {text: meaning[text] for text in different}

    def says(self, name: str) -> bool:
        """Whether any row has text in a column."""
        return any(self.written(name))

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
