"""The same table in every format, encoding and delimiter gives the same grid."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from kpi.intake.read.cell import CellKind
from kpi.intake.read.grid import Grid
from kpi.intake.read.opening import open_file
from tests.intake.books import ods_number, ods_parts, ods_row, ods_text, packed

HERE = Path(__file__).parent
TABLE = [
    ["indicator", "periode", "waarde", "opmerking"],
    ["wachttijd", "2021-Q1", "12.5", "één dag; 'rust', € 5"],
    ["patiënten", "2021-Q1", "1200", ""],
]
Cells = list[tuple[str, CellKind, object]]


def text_of(delimiter: str, end: str = "\r\n") -> str:
    quoted = [[f'"{cell}"' if delimiter in cell or ";" in cell else cell for cell in row] for row in TABLE]
    return "".join(delimiter.join(row) + end for row in quoted)


def words(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def only(content: bytes, name: str = "cijfers.csv") -> Grid:
    grids, issues = open_file(content, name)
    assert issues == ()
    (grid,) = grids
    return grid


def cells(grid: Grid, row: int) -> Cells:
    return [(cell.text, cell.kind, cell.value) for cell in grid.rows[row].cells]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_text_file_gives_the_same_grid(delimiter: str, encoding: str, end: str) -> None:
    grid = only(text_of(delimiter, end).encode(encoding))
    assert words(grid) == TABLE
    assert [row.number for row in grid.rows] == [1, 2, 3]
    assert (grid.format, grid.encoding, grid.delimiter, grid.sheet) == ("csv", encoding, delimiter, None)


@pytest.mark.parametrize(("codec", "bom"), [("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"\xff\xfe")])
def test_utf16_of_both_kinds(codec: str, bom: bytes) -> None:
    grid = only(bom + text_of(";").encode(codec))
    assert (words(grid), grid.encoding) == (TABLE, "utf-16")


def xlsx_of(**options: object) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    sheet = book.add_worksheet("Cijfers")
    for place, row in enumerate(TABLE):
        for column, cell in enumerate(row):
            sheet.write(place, column, float(cell) if cell in ("12.5", "1200") else cell)
    book.close()
    return out.getvalue()


def ods_of() -> bytes:
    rows = [
        ods_row(*[ods_number(float(cell)) if cell in ("12.5", "1200") else ods_text(cell) for cell in row])
        for row in TABLE
    ]
    return packed(ods_parts({"Cijfers": "".join(rows)}))


@pytest.mark.parametrize(("content", "form"), [(xlsx_of(), "xlsx"), (ods_of(), "ods")], ids=["xlsx", "ods"])
@pytest.mark.parametrize("name", ["cijfers.csv", "cijfers.xlsx", "zonder"])
def test_workbook_gives_the_same_grid_under_any_name(content: bytes, form: str, name: str) -> None:
    grid = only(content, name)
    assert words(grid) == TABLE
    assert [row.number for row in grid.rows] == [1, 2, 3]
    assert (grid.format, grid.encoding, grid.delimiter, grid.sheet, grid.sheets) == (
        form, None, None, "Cijfers", ("Cijfers",),
    )  # fmt: skip


def test_shared_strings_of_excel_are_read_like_own_texts() -> None:
    assert words(only(xlsx_of(constant_memory=True))) == words(only(xlsx_of()))


@pytest.mark.parametrize("name", ["good.xls", "good-1904.xls"])
def test_old_xls_tells_kinds_percentages_dates_and_hidden_rows(name: str) -> None:
    grid = only((HERE / name).read_bytes(), name)
    assert (grid.format, grid.sheets) == ("xls", ("Cijfers",))
    assert [(row.number, row.hidden) for row in grid.rows] == [(1, False), (3, False), (4, False), (5, True)]
    assert cells(grid, 2) == [
        ("patiënten €", CellKind.TEXT, None),
        ("1234.5", CellKind.NUMBER, 1234.5),
        ("85%", CellKind.PERCENT, 0.85),
        ("2021-06-30", CellKind.DATE, date(2021, 6, 30)),
        ("WAAR", CellKind.BOOLEAN, True),
    ]
    assert cells(grid, 3)[1:4] == [
        ("#DIV/0!", CellKind.ERROR, None),
        ("0.5 %", CellKind.NUMBER, 0.5),
        ("2021-06-30 13:30:00", CellKind.DATE, datetime(2021, 6, 30, 13, 30)),  # noqa: DTZ001 (Excel knows no zone)
    ]


def test_ods_of_another_program() -> None:
    grid = only((HERE / "good.ods").read_bytes(), "good.ods")
    assert cells(grid, 1) == [
        ("patiënten €", CellKind.TEXT, None),
        ("2021-Q1", CellKind.TEXT, None),
        ("1234.5", CellKind.NUMBER, 1234.5),
        ("2021-06-30", CellKind.DATE, date(2021, 6, 30)),
    ]


@pytest.mark.parametrize("from_1904", [False, True])
def test_xlsx_of_another_program_tells_kinds(from_1904: bool) -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": from_1904})
    sheet = book.add_worksheet()
    sheet.write_datetime(4, 1, datetime(2021, 6, 30), book.add_format({"num_format": "d mmm yyyy"}))  # noqa: DTZ001
    sheet.write_number(4, 2, 0.846, book.add_format({"num_format": "0%"}))
    sheet.write_number(4, 3, 0.5, book.add_format({"num_format": '0.0"%"'}))
    sheet.write_boolean(4, 4, True)
    sheet.write_formula(4, 5, "=1/0", None, "#DIV/0!")
    sheet.write_formula(4, 6, "=B1", None, 7)
    sheet.write_rich_string(4, 7, "vet", book.add_format({"bold": True}), " en niet")
    sheet.write_number(4, 8, 1234567.891)
    sheet.write_number(4, 9, 0.5, book.add_format({"num_format": "hh:mm"}))
    sheet.set_row(4, None, None, {"hidden": True})
    book.close()
    (row,) = only(out.getvalue()).rows
    assert (row.number, row.hidden) == (5, True)
    assert [(cell.text, cell.kind, cell.value) for cell in row.cells[1:]] == [
        ("2021-06-30", CellKind.DATE, date(2021, 6, 30)),
        ("84.6%", CellKind.PERCENT, 0.846),
        ("0.5 %", CellKind.NUMBER, 0.5),
        ("WAAR", CellKind.BOOLEAN, True),
        ("#DIV/0!", CellKind.ERROR, None),
        ("7", CellKind.NUMBER, 7.0),
        ("vet en niet", CellKind.TEXT, None),
        ("1234567.891", CellKind.NUMBER, 1234567.891),
        ("12:00:00", CellKind.TEXT, None),
    ]
