"""Recurrences as people write them: "elk kwartaal", "twee keer per jaar", "drie keer"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kpi.core.calendar.deadline_words import NUMBERS, alternatives


class Per(StrEnum):
    """The window in which something recurs; `plan` is the whole period the phrase or the plan gives."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    TWO_YEARS = "2y"
    THREE_YEARS = "3y"
    FOUR_YEARS = "4y"
    FIVE_YEARS = "5y"
    PLAN = "plan"

    @property
    def years(self) -> int:
        """Length in whole years; 0 for a window that is none of one or more."""
        return _PER_YEARS.get(self, 0)


_PER_YEARS = {Per.YEAR: 1, Per.TWO_YEARS: 2, Per.THREE_YEARS: 3, Per.FOUR_YEARS: 4, Per.FIVE_YEARS: 5}
_YEARS_APART = {years: per for per, years in _PER_YEARS.items()}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """So many times (1 or more) in every window."""

    times: int
    per: Per


# There is no window of a week, so a weekly duty counts 52 times a year.
_UNITS = {
    "jaar": (1, Per.YEAR),
    "year": (1, Per.YEAR),
    "half jaar": (1, Per.HALF_YEAR),
    "halfjaar": (1, Per.HALF_YEAR),
    "half year": (1, Per.HALF_YEAR),
    "half-year": (1, Per.HALF_YEAR),
    "kwartaal": (1, Per.QUARTER),
    "quarter": (1, Per.QUARTER),
    "maand": (1, Per.MONTH),
    "month": (1, Per.MONTH),
    "week": (52, Per.YEAR),
}
# "biannually" and the like are left out: they mean twice a year to one and every two years to another. In Dutch twice a
# year is "halfjaarlijks", so "tweejaarlijks" is every two years.
_ADVERBS = {
    "jaarlijks": (1, Per.YEAR),
    "yearly": (1, Per.YEAR),
    "annually": (1, Per.YEAR),
    "halfjaarlijks": (1, Per.HALF_YEAR),
    "half-yearly": (1, Per.HALF_YEAR),
    "semi-annually": (1, Per.HALF_YEAR),
    "driemaandelijks": (1, Per.QUARTER),
    "quarterly": (1, Per.QUARTER),
    "maandelijks": (1, Per.MONTH),
    "monthly": (1, Per.MONTH),
    "wekelijks": (52, Per.YEAR),
    "weekly": (52, Per.YEAR),
    "om het half jaar": (1, Per.HALF_YEAR),
    "om het halfjaar": (1, Per.HALF_YEAR),
    "tweejaarlijks": (1, Per.TWO_YEARS),
    "2-jaarlijks": (1, Per.TWO_YEARS),
    "biennial": (1, Per.TWO_YEARS),
    "biennially": (1, Per.TWO_YEARS),
    "om het jaar": (1, Per.TWO_YEARS),
    "every other year": (1, Per.TWO_YEARS),
    "every second year": (1, Per.TWO_YEARS),
    "driejaarlijks": (1, Per.THREE_YEARS),
    "3-jaarlijks": (1, Per.THREE_YEARS),
    "triennially": (1, Per.THREE_YEARS),
    "vierjaarlijks": (1, Per.FOUR_YEARS),
    "4-jaarlijks": (1, Per.FOUR_YEARS),
    "vijfjaarlijks": (1, Per.FIVE_YEARS),
    "5-jaarlijks": (1, Per.FIVE_YEARS),
}
_ADVERBS |= {f"{word}e": window for word, window in _ADVERBS.items() if word.endswith("lijks")}
_MONTHS_APART = {2: (6, Per.YEAR), 3: (1, Per.QUARTER), 4: (3, Per.YEAR), 6: (1, Per.HALF_YEAR)}
_MONTHS_APART |= {12 * years: (1, per) for years, per in _YEARS_APART.items()}
_ONCE = {"eens": 1, "eenmalig": 1, "once": 1, "twice": 2, "thrice": 3}

