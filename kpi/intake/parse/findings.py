"""What reading a file finds on its way: issues, repairs and questions, each at its own place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import overload

import numpy as np

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import Word, fault, upload_cure
from kpi.intake.faults.hints import Hint
from kpi.intake.parse.cells.column import Outcome, Outcomes
from kpi.intake.parse.cells.text import visible
from kpi.intake.parse.understood import Question, Repair
from kpi.intake.read.cell import Cell
from kpi.intake.read.grid import Places

_ASKED = frozenset({"decimal-ambiguous", "date-ambiguous"})  # of which the answer holds for a whole column
MOST_ASKED = 200  # cells of a column at which such a question is told


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


@dataclass(slots=True)
class Findings:
    """Everything found in one file; `wrong` are the row numbers that hold an error."""

    file: str
    issues: list[Issue] = field(default_factory=list)
    repairs: Repairs = field(default_factory=Repairs)
    questions: list[Question] = field(default_factory=list)

    def tell(
        self,
        code: str,
        row: int | None = None,
        column: str = "",
        value: Word = "",
        hint: Hint | None = None,
        words: Mapping[str, object] | None = None,
        **more: object,
    ) -> None:
        """Add the issue of this code; `hint` or the cure for uploaders replaces the catalogue's cure.

        `row` 0, of headers that stand in no row, is the whole file.
        """
        said = dict(words or {}) | more
        hint = hint or upload_cure(code)
        shown = visible(value) if isinstance(value, str) else value
        self.issues.append(fault(code, file=self.file, row=row or None, column=column, value=shown, hint=hint, **said))

    def note(self, column: str, numbers: Places, outcomes: Outcomes) -> None:
        """Add what the cells of a column say, whose rows have these numbers: their issues and repairs."""
        coded = outcomes.where(lambda one: bool(one.code))
        more = np.flatnonzero(outcomes.where(lambda one: one.code in _ASKED))[MOST_ASKED:]
        coded[more] = False
        for at in np.flatnonzero(coded).tolist():
            self._note(outcomes.at(at), outcomes.cells.at(at), int(numbers[at]), column)
        if len(more):
            self.tell("asked-further", int(numbers[more[0]]), column, outcomes.cells.at(more[0]).text, count=len(more))
        if found := repairs_of(column, numbers, outcomes):
            self.repairs.parts.append(found)

    def _note(self, outcome: Outcome, cell: Cell, row: int, column: str) -> None:
        self.tell(outcome.code, row, column, cell.text, outcome.hint, outcome.words)

    def ask(self, key: str, column: str, code: str, options: tuple[str, ...]) -> None:
        """Add a question, once a key."""
        if all(question.key != key for question in self.questions):
            self.questions.append(Question(key, column, code, options))
