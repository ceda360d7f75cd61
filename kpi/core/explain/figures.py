"""The figures of a reason sentence: rounded as the indicator is, yet never so that they contradict the light."""

from math import ceil, copysign, floor, isclose

from kpi.core.model import Target
from kpi.core.notation import amount, number, short_number
from kpi.core.unit import CURRENCY

SHARES = ("%", "‰")
_POINTS = {
    "nl": {"%": ("procentpunt", "procentpunt"), "‰": ("promillepunt", "promillepunt")},
    "en": {"%": ("percentage point", "percentage points"), "‰": ("per mille point", "per mille points")},
}
_EXTRA = 2  # decimals that may be added to tell two figures apart
_SMALL = 10  # below it a pace has a decimal


def decimals_of(target: Target) -> int:
    """The decimals its values are shown with."""
    return target.indicator.decimals if target.indicator else 0


def money(target: Target) -> bool:
    """Whether its unit is a currency, which stands before the number."""
    return target.unit in CURRENCY


def in_wholes(target: Target) -> bool:
    """Whether things are counted, so that a part of one says nothing."""
    return target.indicator is not None and target.indicator.whole and not money(target)


def unit_of(target: Target, lang: str) -> str:
    """Its unit in this language: the one rule for sentences, screens, files and charts; see `unit_in`."""
    return unit_in(target.unit, target.indicator.unit_en if target.indicator else "", lang)


def unit_in(unit: str, unit_en: str, lang: str) -> str:
    """A unit in this language; empty where it has no English one, so that no Dutch word stands in an English text."""
    return unit if lang == "nl" or unit in (*SHARES, *CURRENCY) else unit_en


def amount_of(target: Target, value: float, lang: str) -> str:
    """A value of the target with its unit."""
    return amount(value, decimals_of(target), unit_of(target, lang), lang)


def told(target: Target, value: float, other: float, lang: str) -> str:
    """A value with its unit, with up to two decimals more where rounding would make it look the same as `other`."""
    return amount(value, _apart(target, value, other), unit_of(target, lang), lang)


def told_bare(target: Target, value: float, other: float, lang: str) -> str:
    """As `told`, without the unit."""
    return number(value, _apart(target, value, other), lang)


def told_beside(target: Target, value: float, other: float, lang: str) -> str:
    """As `told`, beside a value that has the unit already: only of a share and of money it is said again."""
    return (told if is_short(target) else told_bare)(target, value, other, lang)


def is_short(target: Target) -> bool:
    """Whether its unit is a sign, which every number has."""
    return target.unit in SHARES or money(target)


def margin(target: Target, size: float, other: float, lang: str) -> str:
    """A margin without its unit, whole where things are counted, and never looking as large as `other`."""
    if in_wholes(target):
        return short_number(floor(size) or size, 1, lang)
    if money(target):
        return told(target, size, other, lang)
    least = max(decimals_of(target), 0 if isclose(size, round(size)) else 1)
    return number(size, _apart(target, size, other, least), lang)


def promised_amount(target: Target, value: float, lang: str, unit: str) -> str:
    """A promised value, with no more decimals than it has: `9`, `8,5`, `€ 1.200`."""
    least = decimals_of(target) if money(target) else 0
    return amount(value, _decimals_in(target, value, least), unit, lang)


def _apart(target: Target, value: float, other: float, least: int | None = None) -> int:
    least = decimals_of(target) if least is None else least
    if isclose(value, other, abs_tol=1e-9):
        return least
    several = range(least, least + _EXTRA)
    return next((d for d in several if number(value, d, "nl") != number(other, d, "nl")), least + _EXTRA)


def exact(target: Target, value: float, lang: str) -> str:
    """A value with its unit, with up to two decimals more than usual where it has them."""
    return amount(value, _decimals_in(target, value), unit_of(target, lang), lang)


def difference(target: Target, value: float, lang: str) -> str:
    """A distance between two values, as exact as they are: `1,25 procentpunt`, `3 dagen`."""
    return amount(value, _decimals_in(target, value), _unit_of_difference(target, value, lang), lang)


def distance(target: Target, value: float, lang: str) -> str:
    """As `difference`, with the decimals its values are shown with."""
    return amount(value, decimals_of(target), _unit_of_difference(target, value, lang), lang)


def _unit_of_difference(target: Target, value: float, lang: str) -> str:
    words = _POINTS[lang].get(target.unit)
    return words[0 if isclose(value, 1) else 1] if words else unit_of(target, lang)


def _decimals_in(target: Target, value: float, least: int | None = None) -> int:
    usual = decimals_of(target)
    several = range(usual if least is None else least, usual + _EXTRA)
    return next((d for d in several if isclose(value, round(value, d), abs_tol=1e-9)), usual + _EXTRA)


def pace_enough(target: Target, needed: float, decimals: int) -> float:
    """A needed pace of what is counted, rounded up to what is shown of it: less would not get there."""
    if not in_wholes(target):
        return needed
    return copysign(ceil(round(abs(needed) * 10**decimals, 6)) / 10**decimals, needed)


def pace_figures(target: Target, needed: float, so_far: float, lang: str) -> tuple[str, str]:
    """Two paces with the same decimals, at least one where they are small; of a share the first in points."""
    small = min(abs(needed), abs(so_far)) < _SMALL
    decimals = max(1, decimals_of(target)) if small else decimals_of(target)
    needed = pace_enough(target, needed, decimals)
    points = _POINTS[lang].get(target.unit, ("", ""))[0 if isclose(needed, 1) else 1]
    first = amount(needed, decimals, target.unit, lang) if money(target) else number(needed, decimals, lang)
    return f"{first} {points}".strip(), number(so_far, decimals, lang)
