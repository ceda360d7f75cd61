"""Numbers, days and periods as people read them, in Dutch ("nl") or English ("en")."""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isclose

from kpi.core.calendar.period import Frequency, Period
from kpi.core.unit import CURRENCY, beside_one, beside_one_english

_EXACT = Context(prec=400)  # a float has at most 309 digits before its point
_ORDINAL = {"nl": ("1e", "2e", "3e", "4e"), "en": ("1st", "2nd", "3rd", "4th")}
_NL = "januari februari maart april mei juni juli augustus september oktober november december"
_EN = "January February March April May June July August September October November December"
_MONTHS = {"nl": tuple(_NL.split()), "en": tuple(_EN.split())}
_UNITS = {
    "nl": {
        Frequency.MONTH: ("maand", "maanden"),
        Frequency.QUARTER: ("kwartaal", "kwartalen"),
        Frequency.HALF_YEAR: ("halfjaar", "halfjaren"),
        Frequency.YEAR: ("jaar", "jaar"),
    },
    "en": {
        Frequency.MONTH: ("month", "months"),
        Frequency.QUARTER: ("quarter", "quarters"),
        Frequency.HALF_YEAR: ("half-year", "half-years"),
        Frequency.YEAR: ("year", "years"),
    },
}


def day_of_year(month: int, day: int, lang: str) -> str:
    """A day of any year with its month in words: `1 augustus`, `1 August`."""
    return f"{day} {_MONTHS[lang][month - 1]}"


def number(value: float, decimals: int, lang: str) -> str:
    """`12.345,6` in Dutch, `12,345.6` in English, with exactly `decimals` decimals and a true minus sign."""
    text = f"{_rounded(abs(value), decimals):,.{decimals}f}"
    if lang == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    negative = value < 0 and any(digit in "123456789" for digit in text)
    return f"−{text}" if negative else text


def _rounded(value: float, decimals: int) -> Decimal:
    """Half up, as people and spreadsheets round: 7,25 becomes 7,3."""
    exact = Decimal(str(round(value, decimals + 9)))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)


def short_number(value: float, decimals: int, lang: str) -> str:
    """As `number`, without decimals when the value is whole."""
    return number(value, 0 if isclose(value, round(value), abs_tol=1e-9) else decimals, lang)


def amount(value: float, decimals: int, unit: str, lang: str) -> str:
    """A number with its unit: `55%`, `8 netwerken`, `1 netwerk`, `€ 1.200`."""
    text = number(value, decimals, lang)
    if unit in ("%", "‰"):
        return f"{text}{unit}"
    return f"€ {text}" if unit in CURRENCY else f"{text} {unit_word(value, decimals, unit, lang)}".strip()


def unit_word(value: float, decimals: int, unit: str, lang: str = "nl") -> str:
    """The unit as it stands beside a number with these decimals: singular for one, in Dutch also for a part of one."""
    shown = _rounded(abs(value), decimals)
    if lang == "nl":
        return beside_one(unit) if 0 < shown <= 1 else unit
    return beside_one_english(unit) if shown == 1 else unit


def day(value: date, lang: str) -> str:
    """`30-06-2021` in Dutch, `30 June 2021` in English."""
    return f"{value:%d-%m-%Y}" if lang == "nl" else f"{value.day} {_MONTHS['en'][value.month - 1]} {value.year}"


def period(value: Period, lang: str) -> str:
    """`2e kwartaal 2021`, `1e halfjaar 2022/23`, `maart 2021`, `2021`, and the same in English."""
    if value.frequency is Frequency.YEAR:
        return value.code
    if value.frequency is Frequency.MONTH:
        return f"{_MONTHS[lang][value.first.month - 1]} {value.first.year}"
    year, part = value.code.split("-")
    return f"{_ORDINAL[lang][int(part[1:]) - 1]} {_UNITS[lang][value.frequency][0]} {year}"


def within(value: Period, lang: str) -> str:
    """A period as part of a sentence: `het 2e kwartaal van 2021`, `maart 2021`, `2021`; `the 2nd quarter of 2021`."""
    if value.frequency in (Frequency.MONTH, Frequency.YEAR):
        return period(value, lang)
    part, year = period(value, lang).rsplit(" ", 1)
    return f"het {part} van {year}" if lang == "nl" else f"the {part} of {year}"


def period_unit(frequency: Frequency, count: float, lang: str) -> str:
    """The word for one or for several of these periods; a part of one is singular in Dutch, plural in English."""
    single = count == 1 or (lang == "nl" and 0 < count < 1)
    return _UNITS[lang][frequency][0 if single else 1]
