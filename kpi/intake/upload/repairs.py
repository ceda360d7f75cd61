"""The repairs of a file: those of a column are kept as the column they are of, and told one by one when asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import overload

import numpy as np

from kpi.intake.upload.column import Outcomes
from kpi.intake.upload.grid import Places
from kpi.intake.upload.model import Repair


@dataclass(frozen=True, slots=True)
class ColumnRepairs:
    """The repairs of one column: what was written in which rows (file numbers), and what it was read as."""

    header: str
    numbers: Places
    outcomes: Outcomes

    def __len__(self) -> int:
        more = sum(len(one.rules) - 1 for one in self.outcomes.found.values() if len(one.rules) > 1)
        return len(self.numbers) if not more else sum(1 for _ in self)

    def __iter__(self) -> Iterator[Repair]:
        cells = self.outcomes.cells
        for number, place in zip(self.numbers.tolist(), cells.places.tolist(), strict=True):
            outcome = self.outcomes.outcome(place)
            for rule in outcome.rules:
                yield Repair(number, self.header, cells.texts[place], outcome.after, rule)


@dataclass(slots=True, eq=False)
class Repairs(Sequence[Repair]):
    """All repairs, in the order they were found."""

    parts: list[ColumnRepairs | list[Repair]] = field(default_factory=list)

    def append(self, one: Repair) -> None:
        """Add one by itself."""
        self.parts.append([one])

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[Repair]:
        return chain.from_iterable(self.parts)

    @overload
    def __getitem__(self, at: int) -> Repair: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Repair]: ...
    def __getitem__(self, at: int | slice) -> Repair | Sequence[Repair]:
        if isinstance(at, int):
            return next(islice(self, at, None)) if at >= 0 else list(self)[at]
        return list(islice(self, at.stop))[at] if at.stop is not None and at.stop >= 0 else list(self)[at]

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Iterable) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def keep(self, wanted: Callable[[Repair], bool]) -> None:
        """Drop all others."""
        self.parts = [[one for one in self if wanted(one)]]


def repairs_of(header: str, numbers: Places, outcomes: Outcomes) -> ColumnRepairs | None:
    """The repairs of a column whose rows have these numbers; None where nothing was repaired."""
    ruled = outcomes.where(lambda one: bool(one.rules))
    if outcomes.ruled is not None:
        ruled = ruled | outcomes.ruled[outcomes.cells.places]
    return ColumnRepairs(header, numbers[ruled], outcomes.take(np.flatnonzero(ruled))) if ruled.any() else None
