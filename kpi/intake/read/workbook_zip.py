"""XLSX, XLSM and ODS: the values as calamine reads them, with the marks it does not tell."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from kpi.intake.read.archive import open_zip, part, suspicions
from kpi.intake.read.limits import Limits
from kpi.intake.read.marks import Marks, hidden_faults, merged_faults, merged_rows
from kpi.intake.read.names import column_letter
from kpi.intake.read.ods_scan import scan_sheets
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.sheets import Line, as_json, refuse_personal, sheet_end, sheets_to_read, unread
from kpi.intake.read.sniff import workbook_form
from kpi.intake.read.strict_xml import refuse_document_types
from kpi.intake.read.unread import check_remarks, holds_personal_data, shared_numbers
from kpi.intake.read.xlsx_scan import NumberStyles, number_styles, scan_sheet, sheet_parts
from kpi.intake.read.xlsx_strings import shared_as_seen

Stored = float | str | bool | time | date | datetime | timedelta


def read_zip(content: bytes, sheet: str | None, limits: Limits) -> Iterator[Line]:
    """The lines of the answer (worker.py) for a ZIP of any kind. Raises Refusal."""
    archive = open_zip(content)
    form = _guarded(archive, limits)
    if form == "ods" and b"encryption-data" in part(archive, "META-INF/manifest.xml"):
        raise Refusal("encrypted-file")
    yield {"format": form}
    if form == "xlsm":
        yield {"issues": [Refusal("macros-ignored").entry()]}
    if form != "ods":
        check_remarks(archive)
    yield from _sheets(content, _Scans(archive, form, limits), sheet)


def _guarded(archive: ZipFile, limits: Limits) -> str:
    """The form of the workbook, once its directory and its XML have been looked through. Raises Refusal."""
    members = archive.infolist()
    for suspicion in suspicions(members, limits):
        raise suspicion
    if len({one.filename for one in members}) < len(members):
        raise Refusal("damaged-file")
    form = workbook_form(archive)
    refuse_document_types(archive, limits.unpacked)
    return form


class _Scans:
    """The marks of a sheet, scanned once, when they are asked for."""

    def __init__(self, archive: ZipFile, form: str, limits: Limits) -> None:
        self.archive, self.limits = archive, limits
        self.ods = scan_sheets(archive, limits) if form == "ods" else None
        self.parts = {} if form == "ods" else sheet_parts(archive)
        self.shared = {} if form == "ods" else shared_as_seen(archive)
        self.styles = NumberStyles() if form == "ods" else number_styles(archive)

    def names(self) -> set[str]:
        return set(self.parts if self.ods is None else self.ods)

    def personal(self, names: Sequence[str]) -> Iterator[str]:
        """Those of these sheets that hold a citizen number."""
        if self.ods is not None:
            yield from (name for name in names if self.ods[name].personal)
        elif names:
            shared = shared_numbers(self.archive)
            yield from (name for name in names if holds_personal_data(self.archive, self.parts[name], shared))

    def marks(self, name: str) -> Marks:
        if self.ods is not None:
            return self.ods[name]
        return scan_sheet(self.archive, self.parts[name], self.styles, self.limits, self.shared)


def _sheets(content: bytes, scans: _Scans, asked: str | None) -> Iterator[Line]:
    try:
        book = CalamineWorkbook.from_object(BytesIO(content))
        known = scans.names()
        seen = [one for one in book.sheets_metadata if one.name in known]
        hidden = {one.name for one in seen if one.visible != SheetVisibleEnum.Visible}
        names = [one.name for one in seen]
        wanted = sheets_to_read(names, hidden, asked)
        for name in scans.personal(unread(names, hidden, asked)):
            raise refuse_personal(name)
        for name in wanted:
            yield from _sheet(book, scans, name, asked)
        for name in hidden - {asked}:
            yield {"hidden": name}
    except PasswordError as error:
        raise Refusal("encrypted-file") from error
    except (CalamineError, OSError) as error:
        raise Refusal("damaged-file") from error


def _sheet(book: CalamineWorkbook, scans: _Scans, name: str, asked: str | None) -> Iterator[Line]:
    if asked not in (None, name):
        yield sheet_end(name, _holds(scans, name), wanted=False)
        return
    marks = scans.marks(name)
    marks.check_area()
    if marks.last_row == 0:
        yield sheet_end(name, holds=False)
        return
    filled_columns: set[int] = set()
    watched: dict[int, set[int]] = {row: set() for row in merged_rows(marks)}
    for number, cells in _rows(book.get_sheet_by_name(name), marks):
        entries = [_entry(number, place, value, marks) for place, value in enumerate(cells, start=1)]
        here = {place for place, entry in enumerate(entries, start=1) if entry is not None}
        filled_columns |= here
        if number in watched:
            watched[number] = here
        if here:
            yield [number, number in marks.hidden_rows, entries]
    faults = [*merged_faults(marks, watched), *hidden_faults(marks, filled_columns)]
    yield sheet_end(name, holds=True, faults=faults)


def _holds(scans: _Scans, name: str) -> bool:
    """Whether a sheet that was not asked for holds cells; its own faults do not matter."""
    try:
        return scans.marks(name).last_row > 0
    except Refusal:
        return True


def _rows(sheet: CalamineSheet, marks: Marks) -> Iterator[tuple[int, list[Stored]]]:
    """Number and cells, from A1, of every row up to the last cell; calamine ends at the last one with a value."""
    found: list[list[Stored]] = sheet.to_python(skip_empty_area=False)
    missing = [""] * (marks.last_column - (len(found[0]) if found else 0))
    yield from ((number, [*cells, *missing]) for number, cells in enumerate(found, start=1))
    blank: list[Stored] = [""] * marks.last_column
    yield from ((number, blank) for number in range(len(found) + 1, marks.last_row + 1))


def _entry(row: int, column: int, value: Stored, marks: Marks) -> object:
    place = row, column
    if place in marks.errors:
        return ["error", marks.errors[place] or "#?"]
    if place in marks.formulas:
        return ["formula", marks.formulas[place]]
    if isinstance(value, float) and not math.isfinite(value):
        return ["error", str(value)]
    if isinstance(value, str) and len(value) > marks.limits.text:
        raise Refusal("cell-too-long", row, column_letter(column), value[:200], limit=marks.limits.text)
    return as_json(marks.drawn.get(place, value), percent=place in marks.percents, unit=marks.units.get(place, ""))
