"""What open_file tells of sheets, cells and places, beside whole good and bad files."""

import subprocess
import sys
from pathlib import Path

import pytest

from kpi.intake.faults.hints import did_you_mean
from kpi.intake.parse.reading import read_upload
from kpi.intake.read import child
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.limits import Limits
from kpi.intake.read.opening import open_file
from tests.intake import desk
from tests.intake.books import (
    body,
    line,
    number,
    ods,
    ods_number,
    ods_parts,
    ods_row,
    ods_text,
    packed,
    row,
    text,
    xlsx,
    xlsx_parts,
)

ROOT = Path(__file__).parents[3]
TWO = packed(
    xlsx_parts(
        {"Toelichting": "<sheetData/>", "Oost": body(line(2, number("C2", 1))), "West": body(), "Oud": body()},
        states={"Oud": "veryHidden"},
    )
)
MERGED = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'


def third_cell(value: str, **options: str) -> Cell:
    (grid,), issues = open_file(xlsx(body(line(2, value)), **options), "a.xlsx")
    assert issues == ()
    return grid.rows[1].cells[2]


def test_every_visible_sheet_with_cells_is_a_grid() -> None:
    grids, issues = open_file(TWO, "a.xlsx")
    assert [grid.sheet for grid in grids] == ["Oost", "West"]
    assert {grid.sheets for grid in grids} == {("Oost", "West")}
    assert [(issue.code, issue.value) for issue in issues] == [("hidden-sheet", "Oud")]


@pytest.mark.parametrize("name", ["West", "Oud"])
def test_only_the_sheet_asked_for_even_a_hidden_one(name: str) -> None:
    (grid,), _ = open_file(TWO, "a.xlsx", sheet=name)
    assert grid.sheet == name
    assert {"Oost", "West"} <= set(grid.sheets)


NUMBER = "111222333"
OTHER = {
    "text.xlsx": xlsx_parts({"Cijfers": body(), "Lijst": body(line(2, text("C2", f"BSN {NUMBER}")))}),
    "shared.xlsx": xlsx_parts(
        {"Cijfers": body(), "Lijst": body(line(2, '<c r="C2" t="s"><v>1</v></c>'))}, strings=("naam", NUMBER)
    ),
    "number.ods": ods_parts({"Cijfers": ods_row(ods_text("a")), "Lijst": ods_row(ods_number(int(NUMBER)))}),
}


@pytest.mark.parametrize("name", OTHER)
def test_citizen_number_on_a_sheet_that_is_not_chosen_refuses_the_file(name: str) -> None:
    grids, (issue,) = open_file(packed(OTHER[name]), name, sheet="Cijfers")
    assert (grids, issue.row, issue.column, issue.code) == ((), None, "Lijst", "personal-data")
    assert NUMBER not in issue.message


def test_citizen_number_on_the_chosen_sheet_is_told_at_its_cell() -> None:
    grids, issues = open_file(packed(OTHER["shared.xlsx"]), "a.xlsx", sheet="Lijst")
    assert (len(grids), issues) == (1, ())


def test_citizen_number_on_another_sheet_of_an_old_workbook_refuses_it() -> None:
    content = (Path(__file__).parent / "good.xls").read_bytes().replace(b"indicator", NUMBER.encode())
    _, issues = open_file(content, "a.xls", sheet="Leeg")
    assert [(issue.column, issue.code) for issue in issues] == [("Cijfers", "personal-data")]


def test_citizen_number_on_a_sheet_without_a_header_refuses_a_file_that_is_read_by_itself() -> None:
    header = row(1, text("A1", "indicator"), text("B1", "periode"), text("C1", "waarde"))
    sheets = {
        "Cijfers": f"<sheetData>{header}</sheetData>",
        "Lijst": f"<sheetData>{row(1, text('A1', NUMBER))}</sheetData>",
    }
    reading = read_upload(packed(xlsx_parts(sheets)), "a.xlsx", plan=desk.plan())
    assert [(one.column, one.code) for one in reading.issues] == [("Lijst", "personal-data")]
    assert reading.understood is None


def test_citizen_number_in_the_name_of_a_file_refuses_it() -> None:
    grids, (issue,) = open_file(b"a;b", f"cijfers-{NUMBER}.csv")
    assert (grids, issue.row, issue.column, issue.code) == ((), None, "", "personal-data")
    assert NUMBER not in issue.file


