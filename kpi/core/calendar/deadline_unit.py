"""Parts of a year as people write them, with their year beside them or known: a week, month, quarter, season, half."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kpi.core.calendar.deadline_span import (
    MONTH,
    OWN_YEAR,
    YEAR,
    Precision,
    Span,
    day_of,
    month_of,
    months,
    read_dated,
    written_year,
)
from kpi.core.calendar.deadline_words import MONTHS, ORDINALS, SEASONS, WEEKDAYS, alternatives
from kpi.core.calendar.deadline_years import Years, calendar_year, own_year
from kpi.core.calendar.period import DAY, JANUARY, Period, parse_period

_ORDINAL = f"({alternatives([*ORDINALS, 'laatste', 'last'])})"
_ARTICLE = r"(?:(?:de|het|the) )?"


def read_span(text: str, years: Years) -> Span | None:
    """Read one calendar span from a normalised text; the known year is used where the text has none.

    None when the text is not exactly one span, is outside 1990..2100, names a day that does not exist, or has no year.
    """
    if term := years.term(text):
        return Span(term[1], term[2], Precision.SPAN)
    try:
        if m := _WEEKDAY.fullmatch(text):
            return _on_weekday(read_span(m[2], years), WEEKDAYS[m[1]])
        return read_dated(text, years) or _read_unit(*_split_year(text, years), years)
    except ValueError:
        return None


def _on_weekday(found: Span | None, weekday: int) -> Span | None:
    """The day, unless it falls on another day of the week than the one that is written before it."""
    return found if found and found.precision is Precision.DAY and found.first.isoweekday() == weekday else None


def _part_of(year: Period, years: Years, part: str, precision: Precision) -> Span:
    """A half or quarter of a year; the calendar's is not told from the plan's where those are others."""
    if year.year != years.starts:
        raise ValueError(part)
    found = parse_period(f"{year.code}-{part}", years.starts)
    return Span(found.first, found.last, precision)


def _quarter(year: Period, years: Years, quarter: int) -> Span:
    return _part_of(year, years, f"Q{quarter}", Precision.QUARTER)


def _half(year: Period, years: Years, half: int) -> Span:
    return _part_of(year, years, f"H{half}", Precision.HALF_YEAR)


def _week(year: int, week: int) -> Span:
    monday = date.fromisocalendar(year, week, 1)
    return Span(monday, monday + 6 * DAY, Precision.WEEK)


_PARTS: tuple[tuple[str, Callable[[re.Match[str], Period, Years], Span]], ...] = (
    (r"(?:q ?|kw? ?|kwartaal |quarter )([1-4])", lambda m, year, years: _quarter(year, years, int(m[1]))),
    (
        rf"{_ARTICLE}{_ORDINAL} (?:kwartaal|kw|quarter)",
        lambda m, year, years: _quarter(year, years, ORDINALS.get(m[1], 4)),
    ),
    (r"h([12])", lambda m, year, years: _half(year, years, int(m[1]))),
    (
        rf"{_ARTICLE}{_ORDINAL} (?:helft|half ?jaar|half(?:[- ]year)?)",
        lambda m, year, years: _half(year, years, ORDINALS.get(m[1], 2)),
    ),
    (
        r"(?:het|the) (?:(?:ge)?hele |whole )?(?:jaar|year)",
        lambda _, year, __: Span(year.first, year.last, Precision.YEAR),
    ),
)
_UNITS: tuple[tuple[str, Callable[[re.Match[str], int], Span]], ...] = (
    (r"(?:week |wk ?|w)([0-9]{1,2})", lambda m, year: _week(year, int(m[1]))),
    (rf"(?:de maand |the month of )?{MONTH}", lambda m, year: month_of(year, MONTHS[m[1]])),
    (
        rf"{_ARTICLE}([0-9]{{1,2}})(?:e|de|ste|st|nd|rd|th)? (?:of )?{MONTH}",
        lambda m, year: day_of(year, MONTHS[m[2]], int(m[1])),
    ),
    (rf"{_ARTICLE}({alternatives(SEASONS)})", lambda m, year: months(year, SEASONS[m[1]], 3, Precision.SEASON)),
)


def _cuts(year: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a year stands beside a part of it: in brackets, after it, before it."""
    return (
        re.compile(rf"(.+) \({year}\)|{year} \((.+)\)"),
        re.compile(rf"(.*?[a-z0-9])(?:,? (?:van |of )?(?:het jaar )?|[-/]|(?<=[a-z])|(?='))?{year}"),
        re.compile(rf"{year}(?:, |[-/ ])?([a-z].*|[0-9]{{1,2}}(?:e|de|ste|st|nd|rd|th)? [a-z]+)"),
    )


_CUTS, _OWN_CUTS = _cuts(YEAR), _cuts(OWN_YEAR)
_WEEKDAY = re.compile(rf"(?:op )?({alternatives(WEEKDAYS)}),? (.+)")


def _split_year(text: str, years: Years) -> tuple[str, Period | None]:
    if years.own and (cut := _cut(text, _OWN_CUTS)):
        return cut[0], own_year(cut[1], years.starts)
    if cut := _cut(text, _CUTS):
        return cut[0], calendar_year(written_year(cut[1]))
    return text, years.known


def _cut(text: str, cuts: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]) -> tuple[str, str] | None:
    """A text as the part and the year of it."""
    aside, last, first = cuts
    if m := aside.fullmatch(text):
        return (m[1], m[2]) if m[1] else (m[4], m[3])
    if m := last.fullmatch(text):
        return m[1], m[2]
    if m := first.fullmatch(text):
        return m[2], m[1]
    return None


def _read_unit(text: str, year: Period | None, years: Years) -> Span | None:
    if year is None:
        return None
    for pattern, part in _PARTS:
        if m := re.fullmatch(pattern, text):
            return part(m, year, years)
    for pattern, unit in _UNITS:
        if m := re.fullmatch(pattern, text):
            return unit(m, year.first.year) if year.year == JANUARY else _within(year, m, unit)
    return None


def _within(year: Period, m: re.Match[str], unit: Callable[[re.Match[str], int], Span]) -> Span | None:
    """The one that lies whole in a year of two calendar years; a month that its first day cuts in two is in neither."""
    for begun in (year.first.year, year.first.year + 1):
        try:
            found = unit(m, begun)
        except ValueError:  # 29 February
            continue
        if year.first <= found.first and found.last <= year.last:
            return found
    return None
