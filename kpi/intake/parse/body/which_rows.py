"""Which rows below the header hold measurements; totals and loose text are left out with a notice."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from kpi.intake.parse.cells.column import Outcomes
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.numbers import shape
from kpi.intake.parse.cells.periods import names_period
from kpi.intake.parse.cells.text import fold
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header_words import NUMBERS, Header, Place, role_of
from kpi.intake.read.cell import Cell
from kpi.intake.read.grid import Grid, Which

_WORD = (
    r"(?:(?:sub|eind|generaal)[ -]?)?"
    r"(?:totaal|totalen|total|totals|som|sum|gemiddelde?|gem|average|mean)"
)
_TOTAL = re.compile(_WORD + r"[\s:.]*(?:(?:alle|all|van|of|organisatie|20[0-9]{2}|q[1-4])\b.*)?")
_BEGINS = re.compile(_WORD + r"\b.*")
_OF = re.compile(_WORD + r"[\s:.]+(?:van )?(?P<what>.+)")
_DELIMITER = re.compile(r"[;,\t|]")
_ANSWERS = frozenset({*NUMBERS, "period-value", "measured_on"})


def is_total(text: str, loosely: bool = False) -> bool:
    """Whether a text is the label of a total or a mean; `loosely`: or begins as one, as a name may too."""
    return (_BEGINS if loosely else _TOTAL).fullmatch(fold(text)) is not None


def kept(
    below: Grid, header: Header, known: Known, indicators: Outcomes, units: Outcomes | None, findings: Findings
) -> Which:
    """Which rows to read; `units` is None when there is no column of organisation units."""
    place = header.of("indicator")[0]
    measured = indicators.present()
    doubtful = ~measured if units is None else ~measured | units.where(lambda one: bool(one.code))
    detailed = _detailed(indicators, units) if units is not None and (doubtful & measured).any() else set()
    totals = [_totals(below, one) for role in ("period", "year") for one in header.of(role)]
    doubtful = np.logical_or.reduce([doubtful, *totals])
    keep = np.ones(len(below), bool)
    for at in np.flatnonzero(doubtful).tolist():
        row, outcome = below.row(at), indicators.at(at)
        code, value = "", ""
        if outcome.value is None:
            code, value = _not_measured(row.cells, place, header, known)
        elif any(one[at] for one in totals):
            code, value = "total-row", next(cell.text for cell in row.cells if is_total(cell.text))
        elif outcome.value in detailed:
            code, value = _total_of_units(row.cells, header.of("org_unit")[0])
        if code:
            findings.tell(code, row.number, place.header, value)
            keep[at] = False
    return keep


def _totals(below: Grid, place: Place) -> Which:
    """Of every row whether the label in this column is that of a total."""
    column = below.columns[place.index]
    return column.where([at for at in column.used() if is_total(column.texts[at])])


def _detailed(indicators: Outcomes, units: Outcomes) -> set[object]:
    """What is reported of units, and not only of the whole."""
    reported = indicators.cells.take(units.where(lambda one: bool(one.value)))
    return {indicators.outcome(place).value for place in reported.used()}


def _not_measured(cells: Sequence[Cell], place: Place, header: Header, known: Known) -> tuple[str, str]:
    """The notice of a row without a known indicator that is no measurement, and its label.

    Loose text stands alone in the columns that are read, or in a row without indicator and anything measured. A
    misspelled name may begin with "Gemiddelde": it is a total only where the row has no period of its own.
    """
    filled = [index for index, cell in enumerate(cells) if cell.text.strip()]
    if not filled:
        return "", ""
    labels = [cells[index].text for index in dict.fromkeys((filled[0], place.index)) if index in filled]
    roles = {one.role for one in header.places if one.role and one.index in filled}
    loosely = bool(header.of("period")) and "period" not in roles
    if total := next((label for label in labels if is_total(label, loosely) or _is_total_of(label, known)), ""):
        return "total-row", total
    loose = not roles & _ANSWERS and (len(roles) <= 1 or "indicator" not in roles)
    return ("loose-text", labels[0]) if loose and not _whole_row(labels[0], known) else ("", "")


def _is_total_of(text: str, known: Known) -> bool:
    """Whether it is the total of what the plan knows: "Totaal wijknetwerken"."""
    found = _OF.fullmatch(fold(text))
    return found is not None and (found["what"] in known.indicators or found["what"] in known.org_units)


def _whole_row(text: str, known: Known) -> bool:
    """Whether the cells of a row stand together in one: between quotes, or with another delimiter than the file's."""
    first, *rest = _DELIMITER.split(text)
    return bool(known.indicators.get(fold(first))) and any(shape(one) or names_period(one) for one in rest)


def _total_of_units(cells: Sequence[Cell], place: Place) -> tuple[str, str]:
    """A total in the column of units is left out only where the units themselves are in the file too."""
    text = cells[place.index].text if place.index < len(cells) else ""
    return ("total-row", text) if is_total(text) else ("", "")


def repeats_of(cells: Mapping[int, str], below: Grid) -> Which:
    """Of every row whether it says the header again; `cells`: the texts of the header row by the index of their column.

    A row that merely holds a word of it does not.
    """
    same = np.ones(len(below), bool)
    for index, text in cells.items():
        column = below.columns[index]
        same &= column.where([at for at in column.used() if fold(column.texts[at]) == fold(text)])
    return same & any(role_of(text) for text in cells.values())


def of_table(below: Grid, header: Header) -> Grid:
    """The rows below the header, without those that only hold what stands apart from the table."""
    aside = below.filled(place.index for place in header.places if place.apart)
    rest = below.filled(place.index for place in header.places if not place.apart)
    return below.take(np.flatnonzero(rest | ~aside)) if (aside & ~rest).any() else below
