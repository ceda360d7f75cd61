"""Plain rows as a workbook of one sheet: numbers as numbers, days as days, text as text and never as a formula."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same rows make the same file, whenever that is
# What is no number (NaN, infinity) becomes an error cell, which intake reports at its place.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "dd-mm-yyyy",
    "nan_inf_to_errors": True,
}


def sheet_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook with a header row and the rows below it; None is an empty cell, yes and no are written in words."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("gegevens")
        for at, name in enumerate(columns):
            sheet.write_string(0, at, name)
        for line, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                _write(sheet, line, at, value)
    return out.getvalue()


def _write(sheet: Any, line: int, at: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(line, at, "ja" if value else "nee")
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value)
    elif isinstance(value, date):
        sheet.write_datetime(line, at, value)
    else:
        sheet.write_string(line, at, str(value))
