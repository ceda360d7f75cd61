"""Cells from what a text file or the child process hands over, with the text a person sees."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from kpi.intake.read.cell import Cell, CellKind

EMPTY = Cell("", CellKind.EMPTY)
HEADER_ROWS = 50  # the header is among these; its width is the width of the sheet
_DIGITS = ".15g"  # as many as Excel shows


class TextCells(dict[str, Cell]):
    """The cell of each text, made once: most texts of a file stand in it many times."""

    def __missing__(self, text: str) -> Cell:
        self[text] = made = Cell(text) if text.strip() else EMPTY
        return made


def workbook_cell(entry: object, texts: TextCells) -> Cell:
    """The cell of one JSON value of the child: null, text, number, true/false, or [kind, stored value].

    Numbers become text with a decimal point and without exponent. Raises ValueError for anything else.
    """
    if entry is None:
        return EMPTY
    if isinstance(entry, str):
        return texts[entry]
    if isinstance(entry, bool):
        return Cell("WAAR" if entry else "ONWAAR", CellKind.BOOLEAN, entry)
    if isinstance(entry, int | float):
        return Cell(digits_of(entry), CellKind.NUMBER, float(entry))
    if isinstance(entry, list) and len(entry) == 2:
        return _marked_cell(CellKind(entry[0]), entry[1])
    raise ValueError(entry)


def _marked_cell(kind: CellKind, stored: object) -> Cell:
    if kind is CellKind.PERCENT and isinstance(stored, int | float):
        return Cell(f"{digits_of(stored, 2)}%", kind, float(stored))
    if kind is CellKind.NUMBER and isinstance(stored, list):
        number, unit = stored
        return Cell(f"{digits_of(number)} {unit}", kind, float(number))
    if kind is CellKind.DATE and isinstance(stored, str):
        return _date_cell(datetime.fromisoformat(stored))
    if kind in (CellKind.ERROR, CellKind.FORMULA) and isinstance(stored, str):
        return Cell(stored, kind)
    raise ValueError(kind)


def _date_cell(moment: datetime) -> Cell:
    day: date = moment if moment.time() != moment.min.time() else moment.date()
    return Cell(day.isoformat(sep=" ") if isinstance(day, datetime) else day.isoformat(), CellKind.DATE, day)


def digits_of(value: float, shift: int = 0) -> str:
    """A number of at most 15 digits, times ten to the power `shift`: 0.1 + 0.2 is 0.3, 12.0 is 12, 1e20 in full."""
    text = f"{Decimal(format(value, _DIGITS)).scaleb(shift):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def filled(cells: Sequence[Cell]) -> int:
    """How many cells a row has up to the last one with text."""
    end = len(cells)
    while end and cells[end - 1].kind is CellKind.EMPTY:
        end -= 1
    return end
