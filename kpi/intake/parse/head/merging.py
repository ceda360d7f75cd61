"""Which merged cells stand among the figures: only those make it unclear what a number is of."""

import re

from kpi.intake.parse.head.header_words import NUMBERS, Header
from kpi.intake.read.names import column_number

_RANGE = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")
# An empty organisation unit is the whole organisation: below a merged one it would be read as that.
_FIGURES = frozenset({*NUMBERS, "period-value", "measured_on", "org_unit"})


def among_figures(ref: str, header: Header | None) -> bool:
    """Whether a merged range (A7:A9) makes it unclear what is read; so is any of a sheet whose header was not found.

    Not above the header, not in columns that nobody reads; a label merged down its own column is that of every row.
    """
    found = _RANGE.fullmatch(ref)
    if header is None or found is None:
        return True
    first, last = column_number(found[1]) - 1, column_number(found[3]) - 1
    top, bottom = int(found[2]), int(found[4])
    roles = {place.role for place in header.places if first <= place.index <= last} - {""}
    if bottom < header.number or not roles:
        return False
    if bottom == header.number or first < last:
        return first < last
    return top > header.number and bool(roles & _FIGURES)
