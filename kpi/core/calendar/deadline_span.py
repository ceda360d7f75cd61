"""Calendar spans as people write them: a day, week, month, quarter, season, half-year or year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kpi.core.calendar.deadline_words import MONTHS, ORDINALS, SEASONS, WEEKDAYS, alternatives

YEARS = range(1990, 2101)
DAY = timedelta(days=1)


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
    """First and last day, both inclusive; `closing` when only the last day counts ("eind 2021")."""

    first: date
    last: date
    precision: Precision
    closing: bool = False

    @property
    def day_before(self) -> date:
        """The last day before the span; of a closing span its last day ("voor eind 2021" is 31 December)."""
        return self.last if self.closing else self.first - DAY


def months(year: int, month: int, count: int, precision: Precision) -> Span:
    """The span of `count` whole months from the given month, which may run into the next year."""
    after = year * 12 + month - 1 + count
    return Span(date(year, month, 1), date(after // 12, after % 12 + 1, 1) - DAY, precision)


def read_span(text: str, year: int | None) -> Span | None:
    """Read one calendar span from a normalised text; `year` is used where the text has none.

    None when the text is not exactly one span, is outside 1990..2100, names a day that does not exist, or has no year.
    """
    try:
        if m := _WEEKDAY.fullmatch(text):
            return _on_weekday(read_span(m[2], year), WEEKDAYS[m[1]])
        return _read_dated(text) or _read_unit(*_split_year(text, year))
    except ValueError:
        return None


def _on_weekday(found: Span | None, weekday: int) -> Span | None:
    """The day, unless it falls on another day of the week than the one that is written before it."""
    return found if found and found.precision is Precision.DAY and found.first.isoweekday() == weekday else None


def _day(year: int, month: int, day: int) -> Span:
    if year not in YEARS:
        raise ValueError(year)
    return Span(date(year, month, day), date(year, month, day), Precision.DAY)


def _year(text: str) -> int:
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


def _month(year: int, month: int) -> Span:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return months(year, month, 1, Precision.MONTH)


def _winter(m: re.Match[str]) -> Span:
    year = _year(m[1])
    if m[2] not in {str(year + 1), str(year + 1)[2:]}:
        raise ValueError(m[2])
    return months(year, 12, 3, Precision.SEASON)


def _course(m: re.Match[str]) -> Span:
    """The year of schools runs from 1 August, that of universities from 1 September."""
    year = _short_year(m[2].removeprefix("'"))
    if m[3] not in {str(year + 1), str(year + 1)[2:]}:
        raise ValueError(m[3])
    return months(year, 8 if m[1] in _SCHOOL else 9, 12, Precision.SPAN)


_SCHOOL = {"schooljaar", "school year"}
_COURSE = "schooljaar|school year|studiejaar|collegejaar|academisch jaar|academic year"
_YEAR = r"((?:19|20|21)[0-9]{2}|'[0-9]{2})"
_MONTH = f"({alternatives(MONTHS)})"
_ORDINAL = f"({alternatives([*ORDINALS, 'laatste', 'last'])})"
_ARTICLE = r"(?:(?:de|het|the) )?"
_WHOLE = r"(?:heel|anno|all of|(?:(?:ge)?hele |whole )?(?:kalender|calendar )?(?:jaar|year))"

_DATED: tuple[tuple[str, Callable[[re.Match[str]], Span]], ...] = (
    (rf"(?:{_WHOLE} )?{_YEAR}", lambda m: months(_year(m[1]), 1, 12, Precision.YEAR)),
    (r"([0-9]{4})([-/])([0-9]{2})\2([0-9]{2})", lambda m: _day(int(m[1]), int(m[3]), int(m[4]))),
    (r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})", lambda m: _day(int(m[4]), int(m[3]), int(m[1]))),
    (r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{2})", lambda m: _day(_short_year(m[4]), int(m[3]), int(m[1]))),
    (rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2{_YEAR}", lambda m: _day(_year(m[4]), int(m[3]), int(m[1]))),
    (rf"([0-9]{{1,2}})([-/]){_MONTH}\2{_YEAR}", lambda m: _day(_year(m[4]), MONTHS[m[3]], int(m[1]))),
    (rf"([0-9]{{1,2}})-{_MONTH}-([0-9]{{2}})", lambda m: _day(_short_year(m[3]), MONTHS[m[2]], int(m[1]))),
    (rf"{_MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}", lambda m: _day(_year(m[3]), MONTHS[m[1]], int(m[2]))),
    (r"([0-9]{4})-([0-9]{2})", lambda m: _month(_year(m[1]), int(m[2]))),
    (r"([0-9]{1,2})[-/]([0-9]{4})", lambda m: _month(_year(m[2]), int(m[1]))),
    (rf"(?:de )?winter(?: van| of)? {_YEAR}[-/]([0-9]{{4}}|[0-9]{{2}})", _winter),
    (rf"({_COURSE}) {_YEAR}[-/]'?([0-9]{{4}}|[0-9]{{2}})", _course),
    (rf"({_COURSE}) ([0-9]{{2}})[-/]([0-9]{{2}})", _course),
)


def _quarter(year: int, quarter: int) -> Span:
    return months(year, quarter * 3 - 2, 3, Precision.QUARTER)


def _half(year: int, half: int) -> Span:
    if half > 2:
        raise ValueError(half)
    return months(year, half * 6 - 5, 6, Precision.HALF_YEAR)


def _week(year: int, week: int) -> Span:
    monday = date.fromisocalendar(year, week, 1)
    return Span(monday, monday + 6 * DAY, Precision.WEEK)


_UNITS: tuple[tuple[str, Callable[[re.Match[str], int], Span]], ...] = (
    (r"(?:q ?|kw? ?|kwartaal |quarter )([1-4])", lambda m, year: _quarter(year, int(m[1]))),
    (rf"{_ARTICLE}{_ORDINAL} (?:kwartaal|kw|quarter)", lambda m, year: _quarter(year, ORDINALS.get(m[1], 4))),
    (r"h([12])", lambda m, year: _half(year, int(m[1]))),
    (
        rf"{_ARTICLE}{_ORDINAL} (?:helft|half ?jaar|half(?:[- ]year)?)",
        lambda m, year: _half(year, ORDINALS.get(m[1], 2)),
    ),
    (r"(?:week |wk ?|w)([0-9]{1,2})", lambda m, year: _week(year, int(m[1]))),
    (rf"(?:de maand |the month of )?{_MONTH}", lambda m, year: _month(year, MONTHS[m[1]])),
    (
        rf"{_ARTICLE}([0-9]{{1,2}})(?:e|de|ste|st|nd|rd|th)? (?:of )?{_MONTH}",
        lambda m, year: _day(year, MONTHS[m[2]], int(m[1])),
    ),
    (rf"{_ARTICLE}({alternatives(SEASONS)})", lambda m, year: months(year, SEASONS[m[1]], 3, Precision.SEASON)),
    (r"(?:het|the) (?:(?:ge)?hele |whole )?(?:jaar|year)", lambda m, year: months(year, 1, 12, Precision.YEAR)),
)
_YEAR_LAST = re.compile(rf"(.*?[a-z0-9])(?:,? (?:van |of )?(?:het jaar )?|[-/]|(?<=[a-z])|(?='))?{_YEAR}")
_YEAR_FIRST = re.compile(rf"{_YEAR}(?:, |[-/ ])?([a-z].*|[0-9]{{1,2}}(?:e|de|ste|st|nd|rd|th)? [a-z]+)")
_YEAR_ASIDE = re.compile(rf"(.+) \({_YEAR}\)|{_YEAR} \((.+)\)")
_WEEKDAY = re.compile(rf"(?:op )?({alternatives(WEEKDAYS)}),? (.+)")


def _read_dated(text: str) -> Span | None:
    text = re.sub("^(?:het|the) ", "", text)
    return next((read(m) for pattern, read in _DATED if (m := re.fullmatch(pattern, text))), None)


def _split_year(text: str, year: int | None) -> tuple[str, int | None]:
    if m := _YEAR_ASIDE.fullmatch(text):
        return m[1] or m[4], _year(m[2] or m[3])
    if m := _YEAR_LAST.fullmatch(text):
        return m[1], _year(m[2])
    if m := _YEAR_FIRST.fullmatch(text):
        return m[2], _year(m[1])
    return text, year


def _read_unit(text: str, year: int | None) -> Span | None:
    if year not in YEARS or year is None:
        return None
    return next((read(m, year) for pattern, read in _UNITS if (m := re.fullmatch(pattern, text))), None)
