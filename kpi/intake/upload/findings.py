"""What reading a file finds on its way: issues, repairs and questions, each at its own place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from kpi.core.issue import Issue
from kpi.intake.faults import fault
from kpi.intake.upload.column import Outcome, Outcomes
from kpi.intake.upload.grid import Places
from kpi.intake.upload.model import Cell, Question
from kpi.intake.upload.repairs import Repairs, repairs_of
from kpi.intake.upload.text import visible

_ONCE = frozenset({"decimal-ambiguous", "date-ambiguous"})  # asked once a column, not at each of its cells
# The catalogue's cures speak to who writes plan files; these to who sends in figures.
_CURES = {
    "not-a-number": "Schrijf alleen cijfers, met ten hoogste één decimaalteken: 12,5.",
    "not-a-period": "Schrijf bijvoorbeeld 2021-Q3 of 3e kwartaal 2021.",
    "not-a-date": "Schrijf dag-maand-jaar: 30-06-2021.",
    "unknown-indicator": "Neem de code of de naam uit het sjabloon over.",
    "unknown-org-unit": "Neem de code of de naam uit het sjabloon over, of laat de cel leeg voor de hele organisatie.",
    "ragged-row": "Zet tekst of een getal met een scheidingsteken erin tussen aanhalingstekens.",
    "unknown-column": "Niets, of geef de kolom een bekende naam als zij gelezen moet worden.",
    "duplicate-measurement": "Houd per indicator, periode en organisatie-eenheid één rij over.",
    "value-out-of-range": "Verbeter het getal, of overleg als de indicator dit wel kan zijn.",
}


@dataclass(slots=True)
class Findings:
    """Everything found in one file; `wrong` are the row numbers that hold an error."""

    file: str
    issues: list[Issue] = field(default_factory=list)
    repairs: Repairs = field(default_factory=Repairs)
    questions: list[Question] = field(default_factory=list)
    asked: set[tuple[str, str]] = field(default_factory=set)

    def tell(
        self,
        code: str,
        row: int | None = None,
        column: str = "",
        value: str = "",
        hint: str = "",
        words: Mapping[str, object] | None = None,
        **more: object,
    ) -> None:
        """Add the issue of this code; `hint` or the cure for uploaders replaces the catalogue's cure."""
        said = dict(words or {}) | more
        hint = hint or _CURES.get(code, "")
        shown = visible(value)
        self.issues.append(fault(code, file=self.file, row=row, column=column, value=shown, hint=hint, **said))

    def note(self, column: str, numbers: Places, outcomes: Outcomes) -> None:
        """Add what the cells of a column say, whose rows have these numbers: their issues and repairs."""
        for at in np.flatnonzero(outcomes.where(lambda one: bool(one.code))).tolist():
            self._note(outcomes.at(at), outcomes.cells.at(at), int(numbers[at]), column)
        if found := repairs_of(column, numbers, outcomes):
            self.repairs.parts.append(found)

    def _note(self, outcome: Outcome, cell: Cell, row: int, column: str) -> None:
        if outcome.code in _ONCE and (outcome.code, column) in self.asked:
            return
        self.asked.add((outcome.code, column))
        self.tell(outcome.code, row, column, cell.text, outcome.hint, outcome.words)

    def ask(self, key: str, column: str, code: str, options: tuple[str, ...]) -> None:
        """Add a question, once a key."""
        if all(question.key != key for question in self.questions):
            self.questions.append(Question(key, column, code, options))
