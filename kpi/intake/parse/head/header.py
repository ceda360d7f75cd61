"""Where the header stands, and what each column is read as (docs/csv-format.md, columns)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.core.calendar.period import Period, YearStart
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.periods import PARTS, YEARS, joined_column, names_year
from kpi.intake.parse.cells.readers import period_cell_reader
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.cells.unit_marks import is_unit_or_scale, unit_meant
from kpi.intake.parse.head.apart import set_apart
from kpi.intake.parse.head.header_words import (
    AMOUNTS,
    NUMBERS,
    ROLES,
    ROW_LABELS,
    UNIT,
    Header,
    Place,
    all_brackets,
    in_brackets,
    may_be_rivals,
    role_of,
    said_provisional,
    without_brackets,
    word_of,
)
from kpi.intake.parse.head.other_measures import is_other_measure
from kpi.intake.parse.head.rivals import without_rivals
from kpi.intake.parse.head.two_rows import under, with_years
from kpi.intake.read.cell import Cell
from kpi.intake.read.cells import HEADER_ROWS
from kpi.intake.read.grid import Grid, GridRow
from kpi.intake.read.names import column_letter, holds_citizen_number

_MEASURED = frozenset({*NUMBERS, "measured_on"})
_LONGEST = 60  # characters of a header
_COUNTED = re.compile(r"n ?= ?[0-9][0-9.]*")  # how many were asked


def find_header(grid: Grid, known: Known, told: Mapping[str, str] = {}) -> Header | None:
    """The first row, among those where it may stand, that says enough by itself and has an indicator below it.

    Where none does it is the row with the most known headers, the first of them at a tie; None without any. A period
    counts beside an indicator only. `told`: what the uploader said of columns whose header says nothing known.
    """
    rows, double = with_years(grid.head(HEADER_ROWS))
    found = [_roles(row.cells, told, known.plan.year_starts) for row in rows]
    best = max(map(len, found), default=0)
    if best == 0:
        return None
    enough = [at for at, roles in enumerate(found) if _suffices(roles)]
    first = (at for at, end in pairwise([*enough, len(rows)]) if _heads(rows[at], rows[at + 1 : end], known, told))
    at = next(first, [len(roles) for roles in found].index(best))
    return header_at(grid, at, known, told, rows, double=at in double)


def header_at(
    grid: Grid,
    at: int,
    known: Known,
    told: Mapping[str, str],
    rows: Sequence[GridRow] = (),
    *,
    double: bool = False,
) -> Header:
    """The header that stands in a row, counted from 0; `rows`: the first ones as they are read, when otherwise."""
    row, above = ((rows[one] if rows else grid.row(one)) for one in (at, max(at - 1, 0)))
    below = grid.take(slice(at + 1, None))
    return Header(at, row.number, tuple(_places(row.cells, above.cells if at else (), below, known, told)), double)


def _said(header: str, told: Mapping[str, str]) -> str:
    """What a header says its column is, or else the uploader."""
    role = role_of(header) or told.get(fold(header), "")
    return role if role in ROLES else ""


def _roles(cells: Sequence[Cell], told: Mapping[str, str], year: YearStart) -> set[str]:
    """What the cells of a row would be as headers; beside an indicator also of an amount, and of a period its code."""
    short = [cell for cell in cells if len(cell.text) <= _LONGEST]
    roles = {_said(cell.text, told) for cell in short} - {""}
    if roles.isdisjoint({"indicator", "name"}):
        return roles
    amounts = {"value" for cell in short if word_of(cell.text) in AMOUNTS}
    return roles | amounts | {period.code for cell in short if (period := _period(cell, year))}


def _suffices(roles: set[str]) -> bool:
    """Whether these make a table: an indicator, and a period with something measured, or columns a period."""
    if roles.isdisjoint({"indicator", "name"}):
        return False
    if "period" in roles:
        return not roles.isdisjoint({"value", "numerator", "measured_on"})
    return not roles <= {*ROLES}


def _heads(header: GridRow, rows: Sequence[GridRow], known: Known, told: Mapping[str, str]) -> bool:
    """Whether a known indicator stands in these rows, in a column that the header calls so."""
    columns = [at for at, cell in enumerate(header.cells) if _said(cell.text, told) in ("indicator", "name")]
    return any(fold(cell.text) in known.indicators for row in rows for at in columns for cell in row.cells[at : at + 1])


def _period(cell: Cell, year: YearStart) -> Period | None:
    """The period a header names, also before a unit, "voorlopig" or "n=12" in brackets; of a month its first day."""
    if not 0 < len(cell.text) <= _LONGEST:
        return None
    inside = in_brackets(cell.text)
    meant = is_unit_or_scale(inside) or said_provisional(cell.text) or _COUNTED.fullmatch(inside)
    text = (without_brackets(cell.text) if meant else cell.text).rstrip("* ")
    found = period_cell_reader(year)(replace(cell, text=text)).value
    return found if isinstance(found, Period) else None


def _places(
    cells: Sequence[Cell], above: Sequence[Cell], below: Grid, known: Known, told: Mapping[str, str]
) -> Iterator[Place]:
    found = [_place(index, cell, told, known.plan.year_starts) for index, cell in enumerate(cells)]
    yield from settled(found, above, below, known, told)
    more = range(len(found), len(below.columns))
    yield from (Place(index, column_letter(index + 1), named=False) for index in more)


def _place(index: int, cell: Cell, told: Mapping[str, str], year: YearStart) -> Place:
    header = " ".join(bare(cell.text).split())
    if not header or holds_citizen_number(header):
        return Place(index, column_letter(index + 1), named=bool(header))
    if period := _period(cell, year):
        return Place(index, header, "period-value", period)
    return Place(index, header, _said(header, told))


def settled(
    places: list[Place], above: Sequence[Cell], below: Grid, known: Known, told: Mapping[str, str]
) -> Sequence[Place]:
    """The columns as they are read below the cells of the row `above`.

    `told`: what the uploader said of headers, which nothing in brackets undoes.
    """
    gaps = not all(place.named for place in places)
    found = set_apart(places, below, known, told) if gaps else places
    found = _drop_units(_amounts(_drop_labels(found, below, known)), below, known)
    found = _split_period(_one_of_each(found, below, known), below)
    found = [
        replace(place, role="") if fold(place.header) not in told and _is_other(place, found, below, known) else place
        for place in found
    ]
    found = [*under(found, above, told)]
    return without_rivals(found, below, known, told) if may_be_rivals(found) else found


def _is_other(place: Place, places: list[Place], below: Grid, known: Known) -> bool:
    """Whether brackets say that a column is not what was measured in the period and the unit of each row."""
    brackets = all_brackets(place.header) if place.role in _MEASURED else ()
    if any(map(is_other_measure, brackets)):
        return True
    units = not any(one.role == "org_unit" for one in places)
    if units and any("" not in known.org_units.get(text, ("",)) for text in brackets if not text.isdecimal()):
        return True
    read = period_cell_reader(known.plan.year_starts)
    said = [found for text in brackets if isinstance(found := read(Cell(text)).value, Period)]
    return any(not _within(one, said[0]) for one in _periods(places, below, known)) if said else False


def _within(one: Period, other: Period) -> bool:
    return other.first <= one.first and one.last <= other.last


def _periods(places: list[Place], below: Grid, known: Known) -> set[Period]:
    """The periods in the column of periods."""
    found = {place.role: below.columns[place.index] for place in places if place.role in ("year", "period")}
    if "period" not in found:
        return set()
    cells = found["period"]
    if "year" in found:
        header = next(place.header for place in places if place.role == "period")
        cells = joined_column(found["year"], cells, header)
    read = period_cell_reader(known.plan.year_starts)
    return {period for cell in cells.distinct() if isinstance(period := read(cell).value, Period)}


def _amounts(places: list[Place]) -> list[Place]:
    """Where nothing else says what was measured, a column "aantal" does."""
    if any(place.role in (*NUMBERS, "period-value", "measured_on") for place in places):
        return places
    return [replace(place, role="value") if word_of(place.header) in AMOUNTS else place for place in places]


def _drop_labels(places: list[Place], below: Grid, known: Known) -> list[Place]:
    """The row labels of a pivot table are indicators only where one of them is known."""
    return [
        Place(place.index, place.header)
        if word_of(place.header) in ROW_LABELS and not _known_share(place, below, known)
        else place
        for place in places
    ]


def _drop_units(places: list[Place], below: Grid, known: Known) -> list[Place]:
    """A column "eenheid" holds organisation units, unless its cells are units of measure."""
    others = sum(place.role == "org_unit" for place in places) > 1
    return [
        Place(place.index, place.header)
        if place.role == "org_unit" and word_of(place.header) in UNIT and (others or _measures(place, below, known))
        else place
        for place in places
    ]


def _measures(place: Place, below: Grid, known: Known) -> bool:
    words = _words(place, below)
    return bool(words) and not words & known.org_units.keys() and any(unit_meant(word, known) for word in words)


def _words(place: Place, below: Grid) -> set[str]:
    column = below.columns[place.index]
    return {fold(column.texts[at]) for at in column.used()} - {""}


def _one_of_each(places: list[Place], below: Grid, known: Known) -> list[Place]:
    """Of a column of codes and one of names the one whose cells are known best is read; the other stands beside it."""
    rivals = [place for place in places if place.role in ("indicator", "name")]
    if len({place.header for place in rivals}) < len(rivals) or not rivals:
        return places
    best = max(rivals, key=lambda place: (_known_share(place, below, known), place.role == "indicator"))
    return [_either(place, best) if place in rivals else place for place in places]


def _split_period(places: list[Place], below: Grid) -> list[Place]:
    """A column of years beside another one of periods is a part of the period."""
    periods = [place for place in places if place.role == "period"]
    years = [place for place in periods if word_of(place.header) in YEARS]
    others = [place for place in periods if word_of(place.header) not in PARTS]
    years = years or [place for place in others if all(map(names_year, _words(place, below)))]
    if len(periods) != 2 or len(years) != 1:
        return places
    return [Place(place.index, place.header, "year") if place in years else place for place in places]


def _known_share(place: Place, below: Grid, known: Known) -> float:
    words = _words(place, below)
    return len(words & known.indicators.keys()) / len(words) if words else 0.0


def _either(place: Place, best: Place) -> Place:
    return Place(place.index, place.header, "indicator" if place == best else "name")
