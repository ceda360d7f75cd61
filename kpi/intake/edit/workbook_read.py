"""A workbook that holds a plan, read back: its sheets become the plan's files, cell by cell and row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kpi.core.issue import Issue, refuses
from kpi.core.plain import proving
from kpi.intake.edit.workbook import EXPLANATION
from kpi.intake.faults.catalogue import fault
from kpi.intake.parse.cells.numbers import COMMA, POINT
from kpi.intake.parse.cells.plain_cells import NUMBERS, Bad
from kpi.intake.parse.head.synonyms import column_name
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.decimal_mark import proven_mark
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
    numbers are written so that they are read back, days as ISO, yes and no as `ja` and `nee`. Opened in a process of
    its own.
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
            told += _two_numbers(table, grid)
            tables[_MEASURED.get(table, table)] = _table(table, grid)
    return ({}, tuple(told)) if refuses(told) else (tables, tuple(told))


def placed(issues: Sequence[Issue], tables: Mapping[str, TextTable]) -> tuple[Issue, ...]:
    """Issues of a workbook's files with the sheet as their `file` and the sheet's row as their row."""
    back = {file: sheet for sheet, file in _MEASURED.items()}
    return tuple(_renamed(one, back) for one in located(issues, tables))


def _renamed(issue: Issue, names: Mapping[str, str]) -> Issue:
    return replace(issue, file=names.get(issue.file, issue.file))


def _two_numbers(name: str, grid: Grid) -> Iterator[Issue]:
    """The texts that could be two numbers in a column that also holds fractions as numbers: those prove nothing."""
    for at, header, texts in _number_columns(name, grid):
        if proven_mark(texts.values()) or not any("." in cell.text for cell in _stored(grid, at)):
            continue
        for row, text in texts.items():
            found = NUMBERS[SHEETS[name].columns[column_name(header)]](text, "")
            if isinstance(found, Bad) and found.words:
                yield fault(found.code, file=name, row=row, column=header, value=text, hint=found.hint, **found.words)


def _number_columns(name: str, grid: Grid) -> Iterator[tuple[int, str, dict[int, str]]]:
    """Place and header of each column of numbers, and its cells that are text by the number of their row."""
    parsers = SHEETS[name].columns if name in SHEETS else {}
    for at, header in enumerate(grid.rows[0].cells if grid.rows else ()):
        if parsers.get(column_name(header.text)) in NUMBERS:
            below = ((row.number, row.cells[at]) for row in grid.rows[1:] if at < len(row.cells))
            yield at, header.text, {row: cell.text.strip() for row, cell in below if cell.kind is CellKind.TEXT}


def _stored(grid: Grid, at: int) -> Iterator[Cell]:
    return (row.cells[at] for row in grid.rows if at < len(row.cells) and row.cells[at].kind is CellKind.NUMBER)


def _table(name: str, grid: Grid) -> TextTable:
    """The cells below the header, blank rows too, so that the row numbers stay those of the sheet."""
    rows = {row.number: row for row in grid.rows}
    width = max((len(row.cells) for row in grid.rows), default=0)
    marks = {at: proven_mark(texts.values()) or POINT for at, _, texts in _number_columns(name, grid)}
    cells = [_texts(rows.get(number), width, marks) for number in range(1, max(rows, default=1) + 1)]
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


def _texts(row: GridRow | None, width: int, marks: Mapping[int, str]) -> tuple[str, ...]:
    cells = row.cells if row else ()
    return tuple(_text(cells[at], marks.get(at, "")) if at < len(cells) else "" for at in range(width))


def _text(cell: Cell, mark: str) -> str:
    """A cell as plan files write it; what cannot be told for sure stays as a person sees it.

    `mark`: the decimal mark of a column of numbers, which the texts among them prove.
    """
    if mark and cell.kind is CellKind.NUMBER:
        digits = proving(cell.text.strip())
        return digits.replace(POINT, COMMA) if mark == COMMA else digits
    if cell.kind is CellKind.BOOLEAN:
        return "ja" if cell.value else "nee"
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return cell.text.strip()
