"""A plan as one Excel workbook: a sheet a table, drop-downs where there is a choice, and a sheet that explains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from kpi.intake.edit.starter import TABLES, USUAL, Beginning, starter_tables
from kpi.intake.edit.starter_words import (
    KEYS_EXPLAINED,
    SHEETS_EXPLAINED,
    choices,
    explained,
    header,
    is_required,
    said,
    worded,
)
from kpi.intake.parse.cells import plain_cells
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.text_table import COLUMNS, DAY_KEYS, PLAN, THEMES, Tables, TextTable

EXPLANATION = {"nl": "uitleg", "en": "explanation"}
ROWS = 1000  # rows of a sheet in which the drop-downs work
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same plan gives the same bytes
_WIDTHS = {"statement": 48, "definition": 48, "ambition": 48, "name": 32, "title": 32, "source_ref": 28, "deadline": 22}
_DAY = "yyyy-mm-dd"
_KINDS: Mapping[plain_cells.Parser, str] = {
    plain_cells.plain_number: "number",
    plain_cells.whole: "number",
    plain_cells.number_or_yes: "number",
    plain_cells.iso_day: "day",
}
# Columns whose words stand in another sheet.
_REFERS = {
    ("targets", "theme"): "themes",
    ("targets", "indicator"): "indicators",
    ("context", "theme"): "themes",
    ("activities", "theme"): "themes",
    ("org_units", "parent"): "org_units",
    ("measurements", "org_unit"): "org_units",
}


def starter_workbook(lang: str, beginning: Beginning = USUAL) -> bytes:
    """The starter set as a workbook; the sheet for measurements is empty, since an invented figure is none."""
    tables = starter_tables(lang, beginning)
    return workbook_of({**tables, "measurements": TextTable(COLUMNS["measurements"])}, lang)


def workbook_of(tables: Tables, lang: str) -> bytes:
    """Tables of a plan as XLSX; `lang` is that of headers, choices and explanation ("nl" or "en").

    Every text is written as text, so no cell is ever a formula. The same tables give the same bytes.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _MADE})
        formats = _formats(book)
        names = [name for name in (*TABLES, "activities") if name in tables]
        _explain(book.add_worksheet(EXPLANATION[lang]), lang, formats, names)
        for name in names:
            _sheet(book.add_worksheet(name), _Table(name, tables[name], lang), formats)
        book.worksheets()[0].activate()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    content: TextTable
    lang: str

    def header(self, column: str) -> str:
        return header(self.name, column, self.lang)


def _formats(book: Any) -> Mapping[str, Any]:
    top = {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True}
    return {
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "number": book.add_format({"num_format": "General", "valign": "top"}),
        "day": book.add_format({"num_format": _DAY, "valign": "top", "align": "left"}),
        "header": book.add_format(top),
        "required": book.add_format({**top, "bg_color": "#E8E8E8"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _sheet(sheet: Any, table: _Table, formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.content.columns):
        sheet.set_column(place, place, _WIDTHS.get(column, 16), formats[_kind(table.name, column)])
        look = "required" if is_required(table.name, column) else "header"
        sheet.write_string(0, place, table.header(column), formats[look])
        _choose(sheet, place, table, column)
    if table.name == PLAN:
        sheet.set_column(1, 1, 48, formats["text"])
    for number, row in enumerate(table.content.rows, start=1):
        for place, cell in enumerate(row):
            column = table.content.columns[place]
            shown = worded(table.name, column, cell, table.lang)
            _write(sheet, number, place, shown, _kind(table.name, column, row[0]), formats)


def _kind(table: str, column: str, key: str = "") -> str:
    """How Excel takes what is typed: a period such as 2025-09 must stay text, or it becomes a day."""
    if table in (PLAN, THEMES):
        return "day" if column == "value" and key in DAY_KEYS else "text"
    return _KINDS.get(SHEETS[table].columns[column], "text")


def _write(sheet: Any, row: int, place: int, cell: str, kind: str, formats: Mapping[str, Any]) -> None:
    number = plain_cells.plain_number(cell) if kind == "number" else None
    day = plain_cells.iso_day(cell) if kind == "day" else None
    if isinstance(number, float):
        sheet.write_number(row, place, number, formats[kind])
    elif isinstance(day, date):
        sheet.write_datetime(row, place, day, formats[kind])
    elif cell:
        sheet.write_string(row, place, cell, formats[kind])


def _choose(sheet: Any, place: int, table: _Table, column: str) -> None:
    """What the cells below a header offer and say when one is chosen; Excel shows at most 255 signs of it."""
    words = choices(table.name, column, table.lang)
    title = table.header(column)[:32]
    rule: dict[str, object] = {
        "input_title": title,
        "input_message": explained(table.name, column, table.lang)[:255],
        "validate": "any",
    }
    if words:
        rule |= {"validate": "list", "source": list(words)}
    elif home := _REFERS.get((table.name, column)):
        # A warning, no refusal: the sheet it refers to may be filled in later.
        rule |= {"validate": "list", "source": f"={home}!$A$2:$A${ROWS}", "error_type": "warning"}
    sheet.data_validation(1, place, ROWS, place, rule)


def _explain(sheet: Any, lang: str, formats: Mapping[str, Any], names: Sequence[str]) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 100, formats["wrap"])
    for number, row in enumerate(_explanation(lang, names)):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, cell, formats["header"] if number == 0 or place == 0 else None)


def _explanation(lang: str, names: Sequence[str]) -> list[tuple[str, str, str]]:
    """Sheet, column and explanation; an asterisk where a cell may not be empty."""
    top = ("Werkblad", "Kolom", "Uitleg") if lang == "nl" else ("Sheet", "Column", "Explanation")
    lead = (
        "Vul de werkbladen in en vervang de voorbeeldrijen. * is verplicht; grijze kolomnamen ook. Laat de namen van "
        "werkbladen en kolommen staan."
        if lang == "nl"
        else "Fill in the sheets and replace the example rows. * is required, as are grey headers. Keep the names of "
        "sheets and columns."
    )
    rows = [top, ("", "", lead)]
    for name in names:
        rows.append((name, "", said(SHEETS_EXPLAINED[name], lang)))
        if name == PLAN:
            rows += [("", key, said(words, lang)) for key, words in KEYS_EXPLAINED.items()]
            continue
        for column in COLUMNS[name]:
            star = "*" if is_required(name, column) else ""
            rows.append(("", header(name, column, lang) + star, explained(name, column, lang)))
    return rows
