"""Deadline phrases that are due once: "vóór juni 2021", "Q3 2021", "structureel vanaf 2025"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kpi.core.calendar.deadline_part import Calendar, read_pair, read_part, read_range
from kpi.core.calendar.deadline_repeat import NUMBER, Recurrence, number_word
from kpi.core.calendar.deadline_span import Precision, Span
from kpi.core.calendar.deadline_words import alternatives
from kpi.core.calendar.deadline_years import YEARS, Years
from kpi.core.calendar.period import DAY, later, month_end


@dataclass(frozen=True, slots=True)
class Deadline:
    """A phrase and what it says; all days inclusive.

    `due_from`: first day on which the result may be expected, None when the phrase only says by when. `due`: last day
    that is still on time, None when neither phrase nor plan has an end. `start`: the day from which the target runs,
    None when the phrase does not say. `recurrence`: None when the result is due once. `moment`: the phrase also names a
    moment within every year ("jaarlijks vóór 1 mei"), which no day here holds; `precision` is then that moment's.
    """

    phrase: str
    due_from: date | None
    due: date | None
    start: date | None
    precision: Precision
    recurrence: Recurrence | None
    moment: bool = False


@dataclass(frozen=True, slots=True)
class KnownTime:
    """What a phrase may lean on: the years it may mean, the days of its plan, the inexact words."""

    years: Years
    start: date | None
    end: date | None
    calendar: Calendar

    def part(self, text: str) -> Span | None:
        """A calendar span, or part of one; None when the text is neither."""
        return read_part(text, self.years, self.calendar)

    def range(self, text: str) -> Span | None:
        """What lies between two spans; None when the text is no range."""
        return read_range(text, self.years, self.calendar)


_Reader = Callable[[re.Match[str], KnownTime], Deadline | None]


def due_between(first: date | None, last: date | None, precision: Precision, start: date | None = None) -> Deadline:
    """A deadline that is due once; its phrase is filled in by who read it."""
    return Deadline("", first, last, start, precision, None)


def _aswindow(span: Span | None) -> Deadline | None:
    return due_between(None if span.closing else span.first, span.last, span.precision) if span else None


def _read_within(m: re.Match[str], known: KnownTime) -> Deadline | None:
    return _aswindow(known.part(m["rest"]) or known.range(m["rest"]))


def _read_range(m: re.Match[str], known: KnownTime) -> Deadline | None:
    return _aswindow(known.range(m["rest"]))


def _read_between(m: re.Match[str], known: KnownTime) -> Deadline | None:
    pair = read_pair(m["first"], m["last"], known.years, known.calendar)
    return due_between(pair[0].first, pair[1].last, Precision.SPAN) if pair else None


def _read_on(m: re.Match[str], known: KnownTime) -> Deadline | None:
    span = known.part(m["rest"])
    return _aswindow(span) if span and span.precision is Precision.DAY else None


def _read_before(m: re.Match[str], known: KnownTime) -> Deadline | None:
    """Read what must be there before a span; "voor deze bestuursperiode" may also mean: for the length of it."""
    span = known.part(m["rest"])
    if span is None or (m[0].startswith("voor ") and known.years.term(m["rest"])):
        return None
    return due_between(None, span.day_before, span.precision)


def _read_by(m: re.Match[str], known: KnownTime) -> Deadline | None:
    span = known.part(m["rest"])
    return due_between(None, span.last, span.precision) if span else None


def _read_since(m: re.Match[str], known: KnownTime) -> Deadline | None:
    """Read a start; two ends that are followed by "en verder" contradict themselves."""
    if span := known.range(m["rest"]):
        return None if m["on"] else due_between(None, span.last, span.precision, start=span.first)
    span = known.part(m["rest"])
    return due_between(None, known.end, Precision.OPEN, start=span.first) if span and not span.closing else None


def _read_plan(_: re.Match[str], known: KnownTime) -> Deadline | None:
    return due_between(known.start, known.end, Precision.PLAN) if known.end else None


def _read_plan_end(_: re.Match[str], known: KnownTime) -> Deadline | None:
    return due_between(None, known.end, Precision.PLAN) if known.end else None


def _read_lasting(_: re.Match[str], known: KnownTime) -> Deadline | None:
    return due_between(None, known.end, Precision.PLAN, start=known.start) if known.end else None


def _read_counted(m: re.Match[str], known: KnownTime) -> Deadline | None:
    """Read "binnen 2 jaar" from the plan's start: the last day of as many years or months."""
    length, precision = _LENGTHS.get(m["part"] or "", (0, Precision.YEAR))
    if m["unit"]:
        months, precision = next(found for word, found in _UNITS_OF_TIME.items() if m["unit"].startswith(word))
        length = months * number_word(m["count"] or "1")
    if known.start is None or not length or known.start.year + length // 12 + 1 not in YEARS:
        return None
    return due_between(None, _last_day(known.start, length), precision)


