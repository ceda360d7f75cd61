"""Deadline phrases, Dutch and English, read into dates: the whole phrase or nothing, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kpi.core.calendar.deadline_part import Calendar, read_pair, read_part, read_range
from kpi.core.calendar.deadline_repeat import NUMBER, Per, Recurrence, number_word, read_repeat
from kpi.core.calendar.deadline_span import DAY, Precision, Span
from kpi.core.calendar.deadline_words import normalise

__all__ = ["Calendar", "Deadline", "Per", "Precision", "Recurrence", "read_deadline"]

LONGEST_PHRASE = 120
USUAL_CALENDAR = Calendar()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A phrase and what it says; all days inclusive.

    `due_from`: first day on which the result may be expected, None when the phrase only says by when. `due`: last day
    that is still on time, None when neither phrase nor plan has an end. `start`: the day from which the target runs,
    None when the phrase does not say. `recurrence`: None when the result is due once.
    """

    phrase: str
    due_from: date | None
    due: date | None
    start: date | None
    precision: Precision
    recurrence: Recurrence | None


@dataclass(frozen=True, slots=True)
class _Known:
    year: int | None
    start: date | None
    end: date | None
    calendar: Calendar

    def part(self, text: str) -> Span | None:
        return read_part(text, self.year, self.calendar)

    def range(self, text: str) -> Span | None:
        return read_range(text, self.year, self.calendar)


_Reader = Callable[[re.Match[str], _Known], Deadline | None]


def read_deadline(
    phrase: str,
    *,
    year: int | None = None,
    start: date | None = None,
    end: date | None = None,
    calendar: Calendar = USUAL_CALENDAR,
) -> Deadline | None:
    """Read a deadline phrase in the period `start`..`end` (inclusive) of its plan, or of its column in the plan.

    `year` serves a phrase that names none; without it the period's year, when the period lies within one. An empty
    phrase is due at `end`. None when the phrase is no deadline, is ambiguous, names a day that does not exist, ends
    before it begins, has no year, or is longer than 120 characters. Source: docs/rules.md, deadlines.
    """
    if not phrase.strip():
        return Deadline(phrase, None, end, None, Precision.PLAN, None) if end else None
    if len(phrase) > LONGEST_PHRASE:
        return None
    if year is None and start and end and start.year == end.year:
        year = start.year
    text, known = normalise(phrase), _Known(year, start, end, calendar)
    found = _read_repeating(text, known) or _read_once(text, known)
    return replace(found, phrase=phrase) if found and _in_order(found) else None


def _in_order(found: Deadline) -> bool:
    opening = [day for day in (found.start, found.due_from) if day]
    return found.due is None or all(day <= found.due for day in opening)


def _window(first: date | None, last: date | None, precision: Precision, start: date | None = None) -> Deadline:
    return Deadline("", first, last, start, precision, None)


def _as_window(span: Span | None) -> Deadline | None:
    return _window(None if span.closing else span.first, span.last, span.precision) if span else None


def _read_within(m: re.Match[str], known: _Known) -> Deadline | None:
    return _as_window(known.part(m["rest"]) or known.range(m["rest"]))


def _read_range(m: re.Match[str], known: _Known) -> Deadline | None:
    return _as_window(known.range(m["rest"]))


def _read_between(m: re.Match[str], known: _Known) -> Deadline | None:
    pair = read_pair(m["first"], m["last"], known.year, known.calendar)
    return _window(pair[0].first, pair[1].last, Precision.SPAN) if pair else None


def _read_on(m: re.Match[str], known: _Known) -> Deadline | None:
    span = known.part(m["rest"])
    return _as_window(span) if span and span.precision is Precision.DAY else None


def _read_before(m: re.Match[str], known: _Known) -> Deadline | None:
    span = known.part(m["rest"])
    return _window(None, span.day_before, span.precision) if span else None


def _read_by(m: re.Match[str], known: _Known) -> Deadline | None:
    span = known.part(m["rest"])
    return _window(None, span.last, span.precision) if span else None


def _read_since(m: re.Match[str], known: _Known) -> Deadline | None:
    if span := known.range(m["rest"]):
        return _window(None, span.last, span.precision, start=span.first)
    span = known.part(m["rest"])
    return _window(None, known.end, Precision.OPEN, start=span.first) if span and not span.closing else None


def _read_after(m: re.Match[str], known: _Known) -> Deadline | None:
    span = known.part(m["rest"])
    return _window(None, known.end, Precision.OPEN, start=span.last + DAY) if span else None


def _read_plan(_: re.Match[str], known: _Known) -> Deadline | None:
    return _window(known.start, known.end, Precision.PLAN) if known.end else None


def _read_plan_end(_: re.Match[str], known: _Known) -> Deadline | None:
    return _window(None, known.end, Precision.PLAN) if known.end else None


