"""Titles, footnotes and the corner of a pivot table that say that the numbers are something else than they seem."""

import re
from collections.abc import Collection, Iterator, Sequence

from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.cells.unit_marks import contradicts, scales_within
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header import Header
from kpi.intake.parse.head.header_words import is_pivot_label
from kpi.intake.parse.head.other_measures import is_planned
from kpi.intake.read.grid import GridRow

_ALL = re.compile(r"\W*(?:alle )?(?:waarden|getallen|cijfers) in .+")
_COUNTS = "aantal|count|gemiddelde|average|max|maximum|min|minimum|product|stdevp?|varp?"
_OTHER_CORNER = re.compile(rf"(?:{_COUNTS})\.? (?:van|of) .+|(?:som|sum) (?:van|of) .*(?:%| als | as ).*")


def tell_around(
    rows: Sequence[GridRow], header: Header, codes: Collection[str], known: Known, findings: Findings
) -> None:
    """Warn of what stands above the header (`rows`) or in a row of text alone; `codes`: the indicators in the file."""
    units = {known.measured[code].unit for code in codes}
    handled = {place.above for place in header.places}
    titles = [(row.number, text) for row in rows for text in _texts(row) if text not in handled]
    pivot = any(map(is_pivot_label, (*(text for _, text in titles), *(place.header for place in header.places))))
    notes = [(one.row, str(one.value)) for one in findings.issues if one.code == "loose-text"]
    for at, (number, text) in enumerate((*titles, *notes)):
        other = _ALL.fullmatch(fold(text)) and any(contradicts(text, unit, "value", known) for unit in units)
        planned = at < len(titles) and (is_planned(text) or (pivot and _OTHER_CORNER.fullmatch(fold(text)) is not None))
        if units and (planned or other or any(scales_within(text, unit) for unit in units)):
            findings.tell("said-around", number, value=text)


def _texts(row: GridRow) -> Iterator[str]:
    return (text for cell in row.cells if (text := " ".join(bare(cell.text).split())))
