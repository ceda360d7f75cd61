"""Second step: one text cell becomes one typed value, or the code of what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kpi.core.calendar.period import JANUARY, Period, YearStart, parse_period
from kpi.intake.faults.hints import Hint, as_own_period, did_you_mean, nearest
from kpi.intake.parse.cells.numbers import COMMA, shape


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be read: the code of the issue, when there is a better one its hint, and words of its own."""

    code: str
    hint: Hint | None = None
    words: Mapping[str, object] = field(default_factory=dict)


Parser = Callable[[str], object]  # a cell that is not empty -> its value, or Bad
Waypoints = tuple[tuple[date, float], ...]

# Fifteen digits are all that a float keeps apart; behind the point zeros may come before them (0.0000123...).
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,20})?")
_SWAPPED = str.maketrans(",.", ".,")
_MARKED = re.compile(r"[+-]?[0-9][0-9.,]*")
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
_YES = frozenset({"ja", "yes", "true", "waar"})
_NO = frozenset({"nee", "no", "false", "onwaar"})


def as_written(cell: str) -> str:
    """The cell itself."""
    return cell


def codes(cell: str) -> tuple[str, ...]:
    """Codes separated by semicolons; empty ones are left out."""
    return tuple(code for part in cell.split(";") if (code := part.strip()))


def plain_number(cell: str, mark: str | None = None) -> float | Bad:
    """A number without unit or exponent; `mark`: the decimal mark that its column proves, empty when it proves none.

    None: where nothing in the column could be two numbers; then a decimal point, and no thousands marks.
    """
    own = cell.translate(_SWAPPED) if mark == COMMA else cell
    if mark != "" and _NUMBER.fullmatch(own):
        return float(own)
    number = shape(cell) if mark is not None and is_marked(cell) else None
    if number is None or mark is None:
        return Bad("not-a-number")
    value = number.by(mark)
    if value is not None:
        return value
    if mark:
        return Bad("decimal-mixed", words={"mark": mark})
    return Bad("decimal-ambiguous", words={"as_point": number.point, "as_comma": number.comma})


def is_marked(text: str) -> bool:
    """Whether it is digits with any marks between them, without a unit, spaces or anything else."""
    return _MARKED.fullmatch(text) is not None


def numbers_in(cell: str) -> tuple[str, ...]:
    """The texts of a cell that may be numbers: the cell itself, or the values of its waypoints."""
    return tuple(part.rpartition("=")[2].strip() for part in codes(cell)) if "=" in cell else (cell,)


def whole(cell: str, mark: str | None = None) -> float | Bad:
    """A whole number, kept as float so that its column can hold empty cells; `mark` as in `plain_number`."""
    found = plain_number(cell, mark)
    if isinstance(found, Bad):
        return found if found.words else Bad("not-a-whole-number")
    return found if found.is_integer() else Bad("not-a-whole-number")


_EVERY = re.compile(r"([1-9][0-9]?) ?(y|year|years|jaar|jaren|m|months?|maand|maanden)")


def every(cell: str) -> int | Bad:
    """How often a figure comes, in months: `2y` (every two years), `18m`."""
    found = _EVERY.fullmatch(cell.strip().casefold())
    return Bad("not-a-rhythm") if found is None else int(found[1]) * (12 if found[2][0] in "yj" else 1)


def iso_day(cell: str) -> date | Bad:
    """An ISO date of the years 1900-2199; a Dutch one is refused with its ISO form as hint."""
    if _DAY.fullmatch(cell) and (found := _date(cell)):
        return found
    dutch = _DUTCH_DAY.fullmatch(cell)
    iso = f"{dutch[3]}-{int(dutch[2]):02d}-{int(dutch[1]):02d}" if dutch else ""
    return Bad("not-a-date", did_you_mean(iso) if dutch and _date(iso) else None)


def both_days(cell: str) -> tuple[date, date] | Bad:
    """A first and a last day in order: 2022-03-30/2026-03-18."""
    match [iso_day(part.strip()) for part in cell.split("/")]:
        case [date() as first, date() as last] if first <= last:
            return first, last
    return Bad("not-a-date")


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def period_code(cell: str, year: YearStart = JANUARY) -> Period | Bad:
    """A reporting period: 2021, 2021-H1, 2021-Q3 or 2021-09.

    Where years begin elsewhere 2022/23 and 2022/23-Q1, or in the words of an upload: schooljaar 2022-2023, FY2023.
    """
    try:
        return parse_period(cell.upper(), year)
    except ValueError:
        if year == JANUARY:
            return Bad("not-a-period")
    from kpi.intake.parse.cells.periods import period_named  # with it comes numpy, which a plan folder can do without

    return period_named(cell, year) or Bad("not-a-period", as_own_period(year))


def period_reader(year: YearStart) -> Parser:
    """Reads the reporting periods of a plan whose years begin on `year`."""
    return lambda cell: period_code(cell, year)


def yes_no(cell: str) -> bool | Bad:
    """Dutch or English yes or no, or a spreadsheet's TRUE or WAAR."""
    word = cell.casefold()
    if word in _YES:
        return True
    return False if word in _NO else Bad("not-yes-or-no")


def flag(cell: str) -> bool | Bad:
    """Yes or no, also as 1 or 0, where a number would mean nothing else."""
    return cell == "1" if cell in ("0", "1") else yes_no(cell)


def number_or_yes(cell: str, mark: str | None = None) -> float | bool | Bad:
    """A measured value: a number (`mark` as in `plain_number`), or yes or no for what is done or not."""
    answer = yes_no(cell)
    return plain_number(cell, mark) if isinstance(answer, Bad) else answer


def waypoints(cell: str, mark: str | None = None) -> Waypoints | Bad:
    """`2021-06-30=3;2021-12-31=8`: dates ascending, at least one; `mark` as in `plain_number`."""
    read = [plain_number(text, mark) for text in numbers_in(cell)]
    doubt = next((one for one in read if isinstance(one, Bad) and one.words), None)
    if doubt:
        return doubt
    found = [_waypoint(part, mark) for part in codes(cell)]
    good = tuple(point for point in found if point is not None)
    days = [when for when, _ in good]
    fits = bool(good) and len(good) == len(found) and days == sorted(set(days))
    return good if fits else Bad("bad-waypoints")


def _waypoint(part: str, mark: str | None) -> tuple[date, float] | None:
    left, _, right = part.partition("=")
    when, value = iso_day(left.strip()), plain_number(right.strip(), mark)
    return None if isinstance(when, Bad) or isinstance(value, Bad) else (when, value)


# The parsers of numbers, which also take the decimal mark of their column.
NUMBERS: Mapping[Parser, Callable[[str, str | None], object]] = {
    one: one for one in (plain_number, whole, number_or_yes, waypoints)
}


def choice(words: type[StrEnum], synonyms: Mapping[str, StrEnum]) -> Parser:
    """A parser for a fixed set of words and their synonyms, in upper or lower case."""
    known = dict(synonyms) | {member.value.casefold(): member for member in words}

    def parse(cell: str) -> object:
        found = known.get(cell.casefold())
        return Bad("unknown-choice", nearest(cell, [member.value for member in words])) if found is None else found

    return parse
