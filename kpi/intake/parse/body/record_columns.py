"""The measurements of a file in columns, and each by itself when it is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import repeat
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from kpi.core.batch import Batch
from kpi.core.calendar.period import Period
from kpi.core.model import Measurement
from kpi.core.vocabulary import Origin
from kpi.intake.parse.cells.column import Outcomes
from kpi.intake.read.grid import Places, Rows, Which

T = TypeVar("T")
Floats = NDArray[np.float64]
_DONE = {-1: None, 0: False, 1: True}


@dataclass(frozen=True, slots=True, eq=False)
class Coded(Generic[T]):
    """A column of words: each different one once, and which of them each row has."""

    words: Sequence[T]
    places: Places

    def at(self, row: int) -> T:
        """The word of a row."""
        return self.words[int(self.places[row])]

    def take(self, rows: Rows) -> "Coded[T]":
        """Those of these rows only."""
        return Coded(self.words, self.places[rows])

    def all(self) -> list[T]:
        """The word of every row."""
        return [self.words[place] for place in self.places.tolist()]

    def used(self) -> list[T]:
        """The words that stand in it."""
        places = np.flatnonzero(np.bincount(self.places, minlength=len(self.words)))
        return [self.words[place] for place in places.tolist()]


def coded(outcomes: Outcomes | None, rows: int, nothing: T, word_of: Callable[[Any], T]) -> Coded[T]:
    """The words of a column's outcomes; `nothing` where there is no value, and in all rows without such a column."""
    words = {nothing: 0}
    if outcomes is None:
        return Coded([nothing], np.zeros(rows, np.int32))
    lookup = np.zeros(len(outcomes.cells.texts), np.int32)
    for place, one in outcomes.found.items():
        if one.value is not None:
            lookup[place] = words.setdefault(word_of(one.value), len(words))
    return Coded(list(words), lookup[outcomes.cells.places])


@dataclass(frozen=True, slots=True)
class Record:
    """One measurement as read, and the file row and columns it came from (for issues found later)."""

    row: int
    measurement: Measurement
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Records(Sequence[Record]):
    """Measurements with the file rows they came from, in columns of equal length; it reads as a sequence of Record.

    `value`, `numerator` and `denominator` are NaN where there is none; `done` is 1 for yes, 0 for no, -1 for neither.
    `stated`: the unit stood with the value. `series` is the place in `headers` of the columns a row was read from.
    """

    rows: Places
    indicator: Coded[str]
    period: Coded[Period]
    org_unit: Coded[str]
    value: Floats
    numerator: Floats
    denominator: Floats
    done: NDArray[np.int8]
    measured_on: Coded[date | None]
    provisional: Which
    note: Coded[str]
    stated: Which
    series: Places
    headers: tuple[Mapping[str, str], ...]
    origin: Origin

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> "Records": ...
    def __getitem__(self, at: int | slice) -> "Record | Records":
        if isinstance(at, slice):
            return self.take(at)
        one = self.take(slice(at, at + 1 or None))
        if not len(one):
            raise IndexError(at)
        return Record(int(one.rows[0]), one.batch()[0], self.headers[one.series[0]])

    def __iter__(self) -> Iterator[Record]:
        headers = [self.headers[place] for place in self.series.tolist()]
        return map(Record, self.rows.tolist(), self.batch(), headers)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def take(self, rows: Rows) -> "Records":
        """Those of these rows only."""
        columns = {name: _part(getattr(self, name), rows) for name in _COLUMNS}
        return replace(self, **columns)

    def batch(self) -> Batch:
        """The measurements themselves, for the core."""
        return Batch(
            self.indicator.all(),
            self.period.all(),
            _or_none(self.value),
            self.org_unit.all(),
            _or_none(self.numerator),
            _or_none(self.denominator),
            [_DONE[one] for one in self.done.tolist()],
            self.measured_on.all(),
            self.provisional.tolist(),
            self.note.all(),
            list(repeat(self.origin, len(self))),
        )


_COLUMNS = tuple(one.name for one in fields(Records) if one.name not in ("headers", "origin"))


def _part(column: Any, rows: Rows | Which) -> Any:
    return column.take(rows) if isinstance(column, Coded) else column[rows]


def _or_none(column: Floats) -> list[float | None]:
    found: list[float | None] = column.tolist()
    for at in np.flatnonzero(np.isnan(column)).tolist():
        found[at] = None
    return found


def no_records(origin: Origin = Origin.REPORT) -> Records:
    """The records of a file that holds none."""
    places, floats, flags = np.empty(0, np.int32), np.empty(0), np.empty(0, bool)
    return Records(
        places, Coded([], places), Coded([], places), Coded([], places), floats, floats, floats, np.empty(0, np.int8),
        Coded([], places), flags, Coded([], places), flags, places, (), origin,
    )  # fmt: skip


def joined_records(parts: Sequence[Records]) -> Records:
    """The records of a wide file, whose series share all words but their period."""
    first = parts[0]
    if len(parts) == 1:
        return first
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(one, name) for one in parts])
        for name in _COLUMNS
        if not isinstance(getattr(first, name), Coded)
    }
    words: dict[str, Any] = {
        name: Coded(getattr(first, name).words, np.concatenate([getattr(one, name).places for one in parts]))
        for name in ("indicator", "org_unit", "measured_on", "note")
    }
    which = np.repeat(np.arange(len(parts), dtype=np.int32), [len(one) for one in parts])
    periods = Coded([one.period.words[0] for one in parts], which)
    headers = tuple(one.headers[0] for one in parts)
    found = replace(first, **{**arrays, **words, "period": periods, "series": which}, headers=headers)
    return replace(found, note=_of_newest(found))


def _of_newest(found: Records) -> Coded[str]:
    """The remark of a row stands with its newest value: what it says of others nobody knows."""
    last = np.array([period.last.toordinal() for period in found.period.words])[found.period.places]
    newest = np.zeros(int(found.rows.max(initial=0)) + 1, np.int64)
    np.maximum.at(newest, found.rows, last)
    nothing = found.note.words.index("")
    return Coded(found.note.words, np.where(last == newest[found.rows], found.note.places, nothing).astype(np.int32))
