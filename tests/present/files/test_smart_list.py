"""The list for the author of a plan, read back: every result in the workbook, every gap in the document."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from kpi.core.light.snapshot import Snapshot
from kpi.core.view.smart import Demand, SmartTest, score_of, smart_test
from kpi.present.files.smart_list import smart_docx, smart_xlsx
from kpi.present.words import LANGUAGES, text
from tests.present.conftest import make
from tests.present.hostile import WORD


@pytest.fixture
def test(seen: Snapshot) -> SmartTest:
    return smart_test(seen)


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = load_workbook(BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_every_result_and_its_counts(test: SmartTest, lang: str) -> None:
    results, themes, demands = sheets(smart_xlsx(test, lang)).values()
    assert [row[1] for row in results[1:]] == [one.row.target.code for one in test.rows]
    no = text(lang, "no")
    assert [row[8:].count(no) for row in results[1:]] == [len(one.lacking) for one in test.rows]
    assert [row[1:3] for row in themes[1:]] == [[one.score.total, one.score.whole] for one in test.themes]
    score = score_of(test.rows)
    assert [row[3] for row in demands[1:]] == [score.lacking[one] for one in Demand]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_names_every_result_that_lacks_something(test: SmartTest, lang: str) -> None:
    document = Document(BytesIO(smart_docx(test, lang)))
    named = [row.cells[0].text for table in document.tables[1:] for row in table.rows[1:]]
    assert named == [f"{one.row.target.statement} ({one.row.target.code})" for one in test.rows if one.lacking]
    assert document.paragraphs[0].text == f"{text(lang, 'SMART test')}: Klein plan"
    assert document.core_properties.language == ("nl-NL" if lang == "nl" else "en-GB")
    repeated = [table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in document.tables]
    assert all(repeated)


def test_the_document_says_the_day_and_the_revision(test: SmartTest) -> None:
    document = Document(BytesIO(smart_docx(test, "nl")))
    assert "peildatum 30-06-2021, revisie 41" in document.paragraphs[1].text
    assert document.core_properties.created is not None
    assert document.core_properties.created.date() == date(2021, 6, 30)


def test_the_same_results_make_the_same_workbook(test: SmartTest) -> None:
    assert smart_xlsx(test, "nl") == smart_xlsx(test, "nl")


def test_text_is_never_run_and_never_breaks_a_file() -> None:
    words = f"=1+1{WORD}\x07"
    test = smart_test(make(words)[0])
    cells = load_workbook(BytesIO(smart_xlsx(test, "nl")))
    assert {cell.data_type for sheet in cells for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    document = Document(BytesIO(smart_docx(test, "nl")))
    assert f"=1+1{WORD} (behind)" in {row.cells[0].text for table in document.tables for row in table.rows}
