"""A year in one column and its quarter or month in another: together they are the period."""

import re

from kpi.intake.upload.grid import CellColumn, column_of, pairs_of
from kpi.intake.upload.model import Cell, CellKind
from kpi.intake.upload.text import bare, fold

YEARS = frozenset({"jaar", "year"})
PARTS = {
    "kwartaal": "Q",
    "quarter": "Q",
    "maand": "M",
    "month": "M",
    "kwartaalnummer": "Q",
    "maandnummer": "M",
    "kw": "Q",
}


def joined(year: Cell, part: Cell, header: str) -> Cell:
    """The text of both, `Q3 2021` or `september 2021`; `header` says what a bare number in `part` is.

    The part alone where it is no text or number, or names the same year itself; with another year it is no period.
    """
    plain = (CellKind.TEXT, CellKind.NUMBER)
    text, whole = bare(part.text), bare(year.text)
    if part.kind not in plain or year.kind not in plain or not text:
        return part
    if re.search(r"[0-9]{4}", text):
        return part if not re.fullmatch(r"[0-9]{4}", whole) or whole in text else Cell(f"{text} {whole}")
    if re.fullmatch(r"[0-9]{1,2}", text):
        kind = next((mark for word, mark in PARTS.items() if word in fold(header)), "")
        text = f"M{int(text):02d}" if kind == "M" else f"{kind}{text}"
    return Cell(f"{text} {whole}")


def joined_column(years: CellColumn, parts: CellColumn, header: str) -> CellColumn:
    """The periods of two columns, each different pair of cells joined once."""
    pairs, places = pairs_of(years, parts)
    return column_of([joined(years.cell(year), parts.cell(part), header) for year, part in pairs], places)
