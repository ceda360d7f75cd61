"""The same file back: its rows at their places, the messages beside them, and nothing that runs."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpi.core.issue import Issue, Severity
from kpi.present.files.returned import Box, ReturnedSheet, SheetLine, with_cells, with_messages

FAULT = Issue(
    "not-a-number",
    Severity.ERROR,
    4,
    "Waarde",
    "veel",
    "'veel' is geen getal.",
    "No number.",
    "Schrijf een getal.",
    "Write a number.",
)
WHOLE = Issue("expected-missing", Severity.WARNING, None, "", "x", "'x' ontbreekt.", "'x' is missing.")


def line(number: int, *texts: str) -> SheetLine:
    return SheetLine(number, tuple(Box(text) for text in texts))


TEXT = ReturnedSheet(
    (line(2, "Indicator", "Waarde"), line(4, "a", "veel"), line(5, '=CMD("x")', "-5,5")),
    2,
    delimiter=";",
    encoding="cp1252",
)


def test_messages_stand_in_a_last_column_and_rows_keep_their_numbers() -> None:
    lines = with_messages(TEXT, (FAULT, WHOLE), "nl").decode("cp1252").split("\r\n")
    assert lines == [
        "",
        "Indicator;Waarde;melding",
        "",
        "a;veel;Waarde: 'veel' is geen getal. Schrijf een getal.",
        '"\'=CMD(""x"")";-5,5;',
        "",
    ]


def test_a_column_of_messages_is_used_again() -> None:
    sheet = ReturnedSheet(
        (line(1, "Waarde", "Melding", "Bron"), line(4, "veel", "oud", "x")), 1, delimiter=",", encoding="utf-8"
    )
    written = with_messages(sheet, (FAULT,), "en").decode("utf-8-sig").split("\r\n")
    assert written[0] == "Waarde,issue,Bron"
    assert written[3] == "veel,Waarde: No number. Write a number.,x"


def test_letters_that_do_not_fit_make_it_utf8() -> None:
    assert with_cells(TEXT, {(4, 1): "łódź"}).startswith(b"\xef\xbb\xbf")


def test_a_corrected_text_file_differs_only_in_its_cell() -> None:
    assert with_cells(TEXT, {(4, 1): "3,5"}).decode("cp1252") == (
        '\r\nIndicator;Waarde\r\n\r\na;3,5\r\n"=CMD(""x"")";-5,5\r\n'
    )


@pytest.fixture
def book() -> ReturnedSheet:
    """A workbook with every kind of stored value, and a hidden row."""
    boxes = (
        Box("2021-09-01", date(2021, 9, 1)),
        Box("2021-09-01 12:00", datetime(2021, 9, 1, 12)),  # noqa: DTZ001 - as a workbook stores it
        Box("85%", 0.85, percent=True),
        Box("12.5", 12.5),
        Box("WAAR", value=True),
        Box("=1+1"),
    )
    head = line(3, "dag", "moment", "Waarde", "getal", "ja", "tekst")
    return ReturnedSheet((head, SheetLine(4, boxes, hidden=True)), 3, name="Blad A")


def test_a_workbook_keeps_its_values_and_gets_colour_at_the_fault(book: ReturnedSheet) -> None:
    read = load_workbook(BytesIO(with_messages(book, (FAULT, WHOLE), "nl")))
    sheet = read["Blad A"]
    assert [cell.value for cell in sheet[3]] == ["dag", "moment", "Waarde", "getal", "ja", "tekst", "melding"]
    assert [cell.data_type for cell in sheet[4]] == ["d", "d", "n", "n", "b", "s", "s"]
    assert (sheet["C4"].value, sheet["C4"].number_format) == (0.85, "0.##########%")
    assert sheet["C4"].fill.start_color.rgb == "FFF4C7C3"
    assert sheet["D4"].fill.fill_type is None
    assert sheet.row_dimensions[4].hidden
    assert [row[3].value for row in read["meldingen"].iter_rows(min_row=2)] == [
        "'veel' is geen getal. Schrijf een getal.",
        "'x' ontbreekt.",
    ]


def test_a_corrected_workbook_has_no_messages(book: ReturnedSheet) -> None:
    read = load_workbook(BytesIO(with_cells(book, {(4, 3): "13,5"})))
    assert read.sheetnames == ["Blad A"]
    assert [cell.value for cell in read["Blad A"][4]][2:] == [0.85, "13,5", True, "=1+1"]
    assert read["Blad A"]["F4"].data_type == "s"


def test_the_column_of_messages_speaks_the_language_of_who_asked() -> None:
    once = with_messages(TEXT, (FAULT,), "nl").decode("cp1252")
    assert once.split("\r\n")[1] == "Indicator;Waarde;melding"
    again = ReturnedSheet(
        tuple(line(at, *row.split(";")) for at, row in enumerate(once.split("\r\n")[:4], start=1) if row),
        2,
        delimiter=";",
        encoding="utf-8",
    )
    rows = with_messages(again, (FAULT,), "en").decode("utf-8-sig").split("\r\n")
    assert rows[1] == "Indicator;Waarde;issue"
    assert rows[3] == "a;veel;Waarde: No number. Write a number."
    book = load_workbook(BytesIO(with_messages(ReturnedSheet(again.lines, 2), (FAULT,), "en")))
    assert [cell.value for cell in book.worksheets[0][2]] == ["Indicator", "Waarde", "issue"]
