"""What an uploaded file becomes on its way from bytes to records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from kpi.core.batch import Key
from kpi.core.issue import Issue
from kpi.core.model import Measurement

if TYPE_CHECKING:
    from kpi.intake.upload.records import Records

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

    A percent-formatted number keeps the stored share in `value` (0.85) and 85% in `text`.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    value: Value = None


@dataclass(frozen=True, slots=True)
class Understood:
    """How a file was read, to be shown before anything is decided.

    `decimal`: "," or "." or None when no number proved it. `columns` maps a header as written to the column it is
    read as; what is in the file but not there was kept aside. `layout` is "long" or "wide" (a column a period).
    """

    format: str
    encoding: str | None
    delimiter: str | None
    decimal: str | None
    sheet: str | None
    sheets: tuple[str, ...]
    header_row: int | None
    layout: str
    columns: Mapping[str, str] = field(default_factory=dict)
    preview: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """One normalisation: what was written, what it was read as, and by which rule (a code of docs/csv-format.md)."""

    row: int | None
    column: str
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only the uploader can say: `column` as written, `code` of the issue that asks, the answers to choose from.

    `key` names the question in the answers that are given back and remembered, e.g. "decimal:waarde" or "sheet".
    """

    key: str
    column: str
    code: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One measurement as read, and the file row and columns it came from (for issues found later)."""

    row: int
    measurement: Measurement
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as read: `records` only of rows without an error; `valid` when no issue is an error.

    `mentioned`: the indicators the file says anything about, if only that there is no value. `no_values`: what it says
    there is no value of.
    """

    file_name: str
    sha256: str
    understood: Understood | None
    records: "Records"
    repairs: Sequence[Repair]
    issues: tuple[Issue, ...]
    questions: tuple[Question, ...] = ()
    mentioned: frozenset[str] = frozenset()
    no_values: frozenset[Key] = frozenset()
