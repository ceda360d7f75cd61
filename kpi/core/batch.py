"""Many measurements in columns: a file of a hundred thousand rows is compared and written without an object a value."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from itertools import compress
from operator import attrgetter
from typing import Any, overload

from kpi.core.calendar.period import Period
from kpi.core.model import Measurement
from kpi.core.vocabulary import Origin

Key = tuple[str, str, str]  # indicator, org_unit, period code: what names a measurement within its plan


def key_of(one: Measurement) -> Key:
    """What names a measurement within its plan: indicator, org_unit and period code."""
    return one.indicator, one.org_unit, one.period.code


@dataclass(slots=True, eq=False)
class Batch(Sequence[Measurement]):
    """Measurements as columns of equal length, each a field of Measurement; it reads as a sequence of them.

    A measurement is made when it is asked for. Equal to any sequence of equal measurements. Nothing changes one; it is
    not frozen, because one is made for every period, and a frozen one of eleven columns takes four times as long.
    """

    indicator: Sequence[str] = ()
    period: Sequence[Period] = ()
    value: Sequence[float | None] = ()
    org_unit: Sequence[str] = ()
    numerator: Sequence[float | None] = ()
    denominator: Sequence[float | None] = ()
    done: Sequence[bool | None] = ()
    measured_on: Sequence[date | None] = ()
    provisional: Sequence[bool] = ()
    note: Sequence[str] = ()
    origin: Sequence[Origin] = ()

    def __len__(self) -> int:
        return len(self.indicator)

    @overload
    def __getitem__(self, at: int) -> Measurement: ...
    @overload
    def __getitem__(self, at: slice) -> "Batch": ...
    def __getitem__(self, at: int | slice) -> "Measurement | Batch":
        if isinstance(at, slice):
            return Batch(*[column[at] for column in self.columns()])
        return Measurement(*(column[at] for column in self.columns()))

    def __iter__(self) -> Iterator[Measurement]:
        return map(Measurement, *self.columns())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == each for one, each in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def columns(self) -> tuple[Sequence[Any], ...]:
        """All columns, in the order of the fields of Measurement."""
        found: tuple[Sequence[Any], ...] = _COLUMNS(self)
        return found

    def keys(self) -> Iterator[Key]:
        """What names each of them, in order."""
        return zip(self.indicator, self.org_unit, (one.code for one in self.period), strict=True)

    def where(self, flags: Sequence[bool]) -> "Batch":
        """Those whose flag is set."""
        return Batch(*[list(compress(column, flags)) for column in self.columns()])

    def take(self, places: Sequence[int]) -> "Batch":
        """Those at these places, in this order."""
        return Batch(*[[column[at] for at in places] for column in self.columns()])

    def __add__(self, other: "Batch") -> "Batch":
        return Batch(*[[*one, *each] for one, each in zip(self.columns(), other.columns(), strict=True)])


_FIELDS = tuple(one.name for one in fields(Measurement))
_COLUMNS = attrgetter(*_FIELDS)


def batch_of(measurements: Iterable[Measurement]) -> Batch:
    """The same measurements in columns."""
    if isinstance(measurements, Batch):
        return measurements
    found = tuple(measurements)
    return Batch(*[[getattr(one, name) for one in found] for name in _FIELDS])


@contextmanager
def no_collection() -> Iterator[None]:
    """Without the garbage collector: a million values hold no cycles, and going through them again doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
