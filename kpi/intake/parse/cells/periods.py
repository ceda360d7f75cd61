"""Reporting periods as people write them: `3e kwartaal 2021`, `2021K3`, `sep-21` (docs/csv-format.md, periods)."""

import re
from functools import lru_cache

import numpy as np

from kpi.core.calendar.period import JANUARY, Frequency, Period, YearStart, parse_period, period_of
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.grid import CellColumn, Which, column_of, pairs_of

_NAMES = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "febr"),
    ("maart", "march", "mrt", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_ORDINALS = {
    **dict.fromkeys(("1", "1e", "1ste", "1st", "eerste", "first", "i"), 1),
    **dict.fromkeys(("2", "2e", "2de", "2nd", "tweede", "second", "ii"), 2),
    **dict.fromkeys(("3", "3e", "3de", "3rd", "derde", "third", "iii"), 3),
    **dict.fromkeys(("4", "4e", "4de", "4th", "vierde", "fourth", "iv"), 4),
}
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_NTH = f"(?P<nth>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_KIND = r"(?:(?P<quarter>q|k|kw|kwrt|kwartaal|quarter|qtr)|(?P<half>h|hj|half[- ]?jaar|half[- ]?year|half|helft))\.?"
_ANY, _SOME = r"[\s\-/_.,]*", r"(?:[\s\-/_.,]+|\s+(?:van|in|of)\s+)"
_SPAN = re.compile(
    rf"(?P<first>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
    rf"\s*(?:-|t/m|tot en met|to|through|/)\s*{_MONTH}{_SOME}{_YEAR}"
)
_SPANS = {
    **{(first, first + 2): f"Q{first // 3 + 1}" for first in (1, 4, 7, 10)},
    (1, 6): "H1",
    (7, 12): "H2",
    (1, 12): "",
}
_ZEROS = re.compile(r"(?<=^[0-9]{4})[.,]0+$|(?<=^[0-9]{6})[.,]0+$")  # 2021,0: a year that was stored as a number
_APOSTROPHE = re.compile(r"[\s\-]*'(?=[0-9]{2}$)")  # Q1 '22: two digits that can only be a year
_SAID = re.compile(r"(?:waarde|resultaat|realisatie|gerealiseerd|value|actual)[\s:]+(?=.*[0-9])")
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}{_ANY}{_KIND}{_ANY}{_NTH}",
        rf"{_KIND}{_ANY}{_NTH}{_SOME}{_YEAR}",
        rf"{_NTH}{_ANY}{_KIND}{_SOME}{_YEAR}",
        rf"{_YEAR}{_SOME}{_NTH}{_ANY}{_KIND}",
        rf"{_YEAR}[\s\-/_.]*m?(?P<number>0[1-9]|1[0-2])",
        rf"m?(?P<number>0[1-9]|1[0-2])[\s\-/_.]+{_YEAR}",
        rf"{_MONTH}{_SOME}{_YEAR}",
        rf"{_YEAR}{_SOME}{_MONTH}",
        rf"{_MONTH}[\s\-]'?(?P<short>[0-9]{{2}})",
        rf"(?:(?:kalender)?jaar |year )?{_YEAR}",
    )
)

# What a text is made of that was to be a period; words between them tell nothing by themselves.
_KINDS = {"q", "k", "kw", "kwrt", "helft", "kwartaal", "quarter", "qtr", "h", "hj", "halfjaar", "jaar", "year"}
_BETWEEN = {"half", "van", "of", "in", "e", "de", "ste", "st", "nd", "rd", "th", *_ORDINALS}
_STATES = {"voorlopig", "voorlopige", "definitief", "cijfers", "provisional"}
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def period_named(text: str, year: YearStart = JANUARY) -> Period | None:
    """The period a text names; None when it names none, or when it could be two (`3-2021`: a month or a quarter).

    Where the plan's years begin on another day than 1 January (`year`), "Q2 2022" could be two as well: the calendar's
    and that of 2022/23. A code, a month and a stretch of months say what they are.
    """
    plain = _ZEROS.sub("", fold(text))
    if len(plain) > 60:
        return None
    plain = _SAID.sub("", plain, count=1) if _SAID.match(plain) else plain
    plain = _APOSTROPHE.sub(" 20", plain) if "'" in plain else plain
    return _calendar(plain) if year == JANUARY else _own(plain, year)


def _calendar(plain: str) -> Period | None:
    if span := _SPAN.fullmatch(plain):
        return _span(span["first"], span["month"], span["year"])
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    return _period(found.groupdict()) if found else None


_SCHOOL = r"(?:(?:school ?jaar|studie ?jaar|boek ?jaar|jaar|(?:school|academic|financial|fiscal) year|year|fy)\s*)?"
_BOTH = re.compile(
    rf"\b{_SCHOOL}(?P<begun>(?:19|20|21)[0-9]{{2}})\s?[/\-–]\s?(?P<next>(?:(?:19|20|21)[0-9]{{2}})|[0-9]{{2}})(?![0-9])"
)
_LAST = re.compile(r"\bfy\s?'?(?P<last>(?:20)?[0-9]{2})(?![0-9/])")  # FY2023: the year that ends in 2023
_MONTH_CODE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


