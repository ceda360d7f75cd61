"""What reading a file finds on its way: issues, repairs and questions, each at its own place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi.core.issue import Issue
from kpi.intake.faults import fault
from kpi.intake.hints import Hint
from kpi.intake.upload.column import Outcome
from kpi.intake.upload.cures import CURES
from kpi.intake.upload.model import Cell, Question, Repair
from kpi.intake.upload.text import visible

_ONCE = frozenset({"decimal-ambiguous", "date-ambiguous"})  # asked once a column, not at each of its cells


@dataclass(slots=True)
class Findings:
    """Everything found in one file; `wrong` are the row numbers that hold an error."""

    file: str
    issues: list[Issue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asked: set[tuple[str, str]] = field(default_factory=set)

    def tell(
        self,
        code: str,
        row: int | None = None,
        column: str = "",
        value: str = "",
        hint: Hint | None = None,
        words: Mapping[str, object] | None = None,
        **more: object,
    ) -> None:
        """Add the issue of this code; `hint` or the cure for uploaders replaces the catalogue's cure."""
        said = dict(words or {}) | more
        hint = hint or CURES.get(code)
        shown = visible(value)
        self.issues.append(fault(code, file=self.file, row=row, column=column, value=shown, hint=hint, **said))

    def note(self, outcome: Outcome, cell: Cell, row: int, column: str) -> None:
        """Add what a cell's outcome says: its issue, or its repairs."""
        if outcome.code and outcome.code not in _ONCE:
            self.tell(outcome.code, row, column, cell.text, outcome.hint, outcome.words)
        elif outcome.code and (outcome.code, column) not in self.asked:
            self.asked.add((outcome.code, column))
            self.tell(outcome.code, row, column, cell.text, outcome.hint, outcome.words)
        for rule in outcome.rules:
            self.repairs.append(Repair(row, column, cell.text, outcome.after, rule))

    def ask(self, key: str, column: str, code: str, options: tuple[str, ...]) -> None:
        """Add a question, once a key."""
        if all(question.key != key for question in self.questions):
            self.questions.append(Question(key, column, code, options))
