"""Deadline phrases, Dutch and English, read into dates: the whole phrase or nothing, never a guess."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kpi.core.calendar.deadline_once import Deadline, KnownTime, due_between, read_once
from kpi.core.calendar.deadline_part import Calendar
from kpi.core.calendar.deadline_repeat import Per, Recurrence, read_repeat
from kpi.core.calendar.deadline_span import Precision
from kpi.core.calendar.deadline_words import is_about_delivery, normalise
from kpi.core.calendar.deadline_years import Term, Years, known_year, named_years
from kpi.core.calendar.period import JANUARY, Frequency, YearStart, period_of

__all__ = ["Calendar", "Deadline", "Per", "Precision", "Recurrence", "Term", "read_deadline"]

LONGEST_PHRASE = 120
USUAL_CALENDAR = Calendar()


def read_deadline(
    phrase: str,
    *,
    year: int | None = None,
    start: date | None = None,
    end: date | None = None,
    calendar: Calendar = USUAL_CALENDAR,
    year_starts: YearStart = JANUARY,
    terms: tuple[Term, ...] = (),
) -> Deadline | None:
    """Read a deadline phrase in the period `start`..`end` (inclusive) of its plan, or of its column in the plan.

    `year` serves a phrase that names none; without it the period's year, when the period lies within one.
    `year_starts`: when the plan's years begin; `year` is then the one that begins in it. `terms`: the terms of office
    that the plan explains. An empty phrase is due at `end`.

    None when the phrase is no deadline, is ambiguous, names a day that does not exist, ends
    before it begins, has no end ("na de zomer", "gereed vanaf 2025"), has no year, or is longer than 120 characters.
    Source: docs/rules.md, deadlines.
    """
    if not phrase.strip():
        return Deadline(phrase, None, end, None, Precision.PLAN, None) if end else None
    if len(phrase) > LONGEST_PHRASE:
        return None
    years = Years(year_starts, known_year(year, start, end, year_starts), terms)
    text, known = named_years(normalise(phrase), year_starts), KnownTime(years, start, end, calendar)
    found = _read_repeating(text, known) or read_once(text, known)
    if found is None or not _in_order(found) or (found.precision is Precision.OPEN and is_about_delivery(phrase)):
        return None
    return replace(found, phrase=phrase)


def _in_order(found: Deadline) -> bool:
    opening = [day for day in (found.start, found.due_from) if day]
    return found.due is None or all(day <= found.due for day in opening)


_PER_PRECISION = {
    Precision.MONTH: Per.MONTH,
    Precision.QUARTER: Per.QUARTER,
    Precision.HALF_YEAR: Per.HALF_YEAR,
    Precision.YEAR: Per.YEAR,
}
_SHORTEST_DAYS = {Per.MONTH: 28, Per.QUARTER: 90, Per.HALF_YEAR: 181}


def _read_repeating(text: str, known: KnownTime) -> Deadline | None:
    if repeat := read_repeat(text):
        return replace(due_between(known.start, known.end, Precision.PLAN), recurrence=repeat)
    words = text.split()
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    for head, tail in cuts[::-1]:
        for repeated, when in ((head, tail), (tail, head)):
            if (repeat := read_repeat(repeated.strip(", "))) and (found := _bounded(repeat, when.strip(", "), known)):
                return found
    return None


def _bounded(repeat: Recurrence, when: str, known: KnownTime) -> Deadline | None:
    """Set a recurrence in its stated period; a regular one needs a written year and room for one full window.

    "Jaarlijks vóór 1 mei" is a day in every year, which is not a period, so the year known besides is not used for it.
    """
    when = re.sub("^(?:van|of) ", "", when)
    if repeat.per is not Per.PLAN:
        found = read_once(when, replace(known, years=known.years.with_known(None)))
        if found is None:
            return _every_year(repeat, when, known)
        return replace(found, recurrence=repeat) if _has_room(found, repeat.per) else None
    if (found := read_once(when, known)) is None:
        return None
    per = _PER_PRECISION.get(found.precision, Per.PLAN) if found.due_from else Per.PLAN
    return replace(found, recurrence=replace(repeat, per=per))


_ANY_YEAR = 2022  # no leap year: 29 February is not in every year; nor is the one that begins in April
_UNTIL = re.compile("(?:t/m|tm|tot|until|till|through|up to)\\b")


def _every_year(repeat: Recurrence, when: str, known: KnownTime) -> Deadline | None:
    """Read the moment of "jaarlijks vóór 1 mei": a part of one year; "jaarlijks tot mei" may also say when it stops."""
    if repeat != Recurrence(1, Per.YEAR) or _UNTIL.match(when):
        return None
    year = period_of(known.years.starts.of(_ANY_YEAR), Frequency.YEAR, known.years.starts)
    in_year = replace(known, years=known.years.with_known(year), start=None, end=None)
    found = read_once(re.sub(" (?:van|in|of)$", "", when), in_year)
    if found is None or found.start or found.due is None or found.precision is Precision.YEAR:
        return None
    if not all(year.first <= day <= year.last for day in (found.due_from, found.due) if day):
        return None
    whole = due_between(known.start, known.end, found.precision)
    return replace(whole, recurrence=repeat, moment=True)


def _has_room(found: Deadline, per: Per) -> bool:
    if found.due_from is None or found.due is None:
        return True
    shortest = _SHORTEST_DAYS.get(per, 365 * per.years)
    return (found.due - found.due_from).days + 1 >= shortest
