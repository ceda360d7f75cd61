"""Old XLS, read by xlrd: it tells number formats, error values, hidden rows and merged cells, and never calculates."""

import io
from collections.abc import Iterator

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet

from kpi.intake.read.limits import Limits
from kpi.intake.read.marks import Marks, hidden_faults, merged_faults, merged_rows
from kpi.intake.read.names import column_letter, holds_citizen_number
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.sheets import Line, as_json, refuse_personal, sheet_end, sheets_to_read, unread
from kpi.intake.read.shown_unit import unit_of_format
from kpi.intake.read.xlsx_scan import is_percent

_ENTRY = 128  # bytes of an entry in the directory of an OLE file, each of which begins with a name in UTF-16


def read_xls(content: bytes, sheet: str | None, limits: Limits) -> Iterator[Line]:
    """The lines of the answer (worker.py) for an OLE file of any kind. Raises Refusal."""
    if _has_stream(content, "EncryptedPackage"):
        raise Refusal("encrypted-file")
    if not (_has_stream(content, "Workbook") or _has_stream(content, "Book")):
        raise Refusal("not-a-table", what="een ander Office-bestand", what_en="another Office file")
    book = _open(content)
    yield {"format": "xls"}
    hidden = {one.name for one in book.sheets() if one.visibility}
    wanted = sheets_to_read(book.sheet_names(), hidden, sheet)
    for name in unread(book.sheet_names(), hidden, sheet):
        if any(holds_citizen_number(str(cell.value)) for row in book.sheet_by_name(name).get_rows() for cell in row):
            raise refuse_personal(name)
    for name in wanted:
        yield from _sheet(book, book.sheet_by_name(name), limits, wanted=sheet in (None, name))
    for name in hidden - {sheet}:
        yield {"hidden": name}


def _has_stream(content: bytes, name: str) -> bool:
    wanted = name.encode("utf-16-le") + b"\0\0"
    place = content.find(wanted)
    while place >= 0 and place % _ENTRY:
        place = content.find(wanted, place + 1)
    return place >= 0


def _open(content: bytes) -> Book:
    try:
        silent = io.StringIO()  # else xlrd writes its doubts to stdout, where our answer goes
        return xlrd.open_workbook(file_contents=content, logfile=silent, formatting_info=True, ragged_rows=True)
    except MemoryError:
        raise
    except Exception as error:  # a damaged file makes xlrd raise almost anything
        if "encrypted" in str(error).lower():
            raise Refusal("encrypted-file") from error
        raise Refusal("damaged-file") from error


def _sheet(book: Book, sheet: Sheet, limits: Limits, wanted: bool) -> Iterator[Line]:
    marks = Marks(limits)
    filled_columns: set[int] = set()
    marks.merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    marks.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    marks.hidden_columns = [(place + 1, place + 1) for place, info in sheet.colinfo_map.items() if info.hidden]
    watched: dict[int, set[int]] = {}
    for row in range(sheet.nrows):
        entries = [_entry(book, sheet, row, place, limits) for place in range(sheet.row_len(row))]
        here = {place for place, entry in enumerate(entries, start=1) if entry is not None}
        if here and wanted:
            marks.fill(row + 1, max(here))
            yield [row + 1, row + 1 in marks.hidden_rows, entries]
        filled_columns |= here
        watched[row + 1] = here
    marks.last_row = max(marks.last_row, 1)
    watched = {row: watched[row] for row in merged_rows(marks) if row in watched}
    faults = [*merged_faults(marks, watched), *hidden_faults(marks, filled_columns)]
    yield sheet_end(sheet.name, bool(filled_columns), wanted, faults if wanted else ())


def _entry(book: Book, sheet: Sheet, row: int, column: int, limits: Limits) -> object:
    kind = sheet.cell_type(row, column)
    value: str | float = sheet.cell_value(row, column)
    if isinstance(value, str):
        if len(value) > limits.text:
            raise Refusal("cell-too-long", row + 1, column_letter(column + 1), value[:200], limit=limits.text)
        return as_json(value)
    if kind == xlrd.XL_CELL_ERROR:
        return ["error", xlrd.error_text_from_code.get(int(value), "#?")]
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE:
        return _date(book, value)
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    code = book.format_map[style.format_key].format_str
    return as_json(value, percent=is_percent(code), unit=unit_of_format(code))


def _date(book: Book, serial: float) -> object:
    """A moment; below one day it is a time of day, and before 1900-03-01 Excel's own calendar is wrong: a number."""
    try:
        moment = xlrd.xldate_as_datetime(serial, book.datemode)
    except (ValueError, OverflowError):
        return serial
    return as_json(moment.time() if 0 <= serial < 1 else moment)
