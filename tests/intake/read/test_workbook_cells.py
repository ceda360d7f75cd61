"""What only workbooks hold: kinds of cells, several sheets, hidden rows."""

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from kpi.core.issue import refuses
from kpi.core.model import Measurement
from kpi.intake.parse.reading import Reading
from kpi.intake.read.cell import Cell, CellKind
from tests.intake import desk
from tests.intake.books import body, ods, ods_row, ods_text, row, text, xlsx
from tests.intake.grids import BOOKS, HEAD, ROW, Written, read, sheet

PERCENT = Cell("85%", CellKind.PERCENT, 0.85)


def one(*row: Written, head: tuple[str, ...] = HEAD) -> Measurement:
    reading = read(sheet(head, row))
    assert not refuses(reading.issues)
    (record,) = reading.records
    return record.measurement


def places(reading: Reading) -> list[tuple[int | None, str, str]]:
    return [(issue.row, issue.column, issue.code) for issue in reading.issues]


def test_number_of_a_cell_is_its_stored_value_whatever_the_notation() -> None:
    assert one("overleggen", "2021-Q3", 12.5).value == 12.5
    assert one("overleggen", "2021-Q3", Cell("1.234", CellKind.NUMBER, 1.234)).value == 1.234


def test_percent_cell_is_times_a_hundred_and_listed() -> None:
    reading = read(sheet(HEAD, ("verwijzingen", "2021-Q3", PERCENT)))
    assert reading.records[0].measurement.value == 85.0
    assert [(repair.row, repair.after, repair.rule) for repair in reading.repairs] == [(2, "85", "percent-cell")]


def test_percent_cell_of_a_count_is_refused() -> None:
    reading = read(sheet(HEAD, ("overleggen", "2021-Q3", PERCENT)))
    assert places(reading) == [(2, "waarde", "unit-mark")]


def test_boolean_is_yes_and_never_one() -> None:
    found = one("T-3", "2021-Q3", True)
    assert (found.value, found.done) == (None, True)


def test_boolean_is_no_numerator() -> None:
    reading = read(sheet(("indicator", "periode", "teller", "noemer"), ("verwijzingen", "2021-Q3", True, 10.0)))
    assert places(reading) == [(2, "teller", "not-a-number")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell("#DIV/0!", CellKind.ERROR), "cell-error"),
        (Cell("=A1", CellKind.FORMULA), "formula-no-value"),
        (Cell("2021-05-12", CellKind.DATE, date(2021, 5, 12)), "date-in-number"),
    ],
)
def test_cell_that_is_no_value_is_an_issue_at_its_place(cell: Cell, code: str) -> None:
    assert places(read(sheet(HEAD, ("overleggen", "2021-Q3", cell)))) == [(2, "waarde", code)]


def test_date_cell_is_a_day_and_the_first_of_a_month_a_month() -> None:
    moment = Cell("2021-09-21 10:00", CellKind.DATE, datetime(2021, 9, 21, 10))  # noqa: DTZ001 (a file names no zone)
    head = ("indicator", "periode", "meetdatum")
    assert one("T-3", "2021-Q3", moment, head=head).measured_on == date(2021, 9, 21)
    assert one("wachttijd", date(2021, 9, 1), 3.0).period.code == "2021-09"
    assert places(read(sheet(HEAD, ("wachttijd", date(2021, 9, 2), 3.0)))) == [(2, "periode", "not-a-period")]


def test_only_sheet_with_a_header_is_read() -> None:
    reading = read(sheet(("Toelichting bij de cijfers",), name="Uitleg"), sheet(HEAD, ROW, name="Cijfers"))
    assert reading.understood is not None
    assert (reading.understood.sheet, len(reading.records)) == ("Cijfers", 1)


def test_two_sheets_of_figures_are_a_question() -> None:
    reading = read(*BOOKS["which-sheet"])
    assert places(reading) == [(None, "", "which-sheet")]
    assert [(one.key, one.options) for one in reading.questions] == [("sheet", ("Blad1", "Blad2"))]
    assert reading.records == ()


def test_hidden_row_is_read_with_a_warning() -> None:
    reading = read(*BOOKS["hidden-row"])
    assert places(reading) == [(2, "", "hidden-row")]
    assert len(reading.records) == 1


def test_remark_beside_the_columns_of_a_sheet_is_kept_aside() -> None:
    reading = read(sheet(HEAD, (*ROW, "let op")))
    assert places(reading) == [(1, "D", "unknown-column")]
    assert len(reading.records) == 1


def test_sheet_that_is_read_among_others_tells_its_own_merged_cells() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        figures = book.add_worksheet("Cijfers")
        for number, row in enumerate([HEAD, ROW, ROW]):
            figures.write_row(number, 0, row)
        figures.merge_range(1, 2, 2, 2, ROW[2])
        book.add_worksheet("Uitleg").write(0, 0, "Wat er staat")
    reading = desk.judged(out.getvalue(), "x.xlsx")
    assert "merged-cells" in [issue.code for issue in reading.issues]


FORMULA = '<c r="C2"><f>10+2.5</f><v/></c>'


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (xlsx(body(row(2, text("A2", "overleggen"), text("B2", "2021-Q3"), FORMULA))), "=10+2.5"),
        (
            ods(ods_row(ods_text("overleggen"), ods_text("2021-Q3"), '<table:table-cell table:formula="of:=1+1"/>')),
            "=1+1",
        ),
    ],
)
def test_formula_without_a_result_is_told_from_an_empty_cell(content: bytes, value: str) -> None:
    reading = desk.judged(content, "x")
    assert places(reading) == [(2, "waarde", "formula-no-value")]
    assert reading.issues[0].value == value
    assert reading.records == ()


def test_first_day_of_a_month_in_the_header_is_that_month() -> None:
    reading = read(sheet(("indicator", date(2021, 8, 1), date(2021, 9, 1)), ("wachttijd", 3.0, 2.5)))
    assert [one.measurement.period.code for one in reading.records] == ["2021-08", "2021-09"]


def test_another_day_in_the_header_is_no_period() -> None:
    reading = read(sheet(("indicator", "2021-Q3", date(2021, 9, 2)), ("overleggen", 3.0, 2.5)))
    assert [(one.column, one.code) for one in reading.issues] == [("2021-09-02", "unknown-column")]


@pytest.mark.parametrize(("stored", "codes"), [(1e300, ["not-a-number"]), (-1e15, ["not-a-number"]), (999e12, [])])
def test_number_of_more_than_fifteen_digits_is_no_number(stored: float, codes: list[str]) -> None:
    assert [one.code for one in read(sheet(HEAD, ("overleggen", "2021-Q3", stored))).issues] == codes


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([("indicator", "naam"), ("overleggen", "Overleggen"), ("netwerken", "Wijknetwerken")], False),
        ([("indicator",), ("overleggen",)], False),
        ([("indicator", "eenheid"), ("overleggen", "Regio 3")], True),
        ([("indicator", "telling"), ("overleggen", 3.0)], True),
        ([("indicator", "periode"), ("overleggen", "2021-Q3")], True),
    ],
)
def test_a_list_of_indicators_on_another_sheet_is_not_asked_about(
    rows: list[tuple[str | float, ...]], asked: bool
) -> None:
    reading = read(sheet(HEAD, ROW), sheet(*rows, name="Lijst"))
    assert [one.code for one in reading.issues] == (["which-sheet"] if asked else [])
    assert len(reading.records) == (0 if asked else 1)
