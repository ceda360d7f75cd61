"""How a file was understood: its form, what was normalised on the way, and what only its uploader can say."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
