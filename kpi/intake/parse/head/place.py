"""A column of a table as its header says it."""

from dataclasses import dataclass

from kpi.core.calendar.period import Period


@dataclass(frozen=True, slots=True)
class Place:
    """A column: its index, its header as written (its letter when there is none), and what it is read as.

    `role` is one of ROLES; "year" for the year of the column that is the period; "period-value" for a column of the
    values of `period`; empty when it is kept aside. `named` False: nothing stands in the header row there.
    `apart`: it is no part of the table; `unsure`: what it is if it is a part of it, which only the uploader knows.
    `other`: the header of the column that is read in its stead, or with it.
    """

    index: int
    header: str
    role: str = ""
    period: Period | None = None
    named: bool = True
    apart: bool = False
    unsure: str = ""
    other: str = ""
