"""What the cells right above a header say of the numbers below it: a unit, or that they are no measured values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.cells.unit_marks import unit_anywhere
from kpi.intake.parse.head.header_words import NUMBERS, is_pivot_label
from kpi.intake.parse.head.other_measures import is_other_measure
from kpi.intake.parse.head.place import Place
from kpi.intake.read.cell import Cell

_FIGURES = frozenset({*NUMBERS, "period-value"})
_SUM = re.compile(r"(?:som|sum) (?:van|of) (?P<what>.+)")


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