def _own(plain: str, year: YearStart) -> Period | None:
    """A period of a plan whose years begin on another day."""
    found = _calendar(plain)
    if found and (found.frequency is Frequency.MONTH) and (_MONTH_CODE.fullmatch(plain) or not _BOTH.search(plain)):
        return period_of(found.first, Frequency.MONTH, year)
    if found and (plain.upper() == found.code or _SPAN.fullmatch(plain)):
        return _parsed(found.code, year)
    name, rest = _year_in(plain)
    if name is None or (part := _calendar(rest)) is None or part.frequency is Frequency.MONTH:
        return None
    return _parsed(part.code.replace(name[:4], name, 1), year)


def _year_in(plain: str) -> tuple[str | None, str]:
    """The year of two calendar years that a text names, as `2022/23`, and the text with the first of these alone."""
    if both := _BOTH.search(plain):
        begun = int(both["begun"])
        fits = int(both["next"]) % 100 == (begun + 1) % 100 and (
            len(both["next"]) == 2 or int(both["next"]) == begun + 1
        )
        return (
            f"{begun}/{(begun + 1) % 100:02d}" if fits else None
        ), f"{plain[: both.start()]}{begun}{plain[both.end() :]}"
    if last := _LAST.search(plain):
        begun = int(last["last"][-2:]) + 1999
        return f"{begun}/{(begun + 1) % 100:02d}", f"{plain[: last.start()]}{begun}{plain[last.end() :]}"
    return None, plain


def _parsed(code: str, year: YearStart) -> Period | None:
    try:
        return parse_period(code, year)
    except ValueError:
        return None


_ANY_OTHER = YearStart(7)


def names_period(text: str) -> bool:
    """Whether a text names a period, of whichever plan."""
    return period_named(text) is not None or period_named(text, _ANY_OTHER) is not None


def names_year(text: str) -> bool:
    """Whether a text names a year, of whichever plan."""
    found = period_named(text) or period_named(text, _ANY_OTHER)
    return found is not None and found.frequency is Frequency.YEAR


def _span(first: str, last: str, year: str) -> Period | None:
    """The quarter, half-year or year from one month up to another; None for any other stretch."""
    code = _SPANS.get((MONTHS[first], MONTHS[last]))
    return None if code is None else parse_period(f"{year}-{code}".rstrip("-"))


def _period(parts: dict[str, str | None]) -> Period | None:
    year = parts.get("year") or f"20{parts.get('short')}"
    nth = _ORDINALS.get(parts.get("nth") or "", 0)
    if parts.get("quarter"):
        return parse_period(f"{year}-Q{nth}")
    if parts.get("half"):
        return parse_period(f"{year}-H{nth}") if nth <= 2 else None
    month = MONTHS[parts["month"] or ""] if parts.get("month") else int(parts.get("number") or 0)
    return parse_period(f"{year}-{month:02d}" if month else year)


@lru_cache(maxsize=4096)
def is_nearly_period(text: str) -> bool:
    """Whether a text that names no period holds nothing but words of periods, figures and marks: Q5 2021, mei."""
    plain = fold(text)
    words, marks = set(_LETTERS.findall(plain)), set(_LETTERS.sub("", plain))
    if not words <= {*_KINDS, *_BETWEEN, *_STATES, *MONTHS} or not marks <= set("0123456789 -/_.,'"):
        return False
    return not words.isdisjoint(MONTHS) or (not words.isdisjoint(_KINDS) and any(map(str.isdigit, marks)))


YEARS = frozenset({"jaar", "year", "jaren", "years", "verslagjaar", "rapportagejaar", "kalenderjaar", "meetjaar"})
PARTS = {
    "kwartaal": "Q",
    "quarter": "Q",
    "maand": "M",
    "month": "M",
    "kwartaalnummer": "Q",
    "maandnummer": "M",
    "kw": "Q",
    "kwartalen": "Q",
    "quarters": "Q",
}


def as_stored(cell: Cell) -> str:
    """The text of a cell, of a number without the unit that its format shows."""
    return cell.text.partition(" ")[0] if cell.kind is CellKind.NUMBER else cell.text


def joined_period(year: Cell, part: Cell, header: str) -> Cell:
    """The text of both, `Q3 2021` or `september 2021`; `header` says what a bare number in `part` is, and 1e or III.

    The part alone where it is no text or number, or names the same year itself; with another year it is no period.
    """
    plain = (CellKind.TEXT, CellKind.NUMBER)
    text, whole = (re.sub(r"(?<=[0-9])[.,]0+$", "", bare(as_stored(cell))) for cell in (part, year))
    if part.kind not in plain or year.kind not in plain or not text:
        return part
    if re.search(r"[0-9]{4}", text):
        return part if not re.fullmatch(r"[0-9]{4}", whole) or whole in text else Cell(f"{text} {whole}")
    kind = next((mark for word, mark in PARTS.items() if word in fold(header)), "")
    if re.fullmatch(r"[0-9]{1,2}", text):
        text = f"M{int(text):02d}" if kind == "M" else f"{kind}{text}"
    elif kind == "Q":
        text = f"Q{_ORDINALS[fold(text)]}" if fold(text) in _ORDINALS else text
    return Cell(f"{text} {whole}")


def joined_column(years: CellColumn, parts: CellColumn, header: str, yearly: Which | None = None) -> CellColumn:
    """The periods of two columns, each different pair of cells joined once.

    `yearly`: the rows of what is reported by year, of which a year without a part is the period.
    """
    pairs, places = pairs_of(years, parts)
    cells = [joined_period(years.cell(year), parts.cell(part), header) for year, part in pairs]
    if yearly is None or not yearly.any():
        return column_of(cells, places)
    whole = [years.cell(year) for year, _ in pairs]
    return column_of([*cells, *whole], np.where(yearly & ~parts.filled(), places + len(pairs), places))
