"""Which years a phrase may mean: the one nobody wrote, the plan's own that begin on another day, terms of office."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from kpi.core.calendar.deadline_words import normalise
from kpi.core.calendar.period import JANUARY, Frequency, Period, YearStart, parse_period, period_of

YEARS = range(1990, 2101)
Term = tuple[str, date, date]  # a name of the plan's own ("bestuursperiode"), its first and its last day


@dataclass(frozen=True, slots=True)
class Years:
    """`starts`: when the plan's years begin. `known`: the year of what names none, None: no year is known.

    `known` is one of the plan's years or, where a phrase lends its own to another part of it, of the calendar's.
    """

    starts: YearStart = JANUARY
    known: Period | None = None
    terms: tuple[Term, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the plan's years are others than the calendar's."""
        return self.starts != JANUARY

    def with_known(self, known: Period | None) -> Years:
        """The same with another year for what names none."""
        return replace(self, known=known)

    def term(self, text: str) -> Term | None:
        """The term of office that a normalised text names, with or without "deze"; None: the plan has none so named."""
        name = _bare(text)
        return next((term for term in self.terms if name and name in _names(term)), None)


def known_year(year: int | None, start: date | None, end: date | None, starts: YearStart) -> Period | None:
    """The year that begins in the calendar year `year`, else the one that holds both `start` and `end`."""
    if year is not None:
        return period_of(starts.of(year), Frequency.YEAR, starts) if year in YEARS else None
    if start is None or end is None or start.year not in YEARS:
        return None
    found = period_of(start, Frequency.YEAR, starts)
    return found if found.first <= end <= found.last else None


def calendar_year(year: int) -> Period | None:
    """A year of the calendar; None outside 1990..2100."""
    return period_of(date(year, 1, 1), Frequency.YEAR) if year in YEARS else None


def own_year(text: str, starts: YearStart) -> Period:
    """The plan's year that is written `2022/23`; raises ValueError when it is none or lies outside 1990..2100."""
    found = parse_period(text, starts)
    if int(text[:4]) not in YEARS:
        raise ValueError(text)
    return found


_THIS = re.compile(
    "(?:(?:de|het|the) )?(?:(?:deze|dit|this|huidige|lopende|current|present|(?:ge)?hele|whole|de|het|the) )?"
)


def _names(term: Term) -> set[str]:
    """What it is called, also with its years behind it: "bestuursperiode 2022-2026"."""
    name, first, last = term
    own = _bare(normalise(name))
    return {own, *(f"{own} {first.year}{mark}{last.year}" for mark in "-/")} if own else set()


def _bare(name: str) -> str:
    return name[len(m[0]) if (m := _THIS.match(name)) else 0 :].removesuffix(" of office")


_BOOK = r"(?:(?:boek|plan|begrotings|beleids|verslag)jaar|(?:financial|fiscal|budget|plan) year)"
_FOUR = "(?:19|20|21)[0-9]{2}"
_PAIRED = rf"'?({_FOUR}|[0-4][0-9])[-/]'?([0-9]{{4}}|[0-9]{{2}})(?![0-9])"
_TITLED = re.compile(rf"(?<![a-z0-9])(?:(?:het|the) )?(?:(?:gebroken )?{_BOOK} |fy ?){_PAIRED}")
_FISCAL = re.compile(
    rf"(?<![a-z0-9])(?:the )?(?:fy ?|(?:financial|fiscal) year )('?[0-4][0-9]|{_FOUR})(?![0-9]|[-/][0-9])"
)
# Not in a day or in a longer row of years: 2022-2023-2024.
_PAIR = re.compile(rf"(?<![0-9/'-])({_FOUR})[-/]'?([0-9]{{4}}|[0-9]{{2}})(?![0-9])(?![-/][0-9]{{1,4}}(?![0-9/-]))")
_TITLE_AFTER = re.compile(rf"(?:(?:het|the) )?([0-9]{{4}}/[0-9]{{2}}) {_BOOK}(?![a-z])")

# The month in which the years of a plan begin that "per schooljaar" means; "elk schooljaar 2024-2025" names one year.
_CALENDAR = re.compile("(?:kalenderjaar|calendar year)(?![a-z]| ?'?[0-9])")
_COURSES = {
    8: "(?:schooljaar|school year)",
    9: "(?:(?:studie|college)jaar|academisch jaar|academic year)",
}
_EACH = "((?:(?<![a-z])(?:elke?|ieder|per|every|each|in het) |/ ?)(?:half )?)"
_THIS_YEAR = re.compile(rf"(?<=[a-z] )(?:(?:het|the) )?{_BOOK}$")


def named_years(text: str, starts: YearStart) -> str:
    """A normalised phrase with the plan's own years as `2022/23`: "boekjaar 2022-2023", "FY2023" (its last year).

    "Eind boekjaar" is the end of the year and "per boekjaar" is every year; so is "per schooljaar" where years begin
    in August. "2011-12" stays as it is, for it may be a month as well. Where years are the calendar's, "per
    kalenderjaar" is every year.
    """
    if starts == JANUARY:
        return _CALENDAR.sub("jaar", text)
    own = _COURSES.get(starts.month, _BOOK)
    text = re.sub(rf"{_EACH}(?:{own}|{_BOOK})(?![a-z]| ?'?[0-9])", r"\1jaar", text)
    text = _TITLED.sub(lambda m: _joined(m, _full(m[1]), m[2]), text)
    text = _FISCAL.sub(lambda m: f"{_full(m[1]) - 1}/{_full(m[1]) % 100:02d}", text)
    text = _PAIR.sub(lambda m: m[0] if is_month(m[0]) else _joined(m, int(m[1]), m[2]), text)
    return _THIS_YEAR.sub("het jaar", _TITLE_AFTER.sub(r"\1", text))


def is_month(text: str) -> bool:
    """Whether a text may be a month as well as a year: `2011-12`."""
    return re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", text) is not None


def _full(text: str) -> int:
    return int(text.removeprefix("'")) + (0 if len(text) == 4 else 2000)


def _joined(m: re.Match[str], first: int, last: str) -> str:
    """Two years that follow on each other as one; others as they were."""
    return f"{first}/{(first + 1) % 100:02d}" if last in {str(first + 1), f"{(first + 1) % 100:02d}"} else m[0]
