"""A unit that a number format shows is read as one that is written; merged cells refuse among the figures only."""

from io import BytesIO

import pytest
import xlsxwriter

from kpi.core.issue import refuses
from kpi.intake.parse.reading import Reading
from kpi.intake.read.shown_unit import unit_of_format
from tests.intake import desk
from tests.intake.books import ods, ods_row, ods_text

HEAD = ("indicator", "periode", "waarde")


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0" maanden"', "maanden"),
        ("0\\ \\w\\e\\k\\e\\n", "weken"),
        ('General" weken"', "weken"),
        ('[Red]0" weken";-0" weken"', "weken"),
        ('#,##0.0" mln"', "mln"),
        ('_ "€"\\ * #,##0.00_ ;_ "€"\\ * \\-#,##0.00\\ ', "€"),
        ("[$€-413] #,##0.00", "€"),
        ('0"%"', "%"),
        ('0,"k"', ""),
        ('"Q"0', ""),
        ("0.00E+00", ""),
        ('0" *"', ""),
        ("#,##0.00", ""),
        ("General", ""),
    ],
)
def test_unit_of_a_number_format(code: str, unit: str) -> None:
    assert unit_of_format(code) == unit


def book(rows: list[tuple[object, ...]], form: str = "", merge: str = "") -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet, style = made.add_worksheet("Cijfers"), made.add_format({"num_format": form} if form else {})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(number, place, value, style if isinstance(value, float) else None)
        if merge:
            first = merge.partition(":")[0]
            at = (int(first[1:]) - 1, ord(first[0]) - ord("A"))
            sheet.merge_range(merge, rows[at[0]][at[1]])
    return out.getvalue()


def faults(reading: Reading) -> list[str]:
    return [one.code for one in reading.issues if refuses([one])]


@pytest.mark.parametrize(
    ("form", "found"), [('0" weken"', []), ('0" maanden"', ["unit-mark"]), ('"€" 0', ["unit-mark"]), ("0", [])]
)
def test_unit_in_a_number_format_is_one_like_any_other(form: str, found: list[str]) -> None:
    reading = desk.judged(book([HEAD, ("wachttijd", "2021-09", 3.0)], form), "x.xlsx")
    assert faults(reading) == found
    assert len(reading.records) == (not found)


def test_year_with_a_word_in_its_format_is_still_a_year() -> None:
    reading = desk.judged(book([("indicator", "jaar", "waarde"), ("kosten", 2021.0, 12)], '0" jaar"'), "x.xlsx")
    assert [one.measurement.period.code for one in reading.records] == ["2021"]


def test_unit_shown_in_an_ods_is_read() -> None:
    shown = '<table:table-cell office:value-type="float" office:value="3"><text:p>3 {}</text:p></table:table-cell>'
    for word, found in (("weken", []), ("maanden", ["unit-mark"])):
        content = ods(ods_row(ods_text("wachttijd"), ods_text("2021-09"), shown.format(word)))
        assert faults(desk.judged(content, "x.ods")) == found


LABELS = [("thema", *HEAD), ("zorg", "overleggen", "2021-Q3", 3), ("", "netwerken", "2021-Q3", 2)]
BLANK = [HEAD, ("overleggen", "2021-Q3", 3), ("", "2021-Q4", 2)]


@pytest.mark.parametrize(
    ("rows", "merge", "found"),
    [
        (LABELS, "A2:A3", []),
        (BLANK, "A2:A3", []),
        ([("Cijfers", "", "van"), *BLANK[:2]], "A1:B1", []),
        ([HEAD, ("overleggen", "2021-Q3", 3), ("netwerken", "2021-Q3", "")], "C2:C3", ["merged-cells"]),
        ([HEAD, ("overleggen", "", 3)], "A2:B2", ["merged-cells"]),
    ],
)
def test_only_merged_cells_among_the_figures_refuse(
    rows: list[tuple[object, ...]], merge: str, found: list[str]
) -> None:
    reading = desk.judged(book(rows, merge=merge), "x.xlsx")
    assert [code for code in faults(reading) if code == "merged-cells"] == found
    assert found or not faults(reading)


def test_pivot_table_of_no_known_indicator_beside_the_figures_is_no_second_sheet() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for name, rows in (
            ("Cijfers", [HEAD, ("overleggen", "2021-Q3", 3)]),
            ("Draaitabel", [("Rijlabels", "Q3 2021"), ("Zorg", 4)]),
        ):
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    reading = desk.judged(out.getvalue(), "x.xlsx")
    assert (reading.questions, faults(reading), len(reading.records)) == ((), [], 1)