NUMBER = f"(?:[0-9]{{1,3}}|{alternatives(NUMBERS)})"
_AT_LEAST = "(?:(?:minimaal|min|minstens|ten ?minste|at least) )?"
_COUNT = rf"{_AT_LEAST}({alternatives(_ONCE)}|{NUMBER} ?(?:keer|maal|x|times?))"
_AT_END = r"(?:(?:aan|tegen|op|voor|uiterlijk|at|by|before) )?(?:(?:het|the) )?(?:einde?|end)(?: van| of)? "
_EVERY = rf"(?:(?:(?:{_AT_END})?(?:elke?|iedere?|every|each)|per) ({alternatives(_UNITS)})|({alternatives(_ADVERBS)}))"
_WITHIN = r"(?: (?:per|in het|in de|an?|each|every|elke?|iedere?) |/)"
_TIMES_PER = re.compile(rf"{_COUNT}(?:{_WITHIN}({alternatives(_UNITS)})| (?:p/j|pj)| ({alternatives(_ADVERBS)}))")
_TIMES_ADVERB = re.compile(rf"{_EVERY},? {_COUNT}")
_MONTHS = re.compile(rf"(?:elke|iedere|om de|every) ({NUMBER}) (?:maanden|months)")
_YEARS = rf"({NUMBER}) (?:jaar|jaren|years)"
_YEARS_ONCE = re.compile(rf"(?:elke|iedere|om de|every) {_YEARS}")
_TIMES_YEARS = re.compile(
    rf"{_COUNT}(?: (?:per|in|in de|every|each|elke|iedere|om de) |/){_YEARS}(?:'? (?:tijd|time))?"
)
_YEARS_TIMES = re.compile(rf"(?:per|in|elke|iedere|every) {_YEARS},? {_COUNT}")


def number_word(text: str) -> int:
    """The value of digits or of a number word from een (one) to twaalf (twelve)."""
    return NUMBERS[text] if text in NUMBERS else int(text)


def read_repeat(text: str) -> Recurrence | None:
    """Read a normalised text that is a recurrence and nothing else; a count without a window is per plan.

    None when it is something else, is ambiguous ("biannually") or fits no window ("elke zes jaar").
    """
    times, per = _read(text) or (0, Per.PLAN)
    return Recurrence(times, per) if times else None


def _read(text: str) -> tuple[int, Per] | None:
    if m := re.fullmatch(_EVERY, text):
        return _window(m[1], m[2])
    if m := _TIMES_PER.fullmatch(text):
        return _multiplied(_window(m[2], m[3] or "jaarlijks"), m[1])
    if m := _TIMES_ADVERB.fullmatch(text):
        return _multiplied(_window(m[1], m[2]), m[3])
    if m := _MONTHS.fullmatch(text):
        return _MONTHS_APART.get(number_word(m[1]))
    if m := _YEARS_ONCE.fullmatch(text):
        return _years_apart("eens", m[1])
    if m := _TIMES_YEARS.fullmatch(text):
        return _years_apart(m[1], m[2])
    if m := _YEARS_TIMES.fullmatch(text):
        return _years_apart(m[2], m[1])
    if m := re.fullmatch(_COUNT, text):
        return _count(m[1]), Per.PLAN
    return None


def _years_apart(count: str, years: str) -> tuple[int, Per] | None:
    per = _YEARS_APART.get(number_word(years))
    return (_count(count), per) if per else None


def _window(unit: str | None, adverb: str | None) -> tuple[int, Per]:
    return _UNITS[unit] if unit else _ADVERBS[adverb or ""]


def _multiplied(window: tuple[int, Per], count: str) -> tuple[int, Per]:
    return window[0] * _count(count), window[1]


def _count(text: str) -> int:
    return _ONCE[text] if text in _ONCE else number_word(re.sub(" ?(?:keer|maal|x|times?)$", "", text))
