"""Where the header stands, and what each column is read as (docs/csv-format.md, columns)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from kpi.core.calendar.period import Period, YearStart
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.periods import joined_period, names_period, names_year
from kpi.intake.parse.cells.readers import period_cell_reader
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.cells.unit_marks import is_unit_or_scale
from kpi.intake.parse.head.header_words import (
    AMOUNTS,
    OF_MEASURE,
    RETURNED,
    ROLES,
    in_brackets,
    role_of,
    without_brackets,
    word_of,
)
from kpi.intake.parse.head.place import Place
from kpi.intake.parse.head.settling import settled
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.cells import EMPTY, HEADER_ROWS
from kpi.intake.read.grid import Grid, GridRow
from kpi.intake.read.names import column_letter, holds_citizen_number

_LONGEST = 60  # characters of a header
_DIGITS = re.compile(r"[0-9.,]*")


@dataclass(frozen=True, slots=True)
class Header:
    """The header row, `at` its index among the grid's rows, and its columns; `double`: the row above belongs to it."""

    at: int
    number: int
    places: tuple[Place, ...]
    double: bool = False

    def of(self, role: str) -> tuple[Place, ...]:
        """All columns that are read as this."""
        return tuple(place for place in self.places if place.role == role)

    @property
    def wide(self) -> bool:
        """Whether there is a column a period."""
        return bool(self.of("period-value"))

    @property
    def measures(self) -> tuple[Place, ...]:
        """Columns of units of measure."""
        return tuple(place for place in self.of("") if word_of(place.header) in OF_MEASURE and not place.apart)

    @property
    def returned(self) -> bool:
        """Whether the file was sent back by us."""
        return any(word_of(place.header) in RETURNED for place in self.places)


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


def with_years(rows: Sequence[GridRow]) -> tuple[list[GridRow], frozenset[int]]:
    """The rows where the header may stand, each lower row of two as both say it together; and the places of those.

    The upper one of two is left empty: it says nothing by itself any more.
    """
    made, joined_at = list(rows), set[int]()
    for at in range(1, len(made)):
        cells = _together(made[at - 1].cells, made[at].cells)
        if cells is not None:
            made[at - 1], made[at] = replace(made[at - 1], cells=()), replace(made[at], cells=cells)
            joined_at.add(at)
    return made, frozenset(joined_at)


def _together(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Cell, ...] | None:
    """The cells of both rows as one; None where they make no periods beside an indicator."""
    periods = [
        _year_and_part(above, below) for above, below in zip_longest(_to_the_right(upper), lower, fillvalue=EMPTY)
    ]
    if not any(periods):
        return None
    cells = tuple(
        period or (below if bare(below.text) else above)
        for period, above, below in zip_longest(periods, upper, lower, fillvalue=EMPTY)
    )
    return cells if any(role_of(cell.text) in ("indicator", "name") for cell in cells) else None


def _to_the_right(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Every cell, an empty one as the last before it: a year stands above the first of its quarters only."""
    last = EMPTY
    for cell in cells:
        last = cell if bare(cell.text) else last
        yield last


def _year_and_part(above: Cell, below: Cell) -> Cell | None:
    """Year and part of a year as one cell; None where they are not that."""
    for year, part in ((above, below), (below, above)):
        if not _is_year(year) or _DIGITS.fullmatch(bare(part.text)) or len(part.text) > _LONGEST:
            continue
        both = joined_period(year, part, "")
        if both != part and names_period(both.text):
            return both
    return None


def _is_year(cell: Cell) -> bool:
    if cell.kind not in (CellKind.TEXT, CellKind.NUMBER) or len(cell.text) > _LONGEST:
        return False
    return names_year(cell.text)


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
    row = rows[at] if rows else grid.row(at)
    below = grid.take(slice(at + 1, None))
    return Header(at, row.number, tuple(_places(row.cells, below, known, told)), double)


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
    """The period a header names, also before a unit in brackets; the first day of a month is that month."""
    if not 0 < len(cell.text) <= _LONGEST:
        return None
    text = without_brackets(cell.text) if is_unit_or_scale(in_brackets(cell.text)) else cell.text
    found = period_cell_reader(year)(replace(cell, text=text)).value
    return found if isinstance(found, Period) else None


def _places(cells: Sequence[Cell], below: Grid, known: Known, told: Mapping[str, str]) -> Iterator[Place]:
    found = [_place(index, cell, told, known.plan.year_starts) for index, cell in enumerate(cells)]
    yield from settled(found, below, known, told)
    more = range(len(found), len(below.columns))
    yield from (Place(index, column_letter(index + 1), named=False) for index in more)


def _place(index: int, cell: Cell, told: Mapping[str, str], year: YearStart) -> Place:
    header = " ".join(bare(cell.text).split())
    if not header or holds_citizen_number(header):
        return Place(index, column_letter(index + 1), named=bool(header))
    if period := _period(cell, year):
        return Place(index, header, "period-value", period)
    return Place(index, header, _said(header, told))


def roles_read(header: Header) -> Mapping[str, str]:
    """What each column is read as, by its header as written, for people to see."""
    shown = {"period-value": "value"}
    return {
        place.header: shown.get(place.role, place.role) for place in header.places if place.role not in ("", "name")
    }