def _read_days(m: re.Match[str], known: KnownTime) -> Deadline | None:
    """Read "binnen 8 weken na de start"; "binnen 8 weken" by itself may be how soon somebody is served."""
    days, precision = (7, Precision.WEEK) if m["unit"].startswith("we") else (1, Precision.DAY)
    count = days * number_word(m["count"])
    if known.start is None or known.start.year not in YEARS or not count:
        return None
    return due_between(None, known.start + (count - 1) * DAY, precision)


def _last_day(first: date, months: int) -> date:
    """The last of so many months from `first`; of 31 January and a month the last of February."""
    end = month_end(first, months)
    return end if first.day > end.day else end.replace(day=first.day) - DAY


def _read_stated_years(m: re.Match[str], known: KnownTime) -> Deadline | None:
    """Read "2021 tot 2024 (3 jaar)" when both halves agree."""
    found, count = read_once(m["rest"], known), number_word(m["count"])
    if found is None or found.due_from is None or found.due is None:
        return None
    first, begins = found.due_from, known.years.starts
    if (first.month, first.day) not in {(1, 1), (begins.month, begins.day)}:
        return None
    return found if later(first, 12 * count) - DAY == found.due else None


_BY = (
    r"(?:(?:tot )?uiterlijk(?: in de loop van| in| op| per)?|op z(?:ij|')n laatst|niet later dan|tot en met|t/m|tm|"
    r"voor of op|op of voor|tegen|by|not? later than|on or before|through|up to and including)"
)
_SINCE = r"(?:vanaf|met ingang van|miv|va|ingaande|sinds|from|since|starting(?: in| on)?|as of|as from)"
_LASTING = r"(?:structureel|doorlopend|permanent(?:ly)?|continu|blijvend|voortdurend|ongoing|continuous(?:ly)?)"
_ON = r"(?:en (?:verder|later)|ev|and (?:beyond|on|later))"
_IN = (
    r"(?:(?:in de )?loop van|in the course of|(?:(?:in|voor) )?(?:de )?periode(?: van)?|(?:de )?looptijd|in|binnen|"
    r"within|gedurende|tijdens|during|throughout)"
)
_ALL_ALONG = (
    r"(?:(?:gedurende|tijdens|in|during|over|for|throughout) )?(?:de|the) (?:(?:ge)?hele|volledige|whole|entire|full) "
    r"(?:periode|period|plan)|(?:gedurende|tijdens|during|throughout) (?:de periode|het (?:hele )?plan|"
    r"the (?:plan|period))|throughout|(?:ge)?hele periode"
)
_PLAN = (
    r"(?:(?:de|the) )?(?:(?:ge)?hele |whole )?"
    r"(?:planperiode|plan period|(?:looptijd|duration)(?: (?:van het|of the) plan)?)"
)
_END_OF_PLAN = rf"(?:{_PLAN}|(?:het |the )?plan)"
_COUNT = f"(?P<count>{NUMBER})"
_UNITS_OF_TIME = {
    "jaar": (12, Precision.YEAR),
    "jaren": (12, Precision.YEAR),
    "year": (12, Precision.YEAR),
    "kwarta": (3, Precision.QUARTER),
    "quarter": (3, Precision.QUARTER),
    "maand": (1, Precision.MONTH),
    "month": (1, Precision.MONTH),
}
_LENGTHS = {
    **dict.fromkeys(
        ("half jaar", "een half jaar", "halfjaar", "een halfjaar", "half a year"), (6, Precision.HALF_YEAR)
    ),
    **dict.fromkeys(
        ("anderhalf jaar", "1,5 jaar", "1.5 jaar", "a year and a half", "1.5 years", "one and a half years"),
        (18, Precision.YEAR),
    ),
    **dict.fromkeys(("2,5 jaar", "2.5 jaar", "2.5 years"), (30, Precision.YEAR)),
}
_LENGTH = (
    rf"(?:(?P<part>{alternatives(_LENGTHS)})|(?:(?P<count>{NUMBER})|an?) "
    r"(?P<unit>jaar|jaren|years?|kwarta(?:al|len)|quarters?|maand(?:en)?|months?))"
)
_FROM_START = (
    r" (?:na|vanaf|van|of|from|after) (?:(?:de|het|the) )?(?:start|aanvang|begin|beginning)"
    rf"(?: (?:van |of )?{_END_OF_PLAN})?"
)

