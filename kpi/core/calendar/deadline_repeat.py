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
    PLAN = "plan"


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
# "tweejaarlijks", "biannually" and the like are left out: they mean twice a year to one and every two years to another.
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
}
_ADVERBS |= {f"{word}e": window for word, window in _ADVERBS.items() if word.endswith("lijks")}
_MONTHS_APART = {2: (6, Per.YEAR), 3: (1, Per.QUARTER), 4: (3, Per.YEAR), 6: (1, Per.HALF_YEAR), 12: (1, Per.YEAR)}
_ONCE = {"eens": 1, "eenmalig": 1, "once": 1, "twice": 2, "thrice": 3}

NUMBER = f"(?:[0-9]{{1,3}}|{alternatives(NUMBERS)})"
_AT_LEAST = "(?:(?:minimaal|min|minstens|ten ?minste|at least) )?"
_COUNT = rf"{_AT_LEAST}({alternatives(_ONCE)}|{NUMBER} ?(?:keer|maal|x|times?))"
_EVERY = rf"(?:(?:elke?|iedere?|every|each|per) ({alternatives(_UNITS)})|({alternatives(_ADVERBS)}))"
_WITHIN = r"(?: (?:per|in het|in de|an?|each|every|elke?|iedere?) |/)"
_TIMES_PER = re.compile(rf"{_COUNT}(?:{_WITHIN}({alternatives(_UNITS)})| (?:p/j|pj))")
_TIMES_ADVERB = re.compile(rf"{_EVERY},? {_COUNT}")
_MONTHS = re.compile(rf"(?:elke|iedere|om de|every) ({NUMBER}) (?:maanden|months)")


def number_word(text: str) -> int:
    """The value of digits or of a number word from een (one) to twaalf (twelve)."""
    return NUMBERS[text] if text in NUMBERS else int(text)


def read_repeat(text: str) -> Recurrence | None:
    """Read a normalised text that is a recurrence and nothing else; a count without a window is per plan.

    None when it is something else, is ambiguous ("tweejaarlijks") or fits no window ("om het jaar").
    """
    times, per = _read(text) or (0, Per.PLAN)
    return Recurrence(times, per) if times else None


def _read(text: str) -> tuple[int, Per] | None:
    if m := re.fullmatch(_EVERY, text):
        return _window(m[1], m[2])
    if m := _TIMES_PER.fullmatch(text):
        return _multiplied(_window(m[2] or "jaar", None), m[1])
    if m := _TIMES_ADVERB.fullmatch(text):
        return _multiplied(_window(m[1], m[2]), m[3])
    if m := _MONTHS.fullmatch(text):
        return _MONTHS_APART.get(number_word(m[1]))
    if m := re.fullmatch(_COUNT, text):
        return _count(m[1]), Per.PLAN
    return None


def _window(unit: str | None, adverb: str | None) -> tuple[int, Per]:
    return _UNITS[unit] if unit else _ADVERBS[adverb or ""]


def _multiplied(window: tuple[int, Per], count: str) -> tuple[int, Per]:
    return window[0] * _count(count), window[1]


def _count(text: str) -> int:
    return _ONCE[text] if text in _ONCE else number_word(re.sub(" ?(?:keer|maal|x|times?)$", "", text))
