"""What scripts and people type: days, periods and deadlines."""

from collections.abc import Sequence
from datetime import date

from kpi.core.calendar.deadline import Deadline, read_deadline
from kpi.core.calendar.deadline_years import YEARS
from kpi.core.calendar.period import JANUARY, Period, YearStart, parse_period, period_examples, year_start
from kpi.core.errors import UsageError
from kpi.intake.parse.cells import plain_cells
from kpi.settings import Settings


def read_day(text: str) -> date:
    """An ISO day (`2021-06-30`) of the years 1900-2199; raises UsageError."""
    found = plain_cells.iso_day(text.strip())
    if isinstance(found, plain_cells.Bad):
        raise UsageError(
            f"{text!r} is geen datum: schrijf bijvoorbeeld 2021-06-30.",
            f"{text!r} is no date: write for instance 2021-06-30.",
        )
    return found


def not_swapped(first: date, last: date) -> None:
    """Raise UsageError when the first day lies after the last."""
    if first > last:
        raise UsageError(
            f"{first} ligt na {last}: verwissel de twee dagen.",
            f"{first} lies after {last}: swap the two days.",
        )


def read_period(text: str, year: YearStart = JANUARY) -> Period:
    """A period code (`2021`, `2021-H1`, `2021-Q3`, `2021-09`) of a plan whose years begin on `year`.

    Raises UsageError.
    """
    try:
        return parse_period(text, year)
    except ValueError as fault:
        *first, last = period_examples(year)
        raise UsageError(
            f"{text!r} is geen periode: schrijf bijvoorbeeld {', '.join(first)} of {last}.",
            f"{text!r} is no period: write for instance {', '.join(first)} or {last}.",
        ) from fault


def read_year_start(text: str) -> YearStart:
    """The day on which years begin (`04-01`, up to day 28); raises UsageError."""
    try:
        return year_start(text.strip())
    except ValueError as fault:
        raise UsageError(
            f"{text!r} is geen eerste dag van een jaar: schrijf maand-dag, tot en met dag 28: 04-01.",
            f"{text!r} is no first day of a year: write month-day, up to day 28: 04-01.",
        ) from fault


def read_deadlines(
    settings: Settings,
    phrases: Sequence[str],
    *,
    year: int | None,
    start: date | None,
    end: date | None,
    year_starts: YearStart,
) -> tuple[Deadline | None, ...]:
    """Each phrase as a deadline; None where it is none.

    Raises UsageError for a year that no deadline has, and when `start` lies after `end`.
    """
    if year is not None and year not in YEARS:
        raise UsageError(
            f"Het jaar {year} kan niet: geef een jaar van {YEARS[0]} tot en met {YEARS[-1]}.",
            f"The year {year} cannot be: give a year from {YEARS[0]} up to and including {YEARS[-1]}.",
        )
    if start is not None and end is not None:
        not_swapped(start, end)
    return tuple(
        read_deadline(phrase, year=year, start=start, end=end, calendar=settings.calendar, year_starts=year_starts)
        for phrase in phrases
    )
