"""What reading a file finds on its way: issues, repairs and questions, each at its own place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import Word, fault
from kpi.intake.faults.cures import CURES
from kpi.intake.faults.hints import Hint
from kpi.intake.upload.column import Outcome, Outcomes
from kpi.intake.upload.grid import Places
from kpi.intake.upload.model import Cell, Question
from kpi.intake.upload.repairs import Repairs, repairs_of
from kpi.intake.upload.text import visible

_ASKED = frozenset({"decimal-ambiguous", "date-ambiguous"})  # of which the answer holds for a whole column
MOST_ASKED = 200  # cells of a column at which such a question is told


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
        """Add the issue of this code; `hint` or the cure for uploaders replaces the catalogue's cure."""
        said = dict(words or {}) | more
        hint = hint or CURES.get(code)
        shown = visible(value) if isinstance(value, str) else value
        self.issues.append(fault(code, file=self.file, row=row, column=column, value=shown, hint=hint, **said))

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
