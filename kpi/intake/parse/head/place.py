"""A column of a table as its header says it."""

from dataclasses import dataclass

from kpi.core.calendar.period import Period
from kpi.intake.parse.head.header_words import units_said


@dataclass(frozen=True, slots=True)
class Place:
    """A column: its index, its header as written (its letter when there is none), and what it is read as.

    `role` is one of ROLES; "year" for the year of the column that is the period; "period-value" for a column of the
    values of `period`; empty when it is kept aside. `named` False: nothing stands in the header row there. `above`: a
    unit, or what makes it no measured value, in the cell above.
    """

    index: int
    header: str
    role: str = ""
    period: Period | None = None
    named: bool = True
    above: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """The units or scales that header and cell above may say of its numbers."""
        return (*units_said(self.header), *((self.above,) if self.above else ()))