def test_sheet_that_is_not_there_is_told_with_its_neighbours() -> None:
    grids, (issue,) = open_file(TWO, "a.xlsx", sheet="oots")
    assert (grids, issue.code, issue.value) == ((), "unknown-sheet", "oots")
    assert (issue.suggestion, issue.suggestion_en) == did_you_mean("Oost")


def test_fault_of_another_sheet_does_not_stop_the_one_asked_for() -> None:
    far = packed(xlsx_parts({"Ver": body(row(900_000, number("A900000", 1))), "Goed": body()}))
    assert [issue.code for issue in open_file(far, "a.xlsx")[1]] == ["too-many-rows"]
    (grid,), issues = open_file(far, "a.xlsx", sheet="Goed")
    assert (grid.sheets, issues) == (("Ver", "Goed"), ())


@pytest.mark.parametrize(
    ("cell", "kind", "words"),
    [
        ('<c r="C2"><f>1+1</f></c>', CellKind.FORMULA, "=1+1"),
        ('<c r="C2"><f>1+1</f><v></v></c>', CellKind.FORMULA, "=1+1"),
        ('<c r="C2"><f>1+1</f><v>2</v></c>', CellKind.NUMBER, "2"),
        ('<c r="C2" t="str"><f>""</f><v></v></c>', CellKind.EMPTY, ""),
        ('<c r="C2" t="e"><v>#N/A</v></c>', CellKind.ERROR, "#N/A"),
        ('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellKind.ERROR, "#DIV/0!"),
        ('<c r="C2"><v>1E400</v></c>', CellKind.ERROR, "inf"),
        ('<c r="C2" s="1"><v>0.85</v></c>', CellKind.PERCENT, "85%"),
        ('<c r="C2" s="2"><v>1.5</v></c>', CellKind.PERCENT, "150%"),
        ('<c r="C2" s="4"><v>85</v></c>', CellKind.NUMBER, "85 %"),
        ('<c r="C2" t="b"><v>0</v></c>', CellKind.BOOLEAN, "ONWAAR"),
        ('<c r="C2" s="3"><v>44377</v></c>', CellKind.DATE, "2021-06-30"),
        ('<c r="C2"><v>0.30000000000000004</v></c>', CellKind.NUMBER, "0.3"),
        ('<c r="C2"><v>1E-7</v></c>', CellKind.NUMBER, "0.0000001"),
        ('<c r="C2"><v>1E20</v></c>', CellKind.NUMBER, "100000000000000000000"),
        ('<c r="C2"><v>-0.5</v></c>', CellKind.NUMBER, "-0.5"),
        (text("C2", "=HYPERLINK(\"x\")"), CellKind.TEXT, '=HYPERLINK("x")'),
        (text("C2", "<script>"), CellKind.TEXT, "<script>"),
    ],
)  # fmt: skip
def test_kind_and_text_of_a_cell(cell: str, kind: CellKind, words: str) -> None:
    found = third_cell(cell) if kind is not CellKind.EMPTY else third_cell(cell + text("D2", "x"))
    assert (found.kind, found.text) == (kind, words)


def test_dates_count_from_1904_when_the_workbook_says_so() -> None:
    assert third_cell(number("C2", 42915, 3), book='<workbookPr date1904="1"/>').text == "2021-06-30"


def test_dimension_that_a_sheet_only_claims_costs_nothing() -> None:
    (grid,), issues = open_file(xlsx('<dimension ref="A1:XFD1048576"/>' + body(line(2, number("C2", 1)))), "a.xlsx")
    assert (len(grid.rows), issues) == (2, ())


@pytest.mark.parametrize("inside", [True, False])
def test_sheet_that_begins_further_down_keeps_its_places(inside: bool) -> None:
    rows = row(7, *([text("C7", "x")] if inside else ['<c r="C7" t="e"><v>#N/A</v></c>']))
    (grid,), _ = open_file(xlsx(f"<sheetData>{rows}</sheetData>"), "a.xlsx")
    (only,) = grid.rows
    assert (only.number, [cell.text for cell in only.cells]) == (7, ["", "", "x" if inside else "#N/A"])


@pytest.mark.parametrize("ref", ["A5:C5", "A5:A6", "E2:E3"])
def test_merged_cells_without_neighbours_are_left_in_peace(ref: str) -> None:
    content = xlsx(body(line(2, number("C2", 1)), row(5, text("A5", "Bron: eigen telling"))) + MERGED.format(ref))
    assert open_file(content, "a.xlsx")[1] == ()


def test_merged_cells_name_their_range() -> None:
    content = xlsx(body(line(2, number("C2", 1)), line(3, "")) + MERGED.format("B2:B3"))
    (issue,) = open_file(content, "a.xlsx")[1]
    assert (issue.row, issue.column, issue.code, issue.value) == (2, "B", "merged-cells", "B2:B3")


def test_merged_cells_are_told_only_of_the_one_sheet() -> None:
    faulty = body(line(2, number("C2", 1)), line(3, "")) + MERGED.format("B2:B3")
    content = packed(xlsx_parts({"Oost": faulty, "West": body()}))
    assert open_file(content, "a.xlsx")[1] == ()
    assert [issue.code for issue in open_file(content, "a.xlsx", sheet="Oost")[1]] == ["merged-cells"]


def test_ods_tells_what_xlsx_tells() -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
        "<text:p>{}</text:p></table:table-cell>"
    )
    remark = (
        '<table:table-cell office:value-type="float" office:value="3"><office:annotation><text:p>#let op</text:p>'
        "</office:annotation><text:p>3</text:p></table:table-cell>"
    )
    content = ods(
        ods_row(ods_text("a"), ods_number(0.85, "percentage"), remark, more='table:visibility="filter"'),
        ods_row(ods_text("b"), error.format("#DIV/0!"), '<table:table-cell table:formula="of:=1"/>'),
        ods_row("<table:table-cell/>", more='table:number-rows-repeated="3"'),
        ods_row(ods_text("c"), ods_number(2, more='table:number-columns-repeated="2"')),
        ods_row("<table:table-cell/>", more='table:number-rows-repeated="1048000"'),
    )
    (grid,), issues = open_file(content, "a.ods")
    assert issues == ()
    assert [(one.number, one.hidden) for one in grid.rows] == [(1, False), (2, True), (3, False), (7, False)]
    assert [[(cell.text, cell.kind) for cell in one.cells[1:]] for one in grid.rows[1:]] == [
        [("85%", CellKind.PERCENT), ("3", CellKind.NUMBER)],
        [("#DIV/0!", CellKind.ERROR), ("=1", CellKind.FORMULA)],
        [("2", CellKind.NUMBER), ("2", CellKind.NUMBER)],
    ]


