"""The cells that together make one measurement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kpi.core.calendar.period import Period
from kpi.intake.parse.cells.column import NOTHING, Outcome, Outcomes
from kpi.intake.read.grid import Which

NUMBERS = ("value", "numerator", "denominator")
ANSWERS = (*NUMBERS, "measured_on")
PARTS = ("indicator", "period", "org_unit", *ANSWERS, "provisional", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """The outcomes of the cells that together make one measurement; nothing where the file has no such column."""

    indicator: Outcome
    period: Outcome
    org_unit: Outcome
    value: Outcome
    numerator: Outcome
    denominator: Outcome
    measured_on: Outcome
    provisional: Outcome
    note: Outcome

    @property
    def answers(self) -> tuple[Outcome, Outcome, Outcome, Outcome]:
        """The cells that can say what was measured."""
        return self.value, self.numerator, self.denominator, self.measured_on

    @property
    def parts(self) -> tuple[Outcome, ...]:
        """All of its cells."""
        return tuple(getattr(self, one) for one in PARTS)


@dataclass(frozen=True, slots=True)
class Series:
    """The columns that together make one measurement a row, as outcomes by role, and their headers by role.

    `period` is that of all rows in a wide file; None in a long one, which has a column for it. `provisional`: a header
    says it of all rows.
    """

    outcomes: Mapping[str, Outcomes]
    headers: Mapping[str, str]
    period: Period | None = None
    provisional: bool = False

    def present(self, *roles: str) -> Which:
        """Of every row whether there is a value in any of these columns."""
        return self._any(roles, Outcomes.present)

    def where(self, roles: Sequence[str], test: Callable[[Outcome], bool]) -> Which:
        """Of every row whether an outcome in any of these columns passes; for a mere number it must be False."""
        return self._any(roles, lambda one: one.where(test))

    def _any(self, roles: Sequence[str], flags: Callable[[Outcomes], Which]) -> Which:
        found = np.zeros(len(self.outcomes["indicator"]), bool)
        for role in roles:
            if role in self.outcomes:
                found |= flags(self.outcomes[role])
        return found

    def line(self, row: int) -> Line:
        """The cells of a row, counted from 0."""
        found = {role: one.at(row) for role, one in self.outcomes.items() if role in PARTS}
        if self.period:
            found["period"] = Outcome(self.period)
        return Line(*(found.get(role, NOTHING) for role in PARTS))