def _read_stated_years(m: re.Match[str], known: _Known) -> Deadline | None:
    """Read "2021 tot 2024 (3 jaar)" when both halves agree."""
    found, count = _read_once(m["rest"], known), number_word(m["count"])
    if found is None or found.due_from is None or found.due is None:
        return None
    first, last = date(found.due_from.year, 1, 1), date(found.due_from.year + count - 1, 12, 31)
    return found if (found.due_from, found.due) == (first, last) else None


_BY = (
    r"(?:(?:tot )?uiterlijk(?: in| op| per)?|op z(?:ij|')n laatst|niet later dan|tot en met|t/m|tm|voor of op|"
    r"op of voor|by|not? later than|on or before|through|up to and including)"
)
_SINCE = r"(?:vanaf|met ingang van|miv|va|ingaande|sinds|from|since|starting(?: in| on)?|as of|as from)"
_IN = (
    r"(?:(?:in de )?loop van|in the course of|(?:(?:in|voor) )?(?:de )?periode(?: van)?|(?:de )?looptijd|in|binnen|"
    r"gedurende|tijdens|during|throughout)"
)
_PLAN = (
    r"(?:(?:de|the) )?(?:(?:ge)?hele |whole )?"
    r"(?:planperiode|plan period|(?:looptijd|duration)(?: (?:van het|of the) plan)?)"
)
_COUNT = f"(?P<count>{NUMBER})"

_ROWS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?P<rest>.+) \({_COUNT} (?:jaar|years?)\)", _read_stated_years),
        (rf"{_COUNT} (?:jaar|years?) \((?P<rest>.+)\)", _read_stated_years),
        (rf"(?:{_IN} )?{_PLAN}", _read_plan),
        (
            rf"(?:{_BY} |(?:aan|op|at|voor|before) )?(?:(?:het|the) )?(?:einde?|end)(?: van| of)? {_PLAN}",
            _read_plan_end,
        ),
        (r"(?:tussen|between) (?P<first>.+) (?:en|and) (?P<last>.+)", _read_between),
        (r"(?:van|from) (?P<rest>.+)", _read_range),
        (rf"{_SINCE} (?P<rest>.+?)(?: onwards)?", _read_since),
        (r"(?:na|after) (?P<rest>.+)", _read_after),
        (rf"{_BY} (?P<rest>.+)", _read_by),
        (r"(?:(?:uiterlijk )?voor|eerder dan|tot|before|prior to|until|till) (?P<rest>.+)", _read_before),
        (r"(?:op|on|per) (?P<rest>.+)", _read_on),
        (rf"(?:{_IN} )?(?P<rest>.+)", _read_within),
    )
)


def _read_once(text: str, known: _Known) -> Deadline | None:
    matches = ((pattern.fullmatch(text), reader) for pattern, reader in _ROWS)
    return next((found for m, reader in matches if m and (found := reader(m, known))), None)


_PER_PRECISION = {
    Precision.MONTH: Per.MONTH,
    Precision.QUARTER: Per.QUARTER,
    Precision.HALF_YEAR: Per.HALF_YEAR,
    Precision.YEAR: Per.YEAR,
}
_SHORTEST_DAYS = {Per.MONTH: 28, Per.QUARTER: 90, Per.HALF_YEAR: 181, Per.YEAR: 365}


def _read_repeating(text: str, known: _Known) -> Deadline | None:
    if repeat := read_repeat(text):
        return replace(_window(known.start, known.end, Precision.PLAN), recurrence=repeat)
    words = text.split()
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    for head, tail in cuts[::-1]:
        for repeated, when in ((head, tail), (tail, head)):
            if (repeat := read_repeat(repeated.strip(", "))) and (found := _bounded(repeat, when.strip(", "), known)):
                return found
    return None


def _bounded(repeat: Recurrence, when: str, known: _Known) -> Deadline | None:
    """Set a recurrence in its stated period; a regular one needs a written year and room for one full window.

    "Jaarlijks vóór 1 mei" is a day in every year, which is not a period, so the year known besides is not used for it.
    """
    when = re.sub("^(?:van|of) ", "", when)
    if repeat.per is not Per.PLAN:
        found = _read_once(when, replace(known, year=None))
        return replace(found, recurrence=repeat) if found and _has_room(found, repeat.per) else None
    if (found := _read_once(when, known)) is None:
        return None
    per = _PER_PRECISION.get(found.precision, Per.PLAN) if found.due_from else Per.PLAN
    return replace(found, recurrence=replace(repeat, per=per))


def _has_room(found: Deadline, per: Per) -> bool:
    if found.due_from is None or found.due is None:
        return True
    return (found.due - found.due_from).days + 1 >= _SHORTEST_DAYS[per]
