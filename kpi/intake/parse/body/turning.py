"""A table with a column an indicator, or an organisation unit, made into one with a row a value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kpi.intake.parse.body.which_rows import is_total
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.periods import names_period
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.head.header_words import NUMBERS, is_aside, role_of
from kpi.intake.parse.understood import Repair
from kpi.intake.read.cell import Cell
from kpi.intake.read.cells import EMPTY, HEADER_ROWS
from kpi.intake.read.grid import Grid, GridRow, grid_of

_KEYS = ("period", "org_unit", "provisional", "note")
_NEVER = frozenset({"indicator", "name", "measured_on", *NUMBERS})
_INDICATOR, _UNIT = "indicator", "organisatie-eenheid"  # the columns that are made


@dataclass(frozen=True, slots=True)
class _Turned:
    """Where the header stands, the columns of labels, those that are turned, and what their headers are."""

    at: int
    keys: tuple[int, ...]
    columns: tuple[int, ...]
    what: str


def turned(
    grid: Grid, known: Known, told: Mapping[str, str], header_row: int | None = None
) -> tuple[Grid, list[Repair]]:
    """The same figures with a row each, and the columns that were indicators or organisation units; else as it is.

    At least half of the columns beside the labels are known; of the others each row is told. A total is left out, and
    what the uploader put aside. `header_row`: where a header with indicators stands, below which units are columns.
    """
    head = grid.head(HEADER_ROWS)
    if header_row is not None:
        found = _by_unit(head, header_row, known, told)
    else:
        found = next((one for at in range(len(head) - 1) if (one := _turned(head, at, known, told))), None)
    if found is None:
        return grid, []
    cells = head[found.at].cells
    top = (Cell(found.what), *(cells[at] if bare(cells[at].text) else Cell("periode") for at in found.keys))
    rows = [*head[: found.at], GridRow(head[found.at].number, (*top, Cell("waarde")))]
    below = grid.rows[found.at + 1 :]
    # A column behind another, so that labels left blank stand below their own.
    rows += [line for at in found.columns for row in below for line in _lines(row, cells, found, at)]
    made = replace(
        grid_of(grid.file_name, grid.format, rows),
        encoding=grid.encoding, delimiter=grid.delimiter, sheet=grid.sheet, sheets=grid.sheets,
    )  # fmt: skip
    number = head[found.at].number
    return made, [Repair(number, cells[at].text, cells[at].text, found.what, "turned") for at in found.columns]


def _turned(head: Sequence[GridRow], at: int, known: Known, told: Mapping[str, str]) -> _Turned | None:
    cells, below = head[at].cells, head[at + 1].cells
    roles = [role_of(cell.text) or told.get(fold(cell.text), "") for cell in cells]
    periods = [place for place, cell in enumerate(cells) if roles[place] == "period" or not bare(cell.text)]
    named_below = [place for place in periods if place < len(below) and names_period(below[place].text)]
    period = next(iter(named_below), None)
    blank = sum(not bare(cells[place].text) for place in named_below)  # more than one: they stand above their periods
    if period is None or blank > 1 or not _NEVER.isdisjoint(roles) or any(names_period(cell.text) for cell in cells):
        return None
    others = _others(cells, roles)
    named = sum(len(known.indicators.get(fold(cells[place].text), ())) == 1 for place in others)
    if not named or 2 * named < len(others):
        return None
    keys = (place for place, role in enumerate(roles) if role in _KEYS and place != period)
    return _Turned(at, (period, *keys), tuple(others), _INDICATOR)


def _by_unit(head: Sequence[GridRow], at: int, known: Known, told: Mapping[str, str]) -> _Turned | None:
    """Below a header with indicators and periods, and nothing measured, columns that are organisation units."""
    cells = head[at].cells
    roles = [role_of(cell.text) or told.get(fold(cell.text), "") for cell in cells]
    if "period" not in roles or not {"org_unit", "measured_on", *NUMBERS}.isdisjoint(roles):
        return None
    others = _others(cells, roles)
    named = sum(len(known.org_units.get(fold(cells[place].text), ())) == 1 for place in others)
    if not named or 2 * named < len(others):
        return None
    return _Turned(at, tuple(place for place, role in enumerate(roles) if role), tuple(others), _UNIT)


def _others(cells: Sequence[Cell], roles: Sequence[str]) -> list[int]:
    """The columns whose header says nothing known, and no total."""
    return [
        place
        for place, cell in enumerate(cells)
        if not roles[place] and bare(cell.text) and not is_total(cell.text) and not is_aside(cell.text)
    ]


def _lines(row: GridRow, header: Sequence[Cell], found: _Turned, at: int) -> Iterator[GridRow]:
    """The row of a figure; a total as one row that says so."""
    cells = [*row.cells, *[EMPTY] * (len(header) - len(row.cells))]
    labels = tuple(cells[key] for key in found.keys)
    total = next((label for label in labels if is_total(label.text)), None)
    if total is None and bare(cells[at].text):
        yield replace(row, cells=(header[at], *labels, cells[at]))
    elif total is not None and at == found.columns[0]:
        yield replace(row, cells=(total, *[EMPTY] * len(labels), EMPTY))