_ROWS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?P<rest>.+) \({_COUNT} (?:jaar|years?)\)", _read_stated_years),
        (rf"{_COUNT} (?:jaar|years?) \((?P<rest>.+)\)", _read_stated_years),
        (rf"(?:{_IN} )?{_PLAN}", _read_plan),
        (
            rf"(?:{_BY} |(?:aan|op|at|voor|before) )?(?:(?:het|the) )?(?:einde?|end)(?: van| of)? {_END_OF_PLAN}",
            _read_plan_end,
        ),
        (rf"{_LASTING}|(?:{_LASTING},? )?(?:{_ALL_ALONG})", _read_lasting),
        (rf"(?:uiterlijk )?(?:binnen|within|na|after|over) {_LENGTH}(?:{_FROM_START})?", _read_counted),
        (rf"(?:uiterlijk )?{_LENGTH}{_FROM_START}", _read_counted),
        (rf"in {_LENGTH}'? (?:tijd|time)", _read_counted),
        (
            rf"(?:uiterlijk )?(?:(?:binnen|within) )?{_COUNT} (?P<unit>week|weken|weeks|dag|dagen|days?){_FROM_START}",
            _read_days,
        ),
        (r"(?:tussen|between) (?P<first>.+) (?:en|and) (?P<last>.+)", _read_between),
        (r"(?:van|from) (?P<rest>.+)", _read_range),
        (rf"(?:{_LASTING},? )?{_SINCE} (?P<rest>.+?)(?P<on>,? (?:onwards|{_ON}|{_LASTING}))?", _read_since),
        (rf"{_BY} (?P<rest>.+)", _read_by),
        (rf"(?:(?:{_IN}|op|on|per|by) )?(?P<rest>.+?),? (?:uiterlijk|op z(?:ij|')n laatst|at the latest)", _read_by),
        (r"(?:(?:uiterlijk )?voor|eerder dan|tot|before|prior to|until|till) (?P<rest>.+)", _read_before),
        (r"(?:op|on|per) (?P<rest>.+)", _read_on),
        (rf"(?:{_IN} )?(?P<rest>.+)", _read_within),
    )
)


def read_once(text: str, known: KnownTime) -> Deadline | None:
    """Read a normalised phrase that is due once; None when it is anything else, or has no end ("na de zomer")."""
    matches = ((pattern.fullmatch(text), reader) for pattern, reader in _ROWS)
    return next((found for m, reader in matches if m and (found := reader(m, known))), None)