def test_short_rows_are_filled_up_and_long_ones_kept() -> None:
    (grid,), issues = open_file(b"a;b;c\n1\n\n1;2;3;;\n1;2;3;4\n", "a.csv")
    assert issues == ()
    assert [(one.number, [cell.text for cell in one.cells]) for one in grid.rows] == [
        (1, ["a", "b", "c", ""]),
        (2, ["1", "", "", ""]),
        (4, ["1", "2", "3", ""]),
        (5, ["1", "2", "3", "4"]),
    ]


def test_row_after_the_first_fifty_does_not_widen_the_others() -> None:
    (grid,), _ = open_file(b"a;b\n" * 60 + b"a;b;c\n", "a.csv")
    assert {len(one.cells) for one in grid.rows[:-1]} == {2}
    assert len(grid.rows[-1].cells) == 3


def test_million_rows_are_possible_when_allowed() -> None:
    wide = Limits(size=2**27, rows=2_000_000)
    (grid,), issues = open_file(b"a;b\n" * 150_000, "a.csv", limits=wide)
    assert (len(grid.rows), issues) == (150_000, ())


def test_file_name_is_shown_safely() -> None:
    (issue,) = open_file(b"", "../map\\q3\u202exslx.exe\n.csv")[1]
    assert issue.file == "q3xslx.exe .csv"


def test_only_a_workbook_takes_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_COMMAND", (sys.executable, "-I", "-c", "raise SystemExit(3)"))
    assert open_file(b"indicator;periode;waarde\n" + b"wachttijd;2021-Q1;12,5\n" * 200, "a.csv")[1] == ()
    grids, (issue,) = open_file(TWO, "a.xlsx")
    assert (grids, issue.code) == ((), "opening-stopped")


def test_a_process_that_reads_a_workbook_loads_only_what_reads_it() -> None:
    """What it imports is most of what a small workbook costs: nothing of tables, pages or databases."""
    given = "import sys; import kpi.intake.read.worker, kpi.intake.read.workbook_zip; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", given], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & {"numpy", "pandas", "pandera", "pyarrow", "streamlit", "altair", "sqlalchemy", "typer"} == set()
