"""How long something takes or is ago, as exact as a reader wants it."""

from math import floor

from kpi.core.explain.why_words import Words
from kpi.core.notation import short_number

_DAYS = 91  # up to a quarter is said in days
_MONTHS = 730  # up to two years in months
_MONTH, _YEAR = 365.25 / 12, 365.25
_ROUND = {_MONTH: 1 / 10, _YEAR: 1 / 24}  # so near to a whole one is that one
_ALMOST = 1 / 4  # so much before a whole one is almost that one


def length(days: int, words: Words) -> str:
    """`90 dagen`, `ruim 9 maanden`, `een jaar`, `3,5 jaar`: days up to a quarter, months up to two years."""
    if days <= _DAYS:
        return _several(days, words.days, words)
    years = days / _YEAR
    whole = round(years)
    if whole and abs(years - whole) <= _ROUND[_YEAR]:
        return words.one_year if whole == 1 else _several(whole, words.years, words)
    if days <= _MONTHS:
        return _around(days, _MONTH, words.months, words)
    half = floor(years) + 1 / 2
    if abs(years - half) <= _ROUND[_YEAR]:
        return _several(half, words.years, words)
    return _around(days, _YEAR, words.years, words)


def _around(days: int, size: float, names: tuple[str, str], words: Words) -> str:
    count = days / size
    whole = floor(count + _ALMOST)
    told = _several(whole, names, words)
    if abs(count - whole) <= _ROUND[size]:
        return told
    return (words.over if count > whole else words.almost).format(time=told)


def _several(count: float, names: tuple[str, str], words: Words) -> str:
    return f"{short_number(count, 1, words.lang)} {names[0 if count == 1 else 1]}"
