"""A workbook that holds a plan, read back: its sheets become the plan's files, cell by cell and row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kpi.core.issue import Issue, refuses
from kpi.intake.edit.workbook import EXPLANATION
from kpi.intake.faults.catalogue import fault
from kpi.intake.parse.head.synonyms import column_name
from kpi.intake.plan.text_table import COLUMNS, PLAN, THEMES, TextTable, files_of, located
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.grid import Grid, GridRow
from kpi.intake.read.opening import open_file

SHEET_NAMES: Mapping[str, str] = {
    **{name: name for name in COLUMNS},
    "thema's": THEMES,
    "themas": THEMES,
    "resultaten": "targets",
    "indicatoren": "indicators",
    "organisatie_eenheden": "org_units",
    "eenheden": "org_units",
    "regiobeeld": "context",
    "activiteiten": "activities",
    "metingen": "measurements",
    "toelichtingen": "checkins",
}
_MEASURED = {"measurements": "measurements/aanlevering"}
_KEYS = {
    "titel": "title",
    "organisatie": "organisation",
    "regio": "region",
    "taal": "language",
    "begin": "start",
    "einde": "end",
    "bron": "source",
    "meldfrequentie": "report_frequency",
    "gedateerd": "dated",
}


def read_workbook_plan(content: bytes, *, name: str = "plan.xlsx") -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    """The plan files in a workbook by name, and what is wrong with the workbook or is not read in it.

    No files when an issue is an error. A row of a file is the row of its sheet. Sheets may have their Dutch names;
    numbers are written with a decimal point, days as ISO, yes and no as `ja` and `nee`. Opened in a process of its own.
    """
    tables, issues = workbook_tables(content, name=name)
    return ({}, issues) if refuses(issues) else (files_of(tables), issues)


def workbook_tables(content: bytes, *, name: str = "plan.xlsx") -> tuple[dict[str, TextTable], tuple[Issue, ...]]:
    """As `read_workbook_plan`, but the tables themselves (kpi.intake.plan.text_table)."""
    grids, issues = open_file(content, name)
    told = [one for one in issues if one.code != "hidden-sheet"]
    tables: dict[str, TextTable] = {}
    for grid in grids:
        title = (grid.sheet or "").strip().casefold().replace(" ", "_")
        table = SHEET_NAMES.get(title)
        if table is None and title not in EXPLANATION.values():
            known = ", ".join(COLUMNS)
            told.append(fault("sheet-ignored", file=name, value=grid.sheet or name, known=known))
        elif table is not None:
            tables[_MEASURED.get(table, table)] = _table(table, grid)
    return ({}, tuple(told)) if refuses(told) else (tables, tuple(told))


def placed(issues: Sequence[Issue], tables: Mapping[str, TextTable]) -> tuple[Issue, ...]:
    """Issues of a workbook's files with the sheet as their `file` and the sheet's row as their row."""
    back = {file: sheet for sheet, file in _MEASURED.items()}
    return tuple(_renamed(one, back) for one in located(issues, tables))


def _renamed(issue: Issue, names: Mapping[str, str]) -> Issue:
    return replace(issue, file=names.get(issue.file, issue.file))


def _table(name: str, grid: Grid) -> TextTable:
    """The cells below the header, blank rows too, so that the row numbers stay those of the sheet."""
    rows = {row.number: row for row in grid.rows}
    width = max((len(row.cells) for row in grid.rows), default=0)
    cells = [_texts(rows.get(number), width) for number in range(1, max(rows, default=1) + 1)]
    columns, below = cells[0], cells[1:]
    if name == PLAN:
        columns = _key_columns(columns)
        below = [(_KEYS.get(row[0].casefold(), row[0]), *row[1:]) for row in below if row]
    elif name == THEMES:
        columns = tuple(map(_theme_column, columns))
    return TextTable(columns, tuple(below))


def _key_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The first two columns are the keys and their values, whatever they are called."""
    return ("key", "value", *columns[2:])[: max(2, len(columns))]


def _theme_column(name: str) -> str:
    known = {"titel": "title", "naam": "title", "ambitie": "ambition", "icoon": "icon"}
    word = column_name(name)
    return known.get(word, "title" if word == "name" else word)


def _texts(row: GridRow | None, width: int) -> tuple[str, ...]:
    cells = row.cells if row else ()
    return tuple(_text(cells[at]) if at < len(cells) else "" for at in range(width))


def _text(cell: Cell) -> str:
    """A cell as plan files write it; what cannot be told for sure stays as a person sees it."""
    if cell.kind is CellKind.BOOLEAN:
        return "ja" if cell.value else "nee"
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return cell.text.strip()
