"""Calendar spans as people write them: a day, week, month, quarter, season, half-year or year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kpi.core.calendar.deadline_words import MONTHS, alternatives
from kpi.core.calendar.deadline_years import YEARS, Years, calendar_year, is_month, own_year
from kpi.core.calendar.period import DAY, Frequency, period_of


class Precision(StrEnum):
    """How exactly a phrase names its date: the calendar unit it names, or how the unit is used.

    `around`: the beginning or middle of a unit; `span`: two ends are written; `open`: only a start is written;
    `plan`: nothing is written and the plan's own period holds.
    """

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF_YEAR = "half-year"
    YEAR = "year"
    AROUND = "around"
    SPAN = "span"
    OPEN = "open"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, both inclusive; `closing` when only the last day counts ("eind 2021").

    `is_course`: a year of schools or universities, which begins as a year does.
    """

    first: date
    last: date
    precision: Precision
    closing: bool = False
    is_course: bool = False

    @property
    def day_before(self) -> date:
        """The last day before the span; of a closing span its last day ("voor eind 2021" is 31 December)."""
        return self.last if self.closing else self.first - DAY


def months(year: int, month: int, count: int, precision: Precision) -> Span:
    """The span of `count` whole months from the given month, which may run into the next year."""
    after = year * 12 + month - 1 + count
    return Span(date(year, month, 1), date(after // 12, after % 12 + 1, 1) - DAY, precision)


def is_own_year(span: Span, years: Years) -> bool:
    """Whether a year, half or quarter is the plan's own, in a plan whose years are not the calendar's."""
    if span.precision is Precision.YEAR:
        return years.own and (span.first.month, span.first.day) == (years.starts.month, years.starts.day)
    return years.own and span.precision in (Precision.QUARTER, Precision.HALF_YEAR)


def lent_by(span: Span, years: Years) -> Years:
    """With the year of a span as the known one, for the other end of a range."""
    if is_own_year(span, years):
        return years.with_known(period_of(span.first, Frequency.YEAR, years.starts))
    return years.with_known(calendar_year(span.first.year))


def day_of(year: int, month: int, day: int) -> Span:
    """A day as a span; raises ValueError when there is none or it is outside 1990..2100."""
    if year not in YEARS:
        raise ValueError(year)
    return Span(date(year, month, day), date(year, month, day), Precision.DAY)


def written_year(text: str) -> int:
    """A year of four digits, or of two after an apostrophe, which stands for 2000..2049."""
    year = 2000 + int(text[1:]) if text.startswith("'") else int(text)
    if year not in YEARS or (text.startswith("'") and year > 2049):
        raise ValueError(text)
    return year


def _short_year(text: str) -> int:
    """A year in day-month-year; two digits are read from 13, as "01/02/03" may be in any order, to 49."""
    if len(text) == 2 and not 13 <= int(text) <= 49:
        raise ValueError(text)
    return int(text) + (2000 if len(text) == 2 else 0)


def month_of(year: int, month: int) -> Span:
    """A month as a span; raises ValueError when there is none."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return months(year, month, 1, Precision.MONTH)


def _winter(m: re.Match[str]) -> Span:
    year = written_year(m[1])
    if m[2] not in {str(year + 1), str(year + 1)[2:]}:
        raise ValueError(m[2])
    return months(year, 12, 3, Precision.SEASON)


def _course(first: str, last: str, name: str) -> Span:
    """The year of schools runs from 1 August, that of universities from 1 September."""
    year = _short_year(first.removeprefix("'"))
    if last not in {str(year + 1), str(year + 1)[2:]}:
        raise ValueError(last)
    return replace(months(year, 8 if name in _SCHOOL else 9, 12, Precision.SPAN), is_course=True)


_SCHOOL = {"schooljaar", "school year"}
_COURSE = "schooljaar|school year|studiejaar|collegejaar|academisch jaar|academic year"
YEAR = r"((?:19|20|21)[0-9]{2}|'[0-9]{2})"
MONTH = f"({alternatives(MONTHS)})"
_WHOLE = r"(?:heel|geheel|anno|all of|whole of|(?:(?:ge)?hele |whole )?(?:kalender|calendar )?(?:jaar|year))"

_DATED: tuple[tuple[str, Callable[[re.Match[str]], Span]], ...] = (
    (rf"(?:{_WHOLE} )?{YEAR}", lambda m: months(written_year(m[1]), 1, 12, Precision.YEAR)),
    (r"([0-9]{4})([-/])([0-9]{2})\2([0-9]{2})", lambda m: day_of(int(m[1]), int(m[3]), int(m[4]))),
    (r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})", lambda m: day_of(int(m[4]), int(m[3]), int(m[1]))),
    (r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{2})", lambda m: day_of(_short_year(m[4]), int(m[3]), int(m[1]))),
    (rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2{YEAR}", lambda m: day_of(written_year(m[4]), int(m[3]), int(m[1]))),
    (rf"([0-9]{{1,2}})([-/]){MONTH}\2{YEAR}", lambda m: day_of(written_year(m[4]), MONTHS[m[3]], int(m[1]))),
    (rf"([0-9]{{1,2}})-{MONTH}-([0-9]{{2}})", lambda m: day_of(_short_year(m[3]), MONTHS[m[2]], int(m[1]))),
    (
        rf"{MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? {YEAR}",
        lambda m: day_of(written_year(m[3]), MONTHS[m[1]], int(m[2])),
    ),
    (r"([0-9]{4})-([0-9]{2})", lambda m: month_of(written_year(m[1]), int(m[2]))),
    (r"([0-9]{1,2})[-/]([0-9]{4})", lambda m: month_of(written_year(m[2]), int(m[1]))),
    (rf"(?:de )?winter(?: van| of)? {YEAR}[-/]([0-9]{{4}}|[0-9]{{2}})", _winter),
    (rf"({_COURSE}) {YEAR}[-/]'?([0-9]{{4}}|[0-9]{{2}})", lambda m: _course(m[2], m[3], m[1])),
    (rf"({_COURSE}) ([0-9]{{2}})[-/]([0-9]{{2}})", lambda m: _course(m[2], m[3], m[1])),
    (rf"{YEAR}[-/]'?([0-9]{{4}}|[0-9]{{2}}) ({_COURSE})", lambda m: _course(m[1], m[2], m[3])),
)
OWN_YEAR = "((?:19|20|21)[0-9]{2}/[0-9]{2})"
_OWN_YEAR = re.compile(rf"(?:(?:heel|geheel|all of|whole of|(?:(?:ge)?hele |whole )?(?:jaar|year)) )?{OWN_YEAR}")


def read_dated(text: str, years: Years) -> Span | None:
    """Read a span that names its year, or is one; None when it is none, ValueError when there is no such day."""
    text = re.sub("^(?:het|the) ", "", text)
    if years.own and (m := _OWN_YEAR.fullmatch(text)):
        found = own_year(m[1], years.starts)
        return Span(found.first, found.last, Precision.YEAR)
    if years.own and is_month(text) and int(text[5:]) == (int(text[:4]) + 1) % 100:
        raise ValueError(text)  # December 2011, or the year 2011/12
    span = next((read(m) for pattern, read in _DATED if (m := re.fullmatch(pattern, text))), None)
    if span and span.is_course and is_own_year(as_year := replace(span, precision=Precision.YEAR), years):
        return as_year
    return span
