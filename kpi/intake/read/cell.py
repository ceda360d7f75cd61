"""One cell of a file, as the file holds it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Value = str | float | bool | date | datetime | None


class CellKind(StrEnum):
    """What the file itself says a cell is; text files only know text."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA = "formula"  # a formula without a stored value; with one it is the kind of its value
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as a person sees it, its kind and, from a workbook, its stored value.

    A percent-formatted number keeps the stored share in `value` (0.85) and 85% in `text`; one whose format
    shows a unit has it behind the number in `text`.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    value: Value = None
