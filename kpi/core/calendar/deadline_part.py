"""Parts of calendar spans ("eind", "medio", "begin") and ranges between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kpi.core.calendar.deadline_span import Precision, Span, is_own_year, lent_by
from kpi.core.calendar.deadline_unit import read_span
from kpi.core.calendar.deadline_words import ORDINALS, alternatives
from kpi.core.calendar.deadline_years import Years
from kpi.core.calendar.period import DAY, add_months, later


@dataclass(frozen=True, slots=True)
class Calendar:
    """How the inexact words are read; months and days are calendar numbers, all bounds inclusive.

    "medio 2021" is `mid_from`..`mid_to`, "begin 2021" 1 January..`begin_to`; "medio maart" is day `mid_day_from`..
    `mid_day_to`, "begin maart" day 1..`begin_day_to`. Of a quarter, season or half-year "begin" is the first third
    and "medio" the middle one; in a year that begins later these days are as much later.

    Raises ValueError when a bound is no day of every year or a window is inverted.
    """

    mid_from: tuple[int, int] = (5, 15)
    mid_to: tuple[int, int] = (7, 15)
    begin_to: tuple[int, int] = (3, 31)
    mid_day_from: int = 10
    mid_day_to: int = 20
    begin_day_to: int = 10

    def __post_init__(self) -> None:
        """Refuse a calendar that could not be read in every year and every month."""
        mid_from, mid_to, _ = (date(2021, *day) for day in (self.mid_from, self.mid_to, self.begin_to))
        if mid_from > mid_to:
            raise ValueError("mid_from must not be after mid_to")
        if not 1 <= self.mid_day_from <= self.mid_day_to <= 28 or not 1 <= self.begin_day_to <= 28:
            raise ValueError("days of the month must be in 1..28 and in order")


_END = re.compile(
    r"(?:(?:aan|op|per|tegen|at|towards?) )?(?:(?:het|the) )?(?:ultimo|late|einde?(?: van)?|end(?: of)?) (.+)"
)
_MID = re.compile(r"(?:medio|half|halverwege|(?:het )?midden(?: van)?|(?:the )?middle of|mid)[ -](.+)")
_BEGIN = re.compile(r"(?:(?:aan|in|at) )?(?:(?:het|the) )?(?:begin(?: van)?|(?:beginning|start) of|early) (.+)")

_EDGE = re.compile(r"(?:(?:de|the) )?(?:(eerste|first)|laatste|last) (?:dag|day) (?:van |of )?(.+)")
_EDGED = {Precision.MONTH, Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR}

_ALONE = {"ultimo", "eind", "einde", "eind jaar", "einde jaar", "medio", "halverwege", "begin"}

INCLUSIVE = " (?:tot en met|t/m|tm|to|through|up to and including) "
EXCLUSIVE = " (?:tot|until|till) "
_JOINED = "[-/]"
_AND = " (?:en|&|and) "
_LISTED = re.compile(f",?{_AND}|, ")
_NTH = f"(?:de |het |the )?{alternatives(ORDINALS)}"
_WITHOUT_UNIT = re.compile(rf"({_NTH})( (?:en|&|and|t/m|tot en met|to) )({_NTH}) (kwartaal|kw|quarters?)\b")
_THIRDS = {Precision.QUARTER: 1, Precision.SEASON: 1, Precision.HALF_YEAR: 2}


def read_part(text: str, years: Years, calendar: Calendar) -> Span | None:
    """Read a calendar span with or without "eind", "medio" or "begin"; alone these words are about the known year.

    None when the text is nothing of the kind, or has no year.
    """
    if text in _ALONE and years.known is not None:
        text = f"{text} {years.known.code}"
    if (m := _END.fullmatch(text)) and (whole := read_span(m[1], years)):
        return replace(whole, closing=True)
    if (m := _MID.fullmatch(text)) and (whole := read_span(m[1], years)):
        return _middle(whole, calendar)
    if (m := _BEGIN.fullmatch(text)) and (whole := read_span(m[1], years)):
        return _beginning(whole, calendar)
    if (m := _EDGE.fullmatch(text)) and (whole := read_span(m[2], years)) and whole.precision in _EDGED:
        day = whole.first if m[1] else whole.last
        return Span(day, day, Precision.DAY)
    return read_span(text, years)


def _middle(whole: Span, calendar: Calendar) -> Span | None:
    year, month = whole.first.year, whole.first.month
    if whole.precision is Precision.YEAR:
        first, last = (_in_year(whole.first, day) for day in (calendar.mid_from, calendar.mid_to))
        return Span(first, last, Precision.AROUND)
    if whole.precision is Precision.MONTH:
        return Span(date(year, month, calendar.mid_day_from), date(year, month, calendar.mid_day_to), Precision.AROUND)
    return _third(whole, 1)


def _beginning(whole: Span, calendar: Calendar) -> Span | None:
    if whole.precision is Precision.YEAR or whole.is_course:
        return Span(whole.first, _in_year(whole.first, calendar.begin_to), Precision.AROUND)
    if whole.precision is Precision.MONTH:
        return Span(whole.first, whole.first.replace(day=calendar.begin_day_to), Precision.AROUND)
    return _third(whole, 0)


def _in_year(first: date, day: tuple[int, int]) -> date:
    """A day of the calendar year, as long after `first` as it is after 1 January."""
    return add_months(date(first.year, *day), first.month - 1) + (first.day - 1) * DAY


def _third(whole: Span, number: int) -> Span | None:
    count = _THIRDS.get(whole.precision)
    if count is None:
        return None
    first = later(whole.first, number * count)
    return Span(first, later(first, count) - DAY, Precision.AROUND)


def read_range(text: str, years: Years, calendar: Calendar) -> Span | None:
    """Read "X t/m Y", "X tot Y" (Y excluded), "X-Y", "X/Y", or "X en Y" and "X, Y en Z" when each follows on the other.

    None when it can be cut in no way or in several.
    """
    found = {*_ranges(text, years, calendar), *_listed(text, years, calendar)}
    return found.pop() if len(found) == 1 else None


def _ranges(text: str, years: Years, calendar: Calendar) -> Iterator[Span]:
    text = _WITHOUT_UNIT.sub(r"\1 \4\2\3 \4", text)
    for separator in (INCLUSIVE, EXCLUSIVE, _JOINED, _AND):
        for cut in re.finditer(separator, text):
            pair = read_pair(text[: cut.start()], text[cut.end() :], years, calendar)
            if pair is None or (separator in (_JOINED, _AND) and pair[0].precision is not pair[1].precision):
                continue
            if separator == _AND and pair[0].last + DAY != pair[1].first:
                continue
            last = pair[1].day_before if separator == EXCLUSIVE else pair[1].last
            yield Span(pair[0].first, last, Precision.SPAN)


def _listed(text: str, years: Years, calendar: Calendar) -> Iterator[Span]:
    """What "2021, 2022 en 2023" spans: each lends its year to the one before it, and none is an end."""
    *before, last = _LISTED.split(text)
    whole = first = read_part(last, years, calendar) if len(before) > 1 else None
    for word in reversed(before):
        one = first and read_part(word, lent_by(first, years), calendar)
        if one is None or first is None or one.closing or one.precision is not first.precision:
            return
        first = one if one.last + DAY == first.first else None
    if first and whole:
        yield Span(first.first, whole.last, Precision.SPAN)


def read_pair(first: str, last: str, years: Years, calendar: Calendar) -> tuple[Span, Span] | None:
    """Read both ends of a range, each lending the other its year; None when one is unreadable or starts at an end.

    Neither when one is a year of the calendar and the other a year of the plan: "FY2022 t/m 2024".
    """
    own = read_part(first, years.with_known(None), calendar)
    right = read_part(last, lent_by(own, years) if own else years, calendar)
    if right is None:
        return None
    left = own or read_part(_same_month(first, right), lent_by(right, years), calendar)
    if left is None or left.closing:
        return None
    both_years = left.precision is right.precision is Precision.YEAR
    return None if both_years and is_own_year(left, years) is not is_own_year(right, years) else (left, right)


def _same_month(text: str, right: Span) -> str:
    """Complete the bare day of "1 t/m 15 maart 2021" to a date."""
    if right.precision is Precision.DAY and not right.closing and re.fullmatch("[0-9]{1,2}", text):
        return f"{text}-{right.first.month}-{right.first.year}"
    return text
