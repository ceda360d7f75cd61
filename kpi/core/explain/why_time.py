"""How long something takes or is ago, as exact as a reader wants it."""

from math import floor

from kpi.core.explain.why_words import Words
from kpi.core.notation import number

_DAYS = 182  # up to half a year is said in days
_MONTHS = 730  # up to two years in months
_MONTH, _YEAR = 365.25 / 12, 365.25
_ROUND = 1 / 24  # half a month from a whole year is that year
_ALMOST = 1 / 4  # so much before a whole year is almost that year


def length(days: int, words: Words) -> str:
    """`90 dagen`, `10 maanden`, `ruim 3 jaar`: days up to half a year, months up to two years, then years."""
    if days <= _DAYS:
        return _several(days, words.days, words)
    if days <= _MONTHS:
        return _several(round(days / _MONTH), words.months, words)
    years = days / _YEAR
    whole = floor(years + _ALMOST)
    if abs(years - whole) <= _ROUND:
        return _several(whole, words.years, words)
    around = words.over if years > whole else words.almost
    return around.format(time=_several(whole, words.years, words))


def _several(count: int, names: tuple[str, str], words: Words) -> str:
    return f"{number(count, 0, words.lang)} {names[0 if count == 1 else 1]}"
