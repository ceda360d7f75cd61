"""A file as its sender knows it, written again: with a message at every faulty row, or with cells corrected."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from kpi.core.issue import Issue, Severity
from kpi.core.plain import harmless
from kpi.present.files.sheet import OPTIONS
from kpi.present.words import known, mark, text

MESSAGES = {"nl": "melding", "en": "issue"}  # the headers intake knows as ours (docs/csv-format.md, Columns)
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same rows make the same file, whenever that is
_NUMBER = re.compile(r"[-+−(]?[ €]*[\d.,' \u00a0\u202f]*\d[\d.,' \u00a0\u202f]*[)%‰-]?|-")
_FILLS = {Severity.ERROR: "#F4C7C3", Severity.WARNING: "#FBE3A6", Severity.NOTICE: "#E6E9E4"}
_LIST = ((8, mark("Row")), (24, mark("Column")), (24, mark("Value")), (100, mark("Message")))
_LONGEST = 32_000  # characters that a cell of a workbook can hold


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: its text as a person sees it and, from a workbook, its stored value; `percent`: shown as such."""

    text: str
    value: float | bool | date | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row; `number` is the file's own (1-based)."""

    number: int
    boxes: tuple[Box, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """One sheet or text file; `delimiter` and `encoding` None: a workbook; `header_row` None: it has no header."""

    lines: tuple[SheetLine, ...]
    header_row: int | None
    name: str = ""
    delimiter: str | None = None
    encoding: str | None = None

    @property
    def suffix(self) -> str:
        """What the file is written as: "csv" or "xlsx"."""
        return "xlsx" if self.delimiter is None else "csv"

    @property
    def headers(self) -> tuple[str, ...]:
        """The header as written, spaces put in order as in the column of an issue; empty without one."""
        found = next((line.boxes for line in self.lines if line.number == self.header_row), ())
        return tuple(" ".join(box.text.split()) for box in found)


def with_messages(sheet: ReturnedSheet, issues: Sequence[Issue], lang: str) -> bytes:
    """The same file with a column "melding" ("issue") at the faulty rows; in a workbook the faulty cells are coloured.

    Row numbers stay those of the file. Text that a spreadsheet would run as a formula gets an apostrophe in front.
    All issues, also those of the whole file, stand on the second sheet of a workbook; a text file has no place for it.
    """
    said = _said(issues, lang)
    if sheet.delimiter is None:
        return _workbook(sheet, said, issues, lang)
    at = _message_column(sheet)
    rows = {line.number: [_safe(box.text) for box in line.boxes] for line in sheet.lines}
    for number, cells in rows.items():
        own = MESSAGES[known(lang)] if number == sheet.header_row else said.get(number, "")
        cells[at:] = [*[""] * (at - len(cells)), _safe(own), *cells[at + 1 :]]
    return _text(sheet, rows)


def with_cells(sheet: ReturnedSheet, edits: Mapping[tuple[int, int], str]) -> bytes:
    """The same file with other text in some cells, by row number and place in the row (from 0); nothing is escaped."""
    lines = tuple(
        SheetLine(line.number, tuple(_edited(line, at, box, edits) for at, box in enumerate(line.boxes)), line.hidden)
        for line in sheet.lines
    )
    if sheet.delimiter is None:
        return _workbook(ReturnedSheet(lines, sheet.header_row, sheet.name), None, (), "nl")
    return _text(sheet, {line.number: [box.text for box in line.boxes] for line in lines})


def _edited(line: SheetLine, at: int, box: Box, edits: Mapping[tuple[int, int], str]) -> Box:
    new = edits.get((line.number, at))
    return box if new is None else Box(new)


def _said(issues: Iterable[Issue], lang: str) -> dict[int, str]:
    """The messages of each row as one text."""
    found: dict[int, list[str]] = {}
    for one in issues:
        if one.row is not None:
            place = f"{one.column}: " if one.column else ""
            found.setdefault(one.row, []).append(f"{place}{issue_words(one, lang)}")
    return {row: "; ".join(each)[:_LONGEST] for row, each in found.items()}


def issue_words(one: Issue, lang: str) -> str:
    """What is wrong and what to do."""
    return " ".join(part for part in (one.said(lang), one.cure(lang)) if part)


def _message_column(sheet: ReturnedSheet) -> int:
    """Where the messages go: the column of an earlier time, else one to the right of everything."""
    headers = [header.casefold() for header in sheet.headers]
    widest = max((len(line.boxes) for line in sheet.lines), default=0)
    return next((at for at, header in enumerate(headers) if header in MESSAGES.values()), widest)


def _safe(words: str) -> str:
    """Text that no spreadsheet takes for a formula; a number with its sign stays a number."""
    return words if _NUMBER.fullmatch(words.strip()) else harmless(words)


def _text(sheet: ReturnedSheet, rows: Mapping[int, Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=sheet.delimiter or ";", lineterminator="\r\n")
    for number in range(1, max(rows, default=0) + 1):
        if number in rows:
            writer.writerow(rows[number])
        else:
            out.write("\r\n")
    wanted = "utf-8-sig" if sheet.encoding in (None, "utf-8") else str(sheet.encoding)
    try:
        return out.getvalue().encode(wanted)
    except UnicodeEncodeError:
        return out.getvalue().encode("utf-8-sig")


def _workbook(sheet: ReturnedSheet, said: Mapping[int, str] | None, issues: Sequence[Issue], lang: str) -> bytes:
    """The rows as a workbook; `said` None: without messages."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"created": _MADE})
        made = book.add_worksheet(sheet.name or None)
        faults = _faulty(sheet, issues) if said is not None else {}
        formats = _Formats(book)
        at = _message_column(sheet)
        for line in sheet.lines:
            for column, box in enumerate(line.boxes):
                _write(made, line.number - 1, column, box, formats, faults.get((line.number, column)))
            if said is not None:
                words = MESSAGES[known(lang)] if line.number == sheet.header_row else said.get(line.number, "")
                made.write_string(line.number - 1, at, words, formats.of(None))
            if line.hidden:
                made.set_row(line.number - 1, None, None, {"hidden": True})
        if said is not None:
            made.set_column(at, at, 70)
            _list(book, issues, lang)
    return out.getvalue()


def _faulty(sheet: ReturnedSheet, issues: Iterable[Issue]) -> dict[tuple[int, int], Severity]:
    """The worst severity of each cell; an issue of a whole row is of all its cells."""
    order = list(Severity)
    found: dict[tuple[int, int], Severity] = {}
    for one in issues:
        if one.row is None:
            continue
        named = [at for at, header in enumerate(sheet.headers) if header == one.column]
        for at in named or range(len(sheet.headers)):
            worst = found.get((one.row, at), Severity.NOTICE)
            found[one.row, at] = min(worst, one.severity, key=order.index)
    return found


class _Formats:
    """The formats of one workbook: number format by fill."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, Severity | None], Any] = {}

    def of(self, fault: Severity | None, kind: str = "") -> Any:
        """The format of a cell; None for one without any."""
        if not kind and fault is None:
            return None
        if (kind, fault) not in self._made:
            fill = {"bg_color": _FILLS[fault], "border": 1, "border_color": "#8A8A8A"} if fault else {}
            self._made[kind, fault] = self._book.add_format({**({"num_format": kind} if kind else {}), **fill})
        return self._made[kind, fault]


def _write(sheet: Any, line: int, at: int, box: Box, formats: _Formats, fault: Severity | None) -> None:
    value = box.value
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value, formats.of(fault))
    elif isinstance(value, datetime):
        sheet.write_datetime(line, at, value, formats.of(fault, "dd-mm-yyyy hh:mm"))
    elif isinstance(value, date):
        sheet.write_datetime(line, at, value, formats.of(fault, "dd-mm-yyyy"))
    elif value is not None:
        sheet.write_number(line, at, value, formats.of(fault, "0.##########%" if box.percent else ""))
    elif box.text:
        sheet.write_string(line, at, box.text[:_LONGEST], formats.of(fault))
    elif fault:
        sheet.write_blank(line, at, None, formats.of(fault))


def _list(book: Any, issues: Sequence[Issue], lang: str) -> None:
    """All issues on a sheet of their own."""
    sheet = book.add_worksheet(text(lang, "messages"))
    for at, (width, head) in enumerate(_LIST):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, text(lang, head))
    for line, one in enumerate(issues, start=1):
        sheet.write_string(line, 0, "" if one.row is None else str(one.row))
        for at, words in enumerate((one.column, one.value, issue_words(one, lang)), start=1):
            sheet.write_string(line, at, words[:_LONGEST])
