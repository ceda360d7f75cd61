"""The starter set: it reads without an error, explains every column, and comes back from Excel as it was filled in."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from kpi.intake.edit.export import measured_tables, plan_files, plan_tables
from kpi.intake.edit.starter import GUIDE, Beginning, starter_files
from kpi.intake.edit.starter_words import CHOICES, choices, explained, header
from kpi.intake.edit.workbook import starter_workbook, workbook_of
from kpi.intake.edit.workbook_read import placed, read_workbook_plan, workbook_tables
from kpi.intake.parse.head.synonyms import DUTCH_KINDS, column_name
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.folder import read_files, read_folder
from kpi.intake.plan.text_table import COLUMNS

PLANS = Path(__file__).parents[3] / "data" / "plans"
OWN = Beginning(
    "huisartsen-voorbeeldstad", "Huisartsen “Voorbeeldstad”", "Huisartsen", date(2025, 1, 1), date(2027, 12, 31)
)


def edited(content: bytes, cells: dict[tuple[str, str], object]) -> bytes:
    """The workbook with cells filled in as a person does, saved by another program."""
    book = openpyxl.load_workbook(BytesIO(content))
    for (sheet, place), value in cells.items():
        book[sheet][place] = value
    out = BytesIO()
    book.save(out)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_starter_files_are_a_plan_that_reads_without_a_fault(lang: str) -> None:
    files = starter_files(lang, OWN)
    found = read_files(files, name=OWN.code)
    assert found.issues == ()
    assert found.plan is not None
    assert (found.plan.code, found.plan.title, found.plan.language) == (OWN.code, OWN.title, lang)
    assert found.plan.targets[0].due == OWN.end
    assert [one.origin.value for one in found.measurements] == ["sample"]
    assert files["plan.toml"].startswith(b"# ")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_example_of_a_plan_that_ends_within_a_year_lies_in_the_plan(lang: str) -> None:
    school = replace(OWN, start=date(2023, 8, 1), end=date(2026, 7, 31))
    found = read_files(starter_files(lang, school), name=school.code)
    assert found.issues == ()
    assert found.plan is not None
    assert found.plan.targets[0].due == school.end


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_guide_names_every_column_of_every_file(lang: str) -> None:
    guide = starter_files(lang)[GUIDE[lang]].decode()
    for name in ("targets", "indicators", "org_units", "context", "measurements"):
        assert all(f"`{header(name, column, lang)}" in guide for column in COLUMNS[name])


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("table", sorted(SHEETS))
def test_header_and_choices_are_read_back(table: str, lang: str) -> None:
    for column, parser in SHEETS[table].columns.items():
        assert column_name(header(table, column, lang)) == column
        words = choices(table, column, lang)
        assert [word for word in words if not parser(word) and parser(word) is not False] == []
        assert table == "checkins" or explained(table, column, lang)
    both = [len(dutch) == len(english) for dutch, english in CHOICES.values()]
    assert all(both)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_workbook_says_what_the_files_say(lang: str) -> None:
    content = starter_workbook(lang, OWN)
    assert content == starter_workbook(lang, OWN)
    files, issues = read_workbook_plan(content)
    assert issues == ()
    found = read_files(files)
    assert (found.plan, found.issues) == (read_files(starter_files(lang, OWN)).plan, ())


def test_workbook_has_the_sheets_and_their_drop_downs() -> None:
    book = openpyxl.load_workbook(BytesIO(starter_workbook("nl")))
    assert book.sheetnames == [
        "uitleg", "plan", "themes", "targets", "indicators", "org_units", "context", "measurements",
    ]  # fmt: skip
    rules = {
        book["targets"].cell(1, next(iter(rule.sqref.ranges)).min_col).value: rule.formula1
        for rule in book["targets"].data_validations.dataValidation
    }
    assert rules["soort"] == f'"{",".join(DUTCH_KINDS.values())}"'
    assert rules["thema"] == "themes!$A$2:$A$1000"
    assert rules["indicator"] == "indicators!$A$2:$A$1000"
    assert set(rules) == {header("targets", column, "nl") for column in COLUMNS["targets"]}
    book.close()


def test_workbook_filled_in_by_hand_is_read_as_it_stands() -> None:
    """Typed numbers, days and yes or no, a blank row in between, an own sheet."""
    cells: dict[tuple[str, str], object] = {
        ("plan", "B7"): date(2025, 1, 1),
        ("targets", "A4"): "R-02",
        ("targets", "B4"): "thema-1",
        ("targets", "F4"): "Alle praktijken open tot 17 uur",
        ("targets", "I4"): "handhaven",
        ("targets", "J4"): "wijknetwerken",
        ("targets", "L4"): 8.5,
        ("targets", "Q4"): date(2025, 2, 1),
        ("measurements", "A2"): "wijknetwerken",
        ("measurements", "B2"): "2026-Q1",
        ("measurements", "D2"): 3,
        ("measurements", "H2"): True,
    }
    files, issues = read_workbook_plan(edited(starter_workbook("nl"), cells))
    assert issues == ()
    found = read_files(files)
    assert found.plan is not None, found.issues
    assert found.plan.start == date(2025, 1, 1)
    second = found.plan.targets[1]
    assert (second.value, second.start) == (8.5, date(2025, 2, 1))
    assert [(one.value, one.provisional, one.origin.value) for one in found.measurements] == [(3.0, True, "report")]
    assert found.rows["targets", "R-02"] == 4


@pytest.mark.parametrize(
    ("cells", "values", "told"),
    [
        ((1.234, 80000), (1.234, 80000), []),
        ((12.5, "7"), (12.5, 7), []),
        ((12.5, "7,25"), (12.5, 7.25), []),
        ((1.234, "1.200,5"), (1.234, 1200.5), []),
        ((12.5, "80.000"), None, [("targets", 4, "waarde", "decimal-ambiguous")]),
        (("80.000", 8), None, [("targets", 3, "waarde", "decimal-ambiguous")]),
    ],
)
def test_number_of_a_workbook_needs_no_proof_and_gives_none(
    cells: tuple[object, object], values: tuple[float, float] | None, told: list[tuple[str, int, str, str]]
) -> None:
    """What a cell holds as a number is that number; a text beside it is read by the texts of its column."""
    rows: dict[tuple[str, str], object] = {}
    for row, value in zip((3, 4), cells, strict=True):
        rows |= {("targets", f"A{row}"): f"X-{row}", ("targets", f"B{row}"): "thema-1", ("targets", f"F{row}"): "x"}
        rows |= {("targets", f"I{row}"): "bereiken", ("targets", f"J{row}"): "wijknetwerken"}
        rows[("targets", f"L{row}")] = value
    content = edited(starter_workbook("nl"), rows)
    tables, issues = workbook_tables(content)
    found = read_files(read_workbook_plan(content)[0])
    errors = [one for one in (*issues, *placed(found.issues, tables)) if one.code == "decimal-ambiguous"]
    assert [(one.file, one.row, one.column, one.code) for one in errors] == told
    if values:
        assert found.plan is not None, found.issues
        assert tuple(one.value for one in found.plan.targets if one.code.startswith("X")) == values


def test_issue_stands_at_its_sheet_and_row() -> None:
    cells: dict[tuple[str, str], object] = {
        ("plan", "B3"): None, ("themes", "A3"): "thema-1", ("themes", "B3"): "Dubbel",
        ("targets", "I2"): "bereikn", ("measurements", "A2"): "wijknetwerkn", ("measurements", "B2"): "2026-Q1",
        ("measurements", "D2"): 3,
    }  # fmt: skip
    tables, _ = workbook_tables(edited(starter_workbook("nl"), cells))
    files, _ = read_workbook_plan(edited(starter_workbook("nl"), cells))
    found = placed(read_files(files).issues, tables)
    assert {(one.file, one.row, one.column, one.code) for one in found} == {
        ("plan", None, "title", "missing-key"),
        ("themes", 3, "code", "duplicate-code"),
        ("targets", 2, "soort", "unknown-choice"),
        ("measurements", 2, "indicator", "unknown-indicator"),
    }


def test_existing_plan_shows_the_words_its_drop_downs_offer() -> None:
    plan = read_folder(Path(__file__).parents[1] / "plans" / "compleet").plan
    assert plan is not None
    book = openpyxl.load_workbook(BytesIO(workbook_of(plan_tables(plan), "nl")))
    assert [book["targets"].cell(row, 9).value for row in (2, 3, 4, 5)] == [
        "bereiken", "cumulatief", "mijlpaal", "terugkerend",
    ]  # fmt: skip
    assert book["indicators"]["G2"].value in CHOICES["direction"][0]
    book.close()


def test_cells_take_what_is_typed_for_what_it_is() -> None:
    """A period stays text, a day and a number become one: Excel goes by the format of the cell."""
    book = openpyxl.load_workbook(BytesIO(starter_workbook("nl")))
    formats = {
        sheet: {
            cell.value: next(
                one.number_format for one in book[sheet].column_dimensions.values() if one.min <= cell.column <= one.max
            )
            for cell in book[sheet][1]
        }
        for sheet in ("targets", "measurements")
    }
    assert {formats["targets"][name] for name in ("waarde", "nulmeting", "gewicht")} == {"General"}
    assert {formats["targets"][name] for name in ("begin", "einddatum", "datum_nulmeting")} == {"yyyy-mm-dd"}
    assert {formats["targets"][name] for name in ("deadline", "tussenwaarden", "resultaat")} == {"@"}
    measured = {name: formats["measurements"][name] for name in ("periode", "waarde", "gemeten_op")}
    assert measured == {"periode": "@", "waarde": "General", "gemeten_op": "yyyy-mm-dd"}
    assert (book["plan"]["B7"].value, book["plan"]["B7"].number_format) == (datetime(2026, 1, 1), "yyyy-mm-dd")  # noqa: DTZ001
    book.close()


def test_own_sheet_is_told_and_left_out() -> None:
    book = openpyxl.load_workbook(BytesIO(starter_workbook("nl")))
    book.create_sheet("Klad")["A1"] = "los"
    out = BytesIO()
    book.save(out)
    book.close()
    _, issues = read_workbook_plan(out.getvalue())
    assert [(one.code, one.value) for one in issues] == [("sheet-ignored", "Klad")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"target;theme\n", b"\x00" * 50])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    files, issues = read_workbook_plan(content)
    assert "targets.csv" not in files
    assert issues


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_text_that_looks_like_a_formula_stays_text(lang: str) -> None:
    content = starter_workbook(lang, Beginning(title="=1+1"))
    book = openpyxl.load_workbook(BytesIO(content))
    assert (book["plan"]["B3"].value, book["plan"]["B3"].data_type) == ("=1+1", "s")
    book.close()
    assert b'title = "=1+1"' in read_workbook_plan(content)[0]["plan.toml"]


@pytest.mark.parametrize("path", sorted(PLANS.iterdir()), ids=lambda path: path.name)
def test_existing_plan_goes_through_excel_unharmed(path: Path) -> None:
    plan = read_folder(path).plan
    assert plan is not None
    files, issues = read_workbook_plan(workbook_of(plan_tables(plan), "nl"))
    assert issues == ()
    assert read_files(files).plan == plan
    assert set(plan_files(plan)) <= {*files}
    assert measured_tables((), ())["checkins"].rows == ()
