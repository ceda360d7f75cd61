"""The row above a header: years of its quarters or months, or what it says of the numbers below it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from kpi.intake.parse.cells.periods import joined_period, names_period, names_year
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.cells.unit_marks import unit_anywhere
from kpi.intake.parse.head.header_words import NUMBERS, Header, Place, is_pivot_label, role_of, without_brackets
from kpi.intake.parse.head.other_measures import is_other_measure
from kpi.intake.parse.understood import Repair
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.cells import EMPTY
from kpi.intake.read.grid import Grid, GridRow

_DIGITS = re.compile(r"[0-9.,]*")
_LONGEST = 60  # characters of a header
_FIGURES = frozenset({*NUMBERS, "period-value"})
_SUM = re.compile(r"(?:som|sum) (?:van|of) (?P<what>.+)")


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
    periods = [_period(above, below) for above, below in zip_longest(_to_the_right(upper), lower, fillvalue=EMPTY)]
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


def _period(above: Cell, below: Cell) -> Cell | None:
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


def under(places: Sequence[Place], cells: Sequence[Cell], told: Mapping[str, str]) -> Iterator[Place]:
    """The columns as they are below these cells; each cell also goes with the numbers to its right that have none.

    What stands below "Begroting" is kept aside under both words, unless the uploader said that it is the value; so is
    all of a pivot table with "Som van Doel" in its corner.
    """
    texts = [" ".join(bare(cell.text).split()) for cell in cells]
    corner = next((text for text in texts if _SUM.fullmatch(fold(text))), "") if any(map(is_pivot_label, texts)) else ""
    said = ""
    for place in places:
        own = corner or (texts[place.index] if place.index < len(texts) else "")
        said = own or said if place.role in _FIGURES else ""
        header = f"{said} {place.header}"
        if said and is_other_measure(_what(said)) and told.get(fold(header)) != "value":
            yield Place(place.index, header, above=said)
        else:
            yield replace(place, above=said) if unit_anywhere(said) else place


def _what(said: str) -> str:
    """What a pivot table sums; any other text as it is."""
    found = _SUM.fullmatch(fold(said))
    return found["what"] if found else said


def double_repairs(grid: Grid, header: Header) -> list[Repair]:
    """The periods that two rows of a header say together."""
    cells = grid.row(header.at).cells if header.double else ()
    return [
        Repair(header.number, place.header, cells[place.index].text, place.period.code, "two-headers")
        for place in header.of("period-value")
        if place.index < len(cells) and place.period and cells[place.index].text != place.header
    ]


def provisional_repairs(header: Header) -> list[Repair]:
    """The columns whose header says that every number in them is provisional."""
    return [
        Repair(header.number, place.header, place.header, without_brackets(place.header).strip(), "provisional-header")
        for place in header.provisional
    ]
