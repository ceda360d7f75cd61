"""Reporting periods and the calendar arithmetic that every rule shares."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
ZONE = ZoneInfo("Europe/Amsterdam")


class Frequency(StrEnum):
    """How often an indicator is reported; the value is the code in plan files."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Length in calendar months."""
        return _MONTHS[self]


_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF_YEAR: 6, Frequency.YEAR: 12}
_CODE = re.compile(r"(?P<year>(?:19|20|21)\d\d)(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period; `first` and `last` are days and both belong to it."""

    first: date
    last: date
    code: str
    frequency: Frequency


@lru_cache(maxsize=4096)
def parse_period(code: str) -> Period:
    """Read a period code: `2021`, `2021-H1`, `2021-Q3` or `2021-09`; raises ValueError for anything else."""
    match = _CODE.fullmatch(code)
    if match is None:
        raise ValueError(f"{code!r} is not a period: write 2021, 2021-H1, 2021-Q3 or 2021-09")
    year = int(match["year"])
    if match["quarter"]:
        return _period(year, Frequency.QUARTER, int(match["quarter"]) - 1)
    if match["half"]:
        return _period(year, Frequency.HALF_YEAR, int(match["half"]) - 1)
    if match["month"]:
        return _period(year, Frequency.MONTH, int(match["month"]) - 1)
    return _period(year, Frequency.YEAR, 0)


def period_of(day: date, frequency: Frequency) -> Period:
    """The period of this frequency that holds `day`."""
    return _period(day.year, frequency, (day.month - 1) // frequency.months)


def following(period: Period) -> Period:
    """The next period of the same frequency."""
    return period_of(period.last + DAY, period.frequency)


def preceding(period: Period) -> Period:
    """The previous period of the same frequency."""
    return period_of(period.first - DAY, period.frequency)


@lru_cache(maxsize=4096)
def periods_between(first: date, last: date, frequency: Frequency) -> tuple[Period, ...]:
    """All periods that share at least a day with `first`..`last` (both inclusive), oldest first."""
    found = []
    period = period_of(first, frequency)
    while period.first <= last:
        found.append(period)
        period = following(period)
    return tuple(found)


@lru_cache(maxsize=4096)
def _period(year: int, frequency: Frequency, index: int) -> Period:
    first = date(year, index * frequency.months + 1, 1)
    last = month_end(first, frequency.months - 1)
    code = {
        Frequency.YEAR: f"{year}",
        Frequency.HALF_YEAR: f"{year}-H{index + 1}",
        Frequency.QUARTER: f"{year}-Q{index + 1}",
        Frequency.MONTH: f"{year}-{index + 1:02d}",
    }[frequency]
    return Period(first, last, code, frequency)


def month_end(day: date, months: int = 0) -> date:
    """The last day of the month that lies `months` after the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """The last days of all months that end in `first`..`last` (both inclusive)."""
    found = []
    end = month_end(first)
    while end <= last:
        found.append(end)
        end = month_end(end, 1)
    return tuple(found)


@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """`day` moved by whole months; the last day of a month stays the last day."""
    end = month_end(day, months)
    if day == month_end(day):
        return end
    return end.replace(day=min(day.day, end.day))


def elapsed(first: date, last: date) -> float:
    """Calendar months from `first` to `last`, both days included, a month's part by its days (docs/rules.md, rule 3).

    Negative or zero when `last` lies before `first`.
    """
    return _end_of_day(last) - _end_of_day(first - DAY)


@lru_cache(maxsize=4096)
def _end_of_day(day: date) -> float:
    return day.year * 12 + day.month - 1 + day.day / monthrange(day.year, day.month)[1]


def dutch_time(when: datetime) -> datetime:
    """A moment on the Dutch clock, whatever the clock of the server; a naive one is in the server's own time."""
    return when.astimezone(ZONE)
