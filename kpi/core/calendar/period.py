"""Reporting periods and the calendar arithmetic that every rule shares."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

DAY = timedelta(days=1)


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


@dataclass(frozen=True, slots=True, order=True)
class YearStart:
    """The day on which a plan's years begin; `day` 1..28, so that it is in every year and so is a quarter later."""

    month: int = 1
    day: int = 1

    def __str__(self) -> str:
        """As in plan.toml: `04-01`."""
        return f"{self.month:02d}-{self.day:02d}"

    def of(self, year: int) -> date:
        """The first day of the year that begins in a calendar year."""
        return date(year, self.month, self.day)


JANUARY = YearStart()
_YEAR_START = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")


def year_start(text: str) -> YearStart:
    """Read `04-01` (month-day); raises ValueError for anything else and for a day after the 28th."""
    match = _YEAR_START.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not the start of a year: write 04-01 for the first of April")
    return YearStart(int(match[1]), int(match[2]))


_CODE = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?P<to>/\d\d)?"
    r"(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>0[1-9]|1[0-2])))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period; `first` and `last` are days and both belong to it, `year` says when its years begin."""

    first: date
    last: date
    code: str
    frequency: Frequency
    year: YearStart = JANUARY

    @property
    def file_stem(self) -> str:
        """The code as part of a file's name: `2022-23-Q1`."""
        return self.code.replace("/", "-")

    @property
    def parts(self) -> tuple[str, str]:
        """The name of its year, and of its part of that year; of a whole year the part is empty: `2022/23` and `Q1`."""
        year, _, part = self.code.partition("-")
        return year, part


@lru_cache(maxsize=4096)
def parse_period(code: str, year: YearStart = JANUARY) -> Period:
    """Read a period code: `2021`, `2021-H1`, `2021-Q3` or `2021-09`; raises ValueError for anything else.

    Where years begin on another day than 1 January (`year`) they are written `2022/23`, with `-H1` or `-Q3` behind it;
    `2022-Q2` is then the calendar's, and is read where the plan has a period of just those days under its own name.
    """
    match = _CODE.fullmatch(code)
    own = match is not None and _is_own(match, year)
    if match is None or not (own or match["to"] is None):
        raise ValueError(f"{code!r} is not a period: write {', '.join(period_examples(year))}")
    frequency, index = _part(match)
    if own:
        return _period(int(match["year"]), frequency, index, year)
    plain = _period(int(match["year"]), frequency, index, JANUARY)
    found = period_of(plain.first, frequency, year)
    if (found.first, found.last) != (plain.first, plain.last):
        raise ValueError(f"{code!r} is no period of this plan: write {', '.join(period_examples(year))}")
    return found


def period_examples(year: YearStart = JANUARY) -> tuple[str, str, str, str]:
    """How a year, a half, a quarter and a month are written."""
    name = _year_name(2021, year)
    return name, f"{name}-H1", f"{name}-Q3", "2021-09"


def _is_own(match: re.Match[str], year: YearStart) -> bool:
    """Whether a code is written as this plan writes it: both years where they begin on another day, but of a month."""
    if match["month"] or year == JANUARY:
        return match["to"] is None
    return match["to"] is not None and int(match["to"][1:]) == (int(match["year"]) + 1) % 100


def _part(match: re.Match[str]) -> tuple[Frequency, int]:
    """How long the period of a code is, and the how manieth of its year, from 0."""
    for name, frequency in (
        ("quarter", Frequency.QUARTER),
        ("half", Frequency.HALF_YEAR),
        ("month", Frequency.MONTH),
    ):
        if match[name]:
            return frequency, int(match[name]) - 1
    return Frequency.YEAR, 0


def period_of(day: date, frequency: Frequency, year: YearStart = JANUARY) -> Period:
    """The period of this frequency that holds `day`; years, halves and quarters count from `year`, months never do."""
    if frequency is Frequency.MONTH or year == JANUARY:
        return _period(day.year, frequency, (day.month - 1) // frequency.months, year)
    begun = day.year if day >= year.of(day.year) else day.year - 1
    months = (day.year - begun) * 12 + day.month - year.month - (day.day < year.day)
    return _period(begun, frequency, months // frequency.months, year)


def following(period: Period) -> Period:
    """The next period of the same frequency."""
    return period_of(period.last + DAY, period.frequency, period.year)


def preceding(period: Period) -> Period:
    """The previous period of the same frequency."""
    return period_of(period.first - DAY, period.frequency, period.year)


@lru_cache(maxsize=4096)
def periods_between(first: date, last: date, frequency: Frequency, year: YearStart = JANUARY) -> tuple[Period, ...]:
    """All periods that share at least a day with `first`..`last` (both inclusive), oldest first."""
    found = []
    period = period_of(first, frequency, year)
    while period.first <= last:
        found.append(period)
        period = following(period)
    return tuple(found)


@lru_cache(maxsize=4096)
def _period(begun: int, frequency: Frequency, index: int, year: YearStart) -> Period:
    """The period with this number (from 0) of the year that begins in the calendar year `begun`."""
    if frequency is Frequency.MONTH:
        first, months = date(begun, index + 1, 1), index + 1
        return Period(first, later(first, 1) - DAY, f"{begun}-{months:02d}", frequency, year)
    first = later(year.of(begun), index * frequency.months)
    last = later(first, frequency.months) - DAY
    part = {Frequency.YEAR: "", Frequency.HALF_YEAR: f"-H{index + 1}", Frequency.QUARTER: f"-Q{index + 1}"}[frequency]
    return Period(first, last, _year_name(begun, year) + part, frequency, year)


def _year_name(begun: int, year: YearStart) -> str:
    return f"{begun}" if year == JANUARY else f"{begun}/{(begun + 1) % 100:02d}"


def later(day: date, months: int) -> date:
    """The same day of the month, whole months later; `day` has a 28th at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


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
    return when.astimezone(dutch_zone())


def dutch_zone() -> tzinfo:
    """The zone of the Dutch clock."""
    from zoneinfo import ZoneInfo  # takes some milliseconds, and most commands know days only

    return ZoneInfo("Europe/Amsterdam")
