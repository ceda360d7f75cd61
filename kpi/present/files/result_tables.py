"""Results as a CSV file for Excel and as a workbook, each with what its figures were made of."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from kpi.core.history.known_then import Otherwise
from kpi.core.light.assessment import Flag
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.notation import day
from kpi.core.plain import harmless
from kpi.core.view.units_view import NO_UNITS, UnitValues
from kpi.present.files.result_columns import Column, Value, columns_of
from kpi.present.style import colour, sign
from kpi.present.words import text

_DATE_FORMAT = {"nl": "dd-mm-yyyy", "en": "d mmm yyyy"}


def csv_bytes(
    snapshot: Snapshot,
    rows: Sequence[Row],
    lang: str,
    filters: Mapping[str, str] | None = None,
    units: UnitValues = NO_UNITS,
    otherwise: Otherwise | None = None,
) -> bytes:
    """UTF-8 with a byte order mark: semicolons, decimal commas and 30-06-2021 in Dutch; commas, points, ISO in English.

    One table without lines above it, so that any program can read it: what the figures were made of stands in the
    last columns of every row. Text that a spreadsheet would run as a formula gets an apostrophe in front.
    `units`: what the units that were asked for gave, in columns of their own. `otherwise`: as in `columns_of`.
    """
    columns, made_of = columns_of(units, otherwise), made_of_what(snapshot, rows, lang, filters)
    heads = [column.head(lang) for column in columns] + [name for name, _ in made_of]
    lines = ([column.value(row, lang) for column in columns] + [value for _, value in made_of] for row in rows)
    return csv_of(heads, lines, lang)


def csv_of(heads: Sequence[str], lines: Iterable[Sequence[Value]], lang: str) -> bytes:
    """A CSV file as a spreadsheet in this language opens it; no text in it is run as a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if lang == "nl" else ",", lineterminator="\r\n")
    writer.writerow([harmless(head) for head in heads])
    for cells in lines:
        writer.writerow([_csv_cell(cell, lang) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Value, lang: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}" if lang == "nl" else cell.isoformat()
    if isinstance(cell, int | float):
        return f"{cell:.12g}".replace(".", "," if lang == "nl" else ".")
    return harmless(cell)


def made_of_what(
    snapshot: Snapshot, rows: Iterable[Row], lang: str, filters: Mapping[str, str] | None
) -> list[tuple[str, Value]]:
    """What the figures rest on: plan, dates, revision, filters, and whether any of them is invented."""
    known = snapshot.known_at
    sample = any(Flag.SAMPLE in row.assessment.flags for row in rows)
    chosen = "; ".join(f"{name}: {value}" for name, value in (filters or {}).items() if value)
    return [
        (text(lang, "Plan"), snapshot.plan.title),
        (text(lang, "As of"), snapshot.as_of),
        (
            text(lang, "Figures as recorded on"),
            f"{day(known.date(), lang)} {known:%H:%M} UTC" if known else text(lang, "now"),
        ),
        (text(lang, "Revision"), float(snapshot.revision)),
        (text(lang, "Filters"), chosen or text(lang, "none")),
        (text(lang, "Figures"), text(lang, "sample figures") if sample else text(lang, "reported")),
    ]


def xlsx_bytes(
    snapshot: Snapshot,
    rows: Sequence[Row],
    lang: str,
    filters: Mapping[str, str] | None = None,
    units: UnitValues = NO_UNITS,
    otherwise: Otherwise | None = None,
) -> bytes:
    """A workbook: the results with real numbers and dates, and a sheet that accounts for them.

    Text is always written as text: no cell is a formula or a link. `units` and `otherwise` as in `csv_bytes`.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        # A fixed day: the same results make the same file.
        book.set_properties({"title": snapshot.plan.title, "created": datetime.combine(snapshot.as_of, time())})
        results_sheet(book, rows, columns_of(units, otherwise), lang)
        account_sheet(book, made_of_what(snapshot, rows, lang, filters), rows, lang)
    return out.getvalue()


def results_sheet(book: Any, rows: Sequence[Row], columns: Sequence[Column], lang: str) -> None:
    """A sheet with a line a result."""
    sheet = book.add_worksheet(text(lang, "Results"))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain = cell_formats(book, lang, {"text_wrap": True, "valign": "top"})
    statuses = {row.assessment.light: _status_format(book, row) for row in rows}
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.head(lang), bold)
    for line, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            own = statuses[row.assessment.light] if column.title == "Status" else None
            write_cell(sheet, line, at, column.value(row, lang), plain, own)
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def cell_formats(book: Any, lang: str, base: dict[str, Any]) -> dict[str, Any]:
    """How text, numbers and days look in the cells of a workbook, on top of what they share."""
    return {
        "text": book.add_format(base),
        "number": book.add_format({**base, "num_format": "#,##0.##"}),
        "whole": book.add_format({**base, "num_format": "#,##0"}),
        "date": book.add_format({**base, "num_format": _DATE_FORMAT[lang if lang == "nl" else "en"], "align": "left"}),
    }


def _status_format(book: Any, row: Row) -> Any:
    """The word in ink with its shape; the light's colour as a thick line at the left, so that it prints in grey too."""
    edge = colour(sign(row.assessment.status, row.assessment.flags).colour)
    return book.add_format({"bold": True, "text_wrap": True, "valign": "top", "left": 5, "left_color": edge})


def write_cell(sheet: Any, line: int, at: int, value: Value, formats: dict[str, Any], own: Any = None) -> None:
    """Put a value in a cell: text as text, never as a formula or a link. `own`: its format, None: that of its kind."""
    if value is None or value == "":
        sheet.write_blank(line, at, None, own or formats["text"])
    elif isinstance(value, date):
        sheet.write_datetime(line, at, value, own or formats["date"])
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value, own or formats["whole" if float(value).is_integer() else "number"])
    else:
        sheet.write_string(line, at, value, own or formats["text"])


def account_sheet(book: Any, made_of: list[tuple[str, Value]], rows: Sequence[Row], lang: str) -> None:
    """A sheet that says what the others were made of."""
    sheet = book.add_worksheet(text(lang, "Account"))
    formats = cell_formats(book, lang, {"text_wrap": True, "valign": "top", "align": "left"})
    bold = book.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 70)
    lines: list[tuple[str, Value]] = [*made_of, (text(lang, "Number of results"), float(len(rows)))]
    if any(Flag.SAMPLE in row.assessment.flags for row in rows):
        lines.append(
            (text(lang, "Please note"), text(lang, "Figures marked as sample figures are invented, not measured."))
        )
    for line, (name, value) in enumerate(lines):
        sheet.write_string(line, 0, name, bold)
        write_cell(sheet, line, 1, value, formats)
