"""An organisation unit that is named outside the rows: by a title, the name of the sheet, or a line above its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kpi.intake.faults.hints import Hint
from kpi.intake.parse.body.which_rows import is_total
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header_words import NUMBERS, Header, Place
from kpi.intake.parse.understood import Repair
from kpi.intake.read.cell import Cell
from kpi.intake.read.grid import Grid, Which, column_of

UNITS = "units:"  # before the codes that are named: the question whose figures these are
WHOLE, BY_LINE = "whole", "by-line"
_HEADER = "organisatie-eenheid"
_ANSWERS = (*NUMBERS, "period-value", "measured_on")
_ABOVE = Hint("boven de tabel", "above the table")
_SHEET = Hint("in de naam van het werkblad", "in the name of the sheet")
_LINE = Hint("op een regel tussen de cijfers", "on a line among the figures")


@dataclass(frozen=True, slots=True)
class _Named:
    """A unit where it is named; `row` None: in the name of the sheet."""

    code: str
    text: str
    row: int | None
    where: Hint


def with_units(
    grid: Grid, below: Grid, header: Header, known: Known, answers: Mapping[str, str], findings: Findings
) -> tuple[Grid, Header, bool]:
    """The rows with a column of the units that are named outside them, as the uploader said; False while that is asked.

    Of rows without such a column, and never for the one unit above all others.
    """
    answered = below.filled(place.index for role in _ANSWERS for place in header.of(role))
    if not answered.any():
        return below, header, True
    above, lines = [*_above(grid, header, known)], [*_lines(below.take(~answered), header, known)]
    codes = list(dict.fromkeys(one.code for one in (*above, *lines)))
    options = (*dict.fromkeys(one.code for one in above), *([BY_LINE] if lines else []), WHOLE)
    said = answers.get(UNITS + ",".join(codes), "") if codes else WHOLE
    if said == WHOLE:
        return below, header, True
    if said in options:
        return *_filled(below, header, answered, lines if said == BY_LINE else [], said, findings), True
    for one in {one.code: one for one in (*lines, *above)}.values():
        findings.tell("unit-outside-rows", one.row, "", one.text, where=one.where)
    findings.ask(UNITS + ",".join(codes), "", "unit-outside-rows", options)
    return below, header, False


def _filled(
    below: Grid, header: Header, answered: Which, lines: Sequence[_Named], said: str, findings: Findings
) -> tuple[Grid, Header]:
    """The rows with the unit of each in a column of its own, without the lines that name one."""
    starts = {one.row: one.code for one in lines}
    code, codes = "" if lines else said, list[str]()
    for row in below.rows if lines else ():
        code = starts.get(row.number, "" if any(is_total(cell.text) for cell in row.cells) else code)
        codes.append(code)
    units = np.where(answered, np.array(codes or [said]), "")
    texts, places = np.unique(units, return_inverse=True)
    found = [
        Repair(int(below.numbers[at]), _HEADER, "", str(units[at]), "unit-named") for at in np.flatnonzero(units != "")
    ]
    findings.repairs.parts.append(found)
    column = column_of([Cell(str(text)) for text in texts], places)
    wider = replace(below, columns=(*below.columns, column))
    place = Place(len(below.columns), _HEADER, "org_unit", named=False)
    rows = np.flatnonzero([number not in starts for number in below.numbers.tolist()])
    return wider.take(rows), replace(header, places=(*header.places, place))


def _above(grid: Grid, header: Header, known: Known) -> Iterator[_Named]:
    """The units that a cell above the header says and nothing else, or the name of the sheet."""
    if code := _unit(grid.sheet or "", known):
        yield _Named(code, grid.sheet or "", None, _SHEET)
    for row in grid.head(header.at):
        for cell in row.cells[: _width(header)]:
            if code := _unit(cell.text, known):
                yield _Named(code, bare(cell.text), row.number, _ABOVE)


def _lines(below: Grid, header: Header, known: Known) -> Iterator[_Named]:
    """The units that stand alone on a line; `below`: the rows without a figure."""
    filled = np.sum([column.filled() for column in below.columns], axis=0)
    for row in map(below.row, np.flatnonzero(filled == 1).tolist()):
        for cell in row.cells[: _width(header)]:
            if code := _unit(cell.text, known):
                yield _Named(code, bare(cell.text), row.number, _LINE)


def _width(header: Header) -> int:
    """As far as columns are read: what stands further right is no title."""
    return max((place.index for place in header.places if place.role), default=-1) + 1


def _unit(text: str, known: Known) -> str:
    """The code of a unit that a text names and nothing else, but a word and a colon before it: "Praktijk: Noord"."""
    word = fold(text.rpartition(":")[2])
    codes = known.org_units.get(word, ())
    return codes[0] if len(codes) == 1 and not word.isdigit() and codes[0] not in known.wholes else ""
